/** What a module, as Rolldown writes it, declares by a name on its outermost level: `function`, `async function`; undefined where it is no function. */
export function formOf(code: string, name: string): string | undefined {
  return new RegExp(`^((?:async )?function\\*?) ${name.replaceAll("$", "\\$")}\\(`, "m").exec(code)?.[1];
}
