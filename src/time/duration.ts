import { day, firstWall, lastWall } from "./civil.ts";
import { instantOf, wallAt } from "./offset.ts";
import type { Point } from "./point.ts";

/**
 * A length of time (RFC 5545 section 3.3.6): whole days, which are counted on the calendar, and seconds, which are
 * exact. Both are negative in a negative duration.
 */
export interface Duration {
  /** Weeks count as seven. */
  readonly days: number;
  readonly seconds: number;
}

// dur-value = (["+"] / "-") "P" (dur-date / dur-time / dur-week). Read leniently: weeks beside days, hours beside seconds.
// Every part ends with a letter of its own, so that no digit can belong to two of them.
const grammar =
  /^([+-])?P(?:(\d{1,7})W)?(?:(\d{1,7})D)?(?:(T)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i;

/**
 * Reads a DURATION value; `undefined` where it is none.
 *
 * @example
 * parseDuration("P1DT2H") // { days: 1, seconds: 7200 }
 */
export function parseDuration(text: string): Duration | undefined {
  const parts = grammar.exec(text.trim());
  if (parts === null) return undefined;
  const [, sign, weeks, days, time, hours, minutes, seconds] = parts;
  const exact = [hours, minutes, seconds];
  if (exact.every((part) => part === undefined) && (time !== undefined || (weeks ?? days) === undefined)) {
    return undefined;
  }
  const count = (part: string | undefined) => Number(part ?? 0);
  const direction = sign === "-" ? -1 : 1;
  return {
    days: times(direction, count(weeks) * 7 + count(days)),
    seconds: times(direction, (count(hours) * 60 + count(minutes)) * 60 + count(seconds)),
  };
}

/** A size in that direction; 0, and never -0. */
function times(direction: 1 | -1, size: number): number {
  return size === 0 ? 0 : direction * size;
}

/**
 * Writes a DURATION value.
 *
 * @example
 * formatDuration({ days: 0, seconds: -900 }) // "-PT15M"
 */
export function formatDuration(duration: Duration): string {
  const days = Math.abs(duration.days);
  const seconds = Math.abs(duration.seconds);
  const sign = duration.days < 0 || duration.seconds < 0 ? "-" : "";
  if (seconds === 0) {
    if (days === 0) return "PT0S";
    return days % 7 === 0 ? `${sign}P${days / 7}W` : `${sign}P${days}D`;
  }
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = seconds % 60;
  // dur-hour = 1*DIGIT "H" [dur-minute]: no hours beside seconds without the minutes between them.
  const middle = minutes > 0 || (hours > 0 && rest > 0) ? `${minutes}M` : "";
  const time = `${hours > 0 ? `${hours}H` : ""}${middle}${rest > 0 ? `${rest}S` : ""}`;
  return `${sign}P${days > 0 ? `${days}D` : ""}T${time}`;
}

/**
 * A point in time moved by a duration: days are counted on the zone's calendar, so that 10:00 stays 10:00 across a
 * change of the clocks; the rest is exact. A date moves by whole days, a part of one counting as one. Nothing moves
 * out of the years 0 to 9999.
 *
 * @example
 * // Paris springs forward that night.
 * addDuration(saturdayTen, { days: 1, seconds: 0 })      // Sunday 10:00, 23 hours later
 * addDuration(saturdayTen, { days: 0, seconds: 86_400 }) // Sunday 11:00
 */
export function addDuration(point: Point, duration: Duration): Point {
  switch (point.kind) {
    case "date": {
      const part = Math.ceil(Math.abs(duration.seconds) / 86_400) * Math.sign(duration.seconds);
      return { ...point, wall: held(point.wall + (duration.days + part) * day) };
    }
    case "instant": {
      const { instant, tzid } = point;
      const moved =
        duration.days === 0 ? instant : instantOf(tzid, held(wallAt(tzid, instant) + duration.days * day));
      return { ...point, instant: held(moved + duration.seconds * 1_000) };
    }
  }
}

/** Two days inside of the years that can be written, whatever the zone. */
function held(moment: number): number {
  return Math.min(Math.max(moment, firstWall + 2 * day), lastWall + 1_000 - 3 * day);
}
