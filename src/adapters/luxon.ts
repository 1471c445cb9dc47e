import { DateTime, Duration, FixedOffsetZone, Interval } from "luxon";
import { type ItipError, refusal, shown } from "../errors.ts";
import { isRecord } from "../input.ts";
import { minute } from "../time/civil.ts";
import type { EventTime } from "../time/event-time.ts";
import { offsetAt } from "../time/offset.ts";
import { epochOf, readTime } from "../time/point.ts";
import { utc } from "../time/zone.ts";

/** luxon's own, of the copy that {@link toDateTime} and {@link toInterval} make their values with. */
export { DateTime, Duration, Interval };

/**
 * A time of this package as luxon's DateTime, in its own zone. A day is the moment at which it begins there.
 *
 * A wall time that names no offset is the first of two in an overlap and moves forward over a gap (RFC 5545 section 3.3.5),
 * whatever the season; luxon by itself picks a side by today's date. Where the runtime's data of a zone are known to be
 * wrong, the DateTime has the right offset for its zone, so that it shows what `time` says.
 *
 * @throws {ItipError} `invalid-time` for what is no `{ time, tzid }`
 * @example
 * toDateTime({ time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" }).toISO() // "2026-05-07T10:30:00.000+01:00"
 * toDateTime({ time: "2026-05-07", tzid: "Europe/London" }).toISO()                // "2026-05-07T00:00:00.000+01:00"
 */
export function toDateTime(time: EventTime): DateTime<true> {
  return readDateTime(time, "time");
}

/**
 * Start and end as luxon's Interval, the end exclusive: an event of `EventDetails`, a proposal, an occurrence.
 *
 * @throws {ItipError} `invalid-time` for what is no time, and for an end before the start
 * @example
 * toInterval(statusOf(invite).event).toDuration("minutes").minutes // 60
 */
export function toInterval(span: { start: EventTime; end: EventTime }): Interval<true> {
  const given: unknown = span;
  if (!isRecord(given)) throw refused("span", `must be an object { start, end }, got ${shown(given)}`);
  const { start, end } = given;
  const interval = Interval.fromDateTimes(readDateTime(start, "start"), readDateTime(end, "end"));
  if (isValid(interval)) return interval;
  throw refused("end", "must not be before the start");
}

function readDateTime(time: unknown, path: string): DateTime<true> {
  if (!isRecord(time) || typeof time.tzid !== "string")
    throw refused(path, `must be an object { time, tzid }, got ${shown(time)}`);
  const point = readTime({ time: time.time, tzid: time.tzid }, utc);
  if (point.kind === "fault") throw refused(path, point.message);
  const instant = epochOf(point);
  const minutes = offsetAt(point.tzid, instant) / minute;
  const inZone = DateTime.fromMillis(instant, { zone: point.tzid });
  const right = inZone.isValid && inZone.offset === minutes;
  const fixed = FixedOffsetZone.instance(Math.round(minutes));
  const found = right ? inZone : DateTime.fromMillis(instant, { zone: fixed });
  if (!found.isValid) throw refused(path, "must be a time that luxon can hold");
  return found;
}

function isValid(interval: Interval): interval is Interval<true> {
  return interval.isValid;
}

function refused(path: string, message: string): ItipError {
  return refusal("invalid-time", path, "invalid-time", message);
}
