import { defineConfig } from "tsup";
import { entries } from "./build/entries.ts";

/** The declarations; the code is built by Rolldown. tsup sets baseUrl, which TypeScript 6 calls deprecated. */
export default defineConfig({
  entry: entries,
  format: ["esm", "cjs"],
  dts: { only: true, compilerOptions: { ignoreDeprecations: "6.0" } },
});
