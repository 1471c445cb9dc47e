import { addressKey } from "../event/address/address.ts";
import { emailOf } from "../event/address/email-of.ts";
import type { Component } from "../icalendar/component.ts";
import { firstProperty, type Property } from "../icalendar/property.ts";
import { isAnswering } from "../message/answer-problems.ts";
import type { ItipMessage } from "../message/message.ts";

/** Somebody who answers, and the ATTENDEE that says what. */
export interface Replier {
  email: string;
  attendee?: Property;
  /** The ATTENDEE has no email address: that it is the author's is a conclusion. */
  byAuthor?: true;
}

/**
 * Whose answer a REPLY or COUNTER is.
 *
 * RFC 5546 section 3.2.3 wants exactly one ATTENDEE, the one who replies. Delegation puts two there (section 4.2.6),
 * KOrganizer and OpenPaaS the whole guest list, Emacs every address of one person, Exchange sometimes nobody, or somebody under
 * a name of X.500: then the author of the email decides.
 */
export function replierOf(
  method: "REPLY" | "COUNTER",
  component: Component,
  attendees: readonly Property[],
  { sender, alias, attached }: Pick<ItipMessage, "sender" | "alias" | "attached">,
): Replier[] {
  const people: { email: string; attendee: Property }[] = [];
  for (const attendee of attendees) {
    const email = emailOf(attendee);
    if (email !== undefined) people.push({ email, attendee });
  }
  const own =
    sender === undefined ? undefined : (ownLine(people, sender) ?? aliasLine(people, sender, alias));
  if (own?.attendee !== undefined && isAnswering(own.attendee)) return [own];
  // A file may be somebody else's, passed on.
  const unnamed = sender === undefined || attached === true ? undefined : onlyAnswer(component, attendees);
  // Where the author is listed too, without an answer, the line that answers counts.
  if (sender !== undefined && unnamed !== undefined)
    return [{ email: sender, attendee: unnamed, byAuthor: true }];
  if (own !== undefined) return [own];
  if (people.length === 1) return people;
  if (method === "COUNTER")
    return sender === undefined || attached === true ? proposerAmong(component, people) : [{ email: sender }];
  return answering(guestsAmong(component, people));
}

/** The author may be listed twice, as a guest of the event and as the one who answers: the line that answers counts. */
function ownLine(
  people: readonly Required<Omit<Replier, "byAuthor">>[],
  sender: string,
): Replier | undefined {
  const author = addressKey(sender);
  const own = people.filter(({ email }) => addressKey(email) === author);
  return own.find(({ attendee }) => isAnswering(attendee)) ?? own[0];
}

/** Somebody with two addresses may answer under either: the answer counts for the one that the event has. */
function aliasLine(
  people: readonly Required<Omit<Replier, "byAuthor">>[],
  sender: string,
  alias: string | undefined,
): Replier | undefined {
  const own = alias === undefined ? undefined : ownLine(people, alias);
  return own === undefined ? undefined : { ...own, email: sender };
}

/** The only ATTENDEE that answers, where it has no email address (RFC 6047 section 2.1 wants one). */
function onlyAnswer(component: Component, attendees: readonly Property[]): Property | undefined {
  const answers = attendees.filter(isAnswering);
  const unnamed = answers.find((attendee) => emailOf(attendee) === undefined);
  if (unnamed === undefined) return undefined;
  const organizer = organizerKey(component);
  const others = answers.filter((attendee) => {
    const email = emailOf(attendee);
    return attendee !== unnamed && (email === undefined || addressKey(email) !== organizer);
  });
  return others.length === 0 ? unnamed : undefined;
}

function answering(people: readonly Replier[]): Replier[] {
  return people.filter(({ attendee }) => attendee !== undefined && isAnswering(attendee));
}

/** Without an author: the only guest, or the only one who has answered. */
function proposerAmong(component: Component, people: readonly Replier[]): Replier[] {
  const guests = guestsAmong(component, people);
  const candidates = guests.length === 1 ? [...guests] : answering(guests);
  return candidates.length === 1 ? candidates : [];
}

function guestsAmong(component: Component, people: readonly Replier[]): readonly Replier[] {
  const organizer = organizerKey(component);
  const guests = people.filter((person) => addressKey(person.email) !== organizer);
  return guests.length === 0 ? people : guests;
}

/** Who invites, by the ORGANIZER of a component, in the form in which addresses are compared. */
function organizerKey(component: Component): string | undefined {
  const email = organizerEmail(component);
  return email === undefined ? undefined : addressKey(email);
}

/** The address of the ORGANIZER of a component. */
export function organizerEmail(component: Component): string | undefined {
  const organizer = firstProperty(component, "ORGANIZER");
  return organizer === undefined ? undefined : emailOf(organizer);
}
