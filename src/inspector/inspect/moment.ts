import { type ItipMessage, resolveTimeZone } from "../../index.ts";
import { type Component, type Property, propertyOf } from "./property.ts";
import { day, instantOf } from "./wall-clock.ts";

/**
 * What a DATE or DATE-TIME says (RFC 5545 sections 3.3.4 and 3.3.5). In milliseconds: `instant` since 1970, `wall` what a
 * clock shows as if it were UTC. Only an instant is shown in the zone that the reader chose.
 */
export type Moment =
  | { readonly kind: "date"; readonly wall: number }
  | { readonly kind: "floating"; readonly wall: number }
  | { readonly kind: "instant"; readonly instant: number; readonly tzid: string }
  | { readonly kind: "unknown-zone"; readonly wall: number; readonly tzid: string };

/**
 * The moment that a property names; `undefined` where it is absent or none.
 *
 * @param calendar the calendar around the component, whose VTIMEZONEs tell what its TZIDs mean
 */
export function momentOf(
  component: Component | undefined,
  name: string,
  calendar: ItipMessage["calendar"],
): Moment | undefined {
  const property = propertyOf(component, name);
  if (property === undefined) return undefined;
  const value = property.value.trim();
  const wall = wallOf(value);
  if (wall === undefined) return undefined;
  const midnight = wall % day === 0;
  if (value.length === "20270610".length || (midnight && isAllDay(component, property))) {
    return { kind: "date", wall };
  }
  if (/Z$/i.test(value)) return { kind: "instant", instant: wall, tzid: "Etc/UTC" };
  const tzid = property.parameters.get("TZID")?.trim() ?? "";
  if (tzid === "") return { kind: "floating", wall };
  const zone = resolveTimeZone(tzid, { at: new Date(wall), ...definitionOf(tzid, calendar) });
  return zone === undefined
    ? { kind: "unknown-zone", wall, tzid }
    : { kind: "instant", instant: instantOf(wall, zone.tzid), tzid: zone.tzid };
}

/** What a clock shows; a date that does not exist is none. */
function wallOf(value: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/i.exec(value);
  if (found === null) return undefined;
  const [, year, month, date, hour = "00", minute = "00", second = "00"] = found;
  // Section 3.3.12: without leap seconds, 60 is read as 59.
  const written = `${year}-${month}-${date}T${hour}:${minute}:${second === "60" ? "59" : second}.000Z`;
  const wall = Date.parse(written);
  return Number.isNaN(wall) || new Date(wall).toISOString() !== written ? undefined : wall;
}

/** Outlook writes midnights for days, and a property of its own beside them. */
function isAllDay(component: Component | undefined, { parameters }: Property): boolean {
  const microsoft = propertyOf(component, "X-MICROSOFT-CDO-ALLDAYEVENT")?.value.trim().toUpperCase();
  return microsoft === "TRUE" || parameters.get("VALUE")?.toUpperCase() === "DATE";
}

/** The VTIMEZONE of a TZID (RFC 5545 section 3.6.5); letter case does not count. */
function definitionOf(tzid: string, calendar: ItipMessage["calendar"]): { vtimezone?: string } {
  const zone = calendar.components.find(
    (component) =>
      component.name === "VTIMEZONE" &&
      propertyOf(component, "TZID")?.value.replaceAll('"', "").trim().toLowerCase() === tzid.toLowerCase(),
  );
  return zone === undefined ? {} : { vtimezone: writtenOut(zone) };
}

function writtenOut({ name, lines, components }: Component): string {
  return [
    `BEGIN:${name}\r\n`,
    ...lines.map(({ text }) => `${text}\r\n`),
    ...components.map(writtenOut),
    `END:${name}\r\n`,
  ].join("");
}
