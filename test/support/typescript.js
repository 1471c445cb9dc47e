import { readFileSync } from "node:fs";
import module, { register } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { transformSync } from "rolldown/utils";

// `node --import ./test/support/typescript.js` reads TypeScript: sources name the files that they import, so that nothing
// but the types has to go. This file is loaded twice: by the program, and by the thread that loads the program's modules.

if (isMainThread) {
  process.setSourceMapsEnabled(true);
  // Rolldown writes a tagged template with `</script` in it as a call of this, so that it could stand in a page.
  globalThis.babelHelpers = {
    taggedTemplateLiteral: (strings, raw = strings) =>
      Object.freeze(Object.defineProperty(strings, "raw", { value: Object.freeze([...raw]) })),
  };
  register(import.meta.url);
  if (process.env.ITIP_WATCHES === undefined) keepImportsFromVitest();
}

/**
 * Vitest has every import told to its main process, so that a watching one knows which tests a file belongs to: a tenth of
 * what loading takes. Whoever watches says so (ITIP_WATCHES, vitest.config.ts).
 */
function keepImportsFromVitest() {
  module.register = (loader, ...rest) =>
    loader === "#nodejs-worker-loader" ? undefined : register(loader, ...rest);
}

/**
 * Where the project's own files are, they say themselves: Node would look for a package.json above each that they import.
 *
 * @type {import("node:module").ResolveHook}
 */
export function resolve(specifier, context, next) {
  // As Vitest asks for a file of tests.
  if (specifier.includes("%3Fvitest=")) return own(specifier.replace("%3Fvitest=", "?vitest="));
  if (!/^\.\.?\/.*\.ts$/.test(specifier) || context.parentURL === undefined) return next(specifier, context);
  return own(new URL(specifier, context.parentURL).href);
}

function own(url) {
  return { url, format: "module", shortCircuit: true };
}

/** @type {import("node:module").LoadHook} */
export function load(url, context, next) {
  if (!/\.ts(?:\?|$)/.test(url)) return next(url, context);
  const file = fileURLToPath(url);
  const options = { sourcemap: true, tsconfig: false, helpers: { mode: "External" } };
  const { code, map, errors } = transformSync(file, readFileSync(file, "utf8"), options);
  if (errors[0] !== undefined) throw errors[0];
  const mapped = Buffer.from(JSON.stringify({ ...map, sourcesContent: undefined })).toString("base64");
  const source = `${code}\n//# sourceMappingURL=data:application/json;base64,${mapped}`;
  return { format: "module", source, shortCircuit: true };
}
