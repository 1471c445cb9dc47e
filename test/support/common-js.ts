/** What a module in CommonJS exports; `loaded` grows by the name of each file that it requires. */
export function runCommonJs(
  code: string,
  files: Readonly<Record<string, unknown>>,
): { exported: Record<string, unknown>; loaded: readonly string[] } {
  const loaded: string[] = [];
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const require = (file: string) => {
    if (!loaded.includes(file)) loaded.push(file);
    return files[file];
  };
  new Function("require", "exports", "module", code)(require, module.exports, module);
  return { exported: { ...module.exports }, loaded };
}

/** Calls what a module exports by a name. */
export function call(
  exported: Readonly<Record<string, unknown>>,
  name: string,
  ...given: unknown[]
): unknown {
  const verb = exported[name];
  return typeof verb === "function" ? verb(...given) : `${name} is no function`;
}
