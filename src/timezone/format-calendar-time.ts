import { basicOf, firstWall, lastWall } from "../time/civil.ts";
import { instantOf, wallAt } from "../time/offset.ts";
import type { Point } from "../time/point.ts";
import { type Tzid, utc } from "../time/zone.ts";

/**
 * A point in time as a value of calendar text: a date, a local time with its TZID, or `…Z` for Etc/UTC and for the
 * second half of an overlap, which a TZID cannot express (RFC 5545 section 3.3.5).
 *
 * @example
 * formatCalendarTime({ kind: "instant", instant: Date.UTC(2026, 4, 7, 9, 30), tzid: london })
 * // { value: "20260507T103000", tzid: "Europe/London", date: false }
 */
export function formatCalendarTime(point: Point): { value: string; tzid?: Tzid; date: boolean } {
  if (point.kind === "date") return { value: basicOf(point.wall).slice(0, 8), date: true };
  const { instant } = point;
  const tzid = zoneOnLine(point);
  if (tzid === undefined) return { value: `${basicOf(instant)}Z`, date: false };
  return { value: basicOf(wallAt(tzid, instant)), tzid, date: false };
}

/** The TZID that a point is written with by {@link formatCalendarTime}; a date, and what is written in UTC, has none. */
export function zoneOnLine(point: Point): Tzid | undefined {
  if (point.kind === "date" || point.tzid === utc) return undefined;
  const { instant, tzid } = point;
  const wall = wallAt(tzid, instant);
  return instantOf(tzid, wall) === instant && wall >= firstWall && wall <= lastWall ? tzid : undefined;
}
