import type { Moment } from "../inspect/moment.ts";
import { numberOf, type Span } from "../inspect/span.ts";
import { day } from "../inspect/wall-clock.ts";

/** A moment in the reader's own language; only an instant is put into the zone that the reader chose. */
export function momentInWords(moment: Moment, zone: string): string {
  return spanInWords({ start: moment, end: moment }, zone);
}

/**
 * A span of time in the reader's own language, with what it is told by: the zone that the reader chose, the local time
 * of whoever looks, or the name of a zone that nobody knows.
 *
 * @example
 * spanInWords({ start: { kind: "date", wall }, end: { kind: "date", wall: wall + day } }, "Asia/Tokyo")
 * // "Thursday, 10 June 2027, all day"
 */
export function spanInWords({ start, end }: Span, zone: string): string {
  const [from, to] = [numberOf(start), numberOf(end)];
  if (markOf(start, zone) !== markOf(end, zone) || to < from) {
    return `${momentInWords(start, zone)} – ${momentInWords(end, zone)}`;
  }
  const format = new Intl.DateTimeFormat(undefined, {
    timeZone: start.kind === "instant" ? zone : "UTC",
    dateStyle: "full",
    ...(start.kind === "date" ? {} : { timeStyle: "short" }),
  });
  // The end of an all-day event is the day after its last (RFC 5545 section 3.6.1).
  const last = start.kind === "date" ? Math.max(from, to - day) : to;
  const words = last === from ? format.format(from) : format.formatRange(from, last);
  return `${words}${markOf(start, zone)}`;
}

function markOf(moment: Moment, zone: string): string {
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
