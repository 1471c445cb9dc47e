import { addressKey, emailOf } from "../event/address.ts";
import { statusOfPartstat } from "../event/status.table.ts";
import { type Component, firstLine } from "../icalendar/component.ts";
import { type Property, parameter, readProperty } from "../icalendar/property.ts";

/** Somebody who answers, and the ATTENDEE that says what. */
export interface Replier {
  email: string;
  attendee?: Property;
}

/**
 * Whose answer a REPLY or COUNTER is.
 *
 * RFC 5546 section 3.2.3 wants exactly one ATTENDEE, the one who replies. Delegation puts two there (section 4.2.6),
 * KOrganizer and OpenPaaS the whole guest list, Exchange sometimes nobody: then the author of the email decides.
 */
export function replierOf(
  method: "REPLY" | "COUNTER",
  component: Component,
  attendees: readonly Property[],
  sender: string | undefined,
): Replier[] {
  const people = attendees.flatMap((attendee) => {
    const email = emailOf(attendee);
    return email === undefined ? [] : [{ email, attendee }];
  });
  if (people.length === 1) return people;
  const author = sender === undefined ? undefined : addressKey(sender);
  const own = people.find((person) => addressKey(person.email) === author);
  if (own !== undefined) return [own];
  if (method === "COUNTER")
    return sender === undefined ? proposerAmong(component, people) : [{ email: sender }];
  return answering(guestsAmong(component, people));
}

function answering(people: readonly Replier[]): Replier[] {
  return people.filter(({ attendee }) => {
    const partstat =
      attendee === undefined ? undefined : parameter(attendee, "PARTSTAT")?.trim().toUpperCase();
    return (statusOfPartstat.get(partstat ?? "") ?? "pending") !== "pending";
  });
}

/** Without an author: the only guest, or the only one who has answered. */
function proposerAmong(component: Component, people: readonly Replier[]): Replier[] {
  const guests = guestsAmong(component, people);
  const candidates = guests.length === 1 ? [...guests] : answering(guests);
  return candidates.length === 1 ? candidates : [];
}

function guestsAmong(component: Component, people: readonly Replier[]): readonly Replier[] {
  const line = firstLine(component, "ORGANIZER");
  const email = line === undefined ? undefined : emailOf(readProperty(line));
  const organizer = email === undefined ? undefined : addressKey(email);
  const guests = people.filter((person) => addressKey(person.email) !== organizer);
  return guests.length === 0 ? people : guests;
}
