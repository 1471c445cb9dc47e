import { daysInMonth } from "../time/civil.ts";
import { type DayNumber, dayOf, firstDayOf, weekdayOfDay, yearOfDay } from "./day-number.ts";
import { type Weekday, weekdays } from "./part.table.ts";
import type { RecurrenceRule, WeekdayOfPeriod } from "./rule.ts";

/** The days of one kind of year that a rule allows, counted from 1 January as 0; week 1 may begin before it. */
interface YearPattern {
  readonly days: readonly number[];
  /** `days` by month, January first. */
  readonly months: readonly (readonly number[])[];
  readonly allowed: ReadonlySet<number>;
}

/** The days that a rule allows, in any year. Years are alike where they begin on the same weekday and are as long. */
export interface DayPattern {
  yearPattern(year: number): YearPattern;
}

/**
 * The rule with what it takes from DTSTART (RFC 5545 section 3.3.10: "Information, not contained in the rule …")
 * written out as parts of it.
 */
export function withImpliedDays(rule: RecurrenceRule, start: number): RecurrenceRule {
  const date = new Date(start);
  const weekday = weekdays[weekdayOfDay(dayOf(start))] ?? "MO";
  if (rule.byDay !== undefined || rule.byMonthDay !== undefined || rule.byYearDay !== undefined) return rule;
  const monthDay = { byMonthDay: [date.getUTCDate()] };
  switch (rule.frequency) {
    case "YEARLY":
      if (rule.byWeekNo !== undefined) return { ...rule, byDay: [{ weekday }] };
      return { ...rule, ...monthDay, byMonth: rule.byMonth ?? [date.getUTCMonth() + 1] };
    case "MONTHLY":
      return { ...rule, ...monthDay };
    case "WEEKLY":
      return { ...rule, byDay: [{ weekday }] };
    default:
      return rule;
  }
}

/** The day part of a rule, worked out once for each of the (at most 56) kinds of year that it meets. */
export function dayPattern(rule: RecurrenceRule): DayPattern {
  const byYear = new Map<number, YearPattern>();
  const byKind = new Map<string, YearPattern>();
  return {
    yearPattern(year) {
      const met = byYear.get(year);
      if (met !== undefined) return met;
      const lengths = [year - 1, year, year + 1].map((each) => firstDayOf(each + 1) - firstDayOf(each));
      const key = `${weekdayOfDay(firstDayOf(year))} ${lengths.join(" ")}`;
      const pattern = byKind.get(key) ?? yearPatternOf(rule, year);
      byKind.set(key, pattern);
      byYear.set(year, pattern);
      return pattern;
    },
  };
}

/** The first day from `from` on that the rule allows; what 400 years do not have, no year has. */
export function nextAllowedDay(days: DayPattern, from: DayNumber): DayNumber | undefined {
  if (isAllowedDay(days, from)) return from;
  const first = yearOfDay(from);
  for (let year = first; year <= Math.min(first + 400, 9999); year++) {
    const january = firstDayOf(year);
    const offset = days.yearPattern(year).days.find((each) => january + each >= from);
    if (offset !== undefined) return january + offset;
  }
  return undefined;
}

/** Whether the rule allows a day. */
export function isAllowedDay(days: DayPattern, each: DayNumber): boolean {
  const year = yearOfDay(each);
  return days.yearPattern(year).allowed.has(each - firstDayOf(year));
}

function yearPatternOf(rule: RecurrenceRule, year: number): YearPattern {
  const first = firstDayOf(year);
  const length = firstDayOf(year + 1) - first;
  const weeks = rule.byWeekNo === undefined ? undefined : weeksOf(year, weekdays.indexOf(rule.weekStart));
  const days: number[] = [];
  const months: number[][] = Array.from({ length: 12 }, () => []);
  for (let offset = weeks?.first ?? 0; offset < (weeks?.end ?? length); offset++) {
    if (weeks !== undefined && !isListed(rule.byWeekNo, weeks.numberOf(offset), weeks.count)) continue;
    const facts = factsOf(first + offset);
    // Most yearly rules name one month: the days of the others are passed over.
    if (rule.byMonth?.includes(facts.month) === false) offset += facts.monthLength - facts.monthDay;
    else if (isAllowed(rule, facts)) {
      days.push(offset);
      if (offset >= 0 && offset < length) months[facts.month - 1]?.push(offset);
    }
  }
  return { days, months, allowed: new Set(days) };
}

/** Week 1 is the first with at least four days in the year (ISO 8601, with any day as the first of the week). */
function weeksOf(year: number, weekStart: number) {
  const first = firstWeek(year, weekStart) - firstDayOf(year);
  const end = firstWeek(year + 1, weekStart) - firstDayOf(year);
  return {
    first,
    end,
    count: (end - first) / 7,
    numberOf: (offset: number) => Math.floor((offset - first) / 7) + 1,
  };
}

/** The year that a day's week belongs to: 1 January 2027, a Friday, is in week 53 of 2026. */
export function weekYearOf(day: DayNumber, weekStart: Weekday): number {
  const year = yearOfDay(day);
  const start = weekdays.indexOf(weekStart);
  if (day < firstWeek(year, start)) return year - 1;
  return day < firstWeek(year + 1, start) ? year : year + 1;
}

function firstWeek(year: number, weekStart: number): DayNumber {
  const first = firstDayOf(year);
  const daysBefore = (weekdayOfDay(first) - weekStart + 7) % 7;
  return daysBefore <= 3 ? first - daysBefore : first + 7 - daysBefore;
}

/** What is known of one day when a rule is held against it. */
export interface DayFacts {
  readonly month: number;
  readonly monthDay: number;
  readonly monthLength: number;
  readonly yearDay: number;
  readonly yearLength: number;
  /** 0 is Monday. */
  readonly weekday: number;
}

/** Month, day, length of the month and so on of one day. */
export function factsOf(dayNumber: DayNumber): DayFacts {
  const year = yearOfDay(dayNumber);
  const first = firstDayOf(year);
  let month = 1;
  let monthDay = dayNumber - first + 1;
  let monthLength = 31;
  for (; monthDay > monthLength; monthLength = daysInMonth(year, month)) {
    monthDay -= monthLength;
    month++;
  }
  return {
    month,
    monthDay,
    monthLength,
    yearDay: dayNumber - first + 1,
    yearLength: firstDayOf(year + 1) - first,
    weekday: weekdayOfDay(dayNumber),
  };
}

/** Whether the parts of a rule that speak of days, BYWEEKNO apart, allow a day. */
function isAllowed(rule: RecurrenceRule, facts: DayFacts): boolean {
  return (
    (rule.byMonth === undefined || rule.byMonth.includes(facts.month)) &&
    isListed(rule.byYearDay, facts.yearDay, facts.yearLength) &&
    isListed(rule.byMonthDay, facts.monthDay, facts.monthLength) &&
    (rule.byDay === undefined || rule.byDay.some((day) => isWeekday(rule, day, facts)))
  );
}

/** Whether a list, if the rule has it, names a number, counted from the start or, negative, from the end. */
function isListed(list: readonly number[] | undefined, number: number, count: number): boolean {
  return list === undefined || list.includes(number) || list.includes(number - count - 1);
}

/** Note 1 and note 2 of RFC 5545 section 3.3.10: in a YEARLY rule the number is within the month if it has BYMONTH. */
function isWeekday(rule: RecurrenceRule, day: WeekdayOfPeriod, facts: DayFacts): boolean {
  if (weekdays[facts.weekday] !== day.weekday) return false;
  if (day.ordinal === undefined) return true;
  const inMonth = rule.frequency === "MONTHLY" || rule.byMonth !== undefined;
  const [number, count] = inMonth ? [facts.monthDay, facts.monthLength] : [facts.yearDay, facts.yearLength];
  return day.ordinal > 0
    ? Math.ceil(number / 7) === day.ordinal
    : Math.ceil((count - number + 1) / 7) === -day.ordinal;
}
