import { describe, expect, it } from "vitest";
import { changesBetween, instantOf, offsetAt } from "../../src/time/offset.ts";
import { zone } from "../support/zones.ts";

const minute = 60_000;
/** The Gregorian calendar repeats itself, days of the week included, and from 2100 on so does every zone. */
const cycle = 146_097 * 24 * 60 * minute;

/** On both sides of a change, and in the hour that it leaves out or repeats: one a year, so that little of a year is asked for. */
const minutesFromChange = [-90, -30, -1 / 60, 0, 1 / 60, 30, 90];

describe("a year that is asked about now and then", () => {
  const zones = Intl.supportedValuesOf("timeZone").filter((_, index) => index % 5 === 0);

  it.each(zones)("has the same clocks as one that all is known of: %s", (name) => {
    const tzid = zone(name);
    for (const [index, minutes] of minutesFromChange.entries()) {
      // This looks for all changes of the later year, and for nothing of the same year a cycle earlier.
      const changes = changesBetween(tzid, Date.UTC(2601 + index, 0), Date.UTC(2602 + index, 0));
      for (const { at, before, after } of changes) {
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
