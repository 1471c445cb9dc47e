import { DateTime, Interval } from "../../adapters/luxon.ts";
import type { StatedSpan } from "../inspect/stated-span.ts";
import type { StatedTime } from "../inspect/stated-time.ts";

/** A moment in the reader's own language; only an instant is put into the zone that the reader chose. */
export function momentInWords(moment: StatedTime, zone: string): string {
  return spanInWords({ start: moment, end: moment }, zone);
}

/**
 * A span of time in the reader's own language, with what it is told by: the zone that the reader chose, the local time
 * of whoever looks, or the name of a zone that nobody knows.
 *
 * @example
 * spanInWords({ start: { kind: "date", at }, end: { kind: "date", at: at.plus({ days: 1 }) } }, "Asia/Tokyo")
 * // "Thursday, 10 June 2027, all day"
 */
export function spanInWords({ start, end }: StatedSpan, zone: string): string {
  const [from, to] = [shownAt(start, zone), shownAt(end, zone)];
  if (markOf(start, zone) !== markOf(end, zone) || to < from) {
    return `${momentInWords(start, zone)} – ${momentInWords(end, zone)}`;
  }
  const form: Intl.DateTimeFormatOptions =
    start.kind === "date" ? { dateStyle: "full" } : { dateStyle: "full", timeStyle: "short" };
  // The end of an all-day event is the day after its last (RFC 5545 section 3.6.1).
  const last = start.kind === "date" ? DateTime.max(from, to.minus({ days: 1 })) : to;
  const words = last.equals(from)
    ? from.toLocaleString(form)
    : Interval.fromDateTimes(from, last).toLocaleString(form);
  return `${words}${markOf(start, zone)}`;
}

function shownAt({ kind, at }: StatedTime, zone: string): DateTime {
  return kind === "instant" ? at.setZone(zone) : at;
}

function markOf(moment: StatedTime, zone: string): string {
  switch (moment.kind) {
    case "date":
      return ", all day";
    case "floating":
      return " (local time)";
    case "instant":
      return ` (${zone})`;
    case "unknown-zone":
      return ` (unknown time zone “${moment.tzid}”)`;
  }
}
