/** Where a function stands in the text of its file. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * A module in CommonJS whose functions of the outermost level are compiled with it where they are needed soon: V8 does that with a function
 * in parentheses, and reads any other twice, first for its end and again when it is called. Each line stays where it is.
 *
 * Such a function is a variable, and not there before its line: one that the module calls or names above is left as it is.
 *
 * @param soon the functions that are needed soon
 * @param loading those that ran while the module was loaded
 * @example
 * eager("function tea() {\n\treturn 7;\n}\n", [{ from: 0, to: 28 }], [])
 * // "var tea = (function tea() {\n\treturn 7;\n});\n"
 */
export function eager(text: string, soon: readonly Place[], loading: readonly Place[]): string {
  const early = new Set(loading.map(({ from }) => from));
  return soon
    .filter(({ from }) => !early.has(from) && (from === 0 || text[from - 1] === "\n"))
    .sort((one, other) => other.from - one.from)
    .reduce((written, { from, to }) => {
      const source = text.slice(from, to);
      const [, name = ""] = /^function ([\w$]+)\(/.exec(source) ?? [];
      if (name === "" || namesOutside(text.slice(0, from)).has(name)) return written;
      return `${written.slice(0, from)}var ${name} = (${source});${written.slice(to)}`;
    }, text);
}

/** The names that a text has outside of its functions. */
function namesOutside(text: string): Set<string> {
  const outside = text.replace(/^(?:async )?function\b.*(?:\}|\{$[\s\S]*?^\})$/gm, "");
  return new Set(outside.match(/[\w$]+/g));
}
