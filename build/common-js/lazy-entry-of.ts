import type { IsFunction } from "./module-of.ts";
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

/** An entry without code of its own, and what it takes from the file that fills it. */
export interface LazyEntry {
  readonly name: string;
  readonly exported: readonly Exported[];
}

/**
 * An entry in CommonJS that another file fills, because Node looks for the names of an ES module in the text of the entry, letter by letter,
 * at some 150 µs a kilobyte (Node 20): it finds them in the last line.
 *
 * @param file what {@link withFillers} was appended to
 */
export function lazyEntryOf({ name, exported }: LazyEntry, file: string): string {
  const names = exported.map(([, , as]) => as).join(", ");
  return `"use strict";\nrequire("${file}").fill.${name}(exports);\n0 && (module.exports = { ${names} });\n`;
}

const lazily = `function lazily(exports, names, load) {
	for (const name of names.split(" ")) {
		let called;
		exports[name] = { [name](...given) { return (called ??= load()[name])(...given); } }[name];
	}
}`;

/**
 * A module in CommonJS that fills the entries too: a function is loaded when it is first called; what is no function, at once. Each
 * `require` names its file, so that tools which collect the files of an application see it.
 */
export function withFillers(code: string, entries: readonly LazyEntry[], isFunction: IsFunction): string {
  const fillers = entries.map((entry) => `\t${fillerOf(entry, isFunction)},`);
  const appended = `${lazily}\nmodule.exports.fill = {\n${fillers.join("\n")}\n};\n`;
  const [map] = /^\/\/# sourceMappingURL=.*$/m.exec(code) ?? [""];
  return code.replace(map, "") + appended + map;
}

function fillerOf({ name: entry, exported }: LazyEntry, isFunction: IsFunction): string {
  const verbs = exported.filter(([file, name]) => isFunction(file, name));
  const values = exported.filter(([file, name]) => !isFunction(file, name));
  const taken = values.map(([file, name, as]) => `exports.${as} = require("${file}").${name};`);
  const loads = [...new Set(verbs.map(([file]) => file))].map((file) => {
    const names = verbs.flatMap(([from, name, as]) => {
      if (name !== as) throw new Error(`${name} is exported as ${as}`);
      return from === file ? [name] : [];
    });
    return `lazily(exports, "${names.join(" ")}", () => require("${file}"));`;
  });
  return `${entry}(exports) {\n\t\t${[...taken, ...loads].join("\n\t\t")}\n\t}`;
}
