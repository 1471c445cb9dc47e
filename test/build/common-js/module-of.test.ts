import { expect, it } from "vitest";
import { moduleOf } from "../../../build/common-js/module-of.ts";
import { call, runCommonJs } from "../../support/common-js.ts";

const formIn = (_: string, name: string) => (name === "limits" ? undefined : "function");
const inCommonJs = (...lines: readonly string[]) => moduleOf(lines.join("\n"), formIn).split("\n");

it("requires what a module imports, and exports what it exports, under the same names", () => {
  const code = moduleOf(
    'import { day, hour as anHour } from "./trunk-1.cjs";\nconst week = 7 * day + anHour;\nexport { week as w, week };',
    formIn,
  );
  expect(runCommonJs(code, { "./trunk-1.cjs": { day: 24, hour: 1 } }).exported).toEqual({
    w: 169,
    week: 169,
  });
});

it("takes ical.js as a namespace, and as the default of one", () => {
  const code = moduleOf('import ICAL from "ical.js";\nexport { ICAL };', formIn);
  expect(runCommonJs(code, { "ical.js": { parse: 1 } }).exported).toEqual({ ICAL: { parse: 1 } });
  expect(runCommonJs(code, { "ical.js": { default: { parse: 1 } } }).exported).toEqual({
    ICAL: { parse: 1 },
  });
});

it("loads another file when the first function of it is called, and calls that itself from then on", () => {
  const code = moduleOf(
    'import { expand, colorOf as color } from "./seldom-1.cjs";\nfunction both(day) {\n\treturn [expand(day), color()];\n}\nexport { both };',
    formIn,
  );
  let asked = 0;
  const seldom = {
    get expand() {
      asked++;
      return (...days: number[]) => days;
    },
    colorOf: () => "red",
  };
  const { exported, loaded } = runCommonJs(code, { "./seldom-1.cjs": seldom });
  expect(loaded).toEqual([]);
  expect(call(exported, "both", 1)).toEqual([[1], "red"]);
  expect(call(exported, "both", 2)).toEqual([[2], "red"]);
  expect(loaded).toEqual(["./seldom-1.cjs"]);
  expect(asked).toBe(1);
});

it("asks for another file once, whichever of its functions is called, and for one that a table took before too", () => {
  const code = moduleOf(
    'import { expand, colorOf as color } from "./seldom-1.cjs";\nconst table = { expand };\nfunction both(day) {\n\treturn [table.expand(day), color()];\n}\nexport { both };',
    formIn,
  );
  let asked = 0;
  const { exported } = runCommonJs(code, {
    get "./seldom-1.cjs"() {
      asked++;
      return { expand: (...days: number[]) => days, colorOf: () => "red" };
    },
  });
  expect(call(exported, "both", 1)).toEqual([[1], "red"]);
  expect(call(exported, "both", 2)).toEqual([[2], "red"]);
  expect(asked).toBe(1);
});

it("asks for another file again where it could not be loaded", () => {
  const code = moduleOf(
    'import { expand } from "./seldom-1.cjs";\nfunction all() {\n\treturn expand();\n}\nexport { all };',
    formIn,
  );
  let asked = 0;
  const { exported } = runCommonJs(code, {
    get "./seldom-1.cjs"() {
      if (asked++ === 0) throw new Error("too many open files");
      return { expand: () => "expanded" };
    },
  });
  expect(() => call(exported, "all")).toThrow("too many open files");
  expect(call(exported, "all")).toBe("expanded");
});

it("loads at once what is no function, and what every journey needs", () => {
  const [limits] = inCommonJs('import { limits } from "./seldom-1.cjs";');
  expect(limits).toBe('"use strict"; const { limits } = require("./seldom-1.cjs");');
  const [day] = inCommonJs('import { day } from "./trunk-1.cjs";');
  expect(day).toBe('"use strict"; const { day } = require("./trunk-1.cjs");');
  const [split] = inCommonJs('import { split } from "postal";');
  expect(split).toBe('"use strict"; const { split } = require("postal");');
});

it("leaves every other line where it is", () => {
  expect(inCommonJs("const a = 1;", "function b() {", "\treturn a;", "}", "export { b };")).toEqual([
    '"use strict"; const a = 1;',
    "function b() {",
    "\treturn a;",
    "}",
    "module.exports = { __proto__: null, b };",
  ]);
});

it("escapes a few characters beyond ASCII, and leaves a text that is made of them", () => {
  const lines = [...Array.from({ length: 100 }, () => "wait();"), 'const more = "…";'];
  expect(inCommonJs(...lines).at(-1)).toBe('const more = "\\u2026";');
  expect(inCommonJs('const words = ["Wählen", "Öffnen"];')).toEqual([
    '"use strict"; const words = ["Wählen", "Öffnen"];',
  ]);
});

it("names what an entry exports where tools look for it", () => {
  const code = moduleOf("export { a, b as c };", formIn, true);
  expect(code).toBe('"use strict"; exports.a = a;\nexports.c = b;');
});

it("refuses a form of import that it does not know", () => {
  expect(() => inCommonJs('import * as all from "./trunk-1.cjs";')).toThrow("no CommonJS is known for");
});
