import type { Component } from "../icalendar/component.ts";
import { component, contentLine, formatComponent } from "../icalendar/write.ts";
import { formatCalendarTime } from "../time/calendar-time.ts";
import type { EventTime } from "../time/event-time.ts";
import { epochOf } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { lastStart, pointOf } from "./event-span.ts";
import type { EventDetails } from "./invitation.ts";
import type { Method } from "./status.table.ts";
import { timeZoneComponents, type ZoneSpan } from "./time-zone-component.ts";

/** RFC 5545 section 3.7.3 asks for a globally unique id of the product; a version here would change every byte count. */
export const prodid = "-//itip//NONSGML itip//EN";

/** A calendar that holds one message, with a VTIMEZONE for every TZID in it (RFC 5545 section 3.6.5). */
export function calendar(
  method: Method,
  events: readonly EventDetails[],
  components: readonly Component[],
): string {
  return formatComponent(
    component(
      "VCALENDAR",
      [
        contentLine("PRODID", prodid),
        contentLine("VERSION", "2.0"),
        contentLine("CALSCALE", "GREGORIAN"),
        contentLine("METHOD", method),
      ],
      [...timeZoneComponents(zonesOf(events)), ...components],
    ),
  );
}

/** Each zone used, with the first and the last moment it is used for; a series uses its zones to its end. */
function zonesOf(events: readonly EventDetails[]): ReadonlyMap<Tzid, ZoneSpan> {
  const zones = new Map<Tzid, ZoneSpan>();
  for (const event of events) {
    const last = lastStart(event) + epochOf(pointOf(event.end)) - epochOf(pointOf(event.start));
    for (const time of timesOf(event)) widen(zones, time, last);
  }
  return zones;
}

function timesOf(event: EventDetails): EventTime[] {
  return [event.start, event.end, ...(event.recurrence?.include ?? []), ...(event.recurrence?.exclude ?? [])];
}

function widen(zones: Map<Tzid, ZoneSpan>, time: EventTime, last: number): void {
  const point = pointOf(time);
  const { tzid } = formatCalendarTime(point);
  if (tzid === undefined) return;
  const instant = epochOf(point);
  const span = zones.get(tzid) ?? { from: instant, to: instant };
  zones.set(tzid, { from: Math.min(span.from, instant), to: Math.max(span.to, instant, last) });
}
