import type { Component } from "../icalendar/component.ts";
import { defaultLimits } from "../icalendar/limits.ts";
import { scanCalendar } from "../icalendar/scan.ts";
import { formatTimeZone } from "../time/vtimezone.ts";
import type { Tzid } from "../time/zone.ts";

/** The first and the last moment that a zone is used for, in milliseconds since 1970; `to` may be infinite. */
export interface ZoneSpan {
  readonly from: number;
  readonly to: number;
}

/** A VTIMEZONE for each zone, right for every moment that it is used for (RFC 5545 section 3.6.5). */
export function timeZoneComponents(zones: ReadonlyMap<Tzid, ZoneSpan>): Component[] {
  if (zones.size === 0) return [];
  const texts = [...zones].map(([tzid, { from, to }]) =>
    formatTimeZone(tzid, { from: new Date(from), ...(Number.isFinite(to) ? { to: new Date(to) } : {}) }),
  );
  const { calendars } = scanCalendar(`BEGIN:VCALENDAR\r\n${texts.join("")}END:VCALENDAR\r\n`, defaultLimits);
  return [...(calendars[0]?.components ?? [])];
}
