import { defineConfig, type InputOptions, type OutputOptions } from "rolldown";
import { nativeForPolyfills } from "./build/bundled.ts";
import { commonJs } from "./build/common-js.ts";
import { entries } from "./build/entries.ts";
import { commonFileOf, type FileOf, fileOf } from "./build/file-of.ts";
import { slimMaps } from "./build/slim-map.ts";
import manifest from "./package.json" with { type: "json" };

/** What is built, whatever it is built to. */
const source = {
  platform: "neutral",
  external: [...Object.keys(manifest.peerDependencies), /^node:/],
  resolve: { mainFields: ["module", "main"] },
  transform: { target: "es2022" },
  experimental: { attachDebugInfo: "none" },
} satisfies InputOptions;

/** How files are written, given the one that each module goes to. */
const written = (find: FileOf): OutputOptions => ({
  dir: "dist",
  format: "esm",
  sourcemap: true,
  // Readable in a stack trace; a bundler reads what is said of purity.
  comments: { annotation: true, legal: false, jsdoc: false },
  minifyInternalExports: false,
  codeSplitting: {
    // No file imports itself in a circle: whatever needs a module needs what that imports too.
    includeDependenciesRecursively: false,
    groups: [
      {
        debugName: "files by journeys",
        name: (id, graph) => find(id, (module) => graph.getModuleInfo(module)?.importers ?? []),
      },
    ],
  },
});

/** The code of `dist`: ES modules for bundlers, the same in CommonJS for Node, and their maps. The declarations are built by tsup. */
export default defineConfig([
  {
    ...source,
    input: { ...entries, "cli/main": "src/cli/main.ts" },
    plugins: [nativeForPolyfills, slimMaps],
    output: { ...written(fileOf), cleanDir: true },
  },
  {
    ...source,
    input: entries,
    plugins: [nativeForPolyfills, slimMaps, commonJs],
    output: {
      ...written(commonFileOf),
      entryFileNames: "[name].cjs",
      chunkFileNames: "[name]-[hash].cjs",
    },
  },
]);
