import fc from "fast-check";
import { DateTime as OwnDateTime, Settings } from "luxon";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DateTime, toDateTime, toInterval } from "../../src/adapters/luxon.ts";
import { createInvite, ItipError, statusOf } from "../../src/index.ts";
import { formatPoint } from "../../src/time/point.ts";
import { runs } from "../support/runs.ts";
import { zone, zonedInstant } from "../support/zones.ts";

const at = (time: string, tzid: string) => ({ time, tzid });

describe("toDateTime", () => {
  it.each([
    [at("2026-05-07T10:30:00+01:00", "Europe/London"), "2026-05-07T10:30:00.000+01:00", "Europe/London"],
    [at("2026-01-07T10:30:00+00:00", "Europe/London"), "2026-01-07T10:30:00.000+00:00", "Europe/London"],
    [at("2026-05-07T09:30:00Z", "Etc/UTC"), "2026-05-07T09:30:00.000+00:00", "Etc/UTC"],
    [at("2026-05-07T09:30:00Z", "Asia/Tokyo"), "2026-05-07T18:30:00.000+09:00", "Asia/Tokyo"],
    [at("2026-05-07", "America/New_York"), "2026-05-07T00:00:00.000-04:00", "America/New_York"],
    // Beirut's clocks go from midnight to one o'clock: that day begins then.
    [at("2026-03-29", "Asia/Beirut"), "2026-03-29T01:00:00.000+03:00", "Asia/Beirut"],
    [at("2026-05-07T10:30:00", "Asia/Calcutta"), "2026-05-07T10:30:00.000+05:30", "Asia/Kolkata"],
  ])("of %j", (time, iso, tzid) => {
    const found = toDateTime(time);
    expect([found.toISO(), found.zoneName]).toEqual([iso, tzid]);
  });

  // RFC 5545 section 3.3.5: an hour that is there twice is the first one; one that is not there is read by the offset before.
  describe.each(["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"])("read on %s", (now) => {
    afterEach(() => {
      vi.useRealTimers();
    });

    it.each([
      [at("2026-10-25T02:30:00", "Europe/Paris"), "2026-10-25T00:30:00.000Z"],
      [at("2026-10-25T02:30:00+01:00", "Europe/Paris"), "2026-10-25T01:30:00.000Z"],
      [at("2026-11-01T01:30:00", "America/New_York"), "2026-11-01T05:30:00.000Z"],
      [at("2026-04-05T02:30:00", "Australia/Sydney"), "2026-04-04T15:30:00.000Z"],
      [at("2026-03-29T02:30:00", "Europe/Paris"), "2026-03-29T01:30:00.000Z"],
    ])("%j is the same moment in summer and in winter", (time, iso) => {
      vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
      expect(toDateTime(time).toUTC().toISO()).toBe(iso);
    });
  });

  it("shows what the time says, in every zone and around every change of its clocks", () => {
    fc.assert(
      fc.property(zonedInstant, ({ tzid, instant }) => {
        const time = formatPoint({ kind: "instant", instant, tzid });
        const shown = toDateTime(time);
        expect(shown.toMillis()).toBe(Date.parse(time.time));
        // Local mean time has seconds, which RFC 3339 cannot write.
        if (Number.isInteger(shown.offset)) {
          expect(shown.toISO({ suppressMilliseconds: true, includeOffset: false })).toBe(
            time.time.slice(0, 19),
          );
        }
      }),
      { numRuns: runs(2_000) },
    );
  });

  it("is the same time when it is handed in again", () => {
    const start = toDateTime(at("2027-06-10T10:00:00+01:00", "Europe/London"));
    const { invite } = createInvite({
      id: "7",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: "jane@example.test" }],
      event: { summary: "Tea", start, end: start.plus({ hours: 1 }), tzid: "Europe/London" },
    });
    expect(statusOf(invite).event.start).toEqual(at("2027-06-10T10:00:00+01:00", "Europe/London"));
    expect(toInterval(statusOf(invite).event).toDuration("minutes").minutes).toBe(60);
  });

  it("is luxon's own, and takes nothing from luxon's defaults", () => {
    const before = Settings.defaultZone;
    Settings.defaultZone = "Asia/Tokyo";
    const found = toDateTime(at("2026-05-07T10:30:00", "Europe/London"));
    Settings.defaultZone = before;
    expect(found.zoneName).toBe("Europe/London");
    expect(found).toBeInstanceOf(OwnDateTime);
    expect(DateTime).toBe(OwnDateTime);
  });

  it("has the right offset where the runtime has a wrong one: Havana does not go back in November 2026", () => {
    const time = formatPoint({
      kind: "instant",
      instant: Date.UTC(2026, 11, 1, 12),
      tzid: zone("America/Havana"),
    });
    expect(toDateTime(time).toISO({ suppressMilliseconds: true })).toBe(time.time);
  });

  it.each([
    ["soon", 'must be an object { time, tzid }, got "soon"'],
    [null, "must be an object { time, tzid }, got null"],
    [{ time: "2026-05-07T10:30:00" }, "must be an object { time, tzid }, got an object"],
    [at("2026-02-30", "Europe/London"), expect.any(String)],
    [at("2026-05-07T10:30", "Mars/Olympus"), expect.any(String)],
    [{ time: 7, tzid: "Europe/London" }, expect.any(String)],
  ])("refuses %j", (time, message) => {
    let thrown: unknown;
    try {
      Reflect.apply(toDateTime, undefined, [time]);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ItipError);
    expect(thrown).toMatchObject({ code: "invalid-time", problems: [{ path: "time", message }] });
  });
});

describe("toInterval", () => {
  const london = (time: string) => at(time, "Europe/London");

  it("does not contain its end", () => {
    const days = toInterval({ start: london("2026-05-07"), end: london("2026-05-09") });
    expect(days.toDuration("days").days).toBe(2);
    expect(days.contains(toDateTime(london("2026-05-09T00:00:00")))).toBe(false);
    expect(days.contains(toDateTime(london("2026-05-08T23:59:59")))).toBe(true);
  });

  it("counts the extra hour of the night in autumn", () => {
    const night = toInterval({ start: london("2026-10-25T00:00:00"), end: london("2026-10-25T12:00:00") });
    expect(night.length("hours")).toBe(13);
  });

  it("may be empty, but must not end before it starts", () => {
    const [early, late] = [london("2026-05-07T10:00:00"), london("2026-05-07T11:00:00")];
    expect(toInterval({ start: early, end: early }).isEmpty()).toBe(true);
    expect(() => toInterval({ start: late, end: early })).toThrow("end: must not be before the start");
    expect(() => toInterval({ start: early, end: london("soon") })).toThrow(/^invalid-time: end: /);
  });

  it.each([null, undefined, "today"])("refuses %j, which is no span", (value) => {
    expect(() => Reflect.apply(toInterval, undefined, [value])).toThrow(
      /^invalid-time: span: must be an object/,
    );
  });
});
