import { day, lastWall } from "../time/civil.ts";
import { type DayNumber, dayOf, firstDayOf, gcd, weekdayOfDay, yearOfDay } from "./day-number.ts";
import {
  type DayPattern,
  dayPattern,
  isAllowedDay,
  nextAllowedDay,
  weekYearOf,
  withImpliedDays,
} from "./days.ts";
import { weekdays } from "./part.table.ts";
import { daysOfCycle, type Walk } from "./period.ts";
import type { RecurrenceRule } from "./rule.ts";
import { timely, timesOfDay, unitOf } from "./times-of-day.ts";

/** The walk of a rule from DTSTART on; the period of DTSTART is the first. */
export function walkOf(rule: RecurrenceRule, start: number, date: boolean): Walk {
  const full = withoutLeapSeconds(withImpliedDays(rule, start));
  const days = dayPattern(full);
  const times = date ? [0] : timesOfDay(full, start);
  switch (full.frequency) {
    case "YEARLY":
      return yearly(full, start, days, times);
    case "MONTHLY":
      return monthly(full, start, days, times);
    case "WEEKLY":
      return weekly(full, start, days, times);
    case "DAILY":
      return daily(full, start, days, times);
    default:
      return date ? daily(inDays(full), start, days, times) : timely(full, start, days);
  }
}

/** A rule without the second 60, which no wall time has. */
function withoutLeapSeconds(rule: RecurrenceRule): RecurrenceRule {
  return rule.bySecond === undefined
    ? rule
    : { ...rule, bySecond: rule.bySecond.filter((each) => each < 60) };
}

/** An HOURLY … SECONDLY rule of a series of dates, with the interval from one of its midnights to the next: no other moment is a DATE. */
function inDays(rule: RecurrenceRule): RecurrenceRule {
  const length = unitOf(rule) * rule.interval;
  return { ...rule, interval: length / gcd(length, day) };
}

function yearly(rule: RecurrenceRule, start: number, days: DayPattern, offsets: readonly number[]): Walk {
  const first = yearOfStart(rule, dayOf(start));
  return {
    cycle: 400 / gcd(rule.interval, 400),
    // Week 1 may begin, and the last week end, in a neighbouring year.
    indexAt: (wall) => Math.max(0, Math.floor((yearOfDay(dayOf(wall)) - 1 - first) / rule.interval)),
    periodAt(index) {
      const year = first + index * rule.interval;
      if (year > 9999) return undefined;
      const january = firstDayOf(year);
      return { index, bases: days.yearPattern(year).days.map((offset) => (january + offset) * day), offsets };
    },
  };
}

/** BYWEEKNO counts weeks, and INTERVAL then years of weeks: the first is that of DTSTART's week (ISO 8601), not of its date. */
function yearOfStart(rule: RecurrenceRule, start: DayNumber): number {
  return rule.byWeekNo === undefined ? yearOfDay(start) : weekYearOf(start, rule.weekStart);
}

function monthly(rule: RecurrenceRule, start: number, days: DayPattern, offsets: readonly number[]): Walk {
  const first = monthOf(start);
  return {
    cycle: 4800 / gcd(rule.interval, 4800),
    indexAt: (wall) => Math.max(0, Math.floor((monthOf(wall) - first) / rule.interval)),
    periodAt(index) {
      const month = first + index * rule.interval;
      const year = Math.floor(month / 12);
      if (year > 9999) return undefined;
      const january = firstDayOf(year);
      const inMonth = days.yearPattern(year).months[month % 12] ?? [];
      return { index, bases: inMonth.map((offset) => (january + offset) * day), offsets };
    },
  };
}

function weekly(rule: RecurrenceRule, start: number, days: DayPattern, offsets: readonly number[]): Walk {
  const startDay = dayOf(start);
  const first = startDay - ((weekdayOfDay(startDay) - weekdays.indexOf(rule.weekStart) + 7) % 7);
  const length = 7 * rule.interval;
  return {
    cycle: daysOfCycle / gcd(length, daysOfCycle),
    indexAt: (wall) => Math.max(0, Math.floor((wall / day - first) / length)),
    periodAt(index) {
      const week = first + index * length;
      if (week * day > lastWall) return undefined;
      const bases: number[] = [];
      for (let each = week; each < week + 7; each++) if (isAllowedDay(days, each)) bases.push(each * day);
      return { index, bases, offsets };
    },
  };
}

function daily(rule: RecurrenceRule, start: number, days: DayPattern, offsets: readonly number[]): Walk {
  const first = dayOf(start);
  const indexAt = (wall: number) => Math.max(0, Math.floor((wall / day - first) / rule.interval));
  return {
    cycle: daysOfCycle / gcd(rule.interval, daysOfCycle),
    indexAt,
    periodAt(index) {
      const each = first + index * rule.interval;
      const next = nextAllowedDay(days, each);
      if (next === undefined) return undefined;
      if (next === each) return { index, bases: [each * day], offsets };
      return Math.ceil((next - first) / rule.interval);
    },
  };
}

function monthOf(wall: number): number {
  return yearOfDay(dayOf(wall)) * 12 + new Date(wall).getUTCMonth();
}
