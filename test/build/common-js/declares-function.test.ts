import { expect, it } from "vitest";
import { declaresFunction } from "../../../build/common-js/declares-function.ts";

it("finds a function of the outermost level, asynchronous ones and generators too, and nothing else", () => {
  const code =
    "async function a() {\n\tfunction inner() {}\n}\nfunction* b() {}\nfunction c$1() {}\nconst d = () => 1;";
  const found = ["a", "b", "c$1", "c", "inner", "d"].filter((name) => declaresFunction(code, name));
  expect(found).toEqual(["a", "b", "c$1"]);
});
