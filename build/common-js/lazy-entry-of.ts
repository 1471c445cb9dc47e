import type { FormIn } from "./module-of.ts";
import { namesIn } from "./names-in.ts";

/** The file that has it, its name there and that of the entry. */
export type Exported = readonly [file: string, name: string, as: string];

/** What an entry without code of its own exports. */
export function exportsOf(code: string): Exported[] {
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

const lazily = `function lazily(exports, names, load, isAsync) {
	for (const name of names.split(" ")) {
		let called;
		const verb = () => (called ??= load()[name]);
		exports[name] = (isAsync
			? { async [name](...given) { return verb()(...given); } }
			: { [name](...given) { return verb()(...given); } })[name];
	}
}`;

/** An entry in CommonJS whose functions are loaded when they are first called; what is no function, at once. */
export function lazyEntryOf(exported: readonly Exported[], formIn: FormIn): string {
  return ['"use strict";', lazily, ...filling(exported, formIn), listOf(exported), ""].join("\n");
}

/**
 * The same in three lines, filled by another file ({@link withFilling}): Node looks for the names of an ES module in the text of an entry,
 * letter by letter, at some 150 µs a kilobyte (Node 20).
 */
export function filledEntryOf(exported: readonly Exported[], file: string): string {
  return ['"use strict";', `require("${file}").fill(exports);`, listOf(exported), ""].join("\n");
}

/** A module in CommonJS that fills an entry too. */
export function withFilling(code: string, exported: readonly Exported[], formIn: FormIn): string {
  const lines = filling(exported, formIn).map((line) => `\t${line}\n`);
  const [map] = /^\/\/# sourceMappingURL=.*$/m.exec(code) ?? [""];
  return `${code.replace(map, "")}${lazily}\nmodule.exports.fill = (exports) => {\n${lines.join("")}};\n${map}`;
}

/** Where Node looks for the names. */
function listOf(exported: readonly Exported[]): string {
  return `0 && (module.exports = { ${exported.map(([, , as]) => as).join(", ")} });`;
}

/**
 * Each `require` names its file, so that tools which collect the files of an application see it. What is asynchronous is so before it is
 * loaded too: some programs look whether a function is, and give it a callback if not.
 */
function filling(exported: readonly Exported[], formIn: FormIn): string[] {
  const values: string[] = [];
  const verbs = new Map<string, string[]>();
  for (const [file, name, as] of exported) {
    const form = formIn(file, name);
    if (form === undefined) values.push(`exports.${as} = require("${file}").${name};`);
    else if (name !== as) throw new Error(`${name} is exported as ${as}`);
    else {
      const load = `() => require("${file}")${form === "async function" ? ", true" : ""}`;
      verbs.set(load, [...(verbs.get(load) ?? []), name]);
    }
  }
  return [...values, ...[...verbs].map(([load, names]) => `lazily(exports, "${names.join(" ")}", ${load});`)];
}
