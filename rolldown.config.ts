import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";
import { defineConfig, type Plugin, type RolldownOptions } from "rolldown";
import manifest from "./package.json" with { type: "json" };

/** The entries of the package, by their names in `dist`. */
export const entries = {
  index: "src/index.ts",
  attendee: "src/attendee/index.ts",
  cronofy: "src/cronofy/index.ts",
  clients: "src/clients/index.ts",
  mailers: "src/mailers/index.ts",
  inbound: "src/inbound/index.ts",
  links: "src/links/index.ts",
  emulator: "src/emulator/index.ts",
  luxon: "src/adapters/luxon.ts",
  icaljs: "src/adapters/icaljs.ts",
};

/** mimetext pulls 20 MB of polyfills into an install; jose is ESM only. Both travel inside the bundle. */
export const bundled = ["mimetext", "jose"];

const native = "\0native:";

/** mimetext brings core-js for `trim` and Babel for a field: 38 KB, for what every runtime that we name has. */
export const nativeForPolyfills: Plugin = {
  name: "native-for-polyfills",
  resolveId: {
    filter: { id: /^@babel\/runtime-corejs3\// },
    handler: (id) => native + id,
  },
  load: {
    filter: { id: /^\0native:/ },
    handler(id) {
      if (id.endsWith("/instance/trim")) return "export default () => String.prototype.trim;";
      if (id.endsWith("/defineProperty"))
        return "export default (object, key, value) => { object[key] = value; return object; };";
      throw new Error(`${id.slice(native.length)} has no native counterpart here`);
    },
  },
};

/** Finds out which entries need a module, by the modules that import it. */
type Importers = (id: string) => readonly string[];

/** The names of the entries that need a module. */
function entriesThatNeed(module: string, importersOf: Importers): ReadonlySet<string> {
  const seen = new Set([module]);
  for (const id of seen) for (const importer of importersOf(id)) seen.add(importer);
  return new Set(Object.entries(entries).flatMap(([name, file]) => (seen.has(resolve(file)) ? [name] : [])));
}

/**
 * The file of `dist` that a module of the root entry goes to: `ground`, what composing mail and pages shares with the other entries;
 * `calendar`, what two of the entries that read and answer share; `compose`, `open`, `answer` and `organize`, what one of them needs.
 * Each file costs half a millisecond at the start of a process, and so do 30 KB of code. A file for each set of entries, which is what
 * bundlers make by themselves, were 29 files for the root entry, and 12 ms.
 */
function chunkOf(needed: ReadonlySet<string>): string | null {
  if (!needed.has("index")) return null;
  const others = ["attendee", "cronofy", "inbound"].filter((name) => needed.has(name));
  if (needed.has("mailers") || needed.has("links")) return others.length > 0 ? "ground" : "compose";
  if (others.length > 1) return "calendar";
  if (needed.has("inbound")) return "open";
  if (needed.has("attendee")) return "answer";
  return needed.has("cronofy") ? "organize" : "index";
}

/** A stack trace asks for the line, and the map holds no more than that; of other packages it names the file alone. */
function slim(map: string): string {
  const read = JSON.parse(map);
  const mappings = decode(read.mappings).map(toLines);
  const sourcesContent = read.sources.map((source: string, at: number) =>
    source.includes("node_modules") ? null : withoutDocstrings(read.sourcesContent[at]),
  );
  return JSON.stringify({ ...read, names: [], sourcesContent, mappings: encode(mappings) });
}

/** Of several segments in a row that lead to one line the first, without the index into the names, which are left out. */
function toLines(segments: readonly SourceMapSegment[]): SourceMapSegment[] {
  return segments
    .filter(([, source, row], at) => {
      const before = segments[at - 1];
      return before === undefined || source !== before[1] || row !== before[2];
    })
    .map(([column, source, row, at]) =>
      source === undefined || row === undefined || at === undefined ? [column] : [column, source, row, at],
    );
}

/** Docstrings are in the declarations; the lines that they stood on stay. */
function withoutDocstrings(source: string): string {
  return source.replace(/\/\*\*[\s\S]*?\*\//g, (docstring) => docstring.replace(/[^\n]/g, ""));
}

const slimMaps: Plugin = {
  name: "slim-maps",
  async writeBundle({ dir = "" }, written) {
    const names = Object.keys(written).filter((name) => name.endsWith(".map"));
    for (const file of names.map((name) => join(dir, name)))
      await writeFile(file, slim(await readFile(file, "utf8")));
  },
};

/** The same files in both kinds of modules: two entries share one ItipError in CommonJS too. */
const formats = { js: "esm", cjs: "cjs" } as const;

function filesOf(input: Readonly<Record<string, string>>, end: keyof typeof formats): RolldownOptions {
  return {
    input: { ...input },
    platform: "neutral",
    external: [...Object.keys(manifest.peerDependencies), /^node:/],
    resolve: { mainFields: ["module", "main"] },
    transform: { target: "es2022" },
    plugins: [nativeForPolyfills, slimMaps],
    experimental: { attachDebugInfo: "none" },
    output: {
      dir: "dist",
      // The one that is built first.
      cleanDir: end === "js",
      format: formats[end],
      esModule: true,
      sourcemap: true,
      entryFileNames: `[name].${end}`,
      chunkFileNames: `[name]-[hash].${end}`,
      // Readable in a stack trace; a bundler reads what is said of purity.
      comments: { annotation: true, legal: false, jsdoc: false },
      minifyInternalExports: false,
      codeSplitting: {
        // No file imports itself in a circle: whatever needs a module needs what that imports too.
        includeDependenciesRecursively: false,
        groups: [
          {
            debugName: "files of the root entry",
            name: (id, graph) =>
              chunkOf(entriesThatNeed(id, (module) => graph.getModuleInfo(module)?.importers ?? [])),
          },
        ],
      },
    },
  };
}

export default defineConfig([
  filesOf({ ...entries, "cli/main": "src/cli/main.ts" }, "js"),
  filesOf(entries, "cjs"),
]);
