import { expect, it } from "vitest";
import { latePattern } from "../src/late-pattern.ts";

it("gives a pattern of code points unless told otherwise, and each time one that has found nothing yet", () => {
  expect(latePattern("^\\p{Lu}$")()).toEqual(/^\p{Lu}$/u);
  const letter = latePattern("\\p{L}", "gu");
  expect([letter().test("a"), letter().test("a")]).toEqual([true, true]);
});
