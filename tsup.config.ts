import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";
import { build, type Plugin } from "esbuild";
import { defineConfig } from "tsup";

const entry = {
  index: "src/index.ts",
  cronofy: "src/cronofy/index.ts",
  clients: "src/clients/index.ts",
  mailers: "src/mailers/index.ts",
};

/** mimetext pulls 20 MB of polyfills into an install, and @noble/hashes is ESM only: both travel inside the bundle. */
export const bundled = ["mimetext", "@noble/hashes"];

/** mimetext brings core-js for `trim` and Babel for a field: 38 KB, for what every runtime that we name has. */
export const nativeForPolyfills: Plugin = {
  name: "native-for-polyfills",
  setup(build) {
    build.onResolve({ filter: /^@babel\/runtime-corejs3\// }, ({ path }) => ({ path, namespace: "native" }));
    build.onLoad({ filter: /\/instance\/trim$/, namespace: "native" }, () => ({
      contents: "export default () => String.prototype.trim;",
    }));
    build.onLoad({ filter: /\/defineProperty$/, namespace: "native" }, () => ({
      contents: "export default (object, key, value) => { object[key] = value; return object; };",
    }));
  },
};

/** Half of a map of minified code says which column a name stood in. A stack trace asks for the line. */
function toLines(map: string): string {
  const read = JSON.parse(map);
  const mappings = decode(read.mappings).map((line) =>
    line
      .filter((segment, at) => {
        const before = line[at - 1];
        return before === undefined || segment[1] !== before[1] || segment[2] !== before[2];
      })
      // Without the index into the names, which are left out.
      .map(
        ([column, source, row, at]): SourceMapSegment =>
          source === undefined || row === undefined || at === undefined
            ? [column]
            : [column, source, row, at],
      ),
  );
  const sourcesContent = read.sources.map((source: string, at: number) =>
    source.includes("node_modules") ? null : withoutDocstrings(read.sourcesContent[at]),
  );
  return JSON.stringify({ ...read, names: [], sourcesContent, mappings: encode(mappings) });
}

/** Docstrings are in the declarations; the lines that they stood on stay. */
function withoutDocstrings(source: string): string {
  return source.replace(/\/\*\*[\s\S]*?\*\//g, (docstring) => docstring.replace(/[^\n]/g, ""));
}

/** CommonJS file by file from the ES modules, so that two entries share one ItipError there too. */
async function toCommonJs(file: string): Promise<void> {
  const [module, map] = await Promise.all([readFile(file, "utf8"), readFile(`${file}.map`, "utf8")]);
  const inline = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString("base64")}`;
  const common = file.replace(/\.js$/, ".cjs");
  const { outputFiles } = await build({
    stdin: { contents: module.replace(/\/\/# sourceMappingURL=.*\s*$/, inline), sourcefile: basename(file) },
    ...{
      format: "cjs",
      target: "es2022",
      minify: true,
      sourcemap: "external",
      outfile: common,
      write: false,
    },
  });
  const textOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  const paired = textOf(".cjs").replaceAll(/require\("(\.[^"]+)\.js"\)/g, 'require("$1.cjs")');
  await writeFile(common, `${paired.trimEnd()}\n//# sourceMappingURL=${basename(common)}.map\n`);
  await writeFile(`${common}.map`, toLines(textOf(".map")));
}

export default defineConfig([
  {
    entry: { ...entry, "cli/main": "src/cli/main.ts" },
    format: "esm",
    target: "es2022",
    platform: "neutral",
    clean: true,
    sourcemap: true,
    splitting: true,
    minify: true,
    noExternal: bundled,
    esbuildPlugins: [nativeForPolyfills],
    plugins: [
      {
        name: "slim-maps-and-commonjs",
        async buildEnd({ writtenFiles }) {
          for (const { name } of writtenFiles) {
            if (name.endsWith(".map")) await writeFile(name, toLines(await readFile(name, "utf8")));
          }
          for (const { name } of writtenFiles) {
            if (!name.endsWith(".map") && !name.includes("/cli/")) await toCommonJs(name);
          }
        },
      },
    ],
  },
  // tsup sets baseUrl, which TypeScript 6 calls deprecated.
  { entry, format: ["esm", "cjs"], dts: { only: true, compilerOptions: { ignoreDeprecations: "6.0" } } },
]);
