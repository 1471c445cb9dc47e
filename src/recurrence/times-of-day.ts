import { day, hour, lastWall, minute, second } from "../time/civil.ts";
import { gcd, modulo } from "./day-number.ts";
import { type DayPattern, nextAllowedDay } from "./days.ts";
import { daysOfCycle, type Walk } from "./period.ts";
import type { RecurrenceRule } from "./rule.ts";

/** HOURLY, MINUTELY and SECONDLY: longer parts limit, shorter ones expand (table of RFC 5545 section 3.3.10). */
export function timely(rule: RecurrenceRule, start: number, days: DayPattern): Walk {
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
      const next = nextAllowedDay(days, today);
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

/** The times of day of a rule whose periods are days or longer, in milliseconds. */
export function timesOfDay(rule: RecurrenceRule, start: number): number[] {
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

/** The period of a rule that is shorter than a day, in milliseconds. */
export function unitOf(rule: RecurrenceRule): number {
  return rule.frequency === "HOURLY" ? hour : rule.frequency === "MINUTELY" ? minute : second;
}
