import { expect, it } from "vitest";
import { remembering } from "../../../src/email/compose/remembering.ts";

it("asks the function anew for another text than the last, and for one too long to be kept", () => {
  const asked: string[] = [];
  const shouted = remembering((text) => {
    asked.push(text);
    return text.toUpperCase();
  });
  const long = "long".repeat(30_000);
  const given = ["a", "a", "b", "a", long, long, "a", "", ""];
  expect(given.map(shouted)).toEqual(given.map((text) => text.toUpperCase()));
  expect(asked).toEqual(["a", "b", "a", long, long, ""]);
});
