import { spawnSync } from "node:child_process";
import { build } from "rolldown";
import { bundled, nativeForPolyfills } from "../../build/bundled.ts";
import manifest from "../../package.json" with { type: "json" };

/*
 * tsx test/bench/bundle.ts run|doubling|growth …
 *
 * Bundles a benchmark with our own code, as users get it, and runs it: what runs TypeScript directly adds a call to every
 * function made.
 */

const [name = "run", ...rest] = process.argv.slice(2);
const outfile = `node_modules/.cache/itip-${name}.mjs`;
const packages = Object.keys(manifest.devDependencies);
await build({
  input: `test/bench/${name}.ts`,
  platform: "node",
  external: [...packages.filter((each) => !bundled.includes(each)), /^node:/],
  transform: { target: "es2022" },
  // package.json promises that no module does anything by being imported; a benchmark announces itself.
  treeshake: { annotations: false, moduleSideEffects: () => true },
  plugins: [nativeForPolyfills],
  output: { file: outfile, format: "esm", minify: true },
});
process.exitCode = spawnSync(process.execPath, [outfile, ...rest], { stdio: "inherit" }).status ?? 1;
