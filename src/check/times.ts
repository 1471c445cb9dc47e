import type { Component } from "../icalendar/component.ts";
import { parameter } from "../icalendar/property.ts";
import { type CalendarTime, readCalendarTime } from "../timezone/calendar-time.ts";
import { type ForeignZone, readVtimezone } from "../timezone/read-vtimezone.ts";
import { type Item, itemOf, type Node, nodesOf } from "./node.ts";

/** The forms a DATE or DATE-TIME may have (RFC 5545 sections 3.3.4 and 3.3.5). */
export type TimeForm = "date" | "local" | "utc" | "zoned";

/** The VTIMEZONEs of a calendar by their TZID. */
export interface Zones {
  readonly vtimezones: ReadonlyMap<string, Component>;
  /** The VTIMEZONEs that were evaluated, by TZID. */
  readonly read: Map<string, ForeignZone>;
  /** How many times more a VTIMEZONE is evaluated: one made to be slow costs milliseconds each time. */
  readingsLeft: number;
}

const mostReadings = 40;

/** RFC 5545 section 3.8.3.1: the TZID of a VTIMEZONE is compared as written. */
export function zonesOf(calendar: Node): Zones {
  const vtimezones = new Map<string, Component>();
  for (const zone of nodesOf(calendar, "VTIMEZONE")) {
    const tzid = itemOf(zone, "TZID")?.property.value;
    if (tzid !== undefined && !vtimezones.has(tzid)) vtimezones.set(tzid, zone.source);
  }
  return { vtimezones, read: new Map(), readingsLeft: mostReadings };
}

/** The form of a value; undefined where it is no date or time. Costs no look at any zone. */
export function timeFormOf(item: Item | undefined, value?: string): TimeForm | undefined {
  const written = value ?? item?.property.value ?? "";
  if (item === undefined || !/^\d{8}(?:T\d{6}Z?)?$/.test(written)) return undefined;
  if (written.length === 8) return "date";
  if (written.endsWith("Z")) return "utc";
  return item.property.parameters.has("TZID") ? "zoned" : "local";
}

/**
 * What the first value of a date or time property means; undefined where too many zones were looked at already.
 */
export function timeOf(item: Item, zones: Zones): CalendarTime | undefined {
  const [written = ""] = item.property.value.split(",", 1);
  const tzid = parameter(item.property, "TZID");
  const defined = tzid !== undefined && zones.vtimezones.has(tzid);
  if (defined && zones.readingsLeft-- <= 0) return undefined;
  return readCalendarTime(written, { tzid, foreign: defined ? foreignZone(tzid, zones) : undefined });
}

/** What the VTIMEZONE of a TZID says, read once. */
function foreignZone(tzid: string, { vtimezones, read }: Zones): ForeignZone | undefined {
  const vtimezone = vtimezones.get(tzid);
  const foreign = read.get(tzid) ?? (vtimezone === undefined ? undefined : readVtimezone(vtimezone));
  if (foreign !== undefined) read.set(tzid, foreign);
  return foreign;
}

/**
 * Milliseconds from the time of one property to that of another; undefined where they cannot be compared. Two times
 * of one TZID can, also if nobody knows that zone.
 */
export function between(from: Item, to: Item, zones: Zones): number | undefined {
  const alike =
    timeFormOf(from) === timeFormOf(to) &&
    parameter(from.property, "TZID") === parameter(to.property, "TZID");
  const read = (item: Item) => (alike ? readCalendarTime(item.property.value, {}) : timeOf(item, zones));
  const start = comparable(read(from));
  const end = comparable(read(to));
  return start === undefined || end === undefined || start.scale !== end.scale
    ? undefined
    : end.at - start.at;
}

/** What the clock shows at the time of a property, in milliseconds, whichever zone it is in. */
export function wallOf(item: Item): number | undefined {
  return comparable(readCalendarTime(item.property.value, {}))?.at;
}

function comparable(time: CalendarTime | undefined): { at: number; scale: string } | undefined {
  switch (time?.kind) {
    case "date":
      return { at: time.wall, scale: "date" };
    case "floating":
      return { at: time.wall, scale: "local" };
    case "utc":
    case "zoned":
      return { at: time.instant, scale: "instant" };
    case "fault":
    case undefined:
      return undefined;
  }
}
