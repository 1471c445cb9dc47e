import type { CheckedEvent } from "../../event/event.ts";
import { readStart, startNamed } from "../../event/series.ts";
import { formatLocal, type Point, readTime, rezone } from "../../time/point.ts";
import { parseZone, type Tzid, utc } from "../../time/zone.ts";
import { placeCalendarTime } from "../../timezone/calendar-time.ts";
import { isShowable, type StatedTime } from "../../timezone/time-property.ts";

/**
 * The key of an occurrence: its original start as the clock of the series shows it, with the zone behind it (RFC 9557), so
 * that it names the same occurrence under another law of that zone. In UTC an instant, in a series of days a date.
 *
 * @example
 * keyOf({ kind: "instant", instant: Date.UTC(2026, 4, 14, 9, 30), tzid: london }) // "2026-05-14T10:30:00[Europe/London]"
 */
export function keyOf(point: Point): string {
  const { time, tzid } = formatLocal(point);
  return point.kind === "date" || tzid === utc ? time : `${time}[${tzid}]`;
}

// time ["[" zone "]"]; the time is looked at by the reader of times.
const grammar = /^([^[\]]{1,30})(?:\[([^[\]]{1,60})\])?$/;

/** The start that a key names, in the zone that it names; `undefined` for a text that is no key. */
export function pointOfKey(key: string): Point | undefined {
  const [, time, name] = grammar.exec(key) ?? [];
  const zone = name === undefined ? utc : parseZone(name);
  if (time === undefined || zone === undefined || (name !== undefined && zone === utc)) return undefined;
  const point = readTime({ time, tzid: zone }, utc);
  return point.kind === "fault" ? undefined : point;
}

/**
 * Whether a text could be the key of an occurrence. Which instant it is depends on the law of its zone, whether it is a key
 * does not.
 */
export function isOccurrenceKey(text: string): boolean {
  const point = pointOfKey(text);
  if (point === undefined || isEdge(point)) return false;
  if (point.kind === "date" || !text.endsWith("]")) return keyOf(point) === text;
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[+-]\d{2}:\d{2})?\[/.test(text);
}

/** Whether a key has the form that the occurrences of an event have: dates for a series of whole days. */
export function keyFits(key: string, event: CheckedEvent): boolean {
  return event.recurrence !== undefined && pointOfKey(key)?.kind === event.start.kind;
}

/** Whether a time is too near to the years 0 and 9999 to be shown in every zone. */
function isEdge(point: Point): boolean {
  return !isShowable(statedInUtc(point));
}

/** A point as a calendar would state it: a date, or a time in UTC. */
export function statedInUtc(point: Point): StatedTime {
  return point.kind === "date" ? { kind: "date", wall: point.wall } : { kind: "utc", instant: point.instant };
}

/** The key that a reply's RECURRENCE-ID names, whatever form the client gave it. */
export function keyOfStated(time: StatedTime, event: CheckedEvent, zone: Tzid): string {
  // A midnight in UTC belongs to the invite's zone, unless it is a midnight there already.
  const inUtc = time.kind === "utc" ? { zone } : undefined;
  return keyOf(startNamed(event, placeCalendarTime(time, zone), inUtc));
}

/** The key of an occurrence as the caller names it; `undefined` when the value is no time. */
export function keyOfInput(input: unknown, event: CheckedEvent): string | undefined {
  const start = readStart(input, event, event.start.tzid);
  return start.kind === "fault" ? undefined : keyOf(start);
}

/** The start that a key stands for, in the zone of the series. */
export function startOfKey(key: string, event: CheckedEvent): Point {
  // Keys are made by keyOf, or were checked by parseInvite.
  return rezone(pointOfKey(key) ?? event.start, event.start.tzid);
}

/**
 * A key as the series names that occurrence now: an answer may be from when the series was in another zone, or had times where it has
 * days now. A day in a series of times is its one occurrence then.
 */
export function keyIn(event: CheckedEvent, key: string): string {
  if (key === "") return key;
  const isDay = !key.includes("T");
  if (event.start.kind === "date") return isDay ? key : dayIn(event, key);
  if (isDay) return keyOf(startNamed(event, startOfKey(key, event)));
  const named = key.endsWith("]") ? key.slice(key.indexOf("[") + 1, -1) : utc;
  return named === event.start.tzid ? key : keyOf(startOfKey(key, event));
}

/** The day on which a moment is, by the clocks of a series of days. */
function dayIn(event: CheckedEvent, key: string): string {
  return formatLocal(startOfKey(key, event)).time.slice(0, "2026-05-14".length);
}
