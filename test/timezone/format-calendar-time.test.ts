import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Point, rezone } from "../../src/time/point.ts";
import { placeCalendarTime, readCalendarTime } from "../../src/timezone/calendar-time.ts";
import { formatCalendarTime } from "../../src/timezone/format-calendar-time.ts";
import { runs } from "../support/runs.ts";
import { zone, zonedInstant } from "../support/zones.ts";

const [london, newYork, utc] = ["Europe/London", "America/New_York", "Etc/UTC"].map(zone);

describe("formatCalendarTime", () => {
  const point = (instant: number, tzid = london): Point => {
    if (tzid === undefined) throw new Error();
    return { kind: "instant", instant, tzid };
  };

  it("writes local time with TZID, UTC and dates bare", () => {
    expect(formatCalendarTime(point(Date.UTC(2026, 4, 7, 9, 30)))).toEqual({
      value: "20260507T103000",
      tzid: "Europe/London",
      date: false,
    });
    expect(formatCalendarTime(point(Date.UTC(2026, 4, 7, 9, 30), utc))).toEqual({
      value: "20260507T093000Z",
      date: false,
    });
    expect(
      formatCalendarTime({ kind: "date", wall: Date.UTC(2026, 4, 7), tzid: zone("Asia/Tokyo") }),
    ).toEqual({
      value: "20260507",
      date: true,
    });
  });

  it("writes the second half of an overlap in UTC: a TZID cannot express it", () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    expect(formatCalendarTime(point(first))).toEqual({
      value: "20261025T013000",
      tzid: "Europe/London",
      date: false,
    });
    expect(formatCalendarTime(point(first + 3_600_000))).toEqual({ value: "20261025T013000Z", date: false });
  });

  it("writes in UTC what the zone's clocks would need a fifth digit of the year for, or a minus", () => {
    const tokyo = zone("Asia/Tokyo");
    // New York's local mean time is 4:56:02 behind.
    expect(formatCalendarTime(point(Date.parse("0000-01-01T04:56:01Z"), newYork)).value).toBe(
      "00000101T045601Z",
    );
    expect(formatCalendarTime(point(Date.parse("0000-01-01T04:56:02Z"), newYork)).value).toBe(
      "00000101T000000",
    );
    expect(formatCalendarTime(point(Date.parse("9999-12-31T14:59:59Z"), tokyo)).value).toBe(
      "99991231T235959",
    );
    expect(formatCalendarTime(point(Date.parse("9999-12-31T15:00:00Z"), tokyo)).value).toBe(
      "99991231T150000Z",
    );
  });

  it("and readCalendarTime are inverse: what is written comes back as the same instant", () => {
    fc.assert(
      fc.property(zonedInstant, ({ tzid, instant }) => {
        const written = formatCalendarTime({ kind: "instant", instant, tzid });
        const time = readCalendarTime(written.value, written);
        if (time.kind === "fault") throw new Error(time.message);
        expect(rezone(placeCalendarTime(time, tzid), tzid)).toEqual({ kind: "instant", instant, tzid });
      }),
      { numRuns: runs(2_000) },
    );
  });
});
