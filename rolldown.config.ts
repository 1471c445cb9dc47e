import { defineConfig } from "rolldown";
import { nativeForPolyfills } from "./build/bundled.ts";
import { commonJs } from "./build/common-js.ts";
import { entries } from "./build/entries.ts";
import { fileOf } from "./build/file-of.ts";
import { slimMaps } from "./build/slim-map.ts";
import manifest from "./package.json" with { type: "json" };

/** The code of `dist`: ES modules for bundlers, the same in CommonJS for Node, and their maps. The declarations are built by tsup. */
export default defineConfig({
  input: { ...entries, "cli/main": "src/cli/main.ts" },
  platform: "neutral",
  external: [...Object.keys(manifest.peerDependencies), /^node:/],
  resolve: { mainFields: ["module", "main"] },
  transform: { target: "es2022" },
  plugins: [nativeForPolyfills, slimMaps, commonJs],
  experimental: { attachDebugInfo: "none" },
  output: {
    dir: "dist",
    cleanDir: true,
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
          name: (id, graph) => fileOf(id, (module) => graph.getModuleInfo(module)?.importers ?? []),
        },
      ],
    },
  },
});
