import { describe, expect, it } from "vitest";
import { changesBetween, instantOf, offsetAt } from "../../src/time/offset.ts";
import { deep } from "../support/runs.ts";
import { zone, zonesToSweep } from "../support/zones.ts";

const minute = 60_000;
/** The Gregorian calendar repeats itself, days of the week included, and from 2100 on so does every zone. */
const cycle = 146_097 * 24 * 60 * minute;

/** On both sides of a change, and in the hour that it leaves out or repeats: one a year, so that little of a year is asked for. */
const minutesFromChange = [-90, -30, -1 / 60, 0, 1 / 60, 30, 90];

function changesOf(name: string, year: number) {
  return changesBetween(zone(name), Date.UTC(year, 0), Date.UTC(year + 1, 0));
}

describe("a year that is asked about now and then", () => {
  const zones = zonesToSweep.filter((name) => changesOf(name, 2600).length > 0);

  it("is asked about in zones that change their clocks", () => {
    expect(zones.length).toBeGreaterThan(deep ? 100 : 10);
  });

  it.each(zones)("has the same clocks as one whose changes are all known: %s", (name) => {
    const tzid = zone(name);
    for (const [index, minutes] of minutesFromChange.entries()) {
      // This looks for all changes of the later year, and for nothing of the same year a cycle earlier.
      for (const { at, before, after } of changesOf(name, 2601 + index)) {
        const instant = at + minutes * minute;
        expect(offsetAt(tzid, instant - cycle)).toBe(minutes < 0 ? before : after);
        for (const wall of [instant + before, instant + after]) {
          expect(instantOf(tzid, wall - cycle), `${minutes} minutes from ${new Date(at).toISOString()}`).toBe(
            instantOf(tzid, wall) - cycle,
          );
        }
      }
    }
  });
});

// From the time zone database.
describe("a change at the turn of a year", () => {
  const years = (name: string, year: number) =>
    changesBetween(zone(name), Date.UTC(year - 1, 0), Date.UTC(year, 6)).map(({ at }) =>
      new Date(at).toISOString(),
    );

  it("is one change, whichever year it is found in", () => {
    // Apia went over the date line at the end of 29 December; Dhaka's only summer time ended with the year.
    expect(years("Pacific/Apia", 2012)).toEqual([
      "2011-04-02T14:00:00.000Z",
      "2011-09-24T14:00:00.000Z",
      "2011-12-30T10:00:00.000Z",
      "2012-03-31T14:00:00.000Z",
    ]);
    expect(years("Asia/Dhaka", 2010)).toEqual(["2009-06-19T17:00:00.000Z", "2009-12-31T17:00:00.000Z"]);
    // Lisbon took the time of Greenwich at 0:00 UTC.
    expect(years("Europe/Lisbon", 1912)).toEqual(["1912-01-01T00:00:00.000Z"]);
  });

  it("is in a stretch of time that begins with it, and in one that ends with it", () => {
    const at = Date.UTC(1912, 0, 1);
    expect(changesBetween(zone("Europe/Lisbon"), at, at)).toHaveLength(1);
    expect(changesBetween(zone("Europe/Lisbon"), at + 1, at + 1)).toEqual([]);
    expect(changesBetween(zone("Europe/Lisbon"), at - 1, at - 1)).toEqual([]);
  });

  it("is known to the hours on both sides of it", () => {
    const [dhaka, seoul] = [zone("Asia/Dhaka"), zone("Asia/Seoul")];
    for (const name of ["Asia/Dhaka", "Asia/Seoul"])
      for (const year of [1911, 1912, 2009, 2010]) changesOf(name, year);
    expect(offsetAt(dhaka, Date.UTC(2009, 11, 31, 17) - 1)).toBe(7 * 60 * minute);
    expect(offsetAt(dhaka, Date.UTC(2009, 11, 31, 17))).toBe(6 * 60 * minute);
    // Seoul went from 8:30 ahead to 9:00 with the new year: its first half hour is read by the offset before.
    expect(instantOf(seoul, Date.UTC(1912, 0, 1, 0, 15))).toBe(Date.UTC(1911, 11, 31, 15, 45));
    expect(instantOf(seoul, Date.UTC(1912, 0, 1, 0, 30))).toBe(Date.UTC(1911, 11, 31, 15, 30));
  });
});

/** From the time zone database, file australasia: both left out a day, one by going over the date line. */
describe("a change of a whole day", () => {
  it.each([
    [
      "Pacific/Apia",
      2011,
      [
        // From 10 hours behind to 14 ahead; there was no 30 December.
        ["2011-12-29T23:00", "2011-12-30T09:00"],
        ["2011-12-30T12:00", "2011-12-30T22:00"],
        ["2011-12-31T01:00", "2011-12-30T11:00"],
      ],
    ],
    [
      "Pacific/Kwajalein",
      1993,
      [
        // From 12 hours behind to 12 ahead; there was no 21 August.
        ["1993-08-20T23:00", "1993-08-21T11:00"],
        ["1993-08-21T12:00", "1993-08-22T00:00"],
        ["1993-08-22T01:00", "1993-08-21T13:00"],
      ],
    ],
  ] as const)("%s in %i", (name, year, times) => {
    const tzid = zone(name);
    const at = (text: string) => Date.parse(`${text}:00Z`);
    const found = () => times.map(([wall]) => instantOf(tzid, at(wall)));
    const right = times.map(([, instant]) => at(instant));
    expect(found(), "asked now and then").toEqual(right);
    expect(changesOf(name, year).length).toBeGreaterThan(0);
    expect(found(), "all known").toEqual(right);
  });
});
