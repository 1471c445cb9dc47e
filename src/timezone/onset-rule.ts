import { daysInMonth, utcOf, wallOf } from "../time/civil.ts";
import { occurrenceIn, type YearlyRule } from "./yearly-rule.ts";

/** A recurrence rule of an observance that takes place once in a year, every so many years. */
export interface OnsetRule {
  readonly rule: YearlyRule;
  /** Days of the month that it is held to: of the seven of a `week`, those that the rule names. Some years have none. */
  readonly monthdays?: readonly number[];
  /** The first and the last year; the last may be infinite. */
  readonly firstYear: number;
  readonly lastYear: number;
  readonly interval: number;
  /** UNTIL, in UTC. */
  readonly until: number;
}

// A date falls on one weekday again within eleven years, twelve where a century has no leap year.
const longestBreak = 14;

const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/**
 * Reads the RRULE of an observance; `undefined` for what no law of any country has ever said: a clock changed every
 * minute, on several dates of a year. Nothing is ever expanded, so that no rule can take long.
 *
 * @param value The RRULE value.
 * @param start DTSTART as if it were UTC.
 *
 * @example
 * readOnsetRule("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", Date.UTC(1601, 2, 25, 2))?.rule
 * // { kind: "nth", nth: -1, weekday: 0, month: 3, time: 7_200_000 }
 */
export function readOnsetRule(value: string, start: number): OnsetRule | undefined {
  if (value.length > 400) return undefined;
  const parts = new Map(
    value.split(";").map((part): [string, string] => {
      const [name = "", ...rest] = part.split("=");
      return [name.trim().toUpperCase(), rest.join("=").trim().toUpperCase()];
    }),
  );
  const rule = yearlyRule(parts, start);
  const monthdays = partOfWeek(parts);
  const interval = parts.has("INTERVAL") ? count(parts.get("INTERVAL")) : 1;
  const times = parts.has("COUNT") ? count(parts.get("COUNT")) : Number.POSITIVE_INFINITY;
  const until = parts.has("UNTIL") ? untilOf(parts.get("UNTIL") ?? "") : Number.POSITIVE_INFINITY;
  if (rule === undefined || interval === undefined || times === undefined || until === undefined)
    return undefined;
  const startYear = new Date(start).getUTCFullYear();
  const firstYear = occurrenceIn(rule, startYear) >= start ? startYear : startYear + interval;
  // How many years a count of such onsets takes, nobody writes and nobody knows.
  if (monthdays !== undefined && (parts.has("COUNT") || interval > 1)) return undefined;
  const lastYear = firstYear + (times - 1) * interval;
  return { rule, interval, until, firstYear, lastYear, ...(monthdays === undefined ? {} : { monthdays }) };
}

/** Fewer than seven days in a row, where a week runs into the next month: `BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR`. */
function partOfWeek(parts: ReadonlyMap<string, string>): number[] | undefined {
  const monthdays = parts.has("BYDAY") ? parts.get("BYMONTHDAY")?.split(",").map(Number) : undefined;
  return monthdays !== undefined && monthdays.length < 7 ? monthdays : undefined;
}

/** A whole number above zero. */
function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

function untilOf(text: string): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$/.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 23, minute = 59, second = 59] = parts
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  return wallOf({ year, month, day, hour, minute, second });
}

function yearlyRule(parts: ReadonlyMap<string, string>, start: number): YearlyRule | undefined {
  const date = new Date(start);
  const month = count(parts.get("BYMONTH") ?? String(date.getUTCMonth() + 1));
  const time = start - utcOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  // MONTHLY in one month of the year is YEARLY by another name.
  const yearly =
    parts.get("FREQ") === "YEARLY" ||
    (parts.get("FREQ") === "MONTHLY" && parts.has("BYMONTH") && !parts.has("INTERVAL"));
  const strange = ["BYHOUR", "BYMINUTE", "BYSECOND", "BYWEEKNO", "BYYEARDAY"].some((name) => parts.has(name));
  if (!yearly || strange || month === undefined || month > 12) return undefined;
  const monthdays = parts.get("BYMONTHDAY")?.split(",").map(Number);
  if (!parts.has("BYDAY")) {
    const monthday =
      monthdays === undefined ? date.getUTCDate() : monthdays.length === 1 ? monthdays[0] : undefined;
    if (monthday === undefined || !(monthday >= 1 && monthday <= daysInMonth(2023, month))) return undefined;
    return { kind: "monthday", monthday, month, time };
  }
  // BYDAY without BYMONTH would count through the year.
  return parts.has("BYMONTH") ? weekdayRule(parts, monthdays, month, time) : undefined;
}

/** `BYDAY=-1SU`; `BYDAY=SU;BYSETPOS=-1`; `BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14`. */
function weekdayRule(
  parts: ReadonlyMap<string, string>,
  monthdays: readonly number[] | undefined,
  month: number,
  time: number,
): YearlyRule | undefined {
  const [, nths, name = ""] = /^([+-]?\d)?(SU|MO|TU|WE|TH|FR|SA)$/.exec(parts.get("BYDAY") ?? "") ?? [];
  const weekday = weekdays.indexOf(name);
  if (weekday < 0) return undefined;
  const position = nths ?? parts.get("BYSETPOS");
  if (monthdays === undefined) {
    const nth = Number(position);
    // A fifth Sunday is not in every year; those who write it mean the last.
    return [1, 2, 3, 4, 5, -1].includes(nth)
      ? { kind: "nth", nth: nth === 5 ? -1 : nth, weekday, month, time }
      : negativeWeek(nth, weekday, month, time);
  }
  if (position !== undefined) return undefined;
  const first = Math.min(...monthdays);
  // Days in a row: more than seven, or apart from each other, would be two dates in a year.
  const inRow = [...monthdays].sort((a, b) => a - b).every((monthday, i) => monthday === first + i);
  const within = first >= 1 && first + monthdays.length - 1 <= daysInMonth(2023, month);
  return inRow && within && monthdays.length <= 7 ? { kind: "week", first, weekday, month, time } : undefined;
}

/** `-2SU` and the like, where the month has the same length every year. */
function negativeWeek(nth: number, weekday: number, month: number, time: number): YearlyRule | undefined {
  if (![-2, -3, -4].includes(nth) || month === 2) return undefined;
  return { kind: "week", first: daysInMonth(2023, month) + 1 + nth * 7, weekday, month, time };
}

/**
 * The last onset of a rule at or before an instant; `undefined` before the first.
 *
 * @param before The offset that the rule's wall times stand in.
 */
export function lastOnset(onset: OnsetRule, before: number, instant: number): number | undefined {
  const { rule, monthdays, firstYear, lastYear, interval, until } = onset;
  const end = Math.min(instant, until);
  const year = Math.min(new Date(end + before).getUTCFullYear(), lastYear);
  const steps = Math.floor((year - firstYear) / interval);
  // A part of a week has no such weekday in some years, but never for as long as this.
  const most = monthdays === undefined ? 2 : longestBreak;
  for (let step = steps; step >= 0 && step > steps - most; step--) {
    const wall = occurrenceIn(rule, firstYear + step * interval);
    const named = monthdays === undefined || monthdays.includes(new Date(wall).getUTCDate());
    if (named && wall - before <= end) return wall - before;
  }
  return undefined;
}
