import { parameter } from "../icalendar/property.ts";
import { formatComponent } from "../icalendar/write.ts";
import { type CalendarTime, readCalendarTime } from "../timezone/calendar-time.ts";
import { readForeignZone } from "../timezone/read-vtimezone.ts";
import { type Item, itemOf, type Node, nodesOf } from "./node.ts";

/** The forms a DATE or DATE-TIME may have (RFC 5545 sections 3.3.4 and 3.3.5). */
export type TimeForm = "date" | "local" | "utc" | "zoned";

/** The VTIMEZONEs of a calendar by their TZID, each as text. */
export interface Zones {
  readonly texts: ReadonlyMap<string, string>;
  /** How many times more a VTIMEZONE is evaluated: one made to be slow costs milliseconds each time. */
  readingsLeft: number;
}

const mostReadings = 40;

/** RFC 5545 section 3.8.3.1: the TZID of a VTIMEZONE is compared as written. */
export function zonesOf(calendar: Node): Zones {
  const zones = new Map<string, string>();
  for (const zone of nodesOf(calendar, "VTIMEZONE")) {
    const tzid = itemOf(zone, "TZID")?.property.value;
    if (tzid !== undefined && !zones.has(tzid)) zones.set(tzid, formatComponent(zone.source));
  }
  return { texts: zones, readingsLeft: mostReadings };
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
  const vtimezone = tzid === undefined ? undefined : zones.texts.get(tzid);
  if (vtimezone !== undefined && zones.readingsLeft-- <= 0) return undefined;
  return readCalendarTime(written, {
    tzid,
    foreign: vtimezone === undefined ? undefined : readForeignZone(vtimezone),
  });
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
