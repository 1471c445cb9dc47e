import type { EventDetails } from "../event/event.ts";
import { lastStart, pointOf } from "../event/span.ts";
import type { Method } from "../event/status.table.ts";
import type { Component } from "../icalendar/component.ts";
import { foldLine } from "../icalendar/fold.ts";
import { formatComponent, textLine } from "../icalendar/write.ts";
import type { EventTime } from "../time/event-time.ts";
import { epochOf, type Point, rezone } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { formatCalendarTime } from "../timezone/calendar-time.ts";
import { timeZoneTexts, type ZoneSpan } from "../timezone/time-zone-component.ts";

/** RFC 5545 section 3.7.3 asks for a globally unique id of the product; the number is its major version. */
export const prodid = "-//itip//NONSGML itip 0//EN";

/**
 * A calendar that holds one message, with a VTIMEZONE for every TZID in it (RFC 5545 section 3.6.5).
 *
 * @param options.instances the RECURRENCE-IDs: an occurrence may be moved to another zone, or years away
 */
export function calendar(
  method: Method,
  events: readonly EventDetails[],
  components: readonly Component[],
  {
    instances = [],
    productId = prodid,
  }: { instances?: readonly EventTime[]; productId?: string | undefined } = {},
): string {
  const head = [
    "BEGIN:VCALENDAR",
    textLine("PRODID", productId).text,
    "VERSION:2.0",
    "CALSCALE:GREGORIAN",
    `METHOD:${method}`,
  ];
  return [
    ...head.map((line) => `${foldLine(line)}\r\n`),
    ...timeZoneTexts(zonesOf(events, instances)),
    ...components.map(formatComponent),
    "END:VCALENDAR\r\n",
  ].join("");
}

/** Each zone used, with the first and the last moment it is used for; a series uses its zones to its end. */
function zonesOf(
  events: readonly EventDetails[],
  instances: readonly EventTime[],
): ReadonlyMap<Tzid, ZoneSpan> {
  const zones = new Map<Tzid, ZoneSpan>();
  for (const event of events) {
    const [start, end] = [pointOf(event.start), pointOf(event.end)];
    const first = epochOf(start);
    const last = lastStart(event) + epochOf(end) - first;
    const { include = [], exclude = [] } = event.recurrence ?? {};
    for (const point of [start, end]) widen(zones, point, last);
    // Written in the zone of the start, in whichever they were given.
    for (const time of [...include, ...exclude]) widen(zones, rezone(pointOf(time), start.tzid), last);
  }
  for (const time of instances) widen(zones, pointOf(time), Number.NEGATIVE_INFINITY);
  return zones;
}

function widen(zones: Map<Tzid, ZoneSpan>, point: Point, last: number): void {
  const { tzid } = formatCalendarTime(point);
  if (tzid === undefined) return;
  const instant = epochOf(point);
  const span = zones.get(tzid) ?? { from: instant, to: instant };
  zones.set(tzid, { from: Math.min(span.from, instant), to: Math.max(span.to, instant, last) });
}
