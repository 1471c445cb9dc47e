import type { DateTime } from "luxon";

/**
 * A point in time with the zone it is shown in.
 *
 * `time` is RFC 3339 with the zone's offset at that moment (`Z` for Etc/UTC), or `YYYY-MM-DD` for all day;
 * `tzid` is an IANA id under its current name.
 */
export interface EventTime {
  time: string;
  tzid: string;
}

/** A time as callers have it: text, a Date, `{time, tzid}`, or luxon's DateTime (its zone is the tzid). */
export type TimeInput = string | Date | EventTime | DateTime;
