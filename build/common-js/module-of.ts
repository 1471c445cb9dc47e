import { namesIn } from "./names-in.ts";

/** How a file declares a function by a name: `function`, `async function`; undefined where that is no function. */
export type FormIn = (file: string, name: string) => string | undefined;

/**
 * A module in CommonJS, line by line, so that its map stays right.
 *
 * @param code as Rolldown writes it: each import and each export on a line of its own
 * @param isEntry whether others than the files of the package require it
 * @example
 * moduleOf('import { day } from "./trunk.cjs";\nexport { day as d };', formIn)
 * // '"use strict"; const { day } = require("./trunk.cjs");\nmodule.exports = { __proto__: null, d: day };'
 */
export function moduleOf(code: string, formIn: FormIn, isEntry = false): string {
  const lines = code.split("\n").map((line) => {
    const [, exported] = /^export \{ (.+) \};$/.exec(line) ?? [];
    if (exported !== undefined) return exportOf(namesIn(exported), isEntry);
    return isStatement(line) ? importOf(line, formIn) : line;
  });
  return inAscii(`"use strict"; ${lines.join("\n")}`);
}

/**
 * A text whose few characters beyond ASCII are escaped: for one of them V8 keeps all of a file in two octets a letter. Tables of many
 * languages stay readable.
 */
function inAscii(text: string): string {
  const escaped = text.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return escaped.length > 1.01 * text.length ? text : escaped;
}

const isStatement = (line: string) => /^(?:import|export)\b/.test(line);

/** What every journey needs, and packages. */
const common = /^(?:\.\/(?:errors|trunk)-|[^.])/;

function importOf(line: string, formIn: FormIn): string {
  const [, names, only, from = ""] = /^import (?:\{ (.+) \}|(\w+)) from "(.+)";$/.exec(line) ?? [];
  const required = `require("${from}")`;
  if (names !== undefined) {
    if (!common.test(from) && namesIn(names).every(([name]) => formIn(from, name) !== undefined))
      return lazilyTaken(namesIn(names), from);
    const taken = namesIn(names).map(([name, as]) => (name === as ? name : `${name}: ${as}`));
    return `const { ${taken.join(", ")} } = ${required};`;
  }
  // ical.js for CommonJS is the namespace itself or has it as its default.
  if (only !== undefined) return `const ${only} = ((it) => it.default ?? it)(${required});`;
  throw new Error(`no CommonJS is known for ${line}`);
}

function exportOf(names: readonly [name: string, as: string][], isEntry: boolean): string {
  // As tools expect it that look for the names in the text.
  if (isEntry) return names.map(([name, as]) => `exports.${as} = ${name};`).join("\n");
  // Without a prototype it is a dictionary at once: V8 makes no shape of it for each name, which takes 1 µs a name.
  const own = names.map(([name, as]) => (name === as ? name : `${as}: ${name}`));
  return `module.exports = { __proto__: null, ${own.join(", ")} };`;
}

/**
 * Functions of a file that is loaded when the first of them is called; each is the real one from its first call on. What took one before
 * that, into a table for instance, goes on through here, and `require` would take half a microsecond of each call.
 */
function lazilyTaken(names: readonly [name: string, as: string][], from: string): string {
  const load = `$${from.slice(2).replace(/\W.*/, "")}`;
  const taken = names.map(([name, as]) => `${as} = (...given) => (${as} = ${load}().${name})(...given)`);
  return `const ${load} = ((it) => () => (it ??= require("${from}")))(); let ${taken.join(", ")};`;
}
