import type { IsFunction } from "./module-of.ts";
import { commonName, namesIn } from "./names-in.ts";

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

/** As short as it can be: Node looks for the names letter by letter (see `peerEntryOf`), and finds them in the last line. */
const lazily = `function lazily(names, load) {
	for (const name of names.split(" ")) {
		let called;
		exports[name] = { [name](...given) { return (called ??= load()[name])(...given); } }[name];
	}
}`;

/** An entry in CommonJS whose functions are loaded when they are first called; what is no function, at once. */
export function lazyEntryOf(exported: readonly Exported[], isFunction: IsFunction): string {
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
