import { describe, expect, it } from "vitest";
import { parseZone } from "../../../src/time/zone.ts";
import { abbreviatedZones } from "../../../src/timezone/names/abbreviation.ts";
import { namedZone } from "../../../src/timezone/names/named-zone.ts";
import { cityZone, listedZone } from "../../../src/timezone/names/place.ts";
import { cleanTzid } from "../../../src/timezone/names/spelling.ts";
import { resolveTimeZone } from "../../../src/timezone/resolve-time-zone.ts";
import { formatTimeZone } from "../../../src/timezone/write-vtimezone.ts";

function thrownBy(attempt: () => unknown): unknown {
  try {
    attempt();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("cleanTzid", () => {
  it.each([
    ['"TZID=\\(GMT+01:00\\) Paris"', "(GMT+01:00) Paris"],
    ["Europe/Paris", "Europe/Paris"],
    ["TZID=Europe/Paris", "Europe/Paris"],
    ["TZID=3DEurope/Paris", "Europe/Paris"],
    ["TZID3DEurope/Paris", "TZID3DEurope/Paris"],
    ["3DEurope/Paris", "Europe/Paris"],
    ["3Dlower", "3Dlower"],
    ["Room 3D", "Room 3D"],
    ["a TZID=b", "a TZID=b"],
    ["a=3Db", "a=b"],
    ["'Europe/Paris'", "Europe/Paris"],
    [" Europe/Paris ", "Europe/Paris"],
    ["Europe/Paris:;|,", "Europe/Paris"],
    [':"Europe/Paris', ':"Europe/Paris'],
    ["Central   Standard\t\tTime", "Central Standard Time"],
    ["UTC\u22125", "UTC-5"],
    ["UTC\u20135", "UTC-5"],
    ["Ｅｕｒｏｐｅ／Ｐａｒｉｓ", "Europe/Paris"],
    ['"', ""],
    ["'\" ", ""],
    [":;,", ""],
    ["", ""],
    ["x".repeat(200), "x".repeat(200)],
    ["x".repeat(201), ""],
  ])("%j is cleaned to %j", (tzid, clean) => {
    expect(cleanTzid(tzid)).toBe(clean);
  });
});

describe("parseZone", () => {
  it.each([
    ["europe/paris", "Europe/Paris"],
    ["asia/calcutta", "Asia/Kolkata"],
    ["Asia/Katmandu", "Asia/Kathmandu"],
    ["Europe/Kiev", "Europe/Kyiv"],
    ["GMT", "Etc/UTC"],
    ["Zulu", "Etc/UTC"],
    ["Etc/GMT+5", "Etc/GMT+5"],
    ["EST5EDT", "America/New_York"],
    // Links of the time zone database, since its version 2024b.
    ["EST", "America/Panama"],
    ["mst", "America/Phoenix"],
  ])("%j is %s", (name, zone) => {
    expect(parseZone(name)).toBe(zone);
  });

  it.each([
    "BST",
    "AST",
    "IST",
    "system",
    "local",
    "+01:00",
    "Europe/Nowhere",
    "SystemV/EST5",
    "1/2",
    `a${"b".repeat(60)}`,
  ])("%s is not a zone", (name) => {
    expect(parseZone(name)).toBeUndefined();
  });
});

describe("namedZone", () => {
  it.each([
    ["z", "Etc/UTC"],
    ["(UTC)", "Etc/UTC"],
    ["(gmt)", "Etc/UTC"],
    ["US-Eastern", "America/New_York"],
    ["America/Los Angeles", "America/Los_Angeles"],
    ["America-Argentina-Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["America/Port-au-Prince", "America/Port-au-Prince"],
    ["America-Port-au-Prince", "America/Port-au-Prince"],
    ["/mozilla.org/20070129_1/Europe/Berlin", "Europe/Berlin"],
    ["/mozilla.org/20070129_1/America/New York", "America/New_York"],
    ["/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"],
    ["custom_Pacific/Fiji", "Pacific/Fiji"],
    ["SystemV/EST5EDT", "America/New_York"],
    ["posix/Japan", "Asia/Tokyo"],
    ["right/Japan", "Asia/Tokyo"],
    ["/Japan", "Asia/Tokyo"],
    ["tzone://Microsoft/Utc", "Etc/UTC"],
    ["http://example.com/zones/Japan", "Asia/Tokyo"],
    ["https://example.com/zones/Japan", "Asia/Tokyo"],
    ["Custom/Canada/Eastern", "America/Toronto"],
    ["tzone://Microsoft/W. Europe Standard Time", "Europe/Berlin"],
    ["My zone Europe/Rome here", "Europe/Rome"],
    ["(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Paris"],
    // Places of several words, in pieces.
    ["New/York", "America/New_York"],
    ["Buenos/Aires", "America/Argentina/Buenos_Aires"],
    ["Hong|Kong", "Asia/Hong_Kong"],
    ["Нью/Йорк", "America/New_York"],
  ])("%j is %s", (name, zone) => {
    expect(namedZone(name)).toBe(zone);
  });

  it.each([
    "",
    "EST",
    "mst",
    "xz",
    "Custom/Zulu",
    "systemvx/Japan",
    "xposix/Japan",
    "Paris",
    "UTC+11",
    "MyEurope/Rome",
    `${"a/".repeat(12)}Europe/Nowhere`,
  ])("%j names none beyond doubt", (name) => {
    expect(namedZone(name)).toBeUndefined();
  });
});

describe("places", () => {
  it.each([
    ["(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", "Europe/Berlin"],
    ["(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"],
    ["(UTC-07:00) Mountain Time (US & Canada)", "America/Denver"],
    ["(UTC-06:00) Heure du Centre (É.-U. et Canada)", "America/Chicago"],
    ["(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"],
    ["(UTC-04:00) Atlantic Time (Canada)", "America/Halifax"],
    ["(UTC-03:30) Newfoundland, Canada", "America/St_Johns"],
    ["(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London"],
    ["(UTC+09:00) Osaka, Sapporo, Tokyo", "Asia/Tokyo"],
    ["(UTC+01:00) Paris", "Europe/Paris"],
    // A place that is in one list and no city says enough without an offset.
    ["Central America", "America/Guatemala"],
    // A city's own zone comes before the list that it stands in: (UTC+01:00) Amsterdam, Berlin, Bern, Rome, …
    ["(UTC+01:00) Rom", "Europe/Rome"],
    // Bolivia has a La Paz, and Mexico has one: (UTC-07:00) Chihuahua, La Paz, Mazatlan.
    ["(UTC-04:00) La Paz", "America/La_Paz"],
    ["(UTC-07:00) La Paz", "America/Mazatlan"],
    // Of equals the one whose winter has the offset: London is at +01:00 too, in summer.
    ["(UTC+01:00) London, Paris", "Europe/Paris"],
    ["(UTC+00:00) Paris, London", "Europe/London"],
  ])("in %j are those of %s", (name, zone) => {
    expect(listedZone(name)).toBe(zone);
  });

  it.each([
    "Paris",
    ", Paris",
    "Conference room, Paris",
    "Paris, conference room",
    "",
    ",,,",
    "(UTC+01:00) Conference room",
  ])("%j is no list of places", (name) => {
    expect(listedZone(name)).toBeUndefined();
  });

  it.each([
    ["Wien", "Europe/Vienna"],
    ["Paris", "Europe/Paris"],
    ["Europe/Paris", "Europe/Paris"],
    // Windows: (UTC+07:00) Bangkok, Hanoi, Jakarta.
    ["Asia/Hanoi", "Asia/Bangkok"],
    ["New York", "America/New_York"],
    ["Москва", "Europe/Moscow"],
    ["東京", "Asia/Tokyo"],
    // Places that only old names of zones tell of.
    ["Belfast", "Europe/London"],
    ["Tel Aviv", "Asia/Jerusalem"],
    ["South Georgia", "Atlantic/South_Georgia"],
  ])("the city %s", (name, zone) => {
    expect(cityZone(name)).toBe(zone);
  });

  it.each(["", "West", "North", "Eastern", "Nowhere", "Center", "ACT", "GMT+5"])("%j is no city", (name) => {
    expect(cityZone(name)).toBeUndefined();
  });
});

it("abbreviatedZones has all that go by an abbreviation, in any case", () => {
  const hour = 3_600_000;
  expect(abbreviatedZones(" est ")).toEqual([
    { zone: "America/New_York", offset: -5 * hour },
    { zone: "America/Panama", offset: -5 * hour },
  ]);
  expect(abbreviatedZones("CST").map(({ zone }) => zone)).toEqual([
    "America/Chicago",
    "America/Regina",
    "Asia/Shanghai",
  ]);
  expect(abbreviatedZones("XYZ")).toEqual([]);
});

describe("an argument of a wrong type or value", () => {
  it.each([
    [[7], "invalid-argument", "tzid", "invalid-type"],
    [["x", { vtimezone: 7 }], "invalid-argument", "options.vtimezone", "invalid-type"],
    [["x", { at: "2026" }], "invalid-argument", "options.at", "invalid-type"],
    [["x", { hint: "Nowhere" }], "invalid-time-zone", "options.hint", "invalid-time-zone"],
  ])("of resolveTimeZone: %j", (given, code, path, problem) => {
    expect(thrownBy(() => Reflect.apply(resolveTimeZone, undefined, given))).toMatchObject({
      code,
      problems: [{ path, code: problem }],
    });
  });

  const may = new Date("2026-05-07T09:30:00Z");

  it.each([
    [["Nowhere", { from: may }], "invalid-time-zone", "tzid", "invalid-time-zone"],
    [["Europe/Paris"], "invalid-argument", "span", "invalid-span"],
    [["Europe/Paris", null], "invalid-argument", "span", "invalid-span"],
    [["Europe/Paris", {}], "invalid-argument", "span", "invalid-span"],
    [["Europe/Paris", { to: may }], "invalid-argument", "span", "invalid-span"],
    [["Europe/Paris", { from: may, to: "2027" }], "invalid-argument", "span", "invalid-span"],
    [["Europe/Paris", { from: may, to: new Date(0) }], "invalid-argument", "span", "invalid-span"],
  ])("of formatTimeZone: %j", (given, code, path, problem) => {
    expect(thrownBy(() => Reflect.apply(formatTimeZone, undefined, given))).toMatchObject({
      code,
      problems: [{ path, code: problem }],
    });
  });
});
