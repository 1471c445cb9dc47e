import { commonName, namesIn } from "./names-in.ts";

/** Tells whether a file declares a function by a name. */
export type IsFunction = (file: string, name: string) => boolean;

/**
 * A module in CommonJS, line by line, so that its map stays right.
 *
 * @param code as Rolldown writes it: each import and each export on a line of its own
 * @example
 * moduleOf('import { day } from "./ground.js";\nexport { day as d };', isFunction)
 * // '"use strict"; const { day } = require("./ground.cjs");\nexports.d = day;'
 */
export function moduleOf(code: string, isFunction: IsFunction): string {
  const lines = code.split("\n").map((line) => (isStatement(line) ? statementOf(line, isFunction) : line));
  return `"use strict"; ${lines.join("\n")}`;
}

const isStatement = (line: string) => /^(?:import|export)\b/.test(line);

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

/** Functions of a file that is loaded when the first of them is called. */
function lazilyTaken(names: readonly [name: string, as: string][], required: string): string {
  const taken = names.map(
    ([name, as]) => `function ${as}(...given) { return (seldom ??= ${required}).${name}(...given); }`,
  );
  return `let seldom; ${taken.join(" ")}`;
}
