import { daysInMonth } from "../time/civil.ts";
import { type DayNumber, firstDayOf, weekdayOfDay, yearOfDay } from "./day-number.ts";
import { weekdays } from "./part.table.ts";
import type { RecurrenceRule, WeekdayOfPeriod } from "./rule.ts";

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
export function isAllowed(rule: RecurrenceRule, facts: DayFacts): boolean {
  return (
    (rule.byMonth === undefined || rule.byMonth.includes(facts.month)) &&
    isListed(rule.byYearDay, facts.yearDay, facts.yearLength) &&
    isListed(rule.byMonthDay, facts.monthDay, facts.monthLength) &&
    (rule.byDay === undefined || rule.byDay.some((day) => isWeekday(rule, day, facts)))
  );
}

/** Whether a list, if the rule has it, names a number, counted from the start or, negative, from the end. */
export function isListed(list: readonly number[] | undefined, number: number, count: number): boolean {
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
