import { DateTime } from "luxon";
import { afterEach, describe, expect, it, vi } from "vitest";
import { describeSpan } from "../../src/time/describe.ts";
import { addDuration } from "../../src/time/duration.ts";
import { formatPoint, readTime } from "../../src/time/point.ts";
import { placeCalendarTime, readCalendarTime } from "../../src/timezone/calendar-time.ts";
import { formatCalendarTime } from "../../src/timezone/format-calendar-time.ts";
import { resolveTimeZone } from "../../src/timezone/resolve-time-zone.ts";
import { formatTimeZone } from "../../src/timezone/write-vtimezone.ts";
import { zone } from "../support/zones.ts";

// luxon picks a side of an overlap by the offset of today, and much code forgets where it runs: this room does neither.

const hostZones = ["America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "Europe/Dublin"];
const clocks = ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z", "2026-10-25T00:30:00Z"];
const host = process.env.TZ;

afterEach(() => {
  vi.useRealTimers();
  if (host === undefined) delete process.env.TZ;
  else process.env.TZ = host;
});

/** Everything that could depend on where and when it runs. */
function everything() {
  const walls = [
    "2026-10-25T02:30",
    "2026-03-29T02:30",
    "2026-11-01T01:30",
    "2026-05-07",
    "2026-05-07T10:30",
    "2026-10-25T02:30:00+01:00",
  ];
  return ["Europe/Paris", "America/New_York", "Asia/Kolkata", "Etc/UTC", "Africa/Casablanca"]
    .map(zone)
    .flatMap((tzid) => [
      formatTimeZone(tzid, { from: new Date("2026-05-07T08:00:00Z"), to: new Date("2027-05-07T08:00:00Z") }),
      ...walls.map((wall) => {
        const point = readTime(wall, tzid);
        if (point.kind === "fault") return point;
        const time = formatPoint(point);
        const value = formatCalendarTime(point);
        const read = readCalendarTime(value.value, value);
        return {
          time,
          value,
          read: read.kind === "fault" ? read : formatPoint(placeCalendarTime(read, tzid)),
          floating: readCalendarTime("20261025T023000", {}),
          later: formatPoint(addDuration(point, { days: 1, seconds: 3_600 })),
          words: describeSpan(time, time, { locale: "de", timeZone: "Europe/Paris" }),
          luxon: readTime(DateTime.fromISO("2026-10-25T01:30:00Z", { zone: tzid }), tzid),
          date: readTime(new Date("2026-10-25T01:30:00Z"), tzid),
          zones: ["Customized Time Zone", "Romance Standard Time", "local"].map((name) =>
            resolveTimeZone(name, { at: new Date("2026-10-25T01:30:00Z") }),
          ),
        };
      }),
    ]);
}

describe("the host and its clock change nothing", () => {
  const expected = JSON.stringify(everything());

  for (const tz of hostZones) {
    for (const clock of clocks) {
      it(`on a host in ${tz}, at ${clock}`, () => {
        process.env.TZ = tz;
        vi.useFakeTimers({ toFake: ["Date"], now: new Date(clock) });
        // The fake is one: the host's own zone and clock are what they should be.
        expect(new Intl.DateTimeFormat().resolvedOptions().timeZone.replace("Calcutta", "Kolkata")).toBe(tz);
        expect(new Date().toISOString()).toBe(new Date(clock).toISOString());
        expect(JSON.stringify(everything())).toBe(expected);
      });
    }
  }

  it("and without a moment given, resolveTimeZone asks the clock, which settles rules alike all year", () => {
    for (const clock of clocks) {
      vi.useFakeTimers({ toFake: ["Date"], now: new Date(clock) });
      const vtimezone = formatTimeZone("Europe/Paris", { from: new Date(clock) }).replace(
        "Europe/Paris",
        "Custom",
      );
      expect(resolveTimeZone("Custom", { vtimezone, hint: "Europe/Paris" })).toEqual({
        tzid: "Europe/Paris",
        guessed: true,
      });
    }
  });
});
