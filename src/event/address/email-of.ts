import { type Property, parameter } from "../../icalendar/property.ts";
import { type EmailAddress, emailIn } from "./address.ts";

/**
 * The address of an ATTENDEE or ORGANIZER (RFC 5545 section 3.3.3), else of its EMAIL parameter (RFC 7986 section 6.2);
 * `undefined` for a calendar user without one, such as a CalDAV principal or a `urn:uuid:`.
 */
export function emailOf(property: Property): EmailAddress | undefined {
  if (latest === property) return latestEmail;
  latest = property;
  latestEmail = emailIn(property.value) ?? emailIn(parameter(property, "EMAIL") ?? "");
  return latestEmail;
}

/** Whose address was asked for last: that of the one ATTENDEE of a reply is asked for three times. */
let latest: Property | undefined;
let latestEmail: EmailAddress | undefined;
