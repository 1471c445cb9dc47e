import { expect, it } from "vitest";
import { exportsOf, lazyEntryOf } from "../../../build/common-js/lazy-entry-of.ts";
import { call, runCommonJs } from "../../support/common-js.ts";

const code = [
  'import { build, limits } from "./event-1.js";',
  'import { p as parse } from "./read-1.js";',
  'export { check } from "./check-1.js";',
  "export { build, limits, parse };",
].join("\n");

it("finds the file of each export, and its name there", () => {
  expect(exportsOf(code)).toEqual([
    ["./check-1.js", "check", "check"],
    ["./event-1.js", "build", "build"],
    ["./event-1.js", "limits", "limits"],
    ["./read-1.js", "p", "parse"],
  ]);
});

it("loads a function's file when it is first called, and what is no function at once", () => {
  const files = {
    "./event-1.cjs": { build: (...given: unknown[]) => ["built", ...given], limits: 7 },
    "./check-1.cjs": { check: () => "checked" },
  };
  const entry = lazyEntryOf(
    exportsOf(code).filter(([, name]) => name !== "p"),
    (_, name) => name !== "limits",
  );
  const { exported, loaded } = runCommonJs(entry, files);
  expect(loaded).toEqual(["./event-1.cjs"]);
  expect(exported).toEqual({ build: expect.any(Function), check: expect.any(Function), limits: 7 });
  expect(call(exported, "build", 1, 2)).toEqual(["built", 1, 2]);
  expect(loaded).toEqual(["./event-1.cjs"]);
  expect(call(exported, "check")).toBe("checked");
  expect(loaded).toEqual(["./event-1.cjs", "./check-1.cjs"]);
});

it("names its functions where Node looks for the names of an ES module", () => {
  const entry = lazyEntryOf(exportsOf('export { check } from "./check-1.js";'), () => true);
  expect(entry.trimEnd().split("\n").at(-1)).toBe("0 && (module.exports = { check });");
});

it("refuses a function that the entry calls otherwise than its file does", () => {
  expect(() => lazyEntryOf([["./read-1.js", "p", "parse"]], () => true)).toThrow("p is exported as parse");
});
