import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { functionsOf } from "../../../build/common-js/functions-of.ts";

const kitchen = [
  'const { heat } = require("./stove.cjs");',
  "function clean() { return []; }",
  "const cups = clean();",
  "function boil() { return heat(cups); }",
  "function burn() { return undefined; }",
  "module.exports = { boil, burn };",
].join("\n");
const stove = "function heat(what) { return [...what, 100]; }\nmodule.exports = { heat };";

it("tells the functions that ran while a file was loaded from those that a call of it runs, in all of its files", async () => {
  const folder = mkdtempSync(join(tmpdir(), "itip-functions-"));
  try {
    writeFileSync(join(folder, "kitchen.cjs"), kitchen);
    writeFileSync(join(folder, "stove.cjs"), stove);
    // A second time nothing is left of the first.
    for (const _ of [1, 2]) {
      const { loading, called } = await functionsOf(join(folder, "kitchen.cjs"), "boil");
      const named = (file: string, text: string, ran = called) =>
        (ran.get(file) ?? []).map(({ from, to }) => /^function (\w+)/.exec(text.slice(from, to))?.[1]);
      expect(named("kitchen.cjs", kitchen, loading)).toContain("clean");
      expect(named("kitchen.cjs", kitchen)).toEqual(["boil"]);
      expect(named("stove.cjs", stove)).toEqual(["heat"]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
