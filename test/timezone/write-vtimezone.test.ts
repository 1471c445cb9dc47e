import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { changesBetween, offsetAt } from "../../src/time/offset.ts";
import { overridesTable } from "../../src/time/overrides.table.ts";
import type { Tzid } from "../../src/time/zone.ts";
import { readVtimezoneText } from "../../src/timezone/read-vtimezone.ts";
import { foreignInstantOf, foreignOffsetAt } from "../../src/timezone/vtimezone-offset.ts";
import { formatTimeZone } from "../../src/timezone/write-vtimezone.ts";
import { oracleOffsets, runtimeClock } from "../support/oracle/vtimezone.ts";
import { codeOf } from "../support/refusal.ts";
import { deep, swept } from "../support/runs.ts";
import { zone, zonesToSweep as zones } from "../support/zones.ts";

const second = 1_000;
const hour = 3_600_000;
const corrected = new Set<string>(overridesTable.map(({ zone }) => zone));

const span = (from: string, to?: string) => ({
  from: new Date(from),
  ...(to === undefined ? {} : { to: new Date(to) }),
});
const lines = (text: string) => text.split("\r\n");
const around = [-6 * hour, -hour, -second, 0, second, hour, 6 * hour];

/** A moment, and what the clocks of a zone do at it. */
interface Fact {
  at: number;
  offset: number;
}

const facts = new Map<Tzid, Fact[]>();

/** Where an offset could be wrong, 2005 to 2045: both sides of each change, and the middle of every other month. */
function factsOf(tzid: Tzid): Fact[] {
  const known = facts.get(tzid);
  if (known !== undefined) return known;
  const clock = corrected.has(tzid) ? (instant: number) => offsetAt(tzid, instant) : runtimeClock(tzid);
  const changes = changesBetween(tzid, Date.UTC(2005, 0), Date.UTC(2046, 0)).flatMap(({ at }) =>
    around.map((distance) => at + distance),
  );
  const months = Array.from({ length: 41 * 6 }, (_, i) => Date.UTC(2005, i * 2, 15));
  const found = [...changes, ...months].map((at) => ({ at, offset: clock(at) }));
  facts.set(tzid, found);
  return found;
}

/** Where the text for a span is not what the clocks do in it; a span without an end is looked at up to 2045. */
function wrongMoments(tzid: Tzid, [from, to]: readonly [string, string?]): string[] {
  const end = to ?? "2045-12-30T00:00:00Z";
  const told = oracleOffsets(formatTimeZone(tzid, span(from, to)), Number(end.slice(0, 4)));
  return factsOf(tzid)
    .filter(({ at }) => at >= Date.parse(from) && at <= Date.parse(end))
    .filter(({ at, offset }) => told(at) !== offset)
    .map(({ at }) => `${tzid} ${new Date(at).toISOString()}`);
}

describe("a VTIMEZONE is right in every zone", () => {
  it("over all years from 2010 to 2040", () => {
    const wrong = zones.flatMap((tzid) =>
      wrongMoments(tzid, ["2010-01-10T00:00:00Z", "2040-12-20T00:00:00Z"]),
    );
    expect(zones.length).toBeGreaterThan(deep ? 400 : 15);
    expect(wrong).toEqual([]);
  });

  it("in each year from 2010 to 2040 alone, and from each summer to the next", () => {
    const spans = swept(
      Array.from({ length: 31 }, (_, i) => 2010 + i),
      4,
    ).flatMap((year) => [
      [`${year}-01-02T00:00:00Z`, `${year}-12-30T12:00:00Z`] as const,
      [`${year}-06-10T09:00:00Z`, `${year + 1}-06-10T10:00:00Z`] as const,
    ]);
    expect(zones.flatMap((tzid) => spans.flatMap((each) => wrongMoments(tzid, each)))).toEqual([]);
  });

  it("for a series without end, begun in 2005 or in 2026", () => {
    const wrong = zones.flatMap((tzid) =>
      [2005, 2026].flatMap((year) => wrongMoments(tzid, [`${year}-05-07T09:00:00Z`])),
    );
    expect(wrong).toEqual([]);
  });

  it("as ical.js reads it, at all hours that no clock shows twice", () => {
    const wrong = zones.flatMap((tzid) => {
      const text = formatTimeZone(tzid, span("2026-05-07T09:00:00Z", "2030-05-07T10:00:00Z"));
      const read = new ICAL.Timezone(new ICAL.Component(ICAL.parse(text)));
      const moments = factsOf(tzid).map(({ at }) => at);
      const within = moments.filter((at) => at >= Date.UTC(2026, 4, 8) && at <= Date.UTC(2030, 4, 6));
      return within.filter((instant) => {
        const near = around.map((distance) => offsetAt(tzid, instant + distance));
        if (new Set(near.slice(1, -1)).size > 1) return false;
        const wall = new Date(instant + offsetAt(tzid, instant));
        const time = ICAL.Time.fromDateTimeString(wall.toISOString().slice(0, 19));
        return read.utcOffset(time) * second !== offsetAt(tzid, instant);
      });
    });
    expect(wrong).toEqual([]);
  });
});

describe("a VTIMEZONE that Outlook understands", () => {
  const rules = (text: string) => lines(text).filter((line) => line.startsWith("RRULE:"));
  const observances = (text: string) =>
    lines(text).filter((line) => /^BEGIN:(STANDARD|DAYLIGHT)$/.test(line));

  it("has one STANDARD and one DAYLIGHT with one yearly weekday each, for one meeting anywhere in the world", () => {
    const pairs = zones.filter((tzid) => {
      const text = formatTimeZone(tzid, span("2027-05-07T09:00:00Z", "2027-05-07T10:00:00Z"));
      const plain = rules(text).every((rule) =>
        /^RRULE:FREQ=YEARLY;BYMONTH=\d+;BYDAY=-?\dS?[A-Z]+$/.test(rule),
      );
      const one = observances(text).toString() === "BEGIN:STANDARD" && rules(text).length === 0;
      const two =
        new Set(observances(text)).size === 2 && observances(text).length === 2 && rules(text).length === 2;
      return plain && (one || two);
    });
    expect(zones.filter((tzid) => !pairs.includes(tzid))).toEqual([]);
  });

  // A year of Wednesdays: two plain rules are right for it, though for no longer where the law follows another calendar.
  it.each([
    ...["Asia/Jerusalem", "America/Santiago", "Africa/Cairo", "America/Nuuk", "America/Scoresbysund"],
    ...["Asia/Gaza", "Asia/Hebron", "America/Havana", "Antarctica/Troll"],
  ])("has two plain rules at most for a weekly series of a year in %s, from whichever month on", (name) => {
    for (let month = 0; month < 24; month += deep ? 1 : 5) {
      const from = new Date(Date.UTC(2026, month, 4, 9)).toISOString();
      const to = new Date(Date.UTC(2026, month, 4 + 51 * 7, 10)).toISOString();
      const text = formatTimeZone(name, span(from, to));
      expect(text).not.toMatch(/RDATE|UNTIL|BYMONTHDAY/);
      expect(observances(text).length).toBeLessThanOrEqual(2);
      for (const rule of rules(text))
        expect(rule).toMatch(/^RRULE:FREQ=YEARLY;BYMONTH=\d+;BYDAY=[-1-4]+[A-Z]+$/);
      expect(wrongMoments(zone(name), [from, to])).toEqual([]);
    }
  });

  // The VTIMEZONE has to be right up to the last occurrence; what the clocks do after it does not matter.
  it.each([
    ["Asia/Jerusalem", "2029-01-12T08:00:00Z", "2030-01-04T08:00:00Z", "3;BYDAY=4FR"],
    ["America/Santiago", "2028-01-12T13:00:00Z", "2029-01-03T14:00:00Z", "4;BYDAY=1SU"],
  ])("takes the rule that is right up to the last occurrence: %s", (name, from, to, rule) => {
    const text = formatTimeZone(name, span(from, to));
    expect(text).not.toContain("RDATE");
    expect(rules(text)).toContain(`RRULE:FREQ=YEARLY;BYMONTH=${rule}`);
  });

  it("says what Paris does in five lines each", () => {
    expect(
      lines(formatTimeZone("Europe/Paris", span("2026-05-07T08:30:00Z", "2026-05-07T09:30:00Z"))),
    ).toEqual([
      "BEGIN:VTIMEZONE",
      "TZID:Europe/Paris",
      "BEGIN:DAYLIGHT",
      "DTSTART:19700329T020000",
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0200",
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
      "END:DAYLIGHT",
      "BEGIN:STANDARD",
      "DTSTART:19701025T030000",
      "TZOFFSETFROM:+0200",
      "TZOFFSETTO:+0100",
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
      "END:STANDARD",
      "END:VTIMEZONE",
      "",
    ]);
  });

  it("says the same of Paris for a series of years as for one meeting", () => {
    const meeting = formatTimeZone("Europe/Paris", span("2026-05-07T08:30:00Z", "2026-05-07T09:30:00Z"));
    expect(formatTimeZone("Europe/Paris", span("2026-05-07T08:30:00Z", "2031-05-07T09:30:00Z"))).toBe(
      meeting,
    );
    expect(formatTimeZone("Europe/Paris", span("2026-05-07T08:30:00Z"))).toBe(meeting);
    // However far ahead a series without end begins.
    for (const year of [2050, 2200]) {
      const [from, to] = [`${year}-05-07T08:30:00Z`, `${year}-05-07T09:30:00Z`];
      expect(formatTimeZone("Europe/Paris", span(from))).toBe(formatTimeZone("Europe/Paris", span(from, to)));
      expect(rules(formatTimeZone("Europe/Paris", span(from)))).toHaveLength(2);
    }
  });

  it("says of a meeting in 2006 what New York did in 2006", () => {
    const text = formatTimeZone("America/New_York", span("2006-05-07T09:00:00Z", "2006-05-07T10:00:00Z"));
    expect(rules(text)).toEqual([
      "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]);
  });

  it("does not take for summer time what leads from one zone to another: Bahía de Banderas in 2010", () => {
    const text = formatTimeZone(
      "America/Bahia_Banderas",
      span("2010-01-07T09:00:00Z", "2010-12-07T10:00:00Z"),
    );
    const offsets = [1, 6, 11].map((month) =>
      foreignOffsetAt(readVtimezoneText(text), Date.UTC(2010, month, 15)),
    );
    expect(offsets).toEqual([-7 * hour, -5 * hour, -6 * hour]);
  });

  it("begins with the last of the changes before it: Apia went over the date line at the end of 2011", () => {
    const text = formatTimeZone("Pacific/Apia", span("2012-01-20T00:00:00Z"));
    const offsets = [0, 6, 11].map((month) =>
      foreignOffsetAt(readVtimezoneText(text), Date.UTC(2012, month, 20)),
    );
    expect(offsets).toEqual([14 * hour, 13 * hour, 14 * hour]);
  });

  it("takes the way over the date line for no change that returns: Apia in 2011", () => {
    const text = formatTimeZone("Pacific/Apia", span("2011-05-07T09:00:00Z"));
    const moments = [
      Date.UTC(2011, 0, 20),
      Date.UTC(2011, 6, 20),
      Date.UTC(2011, 11, 20),
      Date.UTC(2011, 11, 31),
    ];
    const offsets = moments.map((moment) => foreignOffsetAt(readVtimezoneText(text), moment));
    expect(offsets).toEqual([-10 * hour, -11 * hour, -10 * hour, 14 * hour]);
  });

  it("shows no time of the span twice by a change that it invents: Apia in the days before the date line", () => {
    // IANA: Apia was 10 hours behind until the midnight before 30 December 2011, which it left out, and 14 ahead from then on.
    const text = formatTimeZone("Pacific/Apia", span("2011-12-20T20:00:00Z", "2012-01-10T20:00:00Z"));
    const read = (wall: string) => foreignInstantOf(readVtimezoneText(text), Date.parse(`${wall}Z`)) ?? 0;
    const walls = [
      "2011-12-20T10:00:00",
      "2011-12-29T23:59:59",
      "2011-12-31T00:00:00",
      "2012-01-11T10:00:00",
    ];
    const offsets = walls.map((wall) => (Date.parse(`${wall}Z`) - read(wall)) / hour);
    expect(offsets).toEqual([-10, -10, 14, 14]);
  });

  it("begins with what held before a change that had none before it", () => {
    // Moscow was 4 hours ahead from 2011 until October 2014, Caracas 4:30 behind from 2007 until May 2016.
    expect(lines(formatTimeZone("Europe/Moscow", span("2014-05-07T08:30:00Z"))).slice(2, -2)).toEqual([
      ...[
        "BEGIN:DAYLIGHT",
        "DTSTART:20130101T000000",
        "TZOFFSETFROM:+0400",
        "TZOFFSETTO:+0400",
        "END:DAYLIGHT",
      ],
      ...[
        "BEGIN:STANDARD",
        "DTSTART:20141026T020000",
        "TZOFFSETFROM:+0400",
        "TZOFFSETTO:+0300",
        "END:STANDARD",
      ],
    ]);
    expect(lines(formatTimeZone("America/Caracas", span("2016-05-07T08:30:00Z"))).slice(2, -2)).toEqual([
      ...[
        "BEGIN:STANDARD",
        "DTSTART:20150101T000000",
        "TZOFFSETFROM:-0430",
        "TZOFFSETTO:-0430",
        "END:STANDARD",
      ],
      ...[
        "BEGIN:DAYLIGHT",
        "DTSTART:20160501T023000",
        "TZOFFSETFROM:-0430",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
      ],
    ]);
  });

  it("gives an end to the rules that New York had until 2006, and none to those of today", () => {
    const text = formatTimeZone("America/New_York", span("2003-05-07T09:00:00Z"));
    // The last Sunday of October, at 02:00; the end is a day late, for those who read it as local time.
    expect(observances(text)).toHaveLength(4);
    expect(rules(text)).toContain("RRULE:FREQ=YEARLY;UNTIL=20061030T020000Z;BYMONTH=10;BYDAY=-1SU");
    expect(rules(text)).toContain("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU");
    expect(rules(text)).toContain("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU");
  });

  it("writes the seconds of local mean time: Lisbon's clocks were 36:45 behind until the end of 1911", () => {
    const text = formatTimeZone("Europe/Lisbon", span("1911-05-07T09:00:00Z", "1911-05-07T10:00:00Z"));
    expect(lines(text).slice(2, -2)).toEqual([
      "BEGIN:STANDARD",
      "DTSTART:19100101T000000",
      "TZOFFSETFROM:-003645",
      "TZOFFSETTO:-003645",
      "END:STANDARD",
    ]);
  });

  it("is one STANDARD without a rule where clocks never change", () => {
    expect(
      lines(formatTimeZone("Asia/Calcutta", span("2026-05-07T08:30:00Z", "2036-05-07T09:30:00Z"))),
    ).toEqual([
      "BEGIN:VTIMEZONE",
      "TZID:Asia/Kolkata",
      "BEGIN:STANDARD",
      "DTSTART:19700101T000000",
      "TZOFFSETFROM:+0530",
      "TZOFFSETTO:+0530",
      "END:STANDARD",
      "END:VTIMEZONE",
      "",
    ]);
  });

  it("calls the clocks that are ahead DAYLIGHT, also in Dublin, whose law calls winter the exception", () => {
    const text = formatTimeZone("Europe/Dublin", span("2026-05-07T08:30:00Z", "2026-05-07T09:30:00Z"));
    expect(text).toContain(
      "BEGIN:DAYLIGHT\r\nDTSTART:19700329T010000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\n",
    );
  });
});

describe("a VTIMEZONE stays small", () => {
  const sizes = (from: string, to?: string) =>
    zones.map((tzid) => formatTimeZone(tzid, span(from, to)).length).sort((a, b) => a - b);

  it("for one meeting: never above 600 octets, also where Ramadan moves the clocks", () => {
    expect(sizes("2027-05-07T08:30:00Z", "2027-05-07T09:30:00Z").at(-1)).toBeLessThanOrEqual(600);
  });

  it("for a series without end: never above 1,500 octets", () => {
    expect(sizes("2026-05-07T08:30:00Z").at(-1)).toBeLessThanOrEqual(1_500);
  });

  it("folds no line beyond 75 octets, and ends each with CRLF", () => {
    for (const tzid of zones) {
      const text = formatTimeZone(tzid, span("2005-01-01T00:00:00Z"));
      expect(text.endsWith("END:VTIMEZONE\r\n")).toBe(true);
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      expect(Math.max(...lines(text).map((line) => line.length))).toBeLessThanOrEqual(75);
    }
  });
});

describe("formatTimeZone refuses", () => {
  const good = span("2026-05-07T08:30:00Z", "2026-05-07T09:30:00Z");
  it.each(["W. Europe Standard Time", "Nowhere/Else", "", "system"])("the zone %j", (name) => {
    expect(codeOf(() => formatTimeZone(name, good))).toBe("invalid-time-zone");
  });

  it.each([
    { from: new Date(Number.NaN), to: new Date(0) },
    { from: new Date(0), to: new Date(Number.NaN) },
    { from: new Date(1), to: new Date(0) },
  ])("the span $from to $to", (bad) => {
    expect(codeOf(() => formatTimeZone("Europe/Paris", bad))).toBe("invalid-argument");
  });

  it("and takes any valid span, however long", () => {
    for (const [from, to] of [
      [-8.64e15, 8.64e15],
      [-8.64e15, -8.64e15],
      [8.64e15, 8.64e15],
    ] as const) {
      const text = formatTimeZone("Europe/Paris", { from: new Date(from), to: new Date(to) });
      expect(text).toMatch(
        /^BEGIN:VTIMEZONE\r\nTZID:Europe\/Paris\r\nBEGIN:(STANDARD|DAYLIGHT)\r\nDTSTART:\d{8}T\d{6}\r\n/,
      );
    }
  });
});
