/** Tells whether a module, as Rolldown writes it, declares a function by a name on its outermost level. */
export function declaresFunction(code: string, name: string): boolean {
  return new RegExp(`^(?:async )?function\\*? ${name.replaceAll("$", "\\$")}\\(`, "m").test(code);
}
