import { day, utcOf } from "../time/civil.ts";

/** Days since 1 January 1970. */
export type DayNumber = number;

/** The weekday of a day; 0 is Monday. */
export function weekdayOfDay(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** 1 January. */
export function firstDayOf(year: number): DayNumber {
  return utcOf(year, 1, 1) / day;
}

/** The year of a wall time. */
export function yearOf(wall: number): number {
  return new Date(wall).getUTCFullYear();
}
