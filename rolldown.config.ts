import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";
import { defineConfig, type Plugin } from "rolldown";
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

/** The entries that import an optional peer: they keep their code. */
const withPeers = ["luxon", "icaljs"];

/** mimetext pulls 20 MB of polyfills into an install; @noble/hashes and jose are ESM only. All travel inside the bundle. */
export const bundled = ["mimetext", "@noble/hashes", "jose"];

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

/**
 * What is done with the root entry, and the verbs that do it. Each of them is loaded when it is first called (see `commonJs`), so that a
 * module goes to the file of those who need it; what no other journey needs is the organizer's.
 */
const journeys = {
  build: ["message/build"],
  compose: ["email/compose/compose", "email/letter/letter-of", "mailers/index", "links/index"],
  read: ["message/parse", "message/format", "reply/show-reply", "timezone/resolve-time-zone"],
  open: ["email/open/open", "email/parts/open-parts", "email/verdict/authentication-of", "inbound/index"],
  check: ["check/check"],
  answer: ["reply/answer", "reply/read-invitation", "reply/occurrences-of", "attendee/index"],
  receive: ["invite/receive/receive", "invite/receive/record-answer"],
  organize: [
    ...["adopt", "answer-proposal", "cancel", "create", "forget-answer", "merge", "resend", "split"],
    ...["status", "update", "../stored/parse", "../../cronofy/index"],
    ...["change-parts", "join-parts", "merge-parts", "needed-parts", "parts-of"].map(
      (part) => `../parts/${part}`,
    ),
  ].map((verb) => `invite/organize/${verb}`),
};

/**
 * What few events need: recurrence rules, markup, colors, the rules of foreign zones, and what an unknown name of a zone could mean. A file
 * that needs it loads it when one of its functions is first called; it comes to 55 of the 190 KB that a REQUEST would load.
 */
const seldom =
  /[\\/]src[\\/](?:recurrence[\\/](?!part\.table|day-number)|event[\\/](?:html[\\/]|color)|time[\\/]library-time|timezone[\\/](?:unknown-zone|vtimezone-offset|onset-rule|names[\\/](?:windows|abbreviation|offset-name|spelt-zone)))/;

/** Finds the modules that import a module. */
type Importers = (id: string) => readonly string[];

/** The names among `sources` of which one needs a module. */
function needing(
  module: string,
  importersOf: Importers,
  sources: Readonly<Record<string, readonly string[]>>,
) {
  const seen = needersOf(module, importersOf);
  return Object.keys(sources).filter((name) => sources[name]?.some((file) => seen.has(resolve(file))));
}

/** A module and all that need it. */
function needersOf(module: string, importersOf: Importers): Set<string> {
  const seen = new Set([module]);
  for (const id of seen) for (const importer of importersOf(id)) seen.add(importer);
  return seen;
}

/**
 * The file of `dist` that a module goes to. Whatever needs a module needs what that imports too, so that no two files import each other.
 * A file costs a quarter of a millisecond at the start of a process, and so do 15 KB of code.
 */
function fileOf(module: string, importersOf: Importers): string | null {
  const owners = needing(
    module,
    importersOf,
    Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, [file]])),
  );
  // What nobody but an entry needs, itself for instance, stays with it; what several need must not be exported by one of them.
  if (owners.length === 0 || Object.values(entries).some((file) => resolve(file) === module)) return null;
  if (!owners.includes("index"))
    return owners.every((owner) => withPeers.includes(owner)) ? null : (owners[0] ?? null);
  const verbs = Object.fromEntries(
    Object.entries(journeys).map(([name, files]) => [name, files.map((file) => join("src", `${file}.ts`))]),
  );
  const needed = needing(module, importersOf, verbs);
  const [only = "index", second] = needed;
  if (second === undefined) return only;
  const has = (...names: readonly string[]) => names.some((name) => needed.includes(name));
  if (seldom.test(module)) return "seldom";
  // What the root entry exports that is no function stands with what all need.
  const values = /[\\/]src[\\/](?:errors|limits)\.ts$/;
  if ([...needersOf(module, importersOf)].some((each) => seldom.test(each) || values.test(each)))
    return "ground";
  if (has("build")) return has("compose", "read") ? "trunk" : "event";
  if (has("compose")) return "mail";
  if (has("read")) return "read";
  return has("open", "check", "answer") ? "calendar" : "invite";
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

/** The file that has it, its name there and that of the entry. */
type Exported = readonly [file: string, name: string, as: string];

/** The names of an import or export, `from as to` each: [from, to]. */
function namesIn(list: string): [from: string, to: string][] {
  return list.split(", ").map((name) => {
    const [from = "", to = from] = name.split(" as ");
    return [from, to];
  });
}

/** A file of ours as its CommonJS is named. */
function commonName(file: string): string {
  return file.startsWith("./") ? file.replace(/\.js$/, ".cjs") : file;
}

/** Tells whether a file declares a function by a name. */
type IsFunction = (file: string, name: string) => boolean;

/** What a module imports or exports on a line of its own, as Rolldown writes it, in CommonJS. */
function statementOf(line: string, isFunction: IsFunction): string {
  const [, names, only, from = ""] = /^import (?:\{ (.+) \}|(\w+)) from "(.+)";$/.exec(line) ?? [];
  const required = `require("${commonName(from)}")`;
  if (names !== undefined) {
    if (from.startsWith("./seldom-") && namesIn(names).every(([name]) => isFunction(from, name)))
      return lazilyTaken(namesIn(names), required);
    const taken = namesIn(names).map(([name, as]) => (name === as ? name : `${name}: ${as}`));
    return `const { ${taken.join(", ")} } = ${required};`;
  }
  // ical.js for CommonJS is the namespace itself or has it as its default.
  if (only !== undefined) return `const ${only} = ((it) => it.default ?? it)(${required});`;
  const [, exported] = /^export \{ (.+) \};$/.exec(line) ?? [];
  if (exported === undefined) throw new Error(`no CommonJS is known for ${line}`);
  return namesIn(exported)
    .map(([name, as]) => `exports.${as} = ${name};`)
    .join("\n");
}

function lazilyTaken(names: readonly [name: string, as: string][], required: string): string {
  const taken = names.map(
    ([name, as]) => `function ${as}(...given) { return (seldom ??= ${required}).${name}(...given); }`,
  );
  return `let seldom; ${taken.join(" ")}`;
}

const isStatement = (line: string) => /^(?:import|export)\b/.test(line);

/** A module in CommonJS, line by line, so that its map stays right. */
function moduleOf(code: string, isFunction: IsFunction): string {
  const lines = code.split("\n").map((line) => (isStatement(line) ? statementOf(line, isFunction) : line));
  return `"use strict"; ${lines.join("\n")}`;
}

/**
 * An entry that imports a peer as an ES module, as the application does, and what is ours from CommonJS, by way of a file that Node is done
 * with at once: it reads letter by letter what CommonJS exports, some 150 µs a kilobyte in Node 20.
 */
function withPeerOf(code: string, parts: string): [module: string, parts: string] {
  const taken: string[] = [];
  const lines = code.split("\n").map((line) => {
    const [, names = "", file = ""] = /^import \{ (.+) \} from "(\.\/.+)";$/.exec(line) ?? [];
    if (file === "") return line;
    taken.push(
      ...namesIn(names).map(([name, as]) => `exports.${as} = require("${commonName(file)}").${name};`),
    );
    return `import { ${namesIn(names)
      .map(([, as]) => as)
      .join(", ")} } from "${parts}";`;
  });
  return [lines.join("\n"), `"use strict";\n${taken.join("\n")}\n`];
}

/** What an entry without code of its own exports: the file that has it, its name there and its own. */
function exportsOf(code: string): Exported[] {
  const imported = new Map<string, [file: string, name: string]>();
  return code.split("\n").flatMap((line) => {
    const [, verb, list = "", file] = /^(import|export) \{ (.+) \}(?: from "(.+)")?;$/.exec(line) ?? [];
    if (verb === "import") for (const [name, as] of namesIn(list)) imported.set(as, [file ?? "", name]);
    if (verb !== "export") return [];
    return namesIn(list).map(([name, as]): Exported => {
      const [from, there] = file === undefined ? (imported.get(name) ?? ["", name]) : [file, name];
      return [from, there, as];
    });
  });
}

/** As short as it can be: Node looks for the names letter by letter (see `withPeerOf`), and finds them in the last line. */
const lazily = `function lazily(names, load) {
	for (const name of names.split(" ")) {
		let called;
		exports[name] = { [name](...given) { return (called ??= load()[name])(...given); } }[name];
	}
}`;

/** An entry whose functions are loaded when they are first called; what is no function, at once. */
function lazyEntryOf(exported: readonly Exported[], isFunction: IsFunction): string {
  const verbs = exported.filter(([file, name]) => isFunction(file, name));
  const values = exported.filter(([file, name]) => !isFunction(file, name));
  const loads = [...new Set(verbs.map(([file]) => file))].map((file) => {
    const names = verbs.flatMap(([from, name, as]) => {
      if (name !== as) throw new Error(`${name} is exported as ${as}`);
      return from === file ? [name] : [];
    });
    return `lazily("${names.join(" ")}", () => require("${commonName(file)}"));`;
  });
  const taken = values.map(([file, name, as]) => `exports.${as} = require("${commonName(file)}").${name};`);
  const listed = `0 && (module.exports = { ${verbs.map(([, name]) => name).join(", ")} });`;
  return `${['"use strict";', ...taken, lazily, ...loads, listed].join("\n")}\n`;
}

/**
 * The same modules in CommonJS, which Node is given for `import` too: there an entry can load a verb when it is first called, which takes
 * the root entry from 23 ms to 2; and who imports one half of an application and requires the other has one ItipError.
 */
const commonJs: Plugin = {
  name: "common-js",
  async writeBundle({ dir = "" }, written) {
    const codes = new Map(
      Object.entries(written).flatMap(([file, chunk]) =>
        chunk.type === "chunk" ? [[`./${file}`, chunk.code]] : [],
      ),
    );
    const codeOf = (file: string) => codes.get(file) ?? "";
    const isFunction: IsFunction = (file, name) =>
      new RegExp(`^(?:async )?function\\*? ${name.replace("$", "\\$")}\\(`, "m").test(codeOf(file));
    const write = async (file: string, from: string, text: string) => {
      const map = JSON.parse(await readFile(join(dir, `${from}.map`), "utf8"));
      await writeFile(join(dir, `${file}.map`), JSON.stringify({ ...map, file: file.slice(2) }));
      await writeFile(
        join(dir, file),
        text.replace(/^(\/\/# sourceMappingURL=).*$/m, `$1${file.slice(2)}.map`),
      );
    };
    const reached = new Set(Object.keys(entries).map((name) => `./${name}.js`));
    for (const file of reached) {
      const code = codeOf(file);
      for (const [, other = ""] of code.matchAll(/^(?:im|ex)port .* from "(\.\/.+)";$/gm)) reached.add(other);
      const name = file.slice(2, -3);
      if (withPeers.includes(name)) {
        const [module, parts] = withPeerOf(code, `./${name}-parts.cjs`);
        await write(`./${name}.mjs`, file, module);
        await writeFile(join(dir, `${name}-parts.cjs`), parts);
      }
      if (name in entries && !withPeers.includes(name))
        await writeFile(join(dir, commonName(file)), lazyEntryOf(exportsOf(code), isFunction));
      else await write(commonName(file), file, moduleOf(code, isFunction));
    }
  },
};

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
