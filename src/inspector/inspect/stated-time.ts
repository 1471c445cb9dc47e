import { DateTime, toDateTime } from "../../adapters/luxon.ts";
import { type ItipMessage, resolveTimeZone } from "../../index.ts";
import { type Component, type Property, propertyOf } from "./property.ts";

/**
 * What a DATE or DATE-TIME says (RFC 5545 sections 3.3.4 and 3.3.5): a day, a time of the clock wherever one is, a moment in
 * its zone, or a time of the clock in a zone that nobody knows. Clocks of no known zone are shown as if they were in UTC, and only
 * a moment is shown in the zone that the reader chose.
 */
export type StatedTime =
  | { readonly kind: "date" | "floating" | "instant"; readonly at: DateTime }
  | { readonly kind: "unknown-zone"; readonly at: DateTime; readonly tzid: string };

/**
 * The time that a property states; `undefined` where the property is absent or states no time.
 *
 * @param calendar the calendar around the component, whose VTIMEZONEs tell what its TZIDs mean
 */
export function statedTime(
  component: Component | undefined,
  name: string,
  calendar: ItipMessage["calendar"],
): StatedTime | undefined {
  const property = propertyOf(component, name);
  const value = property?.value.trim().toUpperCase() ?? "";
  if (property === undefined || !/^\d{8}(?:T\d{6}Z?)?$/.test(value)) return undefined;
  // Section 3.3.12: without leap seconds, 60 is read as 59.
  const at = DateTime.fromISO(value.replace(/Z$/, "").replace(/60$/, "59"), { zone: "utc" });
  if (!at.isValid) return undefined;
  const midnight = at.hasSame(at.startOf("day"), "second");
  if (!value.includes("T") || (midnight && isAllDay(component, property))) return { kind: "date", at };
  if (value.endsWith("Z")) return { kind: "instant", at };
  const tzid = property.parameters.get("TZID")?.trim() ?? "";
  return tzid === "" ? { kind: "floating", at } : inZone(at, tzid, calendar);
}

/** The moment of a local time. Where it happens twice, the first; where the clocks skip it, by the offset before (section 3.3.5). */
function inZone(at: DateTime, tzid: string, calendar: ItipMessage["calendar"]): StatedTime | undefined {
  const zone = resolveTimeZone(tzid, { at: at.toJSDate(), vtimezone: definitionOf(tzid, calendar) });
  if (zone === undefined) return { kind: "unknown-zone", at, tzid };
  const time = at.toISO({ includeOffset: false, suppressMilliseconds: true }) ?? "";
  try {
    return { kind: "instant", at: toDateTime({ time, tzid: zone.tzid }) };
  } catch {
    // In some zones, hours at the very beginning of the year 0 or end of 9999 fall into a year of other than four digits.
    return undefined;
  }
}

/** Whether midnights mean days: Outlook writes an all-day event with midnights and a property of its own. */
function isAllDay(component: Component | undefined, { parameters }: Property): boolean {
  const microsoft = propertyOf(component, "X-MICROSOFT-CDO-ALLDAYEVENT")?.value.trim().toUpperCase();
  return microsoft === "TRUE" || parameters.get("VALUE")?.toUpperCase() === "DATE";
}

/** The VTIMEZONE of a TZID (RFC 5545 section 3.6.5); letter case does not count. */
function definitionOf(tzid: string, calendar: ItipMessage["calendar"]): string | undefined {
  const zone = calendar.components.find(
    (component) =>
      component.name === "VTIMEZONE" &&
      propertyOf(component, "TZID")?.value.replaceAll('"', "").trim().toLowerCase() === tzid.toLowerCase(),
  );
  return zone && writtenOut(zone);
}

function writtenOut({ name, lines, components }: Component): string {
  return [
    `BEGIN:${name}\r\n`,
    ...lines.map(({ text }) => `${text}\r\n`),
    ...components.map(writtenOut),
    `END:${name}\r\n`,
  ].join("");
}
