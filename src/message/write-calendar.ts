import type { CheckedEvent } from "../event/event.ts";
import { lastStart } from "../event/span.ts";
import type { Method } from "../event/status.table.ts";
import type { Component } from "../icalendar/component.ts";
import { foldLine } from "../icalendar/fold.ts";
import { formatComponent, textLine } from "../icalendar/write.ts";
import { keptWith } from "../kept.ts";
import { epochOf, type Point, rezone } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { zoneOnLine } from "../timezone/format-calendar-time.ts";
import { vtimezonesOf, type ZoneSpan } from "../timezone/write-vtimezone.ts";

/** RFC 5545 section 3.7.3 asks for a globally unique id of the product; the number is its major version. */
export const prodid = "-//itip//NONSGML itip 0//EN";

/** A time that stands in a calendar, and the last moment that its zone is used for on account of it. */
export interface ZoneUse {
  readonly point: Point;
  /** Milliseconds since 1970; infinite for a series without end. Default: the time of the point. */
  readonly last?: number;
}

/**
 * A calendar that holds one message, with a VTIMEZONE for every TZID in it (RFC 5545 section 3.6.5).
 *
 * @param uses every time in the components: each zone's rules hold from the first to the last moment it is used for
 */
export function writeCalendar(
  method: Method,
  components: readonly Component[],
  uses: readonly ZoneUse[],
  productId: string = prodid,
): string {
  const product = foldLine(textLine("PRODID", productId).text);
  let text = `BEGIN:VCALENDAR\r\n${product}\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\nMETHOD:${method}\r\n`;
  for (const vtimezone of vtimezonesOf(zoneSpans(uses))) text += zoneText(vtimezone);
  for (const component of components) text += formatComponent(component);
  return `${text}END:VCALENDAR\r\n`;
}

/** `vtimezonesOf` gives one component for all times of a year: to write it each time would be a fifth of an invitation. */
const zoneText = keptWith(formatComponent);

/** The times of an event; a series uses its zones to its end. */
export function timesOf(event: CheckedEvent): ZoneUse[] {
  const { start, end } = event;
  const last = lastStart(event) + epochOf(end) - epochOf(start);
  const { include = [], exclude = [] } = event.recurrence ?? {};
  // Dates of the series are written in the zone of its start, in whichever they were given.
  const dates = [...include, ...exclude].map((point) => rezone(point, start.tzid));
  return [start, end, ...dates].map((point) => ({ point, last }));
}

/** Each zone used, with the first and the last moment it is used for. */
function zoneSpans(uses: readonly ZoneUse[]): ReadonlyMap<Tzid, ZoneSpan> {
  const zones = new Map<Tzid, ZoneSpan>();
  for (const { point, last } of uses) {
    const tzid = zoneOnLine(point);
    if (tzid === undefined) continue;
    const instant = epochOf(point);
    const span = zones.get(tzid) ?? { from: instant, to: instant };
    zones.set(tzid, { from: Math.min(span.from, instant), to: Math.max(span.to, instant, last ?? instant) });
  }
  return zones;
}
