import { isRecord } from "../input.ts";
/**
 * A point in time with the zone it is shown in.
 *
 * `time` is RFC 3339 with the zone's offset at that moment (`Z` for Etc/UTC), or `YYYY-MM-DD` for all day;
 * `tzid` is an IANA id under its current name.
 */
export interface EventTime {
  /** RFC 3339 with the zone's offset at that moment, or `YYYY-MM-DD` for all day. */
  time: string;
  /** IANA name of the zone in which it is shown, under its current spelling. */
  tzid: string;
}

/** Whether a value has the form of an {@link EventTime}; whether it is a time is not asked. */
export function isEventTime(value: unknown): value is EventTime {
  return isRecord(value) && typeof value.time === "string" && typeof value.tzid === "string";
}

/**
 * luxon's DateTime, whichever copy of luxon the application has. It is described by its shape, so that these declarations
 * can be read where luxon's are not installed.
 */
export interface LuxonDateTime {
  /** Whether it is a time at all; one that is not is refused. */
  readonly isValid: boolean;
  /** IANA name of its zone. */
  readonly zoneName: string | null;
  /** Milliseconds since 1970 in UTC. */
  toMillis(): number;
}

/**
 * A time of Temporal, the runtime's own or a polyfill's: Instant, ZonedDateTime, PlainDateTime or PlainDate. It is described by its
 * shape, for the same reason.
 */
export interface TemporalTime {
  /** Which kind of time it is. */
  readonly [Symbol.toStringTag]:
    | "Temporal.Instant"
    | "Temporal.ZonedDateTime"
    | "Temporal.PlainDateTime"
    | "Temporal.PlainDate";
  /** RFC 9557 text, from which the time is read. */
  toString(): string;
}

/**
 * A time as callers have it: text, a Date, `{time, tzid}`, luxon's DateTime or a time of Temporal, which bring their zone along
 * where they have one.
 *
 * Text is a date, or a date and time with `Z`, an offset, a zone behind it (`2026-05-07T10:30[Europe/London]`, RFC 9557), or nothing:
 * then it is what a clock shows in the zone that is named beside it. A fraction of a second is dropped from objects; in text it has
 * to be zero.
 */
export type TimeInput = string | Date | EventTime | LuxonDateTime | TemporalTime;
