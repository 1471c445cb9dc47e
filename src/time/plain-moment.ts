import { daysInMonth, numberAt } from "./civil.ts";

/**
 * Whether a value is a moment as state has it: RFC 3339 in UTC, to the second, of a day that exists (40 ns; through a Date 430).
 *
 * @example
 * isPlainMoment("2026-05-07T09:30:00Z") // true
 * isPlainMoment("2026-02-30T09:30:00Z") // false
 */
export function isPlainMoment(value: unknown): value is string {
  return (
    typeof value === "string" &&
    value.length === "2026-05-07T09:30:00Z".length &&
    value.charCodeAt(19) === 0x5a &&
    isPlainClock(value)
  );
}

/** Whether a text begins with a day that exists and a time of that day, to the second. */
export function isPlainClock(value: string): boolean {
  const isMarked =
    value.charCodeAt(4) === 0x2d &&
    value.charCodeAt(7) === 0x2d &&
    value.charCodeAt(10) === 0x54 &&
    value.charCodeAt(13) === 0x3a &&
    value.charCodeAt(16) === 0x3a;
  if (!isMarked) return false;
  // Where a digit is missing all that it is in is NaN, which is at least and at most nothing.
  const year = numberAt(value, 0) * 100 + numberAt(value, 2);
  const date = numberAt(value, 8);
  const exists = year >= 0 && date >= 1 && date <= daysInMonth(year, numberAt(value, 5));
  return exists && numberAt(value, 11) <= 23 && numberAt(value, 14) <= 59 && numberAt(value, 17) <= 59;
}
