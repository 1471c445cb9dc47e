import { isDate } from "../builtin.ts";
import { excerpt, shown } from "../errors.ts";
import { firstWall, hour, isoOf, isoUtcOf, lastWall, minute, second, twoDigits, wallOf } from "./civil.ts";
import type { EventTime } from "./event-time.ts";
import { readLibraryTime } from "./library-time.ts";
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
  code: "invalid-time" | "fractional-second" | "unknown-time-zone" | "missing-time-zone" | "unknown-field";
  message: string;
  /** The name that is no IANA zone. */
  tzid?: string;
  /** The member of the time that nobody knows. */
  field?: string;
}

/**
 * Where a fault lies: at the time, or at the one of its members that nobody knows.
 *
 * @example
 * faultPath("event.start", readTime({ time: "2026-05-07T10:30Z", zone: "x" }, undefined)) // "event.start.zone"
 */
export function faultPath(path: string, { field }: TimeFault): string {
  return field === undefined ? path : `${path}.${field}`;
}

// RFC 3339 section 5.6 with an optional offset, and seconds that may be left out; each part has a fixed width. Behind it, in
// brackets, what RFC 9557 adds.
const grammar =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?)?((?:\[[^[\]]{1,60}\]){0,8})$/;

const expected =
  "must be text such as 2026-05-07T10:30:00, a Date, { time, tzid }, a DateTime of luxon or a time of Temporal";

/**
 * Reads a time in any form that callers have it in.
 *
 * @param input Text (`2026-05-07`, `2026-05-07T10:30`, with `Z`, an offset, or `[Europe/London]` behind it), a Date, `{time, tzid}`,
 *   luxon's DateTime, or Temporal's Instant, ZonedDateTime, PlainDateTime or PlainDate.
 * @param tzid The zone of times that name none; some bring their own. Without it a wall time is a fault, a day and a moment are in
 *   Etc/UTC.
 *
 * @example
 * readTime("2026-05-07T10:30", london) // { kind: "instant", instant: Date.UTC(2026, 4, 7, 9, 30), tzid: "Europe/London" }
 * readTime("2026-02-30", london)       // { kind: "fault", code: "invalid-time", … }
 */
export function readTime(input: unknown, tzid: Tzid | undefined): Point | TimeFault {
  if (typeof input === "string") return readWritten(input, tzid);
  if (typeof input !== "object" || input === null) return invalid(`${expected}, got ${shown(input)}`);
  try {
    if (isDate(input)) return momentAt(timeOfDate(input), tzid);
    const known = readLibraryTime(input);
    if (known === undefined) return readTimeAndZone(input, tzid);
    if (known.kind === "none") return invalid(`${expected}, got ${known.what}`);
    return known.kind === "wall" ? readWritten(known.text, tzid) : readZonedMoment(known, tzid);
  } catch {
    return invalid(`${expected}, got an object that throws`);
  }
}

function readTimeAndZone(input: object, tzid: Tzid | undefined): Point | TimeFault {
  const time = "time" in input ? input.time : undefined;
  const name = "tzid" in input ? input.tzid : undefined;
  const zone = name === undefined ? tzid : parseZone(name);
  if (name !== undefined && zone === undefined) return zoneFault(name);
  if (typeof time === "string") return unknownMember(input) ?? readWritten(time, zone);
  return invalid(
    `${expected}, got ${Array.isArray(input) ? "a list" : `an object whose time is ${shown(time)}`}`,
  );
}

/** A time has two members; a zone under another name would be lost in silence. */
function unknownMember(time: object): TimeFault | undefined {
  for (const [name, member] of Object.entries(time)) {
    if (name === "time" || name === "tzid" || member === undefined) continue;
    return { ...fault("unknown-field", "must be one of time, tzid"), field: excerpt(name, 40) };
  }
  return undefined;
}

/** "UTC+2" of luxon and "+02:00" of Temporal are offsets and no zones: like text with an offset, such a time is shown in the zone asked for. */
function readZonedMoment(
  { millis, zone: name }: { readonly millis: unknown; readonly zone: unknown },
  tzid: Tzid | undefined,
): Point | TimeFault {
  const isOffset = name === undefined || /^(?:UTC)?[+-]\d/.test(String(name));
  const zone = isOffset ? tzid : parseZone(name);
  if (!isOffset && zone === undefined) return zoneFault(name);
  return momentAt(typeof millis === "number" ? millis : undefined, zone);
}

/** Calendars know no fractions of a second: one is dropped. */
function momentAt(millis: number | undefined, tzid: Tzid | undefined): Point | TimeFault {
  if (millis === undefined || !Number.isFinite(millis))
    return invalid("must be a valid date, got an invalid one");
  return writableInstant({
    kind: "instant",
    instant: Math.floor(millis / second) * second,
    tzid: tzid ?? utc,
  });
}

function readWritten(text: string, tzid: Tzid | undefined): Point | TimeFault {
  const parts = grammar.exec(text);
  if (parts === null) return invalid(`${expected}, got ${shown(text)}`);
  const [, , , , hours, , , fraction, zulu, sign, ahead, aheadMinutes, behind = ""] = parts;
  const wall = writtenWall(parts);
  if (wall === undefined) return invalid(`must be a date and time of day that exist, got ${shown(text)}`);
  if (fraction !== undefined && Number(fraction) !== 0) {
    return fault("fractional-second", `must have no fraction of a second, got ${shown(text)}`);
  }
  const zone = behind === "" ? tzid : zoneBehind(behind, tzid);
  if (typeof zone === "object") return zone;
  if (hours === undefined) return { kind: "date", wall, tzid: zone ?? utc };
  if (zulu !== undefined) return writableInstant({ kind: "instant", instant: wall, tzid: zone ?? utc });
  if (sign !== undefined) {
    if (Number(ahead) > 23 || Number(aheadMinutes) > 59)
      return invalid(`must have an offset from -23:59 to +23:59, got ${shown(text)}`);
    const offset = Number(ahead) * hour + Number(aheadMinutes) * minute;
    const instant = sign === "-" ? wall + offset : wall - offset;
    return writableInstant({ kind: "instant", instant, tzid: zone ?? utc });
  }
  if (zone !== undefined)
    return writableInstant({ kind: "instant", instant: instantOf(zone, wall), tzid: zone });
  return fault(
    "missing-time-zone",
    `must name its zone, by tzid, an offset, Z, or [Europe/London] behind it, got ${shown(text)}`,
  );
}

/** The date and the time of day as they are written; `undefined` where there is no such time. */
function writtenWall([, years, months, days, hours, minutes, seconds]: RegExpExecArray): number | undefined {
  return wallOf({
    year: Number(years),
    month: Number(months),
    day: Number(days),
    hour: Number(hours ?? 0),
    minute: Number(minutes ?? 0),
    second: Number(seconds ?? 0),
  });
}

/** The zone in brackets behind a time (RFC 9557 section 4.1); `undefined` where there is none. Calendars behind it do not count. */
function zoneBehind(brackets: string, tzid: Tzid | undefined): Tzid | undefined | TimeFault {
  let zone = tzid;
  for (const [index, written] of brackets.slice(1, -1).split("][").entries()) {
    const critical = written.startsWith("!");
    const name = critical ? written.slice(1) : written;
    if (name.includes("=")) {
      // Section 3.3: whoever does not know a critical suffix has to refuse the text.
      if (critical && !name.startsWith("u-ca=")) return invalid(`must not depend on ${shown(written)}`);
      continue;
    }
    // An offset in the place of a zone names none.
    if (/^[+-]\d/.test(name)) continue;
    zone = parseZone(name);
    if (index > 0 || zone === undefined) return zoneFault(name);
  }
  return zone;
}

/** A moment whose year has four digits, in the zone and in UTC; a fault for any other. */
function writableInstant(point: Extract<Point, { kind: "instant" }>): Point | TimeFault {
  const { instant, tzid } = point;
  const wall = wallAt(tzid, instant);
  const writable = Math.min(instant, wall) >= firstWall && Math.max(instant, wall) <= lastWall;
  return writable ? point : invalid("must lie in the years 0000 to 9999");
}

function fault(code: TimeFault["code"], message: string): TimeFault {
  return { kind: "fault", code, message };
}

function invalid(message: string): TimeFault {
  return fault("invalid-time", message);
}

function zoneFault(name: unknown): TimeFault {
  const message = `must be in an IANA time zone such as Europe/London, got ${shown(name)}`;
  return { ...fault("unknown-time-zone", message), ...(typeof name === "string" ? { tzid: name } : {}) };
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
  if (tzid === utc || wall !== held(wall)) return { time: formatUtc(instant), tzid: utc };
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? "-" : "+"}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
  return { time: `${isoOf(wall)}${offset}`, tzid };
}

/**
 * A moment in UTC, RFC 3339; one that four digits cannot write by the year next to it.
 *
 * @example
 * formatUtc(Date.UTC(2026, 4, 7, 9, 30)) // "2026-05-07T09:30:00Z"
 */
export function formatUtc(instant: number): string {
  return isoUtcOf(held(instant));
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
  const point = readTime({ time: time.time, tzid: time.tzid }, utc);
  if (point.kind !== "instant") return point.kind === "fault" ? undefined : point;
  if (/z$/i.test(time.time) || formatPoint(point).time === time.time) return point;
  const clock = readWritten(time.time.slice(0, localLength), point.tzid);
  return clock.kind === "fault" ? point : clock;
}

const localLength = "2026-05-07T10:30:00".length;

/** A moment kept inside of the years that four digits can write. */
function held(moment: number): number {
  return Math.min(Math.max(moment, firstWall), lastWall);
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
 * What tells points of one kind apart: the instant, or the midnight of a date as if it were UTC. Milliseconds since 1970.
 *
 * @example
 * millisOf({ kind: "date", wall: Date.UTC(2026, 4, 7), tzid: london }) // Date.UTC(2026, 4, 7)
 */
export function millisOf(point: Point): number {
  return point.kind === "date" ? point.wall : point.instant;
}

/** Whether a point in time lies where another does, in the same form. */
export function samePoint(a: Point, b: Point): boolean {
  return a.kind === b.kind && millisOf(a) === millisOf(b);
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
