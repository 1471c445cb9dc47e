import { parameter } from "../icalendar/property.ts";
import { formatComponent } from "../icalendar/write.ts";
import { type CalendarTime, readCalendarTime } from "../time/calendar-time.ts";
import { type Item, itemOf, type Node, nodesOf } from "./check-node.ts";

/** The forms a DATE or DATE-TIME may have (RFC 5545 sections 3.3.4 and 3.3.5). */
export type TimeForm = "date" | "local" | "utc" | "zoned";

/** A time as it is written, and what it means where that can be told. */
export interface ReadTime {
  readonly form: TimeForm;
  readonly time: CalendarTime;
  /** The TZID, and the time of day in it whatever zone that is. */
  readonly tzid: string | undefined;
  readonly local: CalendarTime;
}

/** The VTIMEZONEs of a calendar by their TZID, each as text. */
export type Zones = ReadonlyMap<string, string>;

/** RFC 5545 section 3.8.3.1: the TZID of a VTIMEZONE is compared as written. */
export function zonesOf(calendar: Node): Zones {
  const zones = new Map<string, string>();
  for (const zone of nodesOf(calendar, "VTIMEZONE")) {
    const tzid = itemOf(zone, "TZID")?.property.value;
    if (tzid !== undefined && !zones.has(tzid)) zones.set(tzid, formatComponent(zone.source));
  }
  return zones;
}

/** The form of a value; undefined where it is no date or time. Costs no look at any zone. */
export function timeFormOf(item: Item | undefined, value?: string): TimeForm | undefined {
  const written = value ?? item?.property.value ?? "";
  if (item === undefined || !/^\d{8}(?:T\d{6}Z?)?$/.test(written)) return undefined;
  if (written.length === 8) return "date";
  if (written.endsWith("Z")) return "utc";
  return item.property.parameters.has("TZID") ? "zoned" : "local";
}

/** The first value of a date or time property; undefined where it is none, which the value's own rule reports. */
export function timeOf(item: Item | undefined, zones: Zones): ReadTime | undefined {
  const [written = ""] = item?.property.value.split(",", 1) ?? [];
  const form = timeFormOf(item, written);
  if (item === undefined || form === undefined) return undefined;
  const tzid = parameter(item.property, "TZID");
  const time = readCalendarTime(written, {
    tzid,
    date: parameter(item.property, "VALUE")?.toUpperCase() === "DATE",
    vtimezone: tzid === undefined ? undefined : zones.get(tzid),
  });
  if (time.kind === "fault" && time.code === "invalid-date-time") return undefined;
  return { form, time, tzid, local: readCalendarTime(written, {}) };
}

/**
 * Milliseconds from one time to another; undefined where the two cannot be compared. Two times of one TZID can, even
 * if nobody knows that zone.
 */
export function between(from: ReadTime, to: ReadTime): number | undefined {
  const unknown = from.time.kind === "fault" && to.time.kind === "fault" && from.tzid === to.tzid;
  const start = comparable(unknown ? from.local : from.time);
  const end = comparable(unknown ? to.local : to.time);
  return start === undefined || end === undefined || start.scale !== end.scale
    ? undefined
    : end.at - start.at;
}

function comparable(time: CalendarTime): { at: number; scale: string } | undefined {
  switch (time.kind) {
    case "date":
      return { at: time.wall, scale: "date" };
    case "floating":
      return { at: time.wall, scale: "local" };
    case "utc":
    case "zoned":
      return { at: time.instant, scale: "instant" };
    case "fault":
      return undefined;
  }
}
