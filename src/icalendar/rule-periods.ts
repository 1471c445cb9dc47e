import { day, hour, lastWall, minute, second } from "../time/civil.ts";
import type { RecurrenceRule } from "./rule.ts";
import {
  type DayPattern,
  dayPattern,
  firstDayOf,
  weekdayOfDay,
  withImpliedDays,
  yearOf,
} from "./rule-days.ts";
import { weekdays } from "./rule-part.table.ts";

/**
 * One period of a rule (a year, a month … a second) that may hold occurrences: every base with every offset, both in
 * milliseconds and ascending. As a product it can be counted, searched and picked from without being written out.
 */
export interface Period {
  /** How many intervals after the first period. */
  readonly index: number;
  readonly bases: readonly number[];
  readonly offsets: readonly number[];
}

/** How a rule walks through time. */
export interface Walk {
  /** The last period that begins at or before a wall time, or the first. */
  indexAt(wall: number): number;
  /** The period of that index, or an index to go on at (greater), or undefined beyond the year 9999. */
  periodAt(index: number): Period | number | undefined;
  /** After so many periods without an occurrence there is none: the Gregorian calendar repeats every 400 years. */
  readonly cycle: number;
}

const daysOfCycle = 146_097;

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

/** No wall time has a second 60. */
function withoutLeapSeconds(rule: RecurrenceRule): RecurrenceRule {
  return rule.bySecond === undefined
    ? rule
    : { ...rule, bySecond: rule.bySecond.filter((each) => each < 60) };
}

/** Of an HOURLY … SECONDLY rule on a date, the midnights: no other moment is a DATE. */
function inDays(rule: RecurrenceRule): RecurrenceRule {
  const length = unitOf(rule) * rule.interval;
  return { ...rule, interval: length / gcd(length, day) };
}

function unitOf(rule: RecurrenceRule): number {
  return rule.frequency === "HOURLY" ? hour : rule.frequency === "MINUTELY" ? minute : second;
}

function yearly(rule: RecurrenceRule, start: number, days: DayPattern, offsets: readonly number[]): Walk {
  const first = yearOf(start);
  return {
    cycle: 400 / gcd(rule.interval, 400),
    // Week 1 may begin, and the last week end, in a neighbouring year.
    indexAt: (wall) => Math.max(0, Math.floor((yearOf(wall) - 1 - first) / rule.interval)),
    periodAt(index) {
      const year = first + index * rule.interval;
      if (year > 9999) return undefined;
      const january = firstDayOf(year);
      return { index, bases: days.yearPattern(year).days.map((offset) => (january + offset) * day), offsets };
    },
  };
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
  const startDay = Math.floor(start / day);
  const first = startDay - ((weekdayOfDay(startDay) - weekdays.indexOf(rule.weekStart) + 7) % 7);
  const length = 7 * rule.interval;
  return {
    cycle: daysOfCycle / gcd(length, daysOfCycle),
    indexAt: (wall) => Math.max(0, Math.floor((wall / day - first) / length)),
    periodAt(index) {
      const week = first + index * length;
      if (week * day > lastWall) return undefined;
      const bases: number[] = [];
      for (let each = week; each < week + 7; each++) if (isAllowed(days, each)) bases.push(each * day);
      return { index, bases, offsets };
    },
  };
}

function daily(rule: RecurrenceRule, start: number, days: DayPattern, offsets: readonly number[]): Walk {
  const first = Math.floor(start / day);
  const indexAt = (wall: number) => Math.max(0, Math.floor((wall / day - first) / rule.interval));
  return {
    cycle: daysOfCycle / gcd(rule.interval, daysOfCycle),
    indexAt,
    periodAt(index) {
      const each = first + index * rule.interval;
      const next = nextAllowed(days, each);
      if (next === undefined) return undefined;
      if (next === each) return { index, bases: [each * day], offsets };
      return Math.ceil((next - first) / rule.interval);
    },
  };
}

/** HOURLY, MINUTELY and SECONDLY: longer parts limit, shorter ones expand (table of RFC 5545 section 3.3.10). */
function timely(rule: RecurrenceRule, start: number, days: DayPattern): Walk {
  const unit = unitOf(rule);
  const first = Math.floor(start / unit) * unit;
  const length = unit * rule.interval;
  const offsets = offsetsWithin(rule, start, unit);
  const reachable = meetsTimes(rule, first, gcd(length, day), unit);
  const indexFrom = (wall: number) => Math.ceil((wall - first) / length);
  return {
    cycle: (daysOfCycle * day) / gcd(length, daysOfCycle * day),
    indexAt: (wall) => Math.max(0, Math.floor((wall - first) / length)),
    periodAt(index) {
      const at = first + index * length;
      if (at > lastWall || !reachable) return undefined;
      const today = Math.floor(at / day);
      const next = nextAllowed(days, today);
      if (next === undefined) return undefined;
      if (next !== today) return indexFrom(next * day);
      const later = nextTime(rule, at, unit);
      return later === at ? { index, bases: [at], offsets } : Math.max(indexFrom(later), index + 1);
    },
  };
}

/** Whether any allowed time of day is a whole number of `step`s from the first period: `INTERVAL=24;BYHOUR=5` never is. */
function meetsTimes(rule: RecurrenceRule, first: number, step: number, unit: number): boolean {
  const minutes = unit === hour ? [0] : (rule.byMinute ?? everyOf(60));
  const seconds = unit !== second ? [0] : (rule.bySecond ?? everyOf(60));
  return (rule.byHour ?? everyOf(24)).some((h) =>
    minutes.some((m) => seconds.some((s) => (h * hour + m * minute + s * second - first) % step === 0)),
  );
}

function everyOf(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** The first time at or after `at` whose hour, minute and second the limiting parts allow, or a step towards it. */
function nextTime(rule: RecurrenceRule, at: number, unit: number): number {
  const hours = nextListed(rule.byHour, Math.floor(at / hour) % 24, 24);
  if (hours > 0) return (Math.floor(at / hour) + hours) * hour;
  if (unit === hour) return at;
  const minutes = nextListed(rule.byMinute, Math.floor(at / minute) % 60, 60);
  if (minutes > 0) return (Math.floor(at / minute) + minutes) * minute;
  if (unit === minute) return at;
  return at + nextListed(rule.bySecond, Math.floor(at / second) % 60, 60) * second;
}

/** How far it is from a number to the next one of a list, or to where the list begins again; 0 without a list. */
function nextListed(list: readonly number[] | undefined, number: number, modulus: number): number {
  if (list === undefined) return 0;
  const value = (number + modulus) % modulus;
  return (list.find((item) => item >= value) ?? modulus) - value;
}

/** The first day from `from` on that the rule allows; what 400 years do not have, no year has. */
function nextAllowed(days: DayPattern, from: number): number | undefined {
  if (isAllowed(days, from)) return from;
  const first = yearOf(from * day);
  for (let year = first; year <= Math.min(first + 400, 9999); year++) {
    const january = firstDayOf(year);
    const offset = days.yearPattern(year).days.find((each) => january + each >= from);
    if (offset !== undefined) return january + offset;
  }
  return undefined;
}

function isAllowed(days: DayPattern, each: number): boolean {
  const year = yearOf(each * day);
  return days.yearPattern(year).allowed.has(each - firstDayOf(year));
}

function timesOfDay(rule: RecurrenceRule, start: number): number[] {
  const hours = rule.byHour ?? [modulo(start, day) / hour];
  const within = offsetsWithin(rule, start, hour);
  return hours.flatMap((each) => within.map((offset) => Math.floor(each) * hour + offset));
}

function offsetsWithin(rule: RecurrenceRule, start: number, unit: number): number[] {
  if (unit === second) return [0];
  const seconds = rule.bySecond ?? [Math.floor(modulo(start, minute) / second)];
  const within = seconds.map((each) => each * second);
  if (unit === minute) return within;
  const minutes = rule.byMinute ?? [Math.floor(modulo(start, hour) / minute)];
  return minutes.flatMap((each) => within.map((offset) => each * minute + offset));
}

function monthOf(wall: number): number {
  return yearOf(wall) * 12 + new Date(wall).getUTCMonth();
}

function modulo(number: number, modulus: number): number {
  return ((number % modulus) + modulus) % modulus;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
