import { expect, it } from "vitest";
import { isShowable, type StatedTime } from "../../src/timezone/time-property.ts";

const first = Date.parse("0000-01-03T00:00:00Z");
const last = Date.parse("9999-12-29T23:59:59Z");

function utc(instant: number): StatedTime {
  return { kind: "utc", instant };
}

it("a time can be shown in any zone two days within the years 0 to 9999", () => {
  for (const kind of ["date", "floating"] as const) {
    expect(isShowable({ kind, wall: first })).toBe(false);
    expect(isShowable({ kind, wall: first + 1_000 })).toBe(true);
  }
  expect(isShowable(utc(first))).toBe(false);
  expect(isShowable(utc(first + 1_000))).toBe(true);
  expect(isShowable(utc(last - 1_000))).toBe(true);
  expect(isShowable(utc(last))).toBe(false);
  expect(isShowable(utc(0.5))).toBe(false);
  expect(isShowable(utc(Number.NaN))).toBe(false);
});
