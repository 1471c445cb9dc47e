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

/**
 * luxon's DateTime, whichever copy of luxon the application has. It is described by its shape, so that these declarations
 * can be read where luxon's are not installed.
 */
export interface LuxonDateTime {
  readonly isValid: boolean;
  readonly zoneName: string | null;
  toMillis(): number;
}

/** A time as callers have it: text, a Date, `{time, tzid}`, or luxon's DateTime (its zone is the tzid). */
export type TimeInput = string | Date | EventTime | LuxonDateTime;
