import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesBetween, instantOf, offsetAt, wallAt } from "../../src/time/offset.ts";
import { readVtimezoneText } from "../../src/timezone/read-vtimezone.ts";
import { resolveTimeZone } from "../../src/timezone/resolve-time-zone.ts";
import { foreignInstantOf, foreignOffsetAt } from "../../src/timezone/vtimezone-offset.ts";
import { formatTimeZone } from "../../src/timezone/write-vtimezone.ts";
import { anyCharacter } from "../support/arbitrary/letters.ts";
import { runs } from "../support/runs.ts";
import { zone, zonedInstant, zonesToSweep } from "../support/zones.ts";

const hour = 3_600_000;
const at = new Date("2026-05-07T10:00:00Z");

const block = (...observances: string[][]) =>
  ["BEGIN:VTIMEZONE", "TZID:Custom", ...observances.flat(), "END:VTIMEZONE", ""].join("\r\n");
const observance = (...lines: string[]) => [
  "BEGIN:STANDARD",
  ...(lines.some((line) => line.startsWith("DTSTART")) ? [] : ["DTSTART:19700101T000000"]),
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  ...lines,
  "END:STANDARD",
];
const offset = (text: string, instant: number) => foreignOffsetAt(readVtimezoneText(text), instant);
/** A block of one observance that changes from +02:00 to +01:00 by a rule, and one that changes back in March. */
const ruled = (rule: string, start = "19701025T030000") =>
  block(observance(`DTSTART:${start}`, `RRULE:${rule}`), [
    "BEGIN:DAYLIGHT",
    "DTSTART:19700329T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
  ]);

describe("somebody else's VTIMEZONE", () => {
  it("is evaluated as the zone it was made from, in every zone, around every change", () => {
    const wrong = zonesToSweep.filter((tzid) => {
      const foreign = readVtimezoneText(
        formatTimeZone(tzid, { from: new Date("2024-01-01"), to: new Date("2028-12-31") }),
      );
      const changes = changesBetween(tzid, Date.UTC(2024, 0), Date.UTC(2029, 0));
      const moments = changes.flatMap(({ at }) => [-6, -1, 0, 1, 6].map((hours) => at + hours * hour));
      return [...moments, at.getTime()].some(
        (instant) => foreignOffsetAt(foreign, instant) !== offsetAt(tzid, instant),
      );
    });
    expect(wrong).toEqual([]);
  });

  it("takes the offset before a gap where the next change follows within a day", () => {
    const change = (start: string, from: string, to: string) => [
      "BEGIN:STANDARD",
      `DTSTART:${start}`,
      `TZOFFSETFROM:${from}`,
      `TZOFFSETTO:${to}`,
      "END:STANDARD",
    ];
    const restless = readVtimezoneText(
      block(
        change("20260310T100000", "+0800", "-0730"),
        change("20260312T000000", "-0730", "+0230"),
        change("20260313T010000", "+0230", "-1200"),
      ),
    );
    // From 00:00 on the 12th clocks show 10:00: 08:00 by -07:30 is 15:30 UTC.
    expect(foreignInstantOf(restless, Date.UTC(2026, 2, 12, 8))).toBe(Date.UTC(2026, 2, 12, 15, 30));
  });

  it("makes of a wall time the instant that its zone does: first in an overlap, by the offset before in a gap", () => {
    // The clocks of a day before the wall time say which offset it has: at Pacific/Kanton a whole day is skipped.
    const skipped = { tzid: "Pacific/Kanton", instant: Date.UTC(1994, 11, 31, 11) };
    fc.assert(
      fc.property(zonedInstant, ({ tzid, instant }) => {
        if (instant < Date.UTC(1975, 0)) return;
        const foreign = readVtimezoneText(
          formatTimeZone(tzid, { from: new Date(instant - 72 * hour), to: new Date(instant + 72 * hour) }),
        );
        for (const wall of [wallAt(tzid, instant), instant + offsetAt(tzid, instant - 2 * hour)]) {
          expect(foreignInstantOf(foreign, wall)).toBe(instantOf(tzid, wall));
        }
      }),
      { numRuns: runs(1_000), examples: [[skipped]] },
    );
  });

  it.each([
    ["last Sunday", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"],
    ["Outlook, since 1601", "FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "16010101T030000"],
    ["by position", "FREQ=YEARLY;BYMONTH=10;BYDAY=SU;BYSETPOS=-1"],
    ["by the days of the last week", "FREQ=YEARLY;BYMONTH=10;BYDAY=SU;BYMONTHDAY=25,26,27,28,29,30,31"],
    ["monthly in one month", "FREQ=MONTHLY;BYMONTH=10;BYDAY=-1SU"],
    ["fifth, by which the last is meant", "FREQ=YEARLY;BYMONTH=10;BYDAY=5SU"],
    ["with spaces and in lower case", "freq=yearly; bymonth=10; byday=-1su"],
    ["with the start of the week", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;WKST=SU"],
  ])("reads a rule written %s", (_, rule, start = "19701025T030000") => {
    const change = Date.UTC(2026, 9, 25, 1);
    expect([-1, 0, 1].map((ms) => offset(ruled(rule, start), change + ms))).toEqual([2 * hour, hour, hour]);
  });

  it("ends a rule with UNTIL and with COUNT", () => {
    for (const end of ["UNTIL=20071028T010000Z", "COUNT=38"]) {
      const text = ruled(`FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;${end}`);
      expect(offset(text, Date.UTC(2007, 11, 1))).toBe(hour);
      // Only March still goes on.
      expect(offset(text, Date.UTC(2008, 11, 1))).toBe(2 * hour);
    }
  });

  it("reads offsets with seconds, -0000, RDATE lists, folded lines, bare LF, quotes in parameters", () => {
    expect(offset(block(observance('X-A;B=":":c')), at.getTime())).toBe(hour);
    expect(
      offset(ruled("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU").replaceAll("\r\n", "\n"), Date.UTC(2026, 0)),
    ).toBe(hour);
    expect(offset(ruled("FREQ=YEARLY;BYMO\r\n NTH=10;BYDAY=-1SU"), Date.UTC(2026, 0))).toBe(hour);
    const dublin = block([
      "BEGIN:STANDARD",
      "DTSTART:18800802T000000",
      "TZOFFSETFROM:-002500",
      "TZOFFSETTO:-002521",
      "END:STANDARD",
    ]);
    expect(offset(dublin, Date.UTC(1900, 0))).toBe(-1_521_000);
    const zero = block([
      "BEGIN:STANDARD",
      "DTSTART:19700101T000000",
      "TZOFFSETFROM:-0000",
      "TZOFFSETTO:-0000",
      "END:STANDARD",
    ]);
    expect(offset(zero, 0)).toBe(0);
    const dates = block(observance("RDATE:20251026T030000,20261025T030000"));
    expect(offset(dates, Date.UTC(2026, 11))).toBe(hour);
  });

  it.each([
    ["no DTSTART", ["BEGIN:STANDARD", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100", "END:STANDARD"]],
    ["no TZOFFSETTO", ["BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100", "END:STANDARD"]],
    [
      "an offset of 99 hours",
      ["BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+9900", "TZOFFSETTO:+9900", "END:STANDARD"],
    ],
    [
      "two rules",
      observance("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=1SU", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU"),
    ],
    ["a month 13", observance("RRULE:FREQ=YEARLY;BYMONTH=13;BYDAY=1SU")],
    ["30 February", observance("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")],
  ])("counts for nothing with %s: half of the rules would tell a wrong time", (_, lines) => {
    expect(offset(block(lines), at.getTime())).toBeUndefined();
  });
});

describe("hostile VTIMEZONEs tell nothing, and cost no more than others", () => {
  const many = (count: number, lines: (i: number) => string[]) =>
    block(...Array.from({ length: count }, (_, i) => observance(...lines(i))));
  const hostile: Record<string, string> = {
    "every second": ruled("FREQ=SECONDLY", "00010101T000000"),
    "every minute": ruled("FREQ=MINUTELY;BYHOUR=9,10;INTERVAL=20"),
    "every hour": ruled("FREQ=HOURLY"),
    "every day since the year 1": ruled("FREQ=DAILY", "00010101T000000"),
    "every seventh Tuesday": ruled("FREQ=DAILY;INTERVAL=7;BYDAY=TU"),
    "30 February, daily": ruled("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    "an interval of a billion": ruled("FREQ=YEARLY;INTERVAL=1000000000;BYMONTH=3;BYDAY=1SU"),
    "a count of nothing": ruled("FREQ=YEARLY;COUNT=0;BYMONTH=3;BYDAY=1SU"),
    "a rule of 100,000 characters": ruled(`FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=${"1,".repeat(50_000)}`),
    "ten thousand observances": many(10_000, () => ["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=1SU"]),
    "a hundred thousand onsets": block(observance(`RDATE:${"20260101T000000,".repeat(100_000)}`)),
    "a hundred parts of weeks": many(100, () => ["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28;BYDAY=SU"]),
    "a line of a million colons": block(observance(`X${":".repeat(1_000_000)}`)),
    "a million folds": block(observance(`X:${"\r\n ".repeat(300_000)}`)),
    "a million quotes": block(observance(`X;A=${'"'.repeat(1_000_000)}`)),
  };

  it.each(Object.entries(hostile))("%s", (_, text) => {
    expect(resolveTimeZone("Custom", { at, vtimezone: text })).toBeUndefined();
    expect(resolveTimeZone("Europe/Paris", { at, vtimezone: text })).toEqual({
      tzid: "Europe/Paris",
      guessed: false,
    });
  });

  it("the year 9999 and the year 1 are years like others", () => {
    const text = ruled("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "16011028T030000");
    expect(offset(text, Date.UTC(9999, 0))).toBe(hour);
    expect(offset(text, Date.UTC(9999, 6))).toBe(2 * hour);
    expect(offset(text, Date.parse("0001-01-01T00:00:00Z"))).toBe(2 * hour);
  });

  it("any lines at all are read without a throw", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "BEGIN:STANDARD",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "END:DAYLIGHT",
        "DTSTART:19700101T000000",
        "TZOFFSETTO:+0100",
        "TZOFFSETFROM:+0100",
      ),
      fc
        .tuple(
          fc.constantFrom("RRULE:", "RDATE:", "DTSTART:", "TZOFFSETTO:", "TZNAME:", "X-LIC-LOCATION:", ""),
          fc.string({ unit: anyCharacter }),
        )
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(fc.array(line), fc.date({ noInvalidDate: true }), fc.string(), (lines, at, tzid) => {
        const found = resolveTimeZone(tzid, { vtimezone: lines.join("\n"), at, hint: zone("Europe/Paris") });
        expect(found === undefined || typeof found.tzid === "string").toBe(true);
      }),
      { numRuns: runs(2_000) },
    );
  });
});
