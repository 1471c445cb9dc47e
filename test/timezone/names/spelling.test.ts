import { expect, it } from "vitest";
import { foldName } from "../../../src/timezone/names/spelling.ts";

it.each([
  ["St. Pierre & Miquelon", "st pierre miquelon"],
  ["Groß-Gerau", "gross gerau"],
  ["GROSS GERAU", "gross gerau"],
  ["São Tomé", "sao tome"],
  ["N’Djamena", "ndjamena"],
  ["  Wien  ", "wien"],
  ["Ｔｏｋｙｏ", "tokyo"],
  ["서울", "서울"],
  // Without its mark of voice the last syllable would be another one.
  ["カナダ", "カナダ"],
  ["ｶﾅﾀﾞ", "カナダ"],
])("foldName(%j) is %j", (name, folded) => {
  expect(foldName(name)).toBe(folded);
});
