import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";
import { build, type Plugin, transform } from "esbuild";
import { defineConfig } from "tsup";

const entry = {
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

/** mimetext pulls 20 MB of polyfills into an install; @noble/hashes and jose are ESM only. All travel inside the bundle. */
export const bundled = ["mimetext", "@noble/hashes", "jose"];

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

/** A module and its map. */
interface Built {
  readonly code: string;
  readonly map: string;
}

/** A stack trace asks for the line, and the map holds no more than that; of other packages it names the file alone. */
function slim({ code, map }: Built): Built {
  const lines = code.split("\n");
  const stay = lines.map((line) => !/^\s*\/\/(?!# )/.test(line));
  const read = JSON.parse(map);
  const mappings = decode(read.mappings)
    .filter((_, line) => stay[line])
    .map(toLines);
  const sourcesContent = read.sources.map((source: string, at: number) =>
    source.includes("node_modules") ? null : withoutDocstrings(read.sourcesContent[at]),
  );
  return {
    code: lines.filter((_, line) => stay[line]).join("\n"),
    map: JSON.stringify({ ...read, names: [], sourcesContent, mappings: encode(mappings) }),
  };
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

/** Comments leave, and whoever debugs keeps names and lines: bundlers minify, Node does not. */
async function slimFile(file: string): Promise<Built> {
  const [code, map] = await Promise.all([readFile(file, "utf8"), readFile(`${file}.map`, "utf8")]);
  const built = slim({ code, map });
  const meaning = async (text: string) => (await transform(text, { minify: true })).code;
  if ((await meaning(code)) !== (await meaning(built.code)))
    throw new Error(`${file}: what looks like a comment is none`);
  await Promise.all([writeFile(file, built.code), writeFile(`${file}.map`, built.map)]);
  return built;
}

/** Docstrings are in the declarations; the lines that they stood on stay. */
function withoutDocstrings(source: string): string {
  return source.replace(/\/\*\*[\s\S]*?\*\//g, (docstring) => docstring.replace(/[^\n]/g, ""));
}

/** CommonJS file by file from the ES modules, so that two entries share one ItipError there too. */
async function toCommonJs(file: string, { code, map }: Built): Promise<void> {
  const inline = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString("base64")}`;
  const common = file.replace(/\.js$/, ".cjs");
  const { outputFiles } = await build({
    stdin: { contents: code.replace(/\/\/# sourceMappingURL=.*\s*$/, inline), sourcefile: basename(file) },
    ...{ format: "cjs", target: "es2022", charset: "utf8" },
    ...{ sourcemap: "external", outfile: common, write: false },
  });
  const textOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  const made = slim({ code: textOf(".cjs"), map: textOf(".map") });
  const paired = made.code.replaceAll(/require\("(\.[^"]+)\.js"\)/g, 'require("$1.cjs")');
  await writeFile(common, `${paired.trimEnd()}\n//# sourceMappingURL=${basename(common)}.map\n`);
  await writeFile(`${common}.map`, made.map);
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
    noExternal: bundled,
    esbuildPlugins: [nativeForPolyfills],
    esbuildOptions(options) {
      options.charset = "utf8";
      options.legalComments = "none";
    },
    plugins: [
      {
        name: "slim-maps-and-commonjs",
        async buildEnd({ writtenFiles }) {
          for (const { name } of writtenFiles) {
            if (name.endsWith(".map")) continue;
            const built = await slimFile(name);
            if (!name.includes("/cli/")) await toCommonJs(name, built);
          }
        },
      },
    ],
  },
  // tsup sets baseUrl, which TypeScript 6 calls deprecated.
  { entry, format: ["esm", "cjs"], dts: { only: true, compilerOptions: { ignoreDeprecations: "6.0" } } },
]);
