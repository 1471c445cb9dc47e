import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Script } from "node:vm";
import { build, type Plugin } from "esbuild";

/**
 * Loads a module with all that it imports as if for the first time, as often as it is asked: what the rest of the tests
 * have loaded stays theirs. With vi.resetModules, every file of tests that comes after would load all sources again.
 *
 * @param source of the project
 * @param rows of another law: they come first in the table of overrides
 */
export async function fresh<Exports>(source: string, rows: readonly object[] = []): Promise<() => Exports> {
  const { outputFiles } = await build({
    ...{ entryPoints: [source], bundle: true, write: false, logLevel: "error", plugins: [amended(rows)] },
    ...{ format: "cjs", platform: "node", target: "node20" },
  });
  const script = new Script(`(function (module, require) {${outputFiles[0]?.text}\n})`, { filename: source });
  return () => {
    const module: { exports?: Exports } = {};
    script.runInThisContext()(module, createRequire(import.meta.url));
    if (module.exports === undefined) throw new Error(`${source} exports nothing`);
    return module.exports;
  };
}

function amended(rows: readonly object[]): Plugin {
  const begin = "export const overridesTable = [";
  return {
    name: "amended-overrides",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]overrides\.table\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, "utf8");
        if (!text.includes(begin)) throw new Error("the table of overrides begins in another way");
        const more = rows.map((row) => `${JSON.stringify(row)},`).join("");
        return { contents: text.replace(begin, `${begin}${more}`), loader: "ts" };
      });
    },
  };
}
