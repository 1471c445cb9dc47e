import { firstWall, hour, isoOf, lastWall, minute, wallOf } from "./civil.ts";
import type { EventTime, LuxonDateTime } from "./event-time.ts";
import { timeOfDate } from "./now.ts";
import { instantOf, offsetAt, wallAt } from "./offset.ts";
import { parseZone, type Tzid, utc } from "./zone.ts";

/** A day, or a moment, with the zone it is shown in. Milliseconds; `wall` is midnight of the day as if it were UTC. */
export type Point =
  | { kind: "date"; wall: number; tzid: Tzid }
  | { kind: "instant"; instant: number; tzid: Tzid };

/** Why something is no time. */
export interface TimeFault {
  kind: "fault";
  code: "invalid-time" | "fractional-second" | "unknown-time-zone";
  message: string;
}

// RFC 3339 section 5.6 with an optional offset, and seconds that may be left out; each part has a fixed width.
const grammar =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?)?$/;

/**
 * Reads a time in any form that callers have it in.
 *
 * @param input Text (`2026-05-07`, `2026-05-07T10:30`, with `Z` or an offset), a Date, `{time, tzid}`, or luxon's DateTime.
 * @param tzid The zone of times that name none; a DateTime and `{time, tzid}` bring their own.
 *
 * @example
 * readTime("2026-05-07T10:30", london) // { kind: "instant", instant: Date.UTC(2026, 4, 7, 9, 30), tzid: "Europe/London" }
 * readTime("2026-02-30", london)       // { kind: "fault", code: "invalid-time", … }
 */
export function readTime(input: unknown, tzid: Tzid): Point | TimeFault {
  if (typeof input === "string") return readText(input, tzid);
  if (typeof input !== "object" || input === null)
    return fault("invalid-time", "a time is text, a Date, {time, tzid} or a DateTime");
  try {
    if (input instanceof Date) return readInstant(timeOfDate(input), tzid);
    return "isLuxonDateTime" in input ? readDateTime(input, tzid) : readEventTime(input, tzid);
  } catch {
    return fault("invalid-time", "a time is text, a Date, {time, tzid} or a DateTime");
  }
}

function readEventTime(input: object, tzid: Tzid): Point | TimeFault {
  const time = "time" in input ? input.time : undefined;
  const name = "tzid" in input ? input.tzid : undefined;
  const zone = name === undefined ? tzid : parseZone(name);
  if (zone === undefined) return fault("unknown-time-zone", "tzid is an IANA zone id such as Europe/London");
  if (typeof time !== "string")
    return fault("invalid-time", "time is text such as 2026-05-07T10:30:00+01:00");
  return readText(time, zone);
}

/** Known by its mark and not by its class: an application may have a luxon of its own. */
function readDateTime(input: object, tzid: Tzid): Point | TimeFault {
  if (!isDateTime(input)) return fault("invalid-time", "that is no DateTime of luxon");
  if (!input.isValid) return fault("invalid-time", "the DateTime is invalid");
  // "UTC+2" is an offset and no zone: like text with an offset, it is shown in the zone asked for.
  const zone = parseZone(input.zoneName) ?? (/^UTC[+-]/.test(String(input.zoneName)) ? tzid : undefined);
  const millis: unknown = input.toMillis();
  if (zone === undefined) return fault("unknown-time-zone", "the DateTime is in no IANA zone");
  return readInstant(typeof millis === "number" ? millis : undefined, zone);
}

/** The documented mark of luxon's DateTime, and what is asked of one. */
function isDateTime(input: object): input is LuxonDateTime {
  return (
    "isLuxonDateTime" in input &&
    input.isLuxonDateTime === true &&
    "toMillis" in input &&
    typeof input.toMillis === "function"
  );
}

function readInstant(instant: number | undefined, tzid: Tzid): Point | TimeFault {
  if (instant === undefined || !Number.isFinite(instant)) return fault("invalid-time", "the date is invalid");
  if (instant % 1_000 !== 0) return fault("fractional-second", "calendars know no fractions of a second");
  return within({ kind: "instant", instant, tzid });
}

function readText(text: string, tzid: Tzid): Point | TimeFault {
  const parts = grammar.exec(text);
  if (parts === null) {
    return fault(
      "invalid-time",
      "a time is written like 2026-05-07T10:30:00, with Z or an offset or neither",
    );
  }
  const [, years, months, days, hours, minutes, seconds, fraction, zulu, sign, ahead, aheadMinutes] = parts;
  const wall = wallOf({
    year: Number(years),
    month: Number(months),
    day: Number(days),
    hour: Number(hours ?? 0),
    minute: Number(minutes ?? 0),
    second: Number(seconds ?? 0),
  });
  if (wall === undefined) return fault("invalid-time", "there is no such date or time of day");
  if (fraction !== undefined && Number(fraction) !== 0) {
    return fault("fractional-second", "calendars know no fractions of a second");
  }
  if (hours === undefined) return { kind: "date", wall, tzid };
  if (zulu !== undefined) return within({ kind: "instant", instant: wall, tzid });
  if (sign === undefined) return within({ kind: "instant", instant: instantOf(tzid, wall), tzid });
  if (Number(ahead) > 23 || Number(aheadMinutes) > 59)
    return fault("invalid-time", "there is no such offset");
  const offset = Number(ahead) * hour + Number(aheadMinutes) * minute;
  return within({ kind: "instant", instant: sign === "-" ? wall + offset : wall - offset, tzid });
}

/** Four digits have to do for the year, in the zone and in UTC. */
function within(point: Extract<Point, { kind: "instant" }>): Point | TimeFault {
  const { instant, tzid } = point;
  const wall = wallAt(tzid, instant);
  const writable = Math.min(instant, wall) >= firstWall && Math.max(instant, wall) <= lastWall;
  return writable ? point : fault("invalid-time", "the year is outside of 0000 to 9999");
}

function fault(code: TimeFault["code"], message: string): TimeFault {
  return { kind: "fault", code, message };
}

/**
 * The outgoing form of a point in time: RFC 3339 with the zone's offset at that moment, or a date.
 *
 * @example
 * formatPoint({ kind: "instant", instant: Date.UTC(2026, 4, 7, 9, 30), tzid: london })
 * // { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" }
 */
export function formatPoint(point: Point): EventTime {
  const { tzid } = point;
  if (point.kind === "date") return { time: isoOf(held(point.wall)).slice(0, 10), tzid };
  const instant = held(point.instant);
  // Local mean time had seconds, which RFC 3339 cannot write: the instant is kept, the clock shown is rounded.
  const minutes = Math.round(offsetAt(tzid, point.instant) / minute);
  const wall = point.instant + minutes * minute;
  // The last hours of the year 9999 are the year 10000 further east.
  if (tzid === utc || wall !== held(wall)) return { time: `${isoOf(instant)}Z`, tzid: utc };
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return { time: `${isoOf(wall)}${offset}`, tzid };
}

/**
 * A point as what is planned keeps it: the time on the clock and the zone, as DTSTART with a TZID does. The offset stands
 * there only where the clock shows that time twice and the second time is meant, which calendar text says in UTC.
 *
 * Read again by `readTime`, a later law of the zone changes the instant and not the clock.
 *
 * @example
 * formatLocal({ kind: "instant", instant: Date.UTC(2026, 4, 7, 9, 30), tzid: london })
 * // { time: "2026-05-07T10:30:00", tzid: "Europe/London" }
 */
export function formatLocal(point: Point): EventTime {
  if (point.kind === "date" || point.tzid === utc) return formatPoint(point);
  const wall = wallAt(point.tzid, point.instant);
  const isPlain = instantOf(point.tzid, wall) === point.instant && wall === held(wall);
  return isPlain ? { time: isoOf(wall), tzid: point.tzid } : formatPoint(point);
}

/**
 * The point that a time in the outgoing form stands for, read again; `undefined` for anything else.
 *
 * What was promised is the time on the clock. Where the zone's law has changed since the text was written, the clock
 * counts and not the offset, as it does for DTSTART with a TZID.
 */
export function readShown(time: EventTime): Point | undefined {
  const point = readTime(time, utc);
  if (point.kind !== "instant") return point.kind === "fault" ? undefined : point;
  if (/z$/i.test(time.time) || formatPoint(point).time === time.time) return point;
  const clock = readText(time.time.slice(0, localLength), point.tzid);
  return clock.kind === "fault" ? point : clock;
}

const localLength = "2026-05-07T10:30:00".length;

/** Inside of the years that four digits can write. */
function held(moment: number): number {
  return Math.min(Math.max(moment, firstWall), lastWall);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/**
 * A number to compare points by: the instant, or a date's midnight in its zone. Milliseconds since 1970.
 *
 * @example
 * epochOf({ kind: "date", wall: Date.UTC(2026, 4, 7), tzid: london }) // Date.UTC(2026, 4, 6, 23)
 */
export function epochOf(point: Point): number {
  return point.kind === "date" ? instantOf(point.tzid, point.wall) : point.instant;
}

/**
 * The same instant shown in another zone; a date keeps its date.
 *
 * @example
 * formatPoint(rezone(tenInLondon, paris)).time // "2026-05-07T11:30:00+02:00"
 */
export function rezone(point: Point, tzid: Tzid): Point {
  return { ...point, tzid };
}
