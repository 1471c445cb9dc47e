import { expect, it } from "vitest";
import { eager, type Place } from "../../../build/common-js/eager.ts";
import { call, runCommonJs } from "../../support/common-js.ts";

const code = [
  "const table = { sugar: sweeten };",
  "const hot = boil(20);",
  "function boil(degrees) {",
  "\treturn degrees * 5;",
  "}",
  "function sweeten(tea) {",
  "\treturn { ...tea, sugar: true };",
  "}",
  "function pour(cups) {",
  "\tconst one = (cup) => ({ cup, degrees: hot });",
  "\treturn cups.map(one).map((tea) => table.sugar(tea));",
  "}",
  "async function serve() {",
  "\treturn pour([1]);",
  "}",
  "module.exports = { pour, serve };",
  "",
].join("\n");

/** Where functions stand in the code, by the beginning of their text. */
const placesOf = (...beginnings: readonly string[]): Place[] =>
  beginnings.map((beginning) => {
    const from = code.indexOf(beginning);
    return { from, to: code.indexOf("\n}", from) + 2 };
  });

const pour = placesOf("function pour");
const all = placesOf("function boil", "function sweeten", "function pour", "async function serve");

it("sets a function that is needed soon in parentheses, and leaves each line where it is", () => {
  const written = eager(code, pour, []);
  expect(written).toBe(
    code.replace("function pour", "var pour = (function pour").replace("(tea));\n}", "(tea));\n});"),
  );
  expect(call(runCommonJs(written, {}).exported, "pour", [1])).toEqual([
    { cup: 1, degrees: 100, sugar: true },
  ]);
});

it("leaves what the module calls or names above as it is, and what is no plain function of the outermost level", () => {
  const arrow = { from: code.indexOf("(cup)"), to: code.indexOf(";\n\treturn cups") };
  expect(eager(code, [...all, arrow], placesOf("function boil"))).toBe(eager(code, pour, []));
});

it("leaves a function as it is that ran while the module was loaded, named or not", () => {
  expect(eager(code, all, all)).toBe(code);
});

it("takes the names within other functions for none that is needed above", () => {
  const twice = "function first() {\n\treturn second();\n}\nfunction second() {\n\treturn 2;\n}\n";
  const from = twice.indexOf("function second");
  expect(eager(twice, [{ from, to: twice.length - 1 }], [])).toContain("var second = (function second() {");
});
