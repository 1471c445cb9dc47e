import { expect, it } from "vitest";
import { kept, keptWith } from "../src/kept.ts";

it("asks the function once for a key, also where it gives nothing, until too many keys have come", () => {
  const asked: string[] = [];
  const upper = kept(2, (text: string) => {
    asked.push(text);
    return text === "" ? undefined : text.toUpperCase();
  });
  const given = ["a", "", "a", "", "b", "b", "a"];
  expect(given.map(upper)).toEqual(["A", undefined, "A", undefined, "B", "B", "A"]);
  expect(asked).toEqual(["a", "", "b", "a"]);
});

it("asks the function once for an object, and again for another that is equal", () => {
  const asked: object[] = [];
  const sizeOf = keptWith((list: readonly number[]) => {
    asked.push(list);
    return `${list.length}`;
  });
  const [one, other] = [
    [1, 2],
    [1, 2],
  ];
  expect([one, one, other].map(sizeOf)).toEqual(["2", "2", "2"]);
  expect(asked).toEqual([one, other]);
});
