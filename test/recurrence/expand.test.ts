import { describe, expect, it } from "vitest";
import {
  expandRecurrence,
  isCutOrExtended,
  isOccurrence,
  lastOccurrence,
  sameRule,
} from "../../src/recurrence/expand.ts";
import { rule, setOf, shown, wall } from "../support/recurrence.ts";

const steps = 100_000;

/** Rules that another library never comes back from. 1 January 2024 is a Monday. */
const hanging = [
  { text: "FREQ=DAILY;INTERVAL=7;BYDAY=TU", found: [] },
  { text: "FREQ=DAILY;INTERVAL=7;BYDAY=TU;UNTIL=20240105T000000Z", found: [] },
  { text: "FREQ=DAILY;INTERVAL=14;BYDAY=SA,SU", found: [] },
  { text: "FREQ=DAILY;INTERVAL=1000000000", found: [] },
  { text: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", found: [] },
  { text: "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", found: [] },
  { text: "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", found: [] },
  { text: "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", found: [] },
  { text: "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", found: [] },
  { text: "FREQ=HOURLY;INTERVAL=24;BYHOUR=5", found: [] },
  { text: "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1", found: [] },
  { text: "FREQ=SECONDLY;BYSECOND=60", found: [] },
  { text: "FREQ=WEEKLY;BYMONTH=2;BYSETPOS=5;BYDAY=MO", found: [] },
  { text: "FREQ=SECONDLY;INTERVAL=2147483647", found: ["2092-01-19T03:14:07"] },
] as const;

describe("rules on which other libraries search for ever", () => {
  it.each(hanging)("$text comes to an end within the budget", ({ text, found }) => {
    const set = setOf("2024-01-01T00:00", text);
    const { occurrences, complete } = expandRecurrence(set, { max: 1 + found.length, steps });
    expect(shown(occurrences)).toEqual(["2024-01-01T00:00:00", ...found]);
    expect(complete).toBe(true);
    expect(isOccurrence(set, wall("2026-06-06T06:06"), steps)).toBe(false);
  });

  it("a rule of minutes on a date gives dates", () => {
    const set = setOf("2024-01-01", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16");
    const { occurrences } = expandRecurrence(set, { max: 3, steps });
    expect(shown(occurrences)).toEqual(["2024-01-01T00:00:00", "2024-01-02T00:00:00", "2024-01-03T00:00:00"]);
  });

  it("a year of 365 × 86,400 occurrences is searched, not written out", () => {
    const all = (count: number) => Array.from({ length: count }, (_, index) => index).join(",");
    const text = `FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=${all(24)};BYMINUTE=${all(60)};BYSECOND=${all(60)}`;
    const set = setOf("2024-01-01T00:00", text);
    expect(isOccurrence(set, wall("2031-12-31T23:59:59"), 1_000)).toBe(true);
    expect(
      isOccurrence(setOf("2024-01-01T00:00", `${text};BYSETPOS=-1`), wall("2031-12-31T23:59:59"), 1_000),
    ).toBe(true);
  });

  it("a century of seconds costs no more than the last of them", () => {
    expect(isOccurrence(setOf("1970-01-01T00:00", "FREQ=SECONDLY"), wall("2070-01-01T00:00:01"), 10)).toBe(
      true,
    );
  });

  it("says so when the budget ends first", () => {
    const set = setOf("1970-01-01T00:00", "FREQ=SECONDLY;COUNT=2147483647");
    const { occurrences, complete } = expandRecurrence(set, { steps: 1_000 });
    expect(complete).toBe(false);
    expect(occurrences).toHaveLength(500);
    expect(isOccurrence(set, wall("2026-01-01T00:00"), 1_000)).toBe("unknown");
    expect(lastOccurrence(set, 1_000)).toBeUndefined();
  });
});

describe("what ical.js gets wrong", () => {
  it("30 February is no day, and not the first of March", () => {
    const { occurrences } = expandRecurrence(
      setOf("2024-01-30T00:00", "FREQ=MONTHLY;BYMONTHDAY=30;COUNT=3"),
      { steps },
    );
    expect(shown(occurrences)).toEqual(["2024-01-30T00:00:00", "2024-03-30T00:00:00", "2024-04-30T00:00:00"]);
  });

  it("29 February comes every fourth year, and not in 2100", () => {
    const set = setOf("2092-02-29", "FREQ=YEARLY");
    const { occurrences } = expandRecurrence(set, { max: 3, steps });
    expect(shown(occurrences).map((text) => text.slice(0, 4))).toEqual(["2092", "2096", "2104"]);
  });

  it("week 1 may begin in the year before, and belongs to the year it is week 1 of", () => {
    const set = setOf("2018-12-31T08:00", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO");
    const { occurrences } = expandRecurrence(set, {
      from: wall("2024-01-01"),
      to: wall("2026-12-31"),
      steps,
    });
    expect(shown(occurrences)).toEqual(["2024-01-01T08:00:00", "2024-12-30T08:00:00", "2025-12-29T08:00:00"]);
  });
});

describe("weeks are counted in years of weeks (RFC 5545 section 3.3.10, ISO 8601)", () => {
  it("week 53, begun in its January part, keeps the rest of that week", () => {
    const set = setOf("2027-01-02T10:00", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA,SU");
    expect(shown(expandRecurrence(set, { max: 4, steps: 1_000 }).occurrences)).toEqual([
      "2027-01-02T10:00:00",
      "2027-01-03T10:00:00",
      "2033-01-01T10:00:00",
      "2033-01-02T10:00:00",
    ]);
  });

  it("every other year's week 1, begun on 30 December 2024, is in the weeks of 2025, 2027 and 2029", () => {
    const set = setOf("2024-12-30T10:00", "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO");
    expect(shown(expandRecurrence(set, { max: 3, steps: 1_000 }).occurrences)).toEqual([
      "2024-12-30T10:00:00",
      "2027-01-04T10:00:00",
      "2029-01-01T10:00:00",
    ]);
  });
});

describe("the recurrence set (RFC 5545 section 3.8.5.3)", () => {
  const weekly = setOf("2026-05-05T10:00", "FREQ=WEEKLY;COUNT=3");

  it("EXDATE may take out DTSTART, and wins over RDATE; neither changes what COUNT counts", () => {
    const start = wall("2026-05-05T10:00");
    const added = wall("2026-05-07T10:00");
    const { occurrences } = expandRecurrence(
      { ...weekly, include: [added, start], exclude: [start] },
      { steps },
    );
    expect(shown(occurrences)).toEqual(["2026-05-07T10:00:00", "2026-05-12T10:00:00", "2026-05-19T10:00:00"]);
    expect(isOccurrence({ ...weekly, include: [added], exclude: [added] }, added, steps)).toBe(false);
  });

  it("DTSTART counts as the first, even where the rule would not give it", () => {
    const set = setOf("2026-05-05T10:00", "FREQ=WEEKLY;BYDAY=WE;COUNT=3");
    expect(shown(expandRecurrence(set, { steps }).occurrences)).toEqual([
      "2026-05-05T10:00:00",
      "2026-05-06T10:00:00",
      "2026-05-13T10:00:00",
    ]);
  });

  it("UNTIL is inclusive; as a date it lets a timed event through to the end of that day", () => {
    const until = (text: string) =>
      lastOccurrence(setOf("2026-05-05T10:00", `FREQ=DAILY;UNTIL=${text}`), steps);
    expect(until("20260507T100000")).toBe(wall("2026-05-07T10:00"));
    expect(until("20260507T095959")).toBe(wall("2026-05-06T10:00"));
    expect(until("20260507")).toBe(wall("2026-05-07T10:00"));
    expect(lastOccurrence(setOf("2026-05-05", "FREQ=DAILY;UNTIL=20260507"), steps)).toBe(wall("2026-05-07"));
  });

  it("the wall time of UNTIL that the set gives is the one that counts", () => {
    const set = setOf("2026-05-05T10:00", "FREQ=DAILY;UNTIL=20260507T080000Z", {
      until: wall("2026-05-07T10:00"),
    });
    expect(lastOccurrence(set, steps)).toBe(wall("2026-05-07T10:00"));
  });

  it("has a last occurrence only where it has an end; an RDATE may be it", () => {
    expect(lastOccurrence(setOf("2026-05-05T10:00", "FREQ=DAILY"), steps)).toBeUndefined();
    expect(lastOccurrence(weekly, steps)).toBe(wall("2026-05-19T10:00"));
    const later = wall("2026-08-01T10:00");
    expect(lastOccurrence({ ...weekly, include: [later] }, steps)).toBe(later);
    expect(lastOccurrence({ start: weekly.start, date: false, include: [], exclude: [] }, steps)).toBe(
      weekly.start,
    );
    expect(
      lastOccurrence({ ...weekly, exclude: expandRecurrence(weekly, { steps }).occurrences }, steps),
    ).toBeUndefined();
  });

  it("finds the end of a long series from the end", () => {
    const set = setOf("1900-01-01T00:00", "FREQ=SECONDLY", { until: wall("2026-05-05T10:00") });
    expect(lastOccurrence({ ...set, rule: rule("FREQ=YEARLY") }, 1_000)).toBe(wall("2026-01-01T00:00"));
    expect(lastOccurrence({ ...set, rule: rule("FREQ=YEARLY;INTERVAL=60") }, 1_000)).toBe(
      wall("2020-01-01T00:00"),
    );
  });

  it("ends with the year 9999, the last that a date can be written for", () => {
    for (const [text, count] of [
      ["FREQ=YEARLY", 2],
      ["FREQ=MONTHLY", 24],
      ["FREQ=WEEKLY", 105],
      ["FREQ=DAILY", 730],
      ["FREQ=HOURLY;INTERVAL=24", 730],
    ] as const) {
      const { occurrences, complete } = expandRecurrence(setOf("9998-01-01T10:00", text), { steps });
      expect([text, occurrences.length, complete]).toEqual([text, count, true]);
    }
  });

  it("takes any number as a wall time and never throws", () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 9e15, -9e15]) {
      expect(expandRecurrence({ ...weekly, start: odd }, { steps }).occurrences).toEqual([]);
      expect(isOccurrence(weekly, odd, steps)).toBe(false);
      expect(
        expandRecurrence(setOf("2026-05-05T10:00", "FREQ=DAILY"), { from: odd, max: 1, steps: 100 }),
      ).toBeDefined();
    }
  });
});

describe("rules compared", () => {
  const same = (a: string, b: string) => sameRule(rule(a), rule(b));

  it("are the same whatever the order, the defaults and the case", () => {
    expect(same("FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,MO;WKST=MO", "byday=mo,tu;freq=weekly")).toBe(true);
    expect(same("FREQ=MONTHLY;BYDAY=+1MO", "FREQ=MONTHLY;BYDAY=1MO")).toBe(true);
    expect(same("FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=03")).toBe(true);
  });

  it("are the same where WKST differs and no week is counted", () => {
    expect(same("FREQ=WEEKLY;BYDAY=TU;WKST=SU", "FREQ=WEEKLY;BYDAY=TU")).toBe(true);
    expect(same("FREQ=DAILY;WKST=SU", "FREQ=DAILY")).toBe(true);
    expect(same("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU")).toBe(
      false,
    );
    expect(same("FREQ=YEARLY;BYWEEKNO=1;WKST=SU", "FREQ=YEARLY;BYWEEKNO=1")).toBe(false);
  });

  it("differ by anything that moves an occurrence", () => {
    expect(same("FREQ=DAILY", "FREQ=WEEKLY")).toBe(false);
    expect(same("FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=4")).toBe(false);
    expect(same("FREQ=DAILY;UNTIL=20260101", "FREQ=DAILY;UNTIL=20260101T000000")).toBe(false);
    expect(same("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=-1MO")).toBe(false);
  });

  it("know a rule that was cut or extended from one that was changed", () => {
    const cut = (a: string, b: string) => isCutOrExtended(rule(a), rule(b));
    expect(cut("FREQ=DAILY;COUNT=3", "FREQ=DAILY;UNTIL=20260101")).toBe(true);
    expect(cut("FREQ=DAILY;COUNT=3", "FREQ=DAILY")).toBe(true);
    expect(cut("FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3")).toBe(true);
    expect(cut("FREQ=DAILY;COUNT=3", "FREQ=DAILY;INTERVAL=2;COUNT=3")).toBe(false);
  });
});
