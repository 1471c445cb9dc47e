import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Plugin } from "rolldown";
import { eager } from "./common-js/eager.ts";
import { functionsOf } from "./common-js/functions-of.ts";
import { exportsOf, lazyEntryOf } from "./common-js/lazy-entry-of.ts";
import { type IsFunction, moduleOf } from "./common-js/module-of.ts";
import { commonName } from "./common-js/names-in.ts";
import { peerEntryOf } from "./common-js/peer-entry-of.ts";
import { entries, entryOf, withPeers } from "./entries.ts";

/**
 * The same modules in CommonJS, which Node is given for `import` too: there an entry can load a verb when it is first called, which takes
 * the root entry from 23 ms to 6; and who imports one half of an application and requires the other has one ItipError.
 */
export const commonJs: Plugin = {
  name: "common-js",
  async writeBundle({ dir = "" }, written) {
    const codes = new Map(
      Object.entries(written).flatMap(([file, chunk]) =>
        chunk.type === "chunk" ? [[`./${file}`, chunk.code]] : [],
      ),
    );
    const codeOf = (file: string) => codes.get(file) ?? "";
    const isFunction: IsFunction = (file, name) =>
      new RegExp(`^(?:async )?function\\*? ${name.replace("$", "\\$")}\\(`, "m").test(codeOf(file));
    for (const file of reachedFrom(Object.keys(entries), codeOf)) {
      const code = codeOf(file);
      const name = entryOf(file);
      if (name !== undefined && withPeers.includes(name)) {
        const [entry, parts] = peerEntryOf(code, `./${name}-parts.cjs`);
        await writeWithMap(dir, file, `./${name}.mjs`, entry);
        await writeFile(join(dir, `${name}-parts.cjs`), parts);
      }
      if (name === undefined || withPeers.includes(name))
        await writeWithMap(dir, file, commonName(file), moduleOf(code, isFunction, name !== undefined));
      else await writeFile(join(dir, commonName(file)), lazyEntryOf(exportsOf(code), isFunction));
    }
    const [built = ""] = exportsOf(codeOf("./index.js")).find(([, , as]) => as === "buildRequest") ?? [];
    await writeEager(resolve(dir), commonName(built));
  },
};

/** The files of the entries, and all that they import. */
function reachedFrom(names: readonly string[], codeOf: (file: string) => string): Set<string> {
  const reached = new Set(names.map((name) => `./${name}.js`));
  for (const file of reached)
    for (const [, other = ""] of codeOf(file).matchAll(/^(?:im|ex)port .* from "(\.\/.+)";$/gm))
      reached.add(other);
  return reached;
}

/** Writes a file that has the lines of another one, and the map of that. */
async function writeWithMap(dir: string, from: string, file: string, text: string): Promise<void> {
  const name = file.slice(2);
  const map = JSON.parse(await readFile(join(dir, `${from}.map`), "utf8"));
  await writeFile(join(dir, `${name}.map`), JSON.stringify({ ...map, file: name }));
  await writeFile(join(dir, name), text.replace(/^(\/\/# sourceMappingURL=).*$/m, `$1${name}.map`));
}

/** An event as most are, and one guest. */
const everyday = {
  id: "7",
  organizer: { email: "anna@example.com" },
  recipients: [{ email: "ben@example.test" }],
  event: { summary: "Tea", start: "2026-05-07T10:30", end: "2026-05-07T11:30", tzid: "Europe/London" },
};

/** Has the functions that an everyday REQUEST runs compiled with their files, which takes a ninth from it. */
async function writeEager(dir: string, file: string): Promise<void> {
  const { loading, called } = await functionsOf(join(dir, file), "buildRequest", everyday);
  for (const [name, places] of called) {
    if (!name.endsWith(".cjs")) continue;
    const text = await readFile(join(dir, name), "utf8");
    await writeFile(join(dir, name), eager(text, places, loading.get(name) ?? []));
  }
}
