import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { build } from "esbuild";
import { vitest } from "./collect.js";

/** Folders of tests; `ITIP_MUTATION_TESTS=time,conformance` for a first look at one room. */
const rooms = (
  process.env.ITIP_MUTATION_TESTS ?? "time,recurrence,timezone,event,message,check,reply,invite,conformance"
).split(",");

/** The first sets TZ, which takes a process of its own; the second judges tables, which are not mutated. */
const elsewhere = ["test/timezone/timezone.host.test.ts", "test/timezone/names/names.tables.test.ts"];

/** Modules that a test loads as if for the first time. */
const loadedAgain = /await import\("(?:\.\.\/)+(src\/[^"]+)"\)/g;

/** For each file of tests a function that loads it, and all that it imports of the project, as if for the first time. */
export async function bundleTests() {
  const files = rooms
    .flatMap((room) => readdirSync(`test/${room}`, { recursive: true }).map((name) => `test/${room}/${name}`))
    .filter((file) => file.endsWith(".test.ts") && !elsewhere.includes(file));
  const again = ["src/time/offset.ts", "src/time/zone.ts"];
  let instance;
  const vi = {
    ...vitest.vi,
    resetModules: () => {
      instance = undefined;
    },
  };
  const packages = {
    vitest: { ...vitest, vi },
    loadAgain: (file) => {
      instance ??= evaluate();
      return instance[file]();
    },
  };
  const { outputFiles } = await build({
    stdin: {
      contents: `module.exports = {${[...files, ...again].map((file) => `"${file}": () => require("./${file}")`).join(",")}}`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "error",
    plugins: [fewerRuns, packagesStay(packages), testsAdapted],
  });
  const script = new Script(`(function (module, require, packages) {${outputFiles[0].text}\n})`, {
    filename: "tests.cjs",
  });
  const require = createRequire(import.meta.url);
  const evaluate = () => {
    const module = { exports: {} };
    script.runInThisContext()(module, require, packages);
    return module.exports;
  };
  return Object.fromEntries(files.map((file) => [file, () => evaluate()[file]()]));
}

/** Packages are loaded once, outside the script. */
function packagesStay(packages) {
  return {
    name: "packages-stay",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[a-z@]/, namespace: "file" }, ({ path }) =>
        path.startsWith("node:") ? { path, external: true } : { path, namespace: "package" },
      );
      onLoad({ filter: /./, namespace: "package" }, async ({ path }) => {
        packages[path] ??= await import(path);
        const names = Object.keys(packages[path]).filter((name) => name !== "default");
        const of = `packages[${JSON.stringify(path)}]`;
        return {
          contents: [
            `export default ${of}.default;`,
            ...names.map((name) => `export const ${name} = ${of}.${name};`),
          ].join("\n"),
        };
      });
    },
  };
}

/** `import.meta.url` is the file's own. A law over every zone is asked of every eighth: Intl takes milliseconds for each. */
const testsAdapted = {
  name: "tests-adapted",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replaceAll(loadedAgain, 'packages.loadAgain("$1")')
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href))
        .replace(
          /\[\.\.\.(new Set\(Intl\.supportedValuesOf.*\))\];/,
          "[...$1].filter((_, index) => index % 8 === 0);",
        ),
      loader: "ts",
    }));
  },
};

/** Laws are asked of fewer cases. */
const fewerRuns = {
  name: "fewer-runs",
  setup({ onResolve }) {
    const path = resolve("test/mutation/fewer-runs.ts");
    onResolve({ filter: /^fast-check$/ }, ({ importer }) => (importer === path ? undefined : { path }));
  },
};
