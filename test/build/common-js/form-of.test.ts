import { expect, it } from "vitest";
import { formOf } from "../../../build/common-js/form-of.ts";

it("finds a function of the outermost level, asynchronous ones and generators too, and nothing else", () => {
  const code =
    "async function a() {\n\tfunction inner() {}\n}\nfunction* b() {}\nfunction c$1() {}\nconst d = () => 1;";
  const found = ["a", "b", "c$1", "c", "inner", "d"].map((name) => formOf(code, name));
  expect(found).toEqual(["async function", "function*", "function", undefined, undefined, undefined]);
});
