import { expect, it } from "vitest";
import {
  type Exported,
  exportsOf,
  filledEntryOf,
  lazyEntryOf,
  withFilling,
} from "../../../build/common-js/lazy-entry-of.ts";
import { call, runCommonJs } from "../../support/common-js.ts";

const code = [
  'import { build, limits } from "./event-1.cjs";',
  'import { p as parse } from "./read-1.cjs";',
  'export { check } from "./check-1.cjs";',
  "export { build, limits, parse };",
].join("\n");

it("finds the file of each export, and its name there", () => {
  expect(exportsOf(code)).toEqual([
    ["./check-1.cjs", "check", "check"],
    ["./event-1.cjs", "build", "build"],
    ["./event-1.cjs", "limits", "limits"],
    ["./read-1.cjs", "p", "parse"],
  ]);
});

const forms: Readonly<Record<string, string>> = {
  build: "function",
  check: "function",
  open: "async function",
  p: "function",
};
const formIn = (_: string, name: string) => forms[name];
const exported = exportsOf(code).filter(([, name]) => name !== "p");
const files: Record<string, unknown> = {
  "./event-1.cjs": { build: (...given: unknown[]) => ["built", ...given], limits: 7 },
  "./check-1.cjs": { check: () => "checked" },
};
const root = "const first = 1;\n//# sourceMappingURL=root.cjs.map";

function byItself() {
  return runCommonJs(lazyEntryOf(exported, formIn), files);
}

function byAnotherFile() {
  const filling = runCommonJs(withFilling(root, exported, formIn), files);
  const entry = runCommonJs(filledEntryOf(exported, "./root.cjs"), { "./root.cjs": filling.exported });
  return { exported: entry.exported, loaded: filling.loaded };
}

it.each([
  ["itself", byItself],
  ["another file", byAnotherFile],
])(
  "loads a function's file when it is first called, and what is no function at once: filled by %s",
  (_, fill) => {
    const { exported, loaded } = fill();
    expect(loaded).toEqual(["./event-1.cjs"]);
    expect(exported).toEqual({ build: expect.any(Function), check: expect.any(Function), limits: 7 });
    expect(call(exported, "build", 1, 2)).toEqual(["built", 1, 2]);
    expect(loaded).toEqual(["./event-1.cjs"]);
    expect(call(exported, "check")).toBe("checked");
    expect(loaded).toEqual(["./event-1.cjs", "./check-1.cjs"]);
  },
);

it("makes an asynchronous function of one, known as such before it is loaded", async () => {
  const of = (name: string): Exported => ["./mail-1.cjs", name, name];
  const mail = { check: () => "checked", open: async (raw: unknown) => ["opened", raw] };
  const { exported, loaded } = runCommonJs(lazyEntryOf(["check", "open"].map(of), formIn), {
    "./mail-1.cjs": mail,
  });
  const kindsOf = (verbs: object) => Object.values(verbs).map((verb) => Object.prototype.toString.call(verb));
  expect(kindsOf(exported)).toEqual(kindsOf(mail));
  expect(loaded).toEqual([]);
  expect(await call(exported, "open", "raw")).toEqual(["opened", "raw"]);
  expect(call(exported, "check")).toBe("checked");
});

it("leaves the lines of the file that fills an entry where they are, and its map last", () => {
  const lines = withFilling(root, exported, formIn).split("\n");
  expect(lines[0]).toBe("const first = 1;");
  expect(lines.at(-1)).toBe("//# sourceMappingURL=root.cjs.map");
});

it.each([lazyEntryOf(exported, formIn), filledEntryOf(exported, "./root.cjs")])(
  "names what it exports where Node looks for the names of an ES module",
  (entry) => {
    expect(entry.trimEnd().split("\n").at(-1)).toBe("0 && (module.exports = { check, build, limits });");
  },
);

it("refuses a function that the entry calls otherwise than its file does", () => {
  expect(() => lazyEntryOf([["./read-1.cjs", "p", "parse"]], formIn)).toThrow("p is exported as parse");
});
