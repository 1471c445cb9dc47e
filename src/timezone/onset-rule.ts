import { defined } from "../input.ts";
import { modulo } from "../recurrence/day-number.ts";
import { weekdays } from "../recurrence/part.table.ts";
import type { RecurrenceRule, WeekdayOfPeriod } from "../recurrence/rule.ts";
import { day, daysInMonth, second } from "../time/civil.ts";
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

/** Parts of a rule that say the time of day: an observance has that of its DTSTART. */
const timeParts = [
  ["byHour", (start: Date) => start.getUTCHours()],
  ["byMinute", (start: Date) => start.getUTCMinutes()],
  ["bySecond", (start: Date) => start.getUTCSeconds()],
] as const;

/**
 * The rule of an observance as one onset in a year; `undefined` for what no law of any country has ever said: a clock
 * changed every minute, on several dates of a year. Nothing is ever expanded, so that no rule can take long.
 *
 * @param rule The RRULE.
 * @param start DTSTART as if it were UTC.
 *
 * @example
 * onsetRule(parseRule("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"), Date.UTC(1601, 2, 25, 2))?.rule
 * // { kind: "nth", nth: -1, weekday: 0, month: 3, time: 7_200_000 }
 */
export function onsetRule(rule: RecurrenceRule, start: number): OnsetRule | undefined {
  const yearly = yearlyRule(rule, start);
  // Four digits of a year have no room for a longer interval.
  if (yearly === undefined || rule.interval > 9_999) return undefined;
  const monthdays = partOfWeek(rule);
  const { interval, count = Number.POSITIVE_INFINITY } = rule;
  const startYear = new Date(start).getUTCFullYear();
  const firstYear = occurrenceIn(yearly, startYear) >= start ? startYear : startYear + interval;
  // COUNT with such onsets is not written by any known program, and the year it ends in is not worked out.
  if (monthdays !== undefined && (rule.count !== undefined || interval > 1)) return undefined;
  return {
    rule: yearly,
    interval,
    until: untilOf(rule),
    firstYear,
    lastYear: firstYear + (count - 1) * interval,
    ...defined({ monthdays }),
  };
}

/** Fewer than seven days in a row, where a week runs into the next month: `BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR`. */
function partOfWeek({ byDay, byMonthDay }: RecurrenceRule): readonly number[] | undefined {
  return byDay !== undefined && byMonthDay !== undefined && byMonthDay.length < 7 ? byMonthDay : undefined;
}

/** UNTIL as an instant: in UTC, as it should be, or read as if it were; a date ends with its last second. */
function untilOf({ until }: RecurrenceRule): number {
  if (until === undefined) return Number.POSITIVE_INFINITY;
  return until.form === "date" ? until.wall + day - second : until.wall;
}

function yearlyRule(rule: RecurrenceRule, start: number): YearlyRule | undefined {
  const date = new Date(start);
  const { byMonth = [date.getUTCMonth() + 1], byMonthDay, byDay } = rule;
  const time = modulo(start, day);
  const [month, otherMonth] = byMonth;
  if (!isYearly(rule) || hasOtherTimes(rule, date) || month === undefined || otherMonth !== undefined)
    return undefined;
  if (byDay === undefined) {
    const [monthday = 0, another] = byMonthDay ?? [date.getUTCDate()];
    if (another !== undefined || !(monthday >= 1 && monthday <= daysInMonth(2023, month))) return undefined;
    return { kind: "monthday", monthday, month, time };
  }
  // BYDAY without BYMONTH would count through the year.
  return rule.byMonth === undefined ? undefined : weekdayRule(rule, byDay, month, time);
}

/** MONTHLY in one month of the year is YEARLY by another name. */
function isYearly(rule: RecurrenceRule): boolean {
  if (rule.byWeekNo !== undefined || rule.byYearDay !== undefined) return false;
  return (
    rule.frequency === "YEARLY" ||
    (rule.frequency === "MONTHLY" && rule.byMonth !== undefined && rule.interval === 1)
  );
}

/** DDay.iCal repeats the time of DTSTART in the rule (`BYHOUR=2;BYMINUTE=0`); no program is known to write another time. */
function hasOtherTimes(rule: RecurrenceRule, start: Date): boolean {
  return timeParts.some(([name, timeOf]) => {
    const list = rule[name];
    return list !== undefined && (list.length !== 1 || list[0] !== timeOf(start));
  });
}

/** `BYDAY=-1SU`; `BYDAY=SU;BYSETPOS=-1`; `BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14`. */
function weekdayRule(
  { byMonthDay, bySetPos }: RecurrenceRule,
  [named, ...others]: readonly WeekdayOfPeriod[],
  month: number,
  time: number,
): YearlyRule | undefined {
  if (named === undefined || others.length > 0 || (bySetPos?.length ?? 0) > 1) return undefined;
  // Sunday is 0.
  const weekday = (weekdays.indexOf(named.weekday) + 1) % 7;
  const nth = named.ordinal ?? bySetPos?.[0];
  if (byMonthDay === undefined) return nth === undefined ? undefined : nthRule(nth, weekday, month, time);
  if (nth !== undefined) return undefined;
  const first = Math.min(...byMonthDay);
  // Days in a row: more than seven, or apart from each other, would be two dates in a year.
  const inRow = byMonthDay.every((monthday, i) => monthday === first + i);
  const within = first >= 1 && first + byMonthDay.length - 1 <= daysInMonth(2023, month);
  return inRow && within && byMonthDay.length <= 7
    ? { kind: "week", first, weekday, month, time }
    : undefined;
}

/** A fifth Sunday is not in every year; those who write it mean the last. */
function nthRule(nth: number, weekday: number, month: number, time: number): YearlyRule | undefined {
  if (![1, 2, 3, 4, 5, -1].includes(nth)) return negativeWeek(nth, weekday, month, time);
  return { kind: "nth", nth: nth === 5 ? -1 : nth, weekday, month, time };
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
