import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    cronofy: "src/cronofy/index.ts",
    clients: "src/clients/index.ts",
    mailers: "src/mailers/index.ts",
    "cli/main": "src/cli/main.ts",
  },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  // tsup sets baseUrl, which TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  clean: true,
  sourcemap: true,
  splitting: true,
  treeshake: true,
  // mimetext pulls 20 MB of polyfills into an install, and @noble/hashes is ESM only: both travel inside the bundle.
  noExternal: ["mimetext", "@noble/hashes"],
});
