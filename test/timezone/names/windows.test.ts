import { describe, expect, it } from "vitest";
import { windowsId, windowsZone } from "../../../src/timezone/names/windows.ts";
import { pairedZone } from "../../../src/timezone/paired-zone.ts";
import { zone } from "../../support/zones.ts";

// Ids and zones: CLDR, windowsZones.xml, territory 001.
describe("windowsZone", () => {
  it.each([
    ["W. Europe Standard Time", "Europe/Berlin"],
    ["w. europe STANDARD time", "Europe/Berlin"],
    [" W. Europe Standard Time ", "Europe/Berlin"],
    ["W._Europe_Standard_Time", "Europe/Berlin"],
    ["W. Europe Daylight Time", "Europe/Berlin"],
    ["W. Europe Summer Time", "Europe/Berlin"],
    ["Eastern Daylight Time", "America/New_York"],
    ["Central European", "Europe/Warsaw"],
    ["Tokyo Time", "Asia/Tokyo"],
    ["Tokyo Standard Time 1", "Asia/Tokyo"],
    ["Tokyo 1", "Asia/Tokyo"],
    ["UTC", "Etc/UTC"],
    ["Mexico Standard Time", "America/Mexico_City"],
    ["Mexico Standard Time 2", "America/Mazatlan"],
    ["Mexico Daylight Time 2", "America/Mazatlan"],
  ])("%j is %s", (id, tzid) => {
    expect(windowsZone(id)).toBe(tzid);
  });

  it.each([
    "",
    "Standard Time",
    "Tokyo 1 Standard Time",
    "Tokyo Standard Time 12",
    "Nowhere Standard Time",
    "Central Time America",
  ])("%j is not a zone of Windows", (id) => {
    expect(windowsZone(id)).toBeUndefined();
  });
});

describe("windowsId", () => {
  it.each([
    ["Europe/Berlin", "W. Europe Standard Time"],
    ["Europe/London", "GMT Standard Time"],
    ["America/New_York", "Eastern Standard Time"],
    ["Asia/Kolkata", "India Standard Time"],
    ["Etc/UTC", "UTC"],
  ])("of %s is %j", (tzid, id) => {
    expect(windowsId(zone(tzid))).toBe(id);
  });

  it("is none for a zone that is only one of several with the same clocks", () => {
    expect(windowsId(zone("Europe/Oslo"))).toBeUndefined();
  });
});

describe("pairedZone", () => {
  const may = Date.UTC(2026, 4, 7);

  it.each([
    ["GMT +0100 (Standard) / GMT +0200 (Daylight)", "Europe/Berlin"],
    ["GMT -0500 (Standard)/GMT -0400 (Daylight)", "America/New_York"],
    ["GMT +0100 (STANDARD) / GMT +0200 (daylight)", "Europe/Berlin"],
    ["GMT +0000 (Standard) / GMT +0100 (Daylight)", "Europe/London"],
    ["GMT +0900 (Standard) / GMT +0900 (Daylight)", "Asia/Tokyo"],
    ["+0930/+1030", "Australia/Adelaide"],
    ["GMT+10:00 / GMT+11:00", "Australia/Sydney"],
    // Summer in the north: São Paulo, which had these offsets until 2019, is in the south.
    ["GMT -0300 (Standard) / GMT -0200 (Daylight)", "America/Miquelon"],
    // Hebron changes its clocks on days nearer to those of our guess, and has a thirtieth of the people.
    ["GMT +0200 (Standard) / GMT +0300 (Daylight)", "Europe/Bucharest"],
  ])("%j is %s", (name, tzid) => {
    expect(pairedZone(name, may)).toBe(tzid);
  });

  it.each([
    "GMT +0100 (Standard)",
    "GMT +0100 (Standard) / (Daylight)",
    "here (Standard) / GMT +0200 (Daylight)",
    "GMT +0100 (Standard) / there (Daylight)",
    "GMT +0100 (Standard) / GMT +0200 (Daylight) or so",
    `Zone${" ".repeat(11)}GMT +0100 (Standard) / GMT +0200 (Daylight)`,
  ])("%s is not a pair of offsets", (name) => {
    expect(pairedZone(name, may)).toBeUndefined();
  });
});
