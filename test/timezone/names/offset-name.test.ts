import { describe, expect, it } from "vitest";
import { offsetOfName, splitOffset, zoneOfOffset } from "../../../src/timezone/names/offset-name.ts";

const minute = 60_000;
const hour = 60 * minute;

describe("offsetOfName", () => {
  it.each([
    ["(GMT +01:00)", hour],
    ["UTC-7", -7 * hour],
    ["+10:00", 10 * hour],
    ["GMT-05.30", -5.5 * hour],
    ["+0530", 5.5 * hour],
    ["Z+2", 2 * hour],
    ["UTC+3 hours", 3 * hour],
    ["UTC+3h", 3 * hour],
    ["+01:59", hour + 59 * minute],
    ["-00:00", 0],
    ["+0", 0],
  ])("of %j is %d milliseconds", (name, offset) => {
    expect(offsetOfName(name)).toBe(offset);
  });

  it.each(["", "1", "UTC", "+", "+01:60", "+0199", "+1:2", "a+1", "+1a", "CET+1"])(
    "%j is not an offset",
    (name) => {
      expect(offsetOfName(name)).toBeUndefined();
    },
  );
});

describe("splitOffset", () => {
  it.each([
    ["(UTC+01:00) Brussels, Paris", { offset: hour, rest: "Brussels, Paris" }],
    ["(UTC+01:00)Brussels", { offset: hour, rest: "Brussels" }],
    ["(GMT-0330) Newfoundland", { offset: -3.5 * hour, rest: "Newfoundland" }],
    ["( GMT + 5 ) Tashkent", { offset: 5 * hour, rest: "Tashkent" }],
    ["(UTC) Dublin", { offset: 0, rest: "Dublin" }],
    ["UTC+1 Paris", { offset: hour, rest: "Paris" }],
    ["GMT+5.30 Mumbai", { offset: 5.5 * hour, rest: "Mumbai" }],
    // An offset that there is not tells nothing, the place beside it does.
    ["(UTC+01:75) Paris", { rest: "Paris" }],
    ["UTC", { rest: "UTC" }],
    ["GMT Standard Time", { rest: "GMT Standard Time" }],
    ["Paris (UTC+01:00)", { rest: "Paris (UTC+01:00)" }],
  ])("takes %j apart into %j", (name, split) => {
    expect(splitOffset(name)).toEqual(split);
  });
});

describe("zoneOfOffset", () => {
  it.each([
    [0, "Etc/UTC"],
    [hour, "Etc/GMT-1"],
    [-3 * hour, "Etc/GMT+3"],
    [14 * hour, "Etc/GMT-14"],
    [5.5 * hour, "Asia/Kolkata"],
    [5.75 * hour, "Asia/Kathmandu"],
    [-9.5 * hour, "Pacific/Marquesas"],
  ])("%d ms", (offset, zone) => {
    expect(zoneOfOffset(offset)).toBe(zone);
  });

  it.each([15 * hour, 5.6 * hour, 1])("%d ms is no zone's", (offset) => {
    expect(zoneOfOffset(offset)).toBeUndefined();
  });
});
