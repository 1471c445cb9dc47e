import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  expandRecurrence,
  isOccurrence,
  lastOccurrence,
  type RecurrenceSet,
} from "../../src/recurrence/expand.ts";
import { arbitraryRule, arbitraryWeekRule } from "../support/arbitrary/rule.ts";
import { bruteForce } from "../support/oracle/recurrence.ts";
import { rule, shown } from "../support/recurrence.ts";
import { deep, runs } from "../support/runs.ts";

const day = 86_400_000;

/** How far brute force looks at each frequency: in `npm test` a third as far. */
const far = deep ? 1 : 1 / 3;

/** With how often it is asked. */
const frequencies = [
  ["YEARLY", 6 * 366 * day * far, 30],
  ["MONTHLY", 3 * 366 * day * far, 50],
  ["WEEKLY", 366 * day * far, 80],
  ["DAILY", 366 * day * far, 100],
  ["HOURLY", 40 * day * far, 80],
  ["MINUTELY", 3 * day * far, 40],
  ["SECONDLY", (day / 12) * far, 30],
] as const;

const starts = fc
  .integer({ min: Date.UTC(1996, 0, 1) / 1_000, max: Date.UTC(2030, 0, 1) / 1_000 })
  .map((seconds) => seconds * 1_000);

/** Within a week of 1 January, where the year of a week is often not that of its days. */
const newYears = fc
  .tuple(fc.integer({ min: 1996, max: 2030 }), fc.integer({ min: -7 * 86_400, max: 7 * 86_400 }))
  .map(([year, seconds]) => Date.UTC(year, 0, 1) + seconds * 1_000);

/** In the middle of a week: BYSETPOS counts the days before DTSTART too. */
const positions = fc
  .tuple(
    fc.constantFrom("WEEKLY", "MONTHLY", "YEARLY"),
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom("MO", "WE", "SU"),
    fc.subarray(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], { minLength: 2 }),
    fc.subarray([1, 2, 3, -1, -2], { minLength: 1 }),
  )
  .map(
    ([frequency, interval, weekStart, days, places]) =>
      `FREQ=${frequency};INTERVAL=${interval};WKST=${weekStart};BYDAY=${days.join(",")};BYSETPOS=${places.join(",")}`,
  );

describe("occurrences are those that brute force finds", () => {
  it.each(frequencies)("%s, with times", (frequency, span, numRuns) => {
    fc.assert(
      fc.property(arbitraryRule(frequency), starts, (text, start) =>
        expectSameAsBruteForce(text, start, false, span),
      ),
      { numRuns: runs(numRuns, "flood") },
    );
  });

  it("YEARLY by week numbers, begun about the new year", () => {
    fc.assert(
      fc.property(arbitraryWeekRule(), newYears, (text, start) =>
        expectSameAsBruteForce(text, start, false, (deep ? 6 : 2) * 366 * day),
      ),
      { numRuns: runs(60, "flood") },
    );
  });

  it("with BYSETPOS, begun on any day of a week", () => {
    fc.assert(
      fc.property(positions, starts, (text, start) => expectSameAsBruteForce(text, start, false, 800 * day)),
      { numRuns: runs(60, "exchange") },
    );
  });

  it.each(frequencies.slice(0, 4))("%s, on dates", (frequency, span, numRuns) => {
    fc.assert(
      fc.property(arbitraryRule(frequency), starts, (text, start) =>
        expectSameAsBruteForce(text, midnightOf(start), true, span),
      ),
      { numRuns: runs(numRuns, "flood") },
    );
  });

  it.each(frequencies)("%s, with COUNT", (frequency, span, numRuns) => {
    fc.assert(
      fc.property(arbitraryRule(frequency), starts, fc.integer({ min: 1, max: 9 }), (text, start, count) => {
        const most = bruteForce(`${text};COUNT=${count}`, start, false, start + span);
        const { occurrences } = expandRecurrence(setOf(`${text};COUNT=${count}`, start), {
          to: start + span,
          steps: 1_000_000,
        });
        expect(shown(occurrences)).toEqual(shown(most.filter((wall) => wall <= start + span)));
      }),
      { numRuns: runs(numRuns / 2, "flood") },
    );
  });
});

describe("a part of a recurrence set", () => {
  const asked = fc.tuple(
    fc
      .constantFrom(...frequencies)
      .chain(([frequency, span]) => fc.tuple(arbitraryRule(frequency), fc.constant(span))),
    starts,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );

  it("between `from` and `to` is the same piece of the whole set", () => {
    fc.assert(
      fc.property(asked, ([[text, span], start, a, b]) => {
        const set = setOf(text, start);
        const whole = expandRecurrence(set, { to: start + span, steps: 1_000_000 });
        const from = start + Math.floor(Math.min(a, b) * span);
        const to = start + Math.floor(Math.max(a, b) * span);
        const part = expandRecurrence(set, { from, to, steps: 1_000_000 });
        expect(part.occurrences).toEqual(whole.occurrences.filter((wall) => wall >= from && wall <= to));
      }),
      { numRuns: runs(150, "message") },
    );
  });

  it("isOccurrence agrees with the expansion, and lastOccurrence with its end", () => {
    fc.assert(
      fc.property(asked, ([[text, span], start, a]) => {
        const until = start + Math.floor(a * span);
        const set = { ...setOf(text, start), until };
        const { occurrences, complete } = expandRecurrence(set, { steps: 1_000_000 });
        expect(complete).toBe(true);
        expect(lastOccurrence(set, 1_000_000)).toBe(occurrences.at(-1));
        for (const wall of occurrences.slice(0, 5)) {
          expect(isOccurrence(set, wall, 1_000_000)).toBe(true);
          expect(isOccurrence(set, wall + 1, 1_000_000)).toBe(false);
        }
      }),
      { numRuns: runs(100, "message") },
    );
  });

  it("occurrences ascend, each once, none before DTSTART, no excluded one, every included one", () => {
    const walls = fc.array(fc.integer({ min: -20, max: 400 }), { maxLength: 12 });
    fc.assert(
      fc.property(asked, walls, walls, ([[text], start], include, exclude) => {
        const at = (offset: number) => start + offset * day;
        const set = { ...setOf(text, start), include: include.map(at), exclude: exclude.map(at) };
        const { occurrences } = expandRecurrence(set, { to: start + 400 * day, max: 500, steps: 20_000 });
        expect(occurrences).toEqual(Array.from(new Set(occurrences)).sort((a, b) => a - b));
        expect(occurrences.every((wall) => wall >= start && !set.exclude.includes(wall))).toBe(true);
        const last = occurrences.at(-1) ?? start;
        const due = set.include.filter(
          (wall) => wall >= start && wall <= last && !set.exclude.includes(wall),
        );
        expect(occurrences).toEqual(expect.arrayContaining(due));
      }),
      { numRuns: runs(150, "message") },
    );
  });
});

function expectSameAsBruteForce(text: string, start: number, date: boolean, span: number): void {
  // "These rule parts MUST be ignored" on a DATE (RFC 5545 section 3.3.10).
  const meant = date ? text.replace(/;BY(HOUR|MINUTE|SECOND)=[\d,]+/g, "") : text;
  const expected = bruteForce(meant, start, date, start + span).filter((wall) => wall <= start + span);
  const found = expandRecurrence({ ...setOf(text, start), date }, { to: start + span, steps: 1_000_000 });
  expect(shown(found.occurrences)).toEqual(shown(expected));
  expect(found.complete).toBe(true);
}

function setOf(text: string, start: number): RecurrenceSet {
  return { start, date: false, rule: rule(text), include: [], exclude: [] };
}

function midnightOf(start: number): number {
  return Math.floor(start / day) * day;
}
