import fc from "fast-check";
import { DateTime, FixedOffsetZone } from "luxon";
import { Temporal as polyfill } from "temporal-polyfill";
import { describe, expect, it, vi } from "vitest";
import { ItipError } from "../../src/errors.ts";
import { addDuration, formatDuration, parseDuration } from "../../src/time/duration.ts";
import { currentTime } from "../../src/time/now.ts";
import { instantOf, offsetAt, wallAt } from "../../src/time/offset.ts";
import { epochOf, formatPoint, type Point, readTime, rezone } from "../../src/time/point.ts";
import { runs } from "../support/runs.ts";
import { anyZone, zone, zonedInstant } from "../support/zones.ts";

const Temporal = polyfill;
const [london, paris, utc] = ["Europe/London", "Europe/Paris", "Etc/UTC"].map(zone);
if (london === undefined || paris === undefined || utc === undefined) throw new Error();

const read = (input: unknown, tzid = london) => {
  if (tzid === undefined) throw new Error();
  const point = readTime(input, tzid);
  return point.kind === "fault" ? point.code : formatPoint(point);
};
const inLondon = (time: string) => ({ time, tzid: "Europe/London" });

describe("readTime", () => {
  it.each([
    ["2026-05-07T10:30:00", "2026-05-07T10:30:00+01:00"],
    ["2026-05-07T10:30", "2026-05-07T10:30:00+01:00"],
    ["2026-05-07 10:30:00", "2026-05-07T10:30:00+01:00"],
    ["2026-05-07T10:30:00.000", "2026-05-07T10:30:00+01:00"],
    ["2026-05-07T10:30:00Z", "2026-05-07T11:30:00+01:00"],
    ["2026-05-07t10:30:00z", "2026-05-07T11:30:00+01:00"],
    ["2026-05-07T10:30:00.000Z", "2026-05-07T11:30:00+01:00"],
    ["2026-05-07T10:30:00+05:30", "2026-05-07T06:00:00+01:00"],
    ["2026-05-07T10:30:00-00:00", "2026-05-07T11:30:00+01:00"],
    // RFC 3339 section 5.6: the hours of an offset go to 23, its minutes to 59.
    ["2026-05-07T10:30:00+23:59", "2026-05-06T11:31:00+01:00"],
    ["2026-01-07T10:30:00", "2026-01-07T10:30:00+00:00"],
    ["2026-05-07", "2026-05-07"],
  ])("text %s", (text, time) => {
    expect(read(text)).toEqual(inLondon(time));
  });

  it.each([
    "2026-02-30",
    "2026-02-30T10:00",
    "2025-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-05-07T25:61",
    "2026-05-07T24:00:00",
    "2026-05-07T23:59:60Z",
    "2026-05-07T10",
    "20260507T103000Z",
    "2026-5-7",
    "7 May 2026",
    "2026-05-07T10:30:00+25:00",
    "2026-05-07T10:30:00+01:75",
    "26-05-07",
    "12026-05-07",
    "-2026-05-07",
    "2026-05-07T10:30:00 Europe/Paris",
    "2026-W19-4",
    "",
    " ",
    "2026-05-07\n",
    "2026-05-07T10:30:00.",
    "0000-01-01T00:00:00+10:00",
    "9999-12-31T23:59:59-10:00",
    null,
    undefined,
    0,
    1_778_000_000_000,
    Number.NaN,
    true,
    [],
    {},
    { time: 5, tzid: "Europe/London" },
    new Date(Number.NaN),
    new Date(8.64e15),

    { isLuxonDateTime: true },
    { isLuxonDateTime: true, zoneName: "Europe/Paris" },
  ])("refuses %j", (input) => {
    expect(read(input)).toBe("invalid-time");
  });

  it("refuses what only looks like a Date, functions, symbols and big integers", () => {
    for (const input of [
      Object.create(Date.prototype),
      () => "2026-05-07",
      Symbol("x"),
      5n,
      new Proxy({}, {}),
      new Proxy(
        {},
        {
          has: () => {
            throw new Error("hostile");
          },
        },
      ),
    ]) {
      expect(read(input)).toBe("invalid-time");
    }
  });

  it.each([
    "2026-05-07T10:30:00.5",
    "2026-05-07T10:30:00.001Z",
    "2026-05-07T10:30:00.000000001",
    { time: "2026-05-07T10:30:00.5", tzid: "Europe/London" },
  ])("refuses a fraction of a second in text: %s", (input) => {
    expect(read(input)).toBe("fractional-second");
  });

  it.each([
    [new Date("2026-05-07T09:30:00.999Z")],
    [DateTime.fromISO("2026-05-07T09:30:00.999Z", { zone: "Europe/London" })],
    [Temporal.Instant.from("2026-05-07T09:30:00.999999999Z")],
    [Temporal.ZonedDateTime.from("2026-05-07T10:30:00.5[Europe/London]")],
    [Temporal.PlainDateTime.from("2026-05-07T10:30:00.5")],
  ])("drops a fraction of a second of an object: %s", (input) => {
    expect(read(input)).toEqual(inLondon("2026-05-07T10:30:00+01:00"));
  });

  it("drops a fraction before 1970 too", () => {
    expect(readTime(new Date(-1), zone("Etc/UTC"))).toMatchObject({ instant: -1_000 });
  });

  it("takes text with a zone behind it (RFC 9557), which an offset beside it does not move", () => {
    const inParis = (time: string) => ({ time, tzid: "Europe/Paris" });
    expect(read("2026-05-07T10:30[Europe/Paris]")).toEqual(inParis("2026-05-07T10:30:00+02:00"));
    expect(read("2026-05-07T10:30:00+01:00[Europe/Paris]")).toEqual(inParis("2026-05-07T11:30:00+02:00"));
    expect(read("2026-05-07T10:30:00Z[!Europe/Paris][u-ca=hebrew]")).toEqual(
      inParis("2026-05-07T12:30:00+02:00"),
    );
    expect(read("2026-05-07[Europe/Paris]")).toEqual(inParis("2026-05-07"));
    expect(read("2026-05-07T10:30:00+01:00[+01:00]")).toEqual(inLondon("2026-05-07T10:30:00+01:00"));
    expect(read("2026-05-07[u-ca=iso8601]")).toEqual(inLondon("2026-05-07"));
    expect(read("2026-05-07T10:30[Europe/Atlantis]")).toBe("unknown-time-zone");
    expect(read("2026-05-07T10:30[Europe/Paris][Europe/London]")).toBe("unknown-time-zone");
    expect(read("2026-05-07T10:30[Europe/Paris][!x-secret=1]")).toBe("invalid-time");
    expect(read("2026-05-07T10:30[Europe/Paris")).toBe("invalid-time");
    expect(read(`2026-05-07T10:30${"[u-ca=iso8601]".repeat(9)}`)).toBe("invalid-time");
  });

  it("refuses a wall time for which no zone is named, and nothing else", () => {
    const alone = (input: unknown) => {
      const point = readTime(input, undefined);
      return point.kind === "fault" ? point.code : formatPoint(point);
    };
    const inUtc = (time: string) => ({ time, tzid: "Etc/UTC" });
    expect(alone("2026-05-07T10:30")).toBe("missing-time-zone");
    expect(alone({ time: "2026-05-07T10:30" })).toBe("missing-time-zone");
    expect(alone(Temporal.PlainDateTime.from("2026-05-07T10:30"))).toBe("missing-time-zone");
    expect(alone("2026-05-07")).toEqual(inUtc("2026-05-07"));
    expect(alone("2026-05-07T10:30+02:00")).toEqual(inUtc("2026-05-07T08:30:00Z"));
    expect(alone(new Date("2026-05-07T10:30:00Z"))).toEqual(inUtc("2026-05-07T10:30:00Z"));
    expect(alone(Temporal.Instant.from("2026-05-07T10:30:00Z"))).toEqual(inUtc("2026-05-07T10:30:00Z"));
    expect(alone("2026-05-07T10:30[Europe/London]")).toEqual(inLondon("2026-05-07T10:30:00+01:00"));
  });

  it("says what a time must be, and shows what came", () => {
    const messageOf = (input: unknown) => {
      const point = readTime(input, undefined);
      return point.kind === "fault" ? point.message : "";
    };
    expect(messageOf("tomorrow\r\n")).toMatch(/^must be text such as .*, got "tomorrow\uFFFD\uFFFD"$/);
    expect(messageOf(7)).toMatch(/^must be text such as .*, got 7$/);
    expect(messageOf("2026-02-30")).toBe('must be a date and time of day that exist, got "2026-02-30"');
    expect(messageOf("2026-05-07T10:30")).toBe(
      'must name its zone, by tzid, an offset, Z, or [Europe/London] behind it, got "2026-05-07T10:30"',
    );
    expect(messageOf(Temporal.PlainYearMonth.from("2026-05"))).toMatch(/, got a Temporal.PlainYearMonth$/);
    expect(messageOf("x".repeat(10_000)).length).toBeLessThan(300);
  });

  it("takes {time, tzid} in its own zone, under the zone's name of today", () => {
    expect(read({ time: "2026-05-07T10:30", tzid: "Asia/Calcutta" })).toEqual({
      time: "2026-05-07T10:30:00+05:30",
      tzid: "Asia/Kolkata",
    });
    expect(read({ time: "2026-05-07T10:30:00+01:00", tzid: "GMT" })).toEqual({
      time: "2026-05-07T09:30:00Z",
      tzid: "Etc/UTC",
    });
    expect(read({ time: "2026-05-07", tzid: "Europe/Kiev" })).toEqual({
      time: "2026-05-07",
      tzid: "Europe/Kyiv",
    });
    expect(read({ time: "2026-05-07T10:30", tzid: "W. Europe Standard Time" })).toBe("unknown-time-zone");
    expect(read({ time: "2026-05-07T10:30", tzid: 5 })).toBe("unknown-time-zone");
  });

  it("takes a Date as an instant", () => {
    expect(read(new Date("2026-05-07T09:30:00Z"))).toEqual(inLondon("2026-05-07T10:30:00+01:00"));
    expect(readTime(new Date(0), zone("Asia/Tokyo"))).toEqual({
      kind: "instant",
      instant: 0,
      tzid: "Asia/Tokyo",
    });
  });

  it("takes luxon's DateTime with its zone, and one with a bare offset as text with an offset", () => {
    const wall = { year: 2026, month: 5, day: 7, hour: 10, minute: 30 };
    expect(read(DateTime.fromObject(wall, { zone: "Asia/Kolkata" }))).toEqual({
      time: "2026-05-07T10:30:00+05:30",
      tzid: "Asia/Kolkata",
    });
    expect(read(DateTime.fromObject(wall, { zone: "utc" }))).toEqual({
      time: "2026-05-07T10:30:00Z",
      tzid: "Etc/UTC",
    });
    expect(read(DateTime.fromObject(wall, { zone: FixedOffsetZone.instance(120) }))).toEqual(
      inLondon("2026-05-07T09:30:00+01:00"),
    );
    expect(read(DateTime.invalid("because"))).toBe("invalid-time");
  });

  it.each([
    ["a zone of its own", { zoneName: "Office UTC+2" }, "unknown-time-zone"],
    ["no zone", { zoneName: null }, "unknown-time-zone"],
    ["an infinite time", { toMillis: () => Number.POSITIVE_INFINITY }, "invalid-time"],
    ["a time that is text", { toMillis: () => "0" }, "invalid-time"],
    [
      "a toMillis that throws",
      {
        toMillis: () => {
          throw new Error("not that one");
        },
      },
      "invalid-time",
    ],
  ])("refuses a DateTime with %s", (_, part, code) => {
    const good = { isLuxonDateTime: true, isValid: true, zoneName: "Europe/Paris", toMillis: () => 0 };
    expect(read(good)).toEqual({ time: "1970-01-01T01:00:00+01:00", tzid: "Europe/Paris" });
    expect(read({ ...good, ...part })).toBe(code);
  });

  it("has four digits for the year, in the zone and in UTC", () => {
    const [tokyo, newYork] = [zone("Asia/Tokyo"), zone("America/New_York")];
    // Local mean time: 9:18:59 ahead, 4:56:02 behind.
    expect(read("0000-01-01T00:00:00Z", tokyo)).toEqual({ time: "0000-01-01T09:19:00+09:19", tzid: tokyo });
    expect(read("0000-01-01T05:00", tokyo)).toBe("invalid-time");
    expect(read("0000-01-01T00:00:00Z", newYork)).toBe("invalid-time");
    expect(read("9999-12-31T23:59:59Z", newYork)).toEqual({
      time: "9999-12-31T18:59:59-05:00",
      tzid: newYork,
    });
    expect(read("9999-12-31T20:00", newYork)).toBe("invalid-time");
    expect(read("9999-12-31T23:59:59Z", tokyo)).toBe("invalid-time");
  });

  it("keeps which of two equal hours a DateTime is", () => {
    const second = DateTime.fromISO("2026-10-25T01:30:00Z", { zone: "Europe/Paris" });
    expect(read(second)).toEqual({ time: "2026-10-25T02:30:00+01:00", tzid: "Europe/Paris" });
  });

  it("reads what formatPoint writes, in every zone, around every change", () => {
    fc.assert(
      fc.property(zonedInstant, ({ tzid, instant }) => {
        const point: Point = { kind: "instant", instant, tzid };
        const written = formatPoint(point);
        expect(readTime(written, zone("Etc/UTC"))).toEqual(point);
        expect(Date.parse(written.time)).toBe(instant);
      }),
      { numRuns: runs(3_000) },
    );
  });
});

describe("formatPoint", () => {
  it("shows the last hours of the year 9999 in UTC where a zone has no four digits left", () => {
    const end: Point = { kind: "instant", instant: Date.UTC(9999, 11, 31, 23), tzid: zone("Etc/UTC") };
    expect(formatPoint(rezone(end, zone("Asia/Tokyo")))).toEqual({
      time: "9999-12-31T23:00:00Z",
      tzid: "Etc/UTC",
    });
    expect(formatPoint(rezone(end, zone("America/New_York"))).time).toBe("9999-12-31T18:00:00-05:00");
  });
});

describe("offsets", () => {
  it("a wall time leads to an instant that shows it, or lies in a gap", () => {
    fc.assert(
      fc.property(zonedInstant, ({ tzid, instant }) => {
        const wall = wallAt(tzid, instant);
        const found = instantOf(tzid, wall);
        expect(wallAt(tzid, found)).toBe(wall);
        // The first of two, if there are two.
        expect(found).toBeLessThanOrEqual(instant);
      }),
      { numRuns: runs(3_000) },
    );
  });

  it("a wall time that no clock shows is read by the offset before the gap", () => {
    fc.assert(
      fc.property(zonedInstant, ({ tzid, instant }) => {
        // Any wall time near a change, shown or not.
        const wall = instant + offsetAt(tzid, instant - 7_200_000);
        const found = instantOf(tzid, wall);
        if (wallAt(tzid, found) !== wall) expect(wall - found).toBe(offsetAt(tzid, found - 86_400_000));
      }),
      { numRuns: runs(3_000) },
    );
  });

  it("the table agrees with the runtime's own answer in fields", () => {
    fc.assert(
      fc.property(anyZone, fc.integer({ min: 0, max: 1_577_836_800 }), (tzid, seconds) => {
        const parts = new Intl.DateTimeFormat("en-US", {
          timeZone: tzid,
          hourCycle: "h23",
          minute: "2-digit",
          hour: "2-digit",
        }).formatToParts(seconds * 1_000);
        const shown = parts
          .filter(({ type }) => type !== "literal")
          .map(({ value }) => value)
          .join(":");
        // Two rows of the overrides reach into these years: 1979 and 1992.
        if (tzid === "Asia/Tehran" || tzid === "America/Bogota") return;
        expect(new Date(wallAt(tzid, seconds * 1_000)).toISOString().slice(11, 16)).toBe(shown);
      }),
      { numRuns: runs(300) },
    );
  });

  it("know no instant that they cannot answer for", () => {
    for (const instant of [
      8.64e15,
      -8.64e15,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      0,
      -0,
      firstYear(),
    ]) {
      expect(Number.isFinite(offsetAt(zone("Europe/Paris"), instant))).toBe(true);
    }
    function firstYear() {
      return Date.parse("0000-01-01T00:00:00Z");
    }
  });
});

describe("epochOf and rezone", () => {
  it("a date is its midnight in its zone, and keeps its date elsewhere", () => {
    const date: Point = { kind: "date", wall: Date.UTC(2026, 4, 7), tzid: zone("Europe/London") };
    expect(epochOf(date)).toBe(Date.UTC(2026, 4, 6, 23));
    expect(formatPoint(rezone(date, zone("America/New_York"))).time).toBe("2026-05-07");
  });

  it("an instant keeps its instant", () => {
    fc.assert(
      fc.property(zonedInstant, anyZone, ({ tzid, instant }, other) => {
        expect(epochOf(rezone({ kind: "instant", instant, tzid }, other))).toBe(instant);
      }),
    );
  });
});

describe("durations (RFC 5545 section 3.3.6)", () => {
  it.each([
    ["P15DT5H0M20S", 15, 18_020],
    ["P7W", 49, 0],
    ["-PT15M", 0, -900],
    ["+P1D", 1, 0],
    ["PT0S", 0, 0],
    ["-P1DT12H", -1, -43_200],
    ["PT1H30S", 0, 3_630],
    ["pt1h", 0, 3_600],
    ["P1W2D", 9, 0],
    [" P1D ", 1, 0],
  ])("%s is %d days and %d seconds", (text, days, seconds) => {
    expect(parseDuration(text)).toEqual({ days, seconds });
  });

  it.each([
    "",
    "P",
    "PT",
    "P1",
    "1D",
    "P1H",
    "PT1D",
    "P1M",
    "P1Y",
    "P1.5D",
    "P-1D",
    "PP1D",
    "P1DT",
    "P99999999999D",
    `P${"1".repeat(1_000)}D`,
  ])("%j is not a duration", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    [{ days: 49, seconds: 0 }, "P7W"],
    [{ days: 15, seconds: 18_020 }, "P15DT5H0M20S"],
    [{ days: 0, seconds: -900 }, "-PT15M"],
    [{ days: 0, seconds: 0 }, "PT0S"],
    [{ days: -1, seconds: 0 }, "-P1D"],
    // dur-hour = 1*DIGIT "H" [dur-minute]: minutes stand between hours and seconds, and nowhere without need.
    [{ days: 0, seconds: 3_600 }, "PT1H"],
    [{ days: 0, seconds: 5_400 }, "PT1H30M"],
    [{ days: 0, seconds: 3_601 }, "PT1H0M1S"],
    [{ days: 0, seconds: 30 }, "PT30S"],
    [{ days: 0, seconds: 60 }, "PT1M"],
    [{ days: 1, seconds: 3_600 }, "P1DT1H"],
  ])("%j is written %s", (duration, text) => {
    expect(formatDuration(duration)).toBe(text);
  });

  it("come back as they were written", () => {
    const size = fc.integer({ min: 0, max: 9_000_000 });
    fc.assert(
      fc.property(size, size, fc.constantFrom(1, -1), (days, seconds, sign) => {
        const duration = { days: days * sign + 0, seconds: seconds * sign + 0 };
        expect(parseDuration(formatDuration(duration))).toEqual(duration);
      }),
    );
  });

  it("days are counted on the calendar, hours by the clock", () => {
    // Saturday, 28 March 2026, 10:00 in Paris; the clocks go ahead that night.
    const saturday: Point = {
      kind: "instant",
      instant: Date.UTC(2026, 2, 28, 9),
      tzid: zone("Europe/Paris"),
    };
    expect(formatPoint(addDuration(saturday, { days: 1, seconds: 0 })).time).toBe(
      "2026-03-29T10:00:00+02:00",
    );
    expect(formatPoint(addDuration(saturday, { days: 0, seconds: 86_400 })).time).toBe(
      "2026-03-29T11:00:00+02:00",
    );
    expect(formatPoint(addDuration(saturday, { days: -1, seconds: -3_600 })).time).toBe(
      "2026-03-27T09:00:00+01:00",
    );
  });

  it("a date moves by whole days", () => {
    const date: Point = { kind: "date", wall: Date.UTC(2026, 4, 7), tzid: zone("Europe/Paris") };
    expect(formatPoint(addDuration(date, { days: 2, seconds: 0 })).time).toBe("2026-05-09");
    expect(formatPoint(addDuration(date, { days: 0, seconds: 86_400 })).time).toBe("2026-05-08");
    expect(formatPoint(addDuration(date, { days: 0, seconds: 3_600 })).time).toBe("2026-05-08");
  });

  it("of no length leave the second half of an overlap where it is", () => {
    const later: Point = {
      kind: "instant",
      instant: Date.UTC(2026, 9, 25, 1, 30),
      tzid: zone("Europe/Paris"),
    };
    expect(addDuration(later, { days: 0, seconds: 0 })).toEqual(later);
    expect(formatPoint(addDuration(later, { days: 0, seconds: 60 })).time).toBe("2026-10-25T02:31:00+01:00");
  });

  it("added to a time lead no nearer than two days to the ends of the years that can be written", () => {
    const tzid = zone("Etc/UTC");
    const date: Point = { kind: "date", wall: Date.UTC(2026, 4, 7), tzid };
    const instant: Point = { kind: "instant", instant: Date.UTC(2026, 4, 7), tzid };
    const far = { days: 9_999_999, seconds: 0 };
    const back = { days: -9_999_999, seconds: 0 };
    expect(formatPoint(addDuration(date, far)).time).toBe("9999-12-29");
    expect(formatPoint(addDuration(instant, far)).time).toBe("9999-12-29T00:00:00Z");
    expect(formatPoint(addDuration(date, back)).time).toBe("0000-01-03");
    expect(formatPoint(addDuration(instant, back)).time).toBe("0000-01-03T00:00:00Z");
  });

  it("lead nowhere that cannot be written", () => {
    for (const days of [9_999_999, -9_999_999]) {
      for (const start of ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-05-07"]) {
        const point = readTime(start, zone("Etc/UTC"));
        if (point.kind === "fault") throw new Error();
        expect(formatPoint(addDuration(point, { days, seconds: days })).time).toMatch(/^\d{4}-\d\d-\d\d/);
      }
    }
  });
});

describe("currentTime", () => {
  it("is the caller's, else the clock's", () => {
    const [now, later] = [new Date("2026-05-07T09:30:00Z"), new Date("2026-05-08T00:00:00Z")];
    expect(currentTime(now)).toEqual(now);
    vi.useFakeTimers({ toFake: ["Date"], now: later });
    expect(currentTime(undefined)).toEqual(later);
    vi.useRealTimers();
  });

  it.each([null, "2026-05-07", 5, new Date(Number.NaN), {}])("refuses %j", (now) => {
    expect(() => Reflect.apply(currentTime, undefined, [now])).toThrow(ItipError);
  });
});
