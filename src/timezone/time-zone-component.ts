import type { Component } from "../icalendar/component.ts";
import { scanCalendar } from "../icalendar/scan.ts";
import { defaultLimits } from "../limits.ts";
import type { Tzid } from "../time/zone.ts";
import { formatTimeZone } from "./write-vtimezone.ts";

/** The first and the last moment that a zone is used for, in milliseconds since 1970; `to` may be infinite. */
export interface ZoneSpan {
  readonly from: number;
  readonly to: number;
}

const known = new Map<string, readonly Component[]>();

/** The text of a VTIMEZONE for each zone, right for every moment that it is used for (RFC 5545 section 3.6.5). */
export function timeZoneTexts(zones: ReadonlyMap<Tzid, ZoneSpan>): string[] {
  return Array.from(zones, ([tzid, { from, to }]) =>
    formatTimeZone(tzid, { from: new Date(from), ...(Number.isFinite(to) ? { to: new Date(to) } : {}) }),
  );
}

/** The same, for those who have something to add. */
export function timeZoneComponents(zones: ReadonlyMap<Tzid, ZoneSpan>): Component[] {
  return timeZoneTexts(zones).flatMap(componentsIn);
}

/** One organizer's invitations have one zone and its rules of this year, again and again. */
function componentsIn(text: string): readonly Component[] {
  let components = known.get(text);
  if (components === undefined) {
    const { calendars } = scanCalendar(`BEGIN:VCALENDAR\r\n${text}END:VCALENDAR\r\n`, defaultLimits);
    components = calendars[0]?.components ?? [];
    if (known.size >= 64) known.clear();
    known.set(text, components);
  }
  return components;
}
