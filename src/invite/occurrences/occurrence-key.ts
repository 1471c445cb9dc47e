import type { CheckedEvent } from "../../event/event.ts";
import { wallAt } from "../../time/offset.ts";
import { formatPoint, type Point, readTime, rezone } from "../../time/point.ts";
import { type Tzid, utc } from "../../time/zone.ts";
import { placeCalendarTime } from "../../timezone/calendar-time.ts";
import { isShowable, type StatedTime } from "../../timezone/time-property.ts";

const day = 86_400_000;

/**
 * The key of an occurrence: its original start as an instant in UTC, or as a date. Two spellings of one moment, in
 * any zone, have one key.
 */
export function keyOf(point: Point): string {
  return formatPoint({ ...point, tzid: utc }).time;
}

/** Whether a text could be the key of an occurrence. */
export function isOccurrenceKey(text: string): boolean {
  const point = readTime(text, utc);
  return point.kind !== "fault" && keyOf(point) === text && !isEdge(point);
}

/** Whether a key has the form that the occurrences of an event have: dates for a series of whole days. */
export function keyFits(key: string, event: CheckedEvent): boolean {
  const point = readTime(key, utc);
  return event.recurrence !== undefined && point.kind === event.start.kind;
}

/** Too near to the years 0 and 9999 to be shown in every zone. */
function isEdge(point: Point): boolean {
  return !isShowable(
    point.kind === "date" ? { kind: "date", wall: point.wall } : { kind: "utc", instant: point.instant },
  );
}

/** The key that a reply's RECURRENCE-ID names, whatever form the client gave it. */
export function keyOfStated(time: StatedTime, event: CheckedEvent, zone: Tzid): string {
  const point = placeCalendarTime(time, zone);
  return keyOf(event.start.kind === "date" ? asDate(point, time.kind === "utc" ? zone : undefined) : point);
}

/**
 * Outlook names the occurrences of a series of whole days by midnights in its own zone; the same midnight in UTC
 * belongs to the invite's zone, unless it is a midnight there already.
 */
function asDate(point: Point, zone: Tzid | undefined): Point {
  if (point.kind === "date") return point;
  const walls = [
    wallAt(point.tzid, point.instant),
    ...(zone === undefined ? [] : [wallAt(zone, point.instant)]),
  ];
  const wall = walls.find((candidate) => candidate % day === 0);
  return wall === undefined ? point : { kind: "date", wall, tzid: point.tzid };
}

/** The key of an occurrence as the caller names it; `undefined` when the value is no time. */
export function keyOfInput(input: unknown, event: CheckedEvent): string | undefined {
  const point = readTime(input, event.start.tzid);
  if (point.kind === "fault") return undefined;
  return keyOf(event.start.kind === "date" ? asDate(point, undefined) : point);
}

/** The start that a key stands for, in the zone of the series. */
export function startOfKey(key: string, event: CheckedEvent): Point {
  const point = readTime(key, utc);
  // Keys are made by keyOf, or were checked by parseInvite.
  return rezone(point.kind === "fault" ? event.start : point, event.start.tzid);
}
