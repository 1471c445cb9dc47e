import { type Component, firstLine } from "../icalendar/component.ts";
import { parameter, readProperty } from "../icalendar/property.ts";

/** RFC 5546's own examples 4.4.5 and 4.4.7 leave `RANGE=` out. */
const nameless = "RECURRENCE-ID;THISANDFUTURE:";

/**
 * Whether a component is about an occurrence and all that follow (RFC 5545 section 3.2.13).
 *
 * @example
 * // RECURRENCE-ID;RANGE=THISANDFUTURE:20260514T093000Z
 * isAboutLater(component) // true
 */
export function isAboutLater(component: Component): boolean {
  const line = firstLine(component, "RECURRENCE-ID");
  if (line === undefined || !line.text.includes(";")) return false;
  if (line.text.slice(0, nameless.length).toUpperCase() === nameless) return true;
  return parameter(readProperty(line), "RANGE")?.trim().toUpperCase() === "THISANDFUTURE";
}
