import { day, utcOf } from "../time/civil.ts";

/** Days since 1 January 1970. */
export type DayNumber = number;

/** The day of a wall time. */
export function dayOf(wall: number): DayNumber {
  return Math.floor(wall / day);
}

/** The weekday of a day; 0 is Monday. */
export function weekdayOfDay(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** 1 January. */
export function firstDayOf(year: number): DayNumber {
  return dayOf(utcOf(year, 1, 1));
}

/** The year of a day: an estimate that is never too late, and at most one step from right. */
export function yearOfDay(day: DayNumber): number {
  const estimate = Math.floor((day - 1) / 365.2425) + 1970;
  return day >= firstDayOf(estimate + 1) ? estimate + 1 : estimate;
}

/** The rest of a division, never negative. */
export function modulo(number: number, modulus: number): number {
  return ((number % modulus) + modulus) % modulus;
}

/** The greatest common divisor. */
export function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
