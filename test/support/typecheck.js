import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { examples } from "./examples.js";

// `npm run typecheck`. The compiler ends before there is much to clean up after it: told not to, it takes two thirds of the
// processor's time, and a twentieth more memory.
process.env.GOGC ??= "off";
const folder = "node_modules/.cache/itip";

// The examples of the pages are part of the program, with the names of the package that a user has.
const files = examples().map(({ file, text }) => {
  mkdirSync(dirname(join(folder, "pages", file)), { recursive: true });
  writeFileSync(join(folder, "pages", file), text);
  return `pages/${file}`;
});
const source = "../../../src";
const paths = {
  itip: [`${source}/index.ts`],
  "itip/*": [`${source}/*/index.ts`, `${source}/adapters/*.ts`],
};
const include = ["build", "src", "test", "*.config.ts"].map((each) => `../../../${each}`);
const config = { extends: "../../../tsconfig.json", compilerOptions: { paths }, include, files };
writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
const known = `${folder}/typecheck.json`;
process.argv.push("--noEmit", "--singleThreaded", "--incremental", "--tsBuildInfoFile", known);
process.argv.push("--project", `${folder}/tsconfig.json`);
await import("../../node_modules/typescript-native/bin/tsc");
