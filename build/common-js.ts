import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Plugin } from "rolldown";
import { eager } from "./common-js/eager.ts";
import { formOf } from "./common-js/form-of.ts";
import { functionsOf } from "./common-js/functions-of.ts";
import {
  type Exported,
  exportsOf,
  filledEntryOf,
  lazyEntryOf,
  withFilling,
} from "./common-js/lazy-entry-of.ts";
import { type FormIn, moduleOf } from "./common-js/module-of.ts";
import { peerEntryOf } from "./common-js/peer-entry-of.ts";
import { endMap } from "./end-map.ts";
import { entryOf, withPeers } from "./entries.ts";

/**
 * Makes CommonJS of the modules, which Node is given for `import` too: there an entry can load a verb when it is first called, which takes
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
    const formIn = (file: string, name: string) => formOf(codes.get(file) ?? "", name);
    for (const [file, code] of codes) {
      const name = entryOf(file);
      if (name === undefined || withPeers.includes(name)) await writeModule(dir, file, code, formIn);
      else if (name !== "index") await writeFile(join(dir, file), lazyEntryOf(exportsOf(code), formIn));
    }
    const exported = exportsOf(codes.get("./index.cjs") ?? "");
    await writeRoot(dir, exported, formIn);
    await writeEager(resolve(dir), fileOf("buildRequest", exported));
  },
};

const fileOf = (name: string, exported: readonly Exported[]) =>
  exported.find(([, , as]) => as === name)?.[0] ?? "";

/** Writes a file anew that Rolldown has written as an ES module; its map stays right, since each line stays where it is. */
async function writeModule(dir: string, file: string, code: string, formIn: FormIn): Promise<void> {
  const name = entryOf(file);
  await writeFile(join(dir, file), moduleOf(code, formIn, name !== undefined));
  if (name === undefined) return;
  const [entry, parts] = peerEntryOf(code, `./${name}-parts.cjs`);
  await writeFile(join(dir, `${name}-parts.cjs`), parts);
  await writeWithMap(dir, file, `./${name}.mjs`, entry);
}

/** Writes the root entry, and what fills it at the end of the file that it and all that it loads need. */
async function writeRoot(dir: string, exported: readonly Exported[], formIn: FormIn): Promise<void> {
  const file = fileOf("ItipError", exported);
  await writeFile(join(dir, "index.cjs"), filledEntryOf(exported, file));
  const code = await readFile(join(dir, file), "utf8");
  await writeFile(join(dir, file), withFilling(code, exported, formIn));
  const map = await readFile(join(dir, `${file}.map`), "utf8");
  // The line of the comment that names the map is the first of what was appended.
  await writeFile(join(dir, `${file}.map`), endMap(map, code.split("\n").length - 1));
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
