import { describe, expect, it } from "vitest";
import { basicOf, daysInMonth, isoOf, utcOf, wallOf } from "../../src/time/civil.ts";

const noon = { year: 2026, month: 5, day: 7, hour: 12, minute: 0, second: 0 };

describe("daysInMonth (RFC 3339 appendix C)", () => {
  it.each([
    [2024, 29],
    [2023, 28],
    [1900, 28],
    [2000, 29],
    [2100, 28],
    [0, 29],
  ])("February %d has %d", (year, days) => {
    expect(daysInMonth(year, 2)).toBe(days);
  });

  it("gives every other month its days, in leap years too", () => {
    const lengths = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => daysInMonth(2024, month));
    expect(lengths).toEqual([31, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  });
});

describe("wallOf", () => {
  it("is the local time read as if it were UTC", () => {
    expect(wallOf(noon)).toBe(Date.UTC(2026, 4, 7, 12));
    expect(wallOf({ ...noon, hour: 23, minute: 59, second: 59 })).toBe(Date.UTC(2026, 4, 7, 23, 59, 59));
    expect(wallOf({ ...noon, hour: 0 })).toBe(Date.UTC(2026, 4, 7));
    expect(wallOf({ ...noon, year: 0, month: 1, day: 1 })).toBe(Date.parse("0000-01-01T12:00:00Z"));
    expect(wallOf({ ...noon, year: 9999, month: 12, day: 31 })).toBe(Date.parse("9999-12-31T12:00:00Z"));
  });

  it.each([
    { year: -1 },
    { year: 10_000 },
    { year: Number.NaN },
    { month: 0 },
    { month: 13 },
    { day: 0 },
    { day: 32 },
    { month: 2, day: 29 },
    { hour: -1 },
    { hour: 24 },
    { minute: -1 },
    { minute: 60 },
    { second: -1 },
    { second: 60 },
  ])("rolls nothing over: %j", (part) => {
    expect(wallOf({ ...noon, ...part })).toBeUndefined();
  });
});

it.each([
  [99, "0099-03-01T00:00:00Z"],
  [100, "0100-03-01T00:00:00Z"],
  [0, "0000-03-01T00:00:00Z"],
  [1999, "1999-03-01T00:00:00Z"],
])("utcOf takes the year %d for that year", (year, text) => {
  expect(utcOf(year, 3, 1)).toBe(Date.parse(text));
});

it("isoOf and basicOf write every digit", () => {
  expect(isoOf(Date.parse("0099-01-02T03:04:05Z"))).toBe("0099-01-02T03:04:05");
  expect(basicOf(Date.parse("2026-11-10T10:11:12Z"))).toBe("20261110T101112");
});
