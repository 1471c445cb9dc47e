import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import manifest from "../../package.json" with { type: "json" };
import { bundled, nativeForPolyfills } from "../../tsup.config.ts";

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
  entryPoints: [`test/bench/${name}.ts`],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  external: packages.filter((each) => !bundled.includes(each)),
  target: "es2022",
  minify: true,
  ignoreAnnotations: true,
  logLevel: "warning",
  plugins: [nativeForPolyfills],
});
process.exitCode = spawnSync(process.execPath, [outfile, ...rest], { stdio: "inherit" }).status ?? 1;
