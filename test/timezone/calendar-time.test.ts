import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPoint } from "../../src/time/point.ts";
import { placeCalendarTime, readCalendarTime } from "../../src/timezone/calendar-time.ts";
import { readVtimezoneText } from "../../src/timezone/read-vtimezone.ts";
import { formatTimeZone } from "../../src/timezone/write-vtimezone.ts";
import { anyCharacter } from "../support/arbitrary/letters.ts";
import { runs } from "../support/runs.ts";
import { zone, zonesToSweep } from "../support/zones.ts";

const [berlin, london, newYork, utc] = ["Europe/Berlin", "Europe/London", "America/New_York", "Etc/UTC"].map(
  zone,
);
if (berlin === undefined || london === undefined || newYork === undefined || utc === undefined)
  throw new Error();

type Context = Parameters<typeof readCalendarTime>[1] & { vtimezone?: string };

/** The value read beside the text of a VTIMEZONE. */
const read = (value: string, { vtimezone, ...context }: Context = {}) =>
  readCalendarTime(value, {
    ...context,
    foreign: vtimezone === undefined ? undefined : readVtimezoneText(vtimezone),
  });
/** What a value becomes for a person, in a zone. */
function shown(
  value: string,
  context: Parameters<typeof readCalendarTime>[1],
  zone = utc,
  reexpress = false,
) {
  const time = readCalendarTime(value, context);
  return time.kind === "fault" || zone === undefined
    ? time
    : formatPoint(placeCalendarTime(time, zone, { reexpress }));
}

describe("readCalendarTime", () => {
  it("reads the forms of RFC 5545 sections 3.3.4 and 3.3.5", () => {
    expect(read("20260507", { date: true })).toEqual({ kind: "date", wall: Date.UTC(2026, 4, 7) });
    expect(read("20260507T103000Z")).toEqual({ kind: "utc", instant: Date.UTC(2026, 4, 7, 10, 30) });
    expect(read("20260507T103000")).toEqual({ kind: "floating", wall: Date.UTC(2026, 4, 7, 10, 30) });
    expect(read("20260507T103000", { tzid: "America/New_York" })).toEqual({
      kind: "zoned",
      instant: Date.UTC(2026, 4, 7, 14, 30),
      tzid: "America/New_York",
      guessed: false,
    });
  });

  it.each([
    "20260230T100000Z",
    "20260230",
    "20261301",
    "20260431T000000",
    "20250229",
    "20260507T256100Z",
    "20260507T240000",
    "20260507T106000",
    "20260507T103061",
    "2026057",
    "20260507T10300",
    "20260507X103000",
    "20260507T103000X",
    // A colon comes after the nine: it is no ten.
    "20260:07",
    "20260507T103000+0100",
    "00000000T000000",
    "99999999T999999Z",
    "",
    "tomorrow",
    "20260507T",
    "2026-05-07",
    "T103000",
    "+20260507",
    "２０２６０５０７",
  ])("refuses %j and rolls nothing over", (value) => {
    expect(read(value)).toMatchObject({ kind: "fault", code: "invalid-date-time" });
  });

  it("reads the leap day of a leap year, and a leap second as the second before it (section 3.3.12)", () => {
    expect(read("20240229")).toEqual({ kind: "date", wall: Date.UTC(2024, 1, 29) });
    expect(read("20161231T235960Z")).toEqual({ kind: "utc", instant: Date.UTC(2016, 11, 31, 23, 59, 59) });
  });

  it("reads past spaces around a value", () => {
    expect(read(" 20260507T103000Z ")).toEqual({ kind: "utc", instant: Date.UTC(2026, 4, 7, 10, 30) });
    expect(read(` ${"20260507".padEnd(100)}`)).toEqual({ kind: "date", wall: Date.UTC(2026, 4, 7) });
  });

  it("takes an empty TZID for none", () => {
    for (const tzid of ["", " "]) {
      expect(read("20260507T103000", { tzid })).toEqual({
        kind: "floating",
        wall: Date.UTC(2026, 4, 7, 10, 30),
      });
    }
  });

  it("reads the first and the last second that four digits of a year can write", () => {
    expect(read("00000101T000000", { tzid: "UTC" })).toEqual({
      kind: "utc",
      instant: Date.parse("0000-01-01T00:00:00Z"),
    });
    expect(read("99991231T235959", { tzid: "UTC" })).toEqual({
      kind: "utc",
      instant: Date.parse("9999-12-31T23:59:59Z"),
    });
  });

  it("takes eight digits for a date whatever VALUE says, and gives no TZID to a date", () => {
    expect(read("20260507")).toEqual({ kind: "date", wall: Date.UTC(2026, 4, 7) });
    expect(read("20260507", { date: true, tzid: "Europe/Berlin" })).toEqual({
      kind: "date",
      wall: Date.UTC(2026, 4, 7),
    });
  });

  it("takes Outlook's midnights of an all-day event for dates", () => {
    const day = { kind: "date", wall: Date.UTC(2026, 4, 7) };
    expect(read("20260507T000000", { allDay: true })).toEqual(day);
    expect(read("20260507T000000", { allDay: true, tzid: "Customized Time Zone" })).toEqual(day);
    expect(read("20260507T000000", { date: true })).toEqual(day);
    expect(read("20260507T090000", { allDay: true })).toMatchObject({ kind: "floating" });
  });

  it("takes the midnights that Outlook wrote in UTC for dates, by the invite's zone or by UTC", () => {
    const day = { kind: "date", wall: Date.UTC(2026, 4, 7) };
    expect(read("20260506T220000Z", { allDay: true, hint: berlin })).toEqual(day);
    expect(read("20260507T000000Z", { allDay: true, hint: berlin })).toEqual(day);
    expect(read("20260506T220000Z", { allDay: true })).toMatchObject({ kind: "utc" });
    expect(read("20260507T000000Z", { hint: berlin })).toMatchObject({ kind: "utc" });
  });

  it("refuses a moment that is in the year 10000 by UTC", () => {
    expect(read("99991231T235959", { tzid: "America/New_York" })).toMatchObject({
      code: "invalid-date-time",
    });
    expect(read("00000101T000000", { tzid: "Asia/Tokyo" })).toMatchObject({ code: "invalid-date-time" });
  });

  it("believes a Z before a TZID", () => {
    expect(read("20260507T103000Z", { tzid: "Europe/Berlin" })).toEqual({
      kind: "utc",
      instant: Date.UTC(2026, 4, 7, 10, 30),
    });
  });

  it("takes a TZID that means UTC for UTC", () => {
    for (const tzid of ["UTC", "GMT", "tzone://Microsoft/Utc", "Etc/UTC"]) {
      expect(read("20260507T103000", { tzid })).toEqual({
        kind: "utc",
        instant: Date.UTC(2026, 4, 7, 10, 30),
      });
    }
  });

  it("gives no time where the TZID is nobody's, never the host's", () => {
    expect(read("20260507T103000", { tzid: "Nowhere" })).toMatchObject({
      kind: "fault",
      code: "unresolved-time-zone",
    });
  });

  it("takes the moment from the VTIMEZONE, and UTC to show it in, where no zone is like it", () => {
    const vtimezone = [
      "BEGIN:VTIMEZONE",
      "TZID:Ship's time",
      "BEGIN:STANDARD",
      "DTSTART:19700101T000000",
      "TZOFFSETFROM:+0317",
      "TZOFFSETTO:+0317",
      "END:STANDARD",
      "END:VTIMEZONE",
    ].join("\r\n");
    expect(read("20260507T103000", { tzid: "Ship's time", vtimezone })).toEqual({
      kind: "zoned",
      instant: Date.UTC(2026, 4, 7, 7, 13),
      tzid: "Etc/UTC",
      guessed: true,
    });
  });

  it("reports a VTIMEZONE that contradicts the zone it is named after, and goes by the name", () => {
    const vtimezone = formatTimeZone("America/New_York", {
      from: new Date("2026-05-07"),
      to: new Date("2026-05-07"),
    });
    expect(read("20260507T103000", { tzid: "Europe/Berlin", vtimezone })).toEqual({
      kind: "zoned",
      instant: Date.UTC(2026, 4, 7, 8, 30),
      tzid: "Europe/Berlin",
      guessed: false,
      contradicted: true,
    });
    // UTC is no region: the VTIMEZONE defines it (RFC 5545 section 3.2.19).
    expect(read("20260507T103000", { tzid: "UTC", vtimezone })).toEqual({
      kind: "zoned",
      instant: Date.UTC(2026, 4, 7, 14, 30),
      tzid: "America/New_York",
      guessed: true,
    });
  });

  it("finds no contradiction in the VTIMEZONE that we write, in any zone", () => {
    for (const tzid of zonesToSweep) {
      for (const value of ["20260115T120000", "20260715T120000"]) {
        const at = new Date(Date.UTC(2026, 5, 1));
        const time = read(value, { tzid, vtimezone: formatTimeZone(tzid, { from: at, to: at }) });
        expect(time).not.toHaveProperty("contradicted");
        const endless = read(value, { tzid, vtimezone: formatTimeZone(tzid, { from: at }) });
        expect(endless).toEqual(time);
      }
    }
  });

  it("guesses a zone from the rules, with the hint among equals", () => {
    const at = new Date("2026-05-07");
    const vtimezone = formatTimeZone("Europe/Vienna", { from: at, to: at }).replace(
      "Europe/Vienna",
      "Custom",
    );
    const zoned = { kind: "zoned", instant: Date.UTC(2026, 4, 7, 8, 30), guessed: true };
    expect(read("20260507T103000", { tzid: "Custom", vtimezone })).toEqual({
      ...zoned,
      tzid: "Europe/Berlin",
    });
    expect(read("20260507T103000", { tzid: "Custom", vtimezone, hint: zone("Europe/Rome") })).toEqual({
      ...zoned,
      tzid: "Europe/Rome",
    });
  });

  it.each([
    ["in the overlap the first", "20261025T023000", Date.UTC(2026, 9, 25, 0, 30)],
    ["in the gap the offset before it", "20260329T023000", Date.UTC(2026, 2, 29, 1, 30)],
  ])("reads a time of a zone that it guessed from the rules: %s", (_, value, instant) => {
    const at = new Date("2026-05-07");
    const vtimezone = formatTimeZone("Europe/Vienna", { from: at, to: at }).replace(
      "Europe/Vienna",
      "Custom",
    );
    expect(read(value, { tzid: "Custom", vtimezone })).toMatchObject({
      kind: "zoned",
      instant,
      guessed: true,
    });
  });
});

describe("rules that no zone has all year: summer time ends on the second Sunday of October", () => {
  const rule = (kind: string, start: string, from: string, to: string, days: string) => [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    `RRULE:FREQ=YEARLY;${days}`,
    `END:${kind}`,
  ];
  const vtimezone = [
    "BEGIN:VTIMEZONE",
    ...rule("DAYLIGHT", "19700329T020000", "+0100", "+0200", "BYMONTH=3;BYDAY=-1SU"),
    ...rule("STANDARD", "19701011T030000", "+0200", "+0100", "BYMONTH=10;BYDAY=2SU"),
    "END:VTIMEZONE",
  ].join("\r\n");
  const berlinTime = { kind: "zoned", tzid: "Europe/Berlin", guessed: true };

  it("decide which of two instants is meant where the zone that was guessed shows the local time twice", () => {
    expect(read("20261025T023000", { tzid: "Custom", vtimezone })).toEqual({
      ...berlinTime,
      instant: Date.UTC(2026, 9, 25, 1, 30),
    });
  });

  it("are the zone (RFC 5545 section 3.6.5), also where the zone that is most like them has other clocks", () => {
    const first = () => Date.UTC(2026, 6, 7, 12);
    expect(read("20261020T100000", { tzid: "Custom", vtimezone, first })).toEqual({
      ...berlinTime,
      instant: Date.UTC(2026, 9, 20, 9),
    });
  });
});

describe("placeCalendarTime", () => {
  it("never shifts a date", () => {
    for (const tzid of zonesToSweep) {
      expect(shown("20260507", { date: true }, tzid)).toEqual({ time: "2026-05-07", tzid });
    }
  });

  it("reads floating times in the zone asked for", () => {
    expect(
      placeCalendarTime({ kind: "floating", wall: Date.UTC(2026, 4, 7, 10, 30) }, zone("Asia/Tokyo")),
    ).toEqual({ kind: "instant", instant: Date.UTC(2026, 4, 7, 1, 30), tzid: "Asia/Tokyo" });
    expect(shown("20260507T103000", {}, newYork)).toEqual({
      time: "2026-05-07T10:30:00-04:00",
      tzid: "America/New_York",
    });
  });

  it("shows UTC as UTC, or in the invite's zone", () => {
    expect(shown("20260507T103000Z", {}, berlin)).toEqual({ time: "2026-05-07T10:30:00Z", tzid: "Etc/UTC" });
    expect(shown("20260507T103000Z", {}, berlin, true)).toEqual({
      time: "2026-05-07T12:30:00+02:00",
      tzid: "Europe/Berlin",
    });
  });

  it("keeps the zone of a time that has one", () => {
    expect(shown("20260507T103000", { tzid: "Asia/Calcutta" }, berlin, true)).toEqual({
      time: "2026-05-07T10:30:00+05:30",
      tzid: "Asia/Kolkata",
    });
  });
});

describe("any text at all", () => {
  it("is read or refused, never thrown at", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: anyCharacter }),
      fc.stringMatching(/^[0-9TZ]{0,20}$/),
    );
    const context = fc.record(
      { date: fc.boolean(), tzid: text, vtimezone: text, allDay: fc.boolean(), hint: fc.constant(berlin) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(text, context, (value, context) => {
        expect(["date", "utc", "floating", "zoned", "fault"]).toContain(read(value, context).kind);
      }),
      { numRuns: runs(2_000) },
    );
  });
});
