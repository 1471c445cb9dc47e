import { refusal } from "../../errors.ts";
import type { Mailbox, Organizer, Recipient } from "../../event/event.ts";
import { mailProof, withReplyToken } from "../../event/reply-address.ts";
import { type Attendee, asAttendees, type SchedulingFacts } from "../../event/scheduling-facts.ts";
import { showEvent } from "../../event/show-event.ts";
import type { Status } from "../../event/status.table.ts";
import { defined, filled } from "../../input.ts";
import { formatCancel, formatRequest } from "../../message/build.ts";
import type { Change, OutgoingMessage } from "../../message/outgoing.ts";
import { formatPoint, formatUtc } from "../../time/point.ts";
import { addressOf, everyGuestApart, guestsApart, leftOut, mailboxOf } from "../answers/people.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Invite, Plan, PlannedOccurrence } from "../invite.ts";
import { originalStart, plannedEvent } from "../occurrences/occurrence.ts";
import { startOfKey } from "../occurrences/occurrence-key.ts";
import { incompleteParts, isExcerpt } from "../stored/trust.ts";
import { guestsOf, leftOutOf, listedPeople } from "./guests.ts";

/** What is to be said, to whom. */
interface Mailing {
  readonly method: "REQUEST" | "CANCEL";
  readonly stamp: Date;
  /** Who gets it; each in a copy of their own where copies differ. */
  readonly to: readonly Recipient[];
  /** The occurrence that it is about; `""`: the whole event. */
  readonly key?: string;
  /** A CANCEL for people without whom the event goes on. */
  readonly uninvited?: boolean;
  /** What changed, for those who knew the event before; absent for everyone: a first invitation. */
  readonly changes?: (address: string) => Change[] | undefined;
  readonly comment?: string | undefined;
  /** Of a REQUEST: the comment to one address, where not everybody gets the same. */
  readonly commentFor?: (address: string) => string | undefined;
}

/**
 * How many people may each get a calendar text of their own, as they do with a reply secret. Where every text lists all of them, the size of
 * all texts together grows with the square of the number of people.
 */
const mostOwnCopies = 500;

/**
 * The messages that carry a plan, or one occurrence of it, to people.
 *
 * Where all copies are alike the text is built once and shared.
 */
export function mail(invite: Invite, mailing: Mailing): OutgoingMessage[] {
  const { plan, replyKey } = invite;
  // An organizer who is a recipient too gets no mail about their own event.
  const organizers = addressOf(plan.organizer);
  const to = mailing.to.filter((recipient) => addressOf(recipient) !== organizers);
  if (to.length === 0) return [];
  const shown = plan.guestList === "shown";
  /** Whether everybody sees who else is invited. */
  const listed = shown && mailing.uninvited !== true;
  if (listed && isExcerpt(invite)) throw incompleteParts();
  if (shown && replyKey !== undefined) refuseTooManyCopies(plan.recipients.length);
  const lists = new Map<string, ReadonlyMap<string, Recipient>>();
  const listOf = (key: string) => {
    const list = lists.get(key) ?? listedPeople(invite, key);
    lists.set(key, list);
    return list;
  };
  const { key = "" } = mailing;
  const guests = listed ? guestsOf(listOf(key)) : undefined;
  const texts = new Map<string, string>();
  const about = aboutOf(plan, key);
  return to.map((recipient) => {
    const address = addressOf(recipient);
    const attendeesOf = (occurrence: string) => {
      const list = listOf(occurrence);
      const people = listed ? [...list.values()] : [list.get(address) ?? recipient];
      return asAttendees(people, plan.organizer);
    };
    const organizer = organizerFor(invite, recipient);
    const leftOut = leftOutOf(invite, address);
    const mark = listed && replyKey === undefined ? leftOut.join("\n") : `\n${address}`;
    const ics = texts.get(mark) ?? calendarTextFor(invite, mailing, { attendeesOf, organizer, leftOut });
    texts.set(mark, ics);
    const status = listOf(key).get(address)?.status ?? "pending";
    return messageFor(invite, mailing, { recipient, organizer, ics, about, guests, status });
  });
}

/** The messages that carry a plan to everybody in it: to those who come to one occurrence alone, that occurrence. */
export function mailEveryone(
  invite: Invite,
  mailing: Omit<Mailing, "to" | "key">,
  among: (people: readonly Recipient[]) => readonly Recipient[] = (people) => people,
): OutgoingMessage[] {
  const { plan } = invite;
  return [
    ...mail(invite, { ...mailing, to: among(plan.recipients) }),
    ...everyGuestApart(plan).flatMap(({ key, guests }) =>
      mail(invite, { ...mailing, to: among(guests), key }),
    ),
  ];
}

function refuseTooManyCopies(people: number): void {
  if (people <= mostOwnCopies) return;
  throw refusal(
    "limit-exceeded",
    "recipients",
    "own-copies",
    `must be at most ${mostOwnCopies} people where a shown guest list has a reply secret, got ${people}`,
  );
}

/** The organizer as the copy of one person names them. */
export function organizerFor({ plan, replyKey }: Invite, { email }: Mailbox): Organizer {
  return replyKey === undefined ? plan.organizer : withReplyToken(plan.organizer, replyKey, email);
}

/** What a message is about, in the form in which it leaves; the same for everybody. */
function aboutOf(plan: Plan, key: string): Pick<OutgoingMessage, "event" | "instance"> {
  const start = originalStart(plan, key);
  const instance = start === undefined ? undefined : formatPoint(start);
  return { event: showEvent(plannedEvent(plan, key)), ...defined({ instance }) };
}

interface OwnCopy {
  /** Whom it lists, at the series (`""`) or at one occurrence. */
  readonly attendeesOf: (key: string) => readonly Attendee[];
  readonly organizer: Organizer;
  /** Occurrences that this recipient is not invited to. */
  readonly leftOut: readonly string[];
}

function calendarTextFor(
  invite: Invite,
  mailing: Mailing,
  { attendeesOf, organizer, leftOut }: OwnCopy,
): string {
  const { plan, uid, sequence } = invite;
  const { key = "" } = mailing;
  // Thunderbird copies a REQUEST's COMMENT into its REPLY, where it reads as the guest's: the email alone tells it.
  const comment = mailing.method === "REQUEST" ? undefined : mailing.comment;
  const instance = originalStart(plan, key);
  const facts: SchedulingFacts = {
    uid,
    sequence,
    dtstamp: mailing.stamp,
    organizer,
    attendees: attendeesOf(key),
    event: plannedEvent(plan, key),
    ...(instance === undefined ? occurrencesFor(invite, { leftOut, attendeesOf }) : { instance }),
    ...(plan.counterProposals ? {} : { counterProposals: false }),
    ...defined({ productId: invite.productId, comment }),
  };
  if (mailing.method === "REQUEST") return formatRequest(facts);
  return formatCancel({ ...facts, ...(mailing.uninvited === true ? { uninvited: true } : {}) });
}

/** The occurrences that go along with the series: cancelled ones as EXDATE, changed ones as components of their own. */
function occurrencesFor(
  { plan }: Invite,
  { leftOut, attendeesOf }: Pick<OwnCopy, "leftOut" | "attendeesOf">,
): Pick<SchedulingFacts, "occurrences" | "excluded"> {
  const series = eventOfPlan(plan);
  const gone = plan.occurrences.filter(({ key, cancelled }) => cancelled === true || leftOut.includes(key));
  const changed = plan.occurrences.filter(
    (one) => (one.changes !== undefined || listsFewer(plan, one)) && !gone.includes(one),
  );
  const excluded = gone.map(({ key }) => startOfKey(key, series));
  const occurrences = changed.map(({ key }) => ({
    instance: startOfKey(key, series),
    event: plannedEvent(plan, key),
    attendees: attendeesOf(key),
  }));
  return defined({ excluded: filled(excluded), occurrences: filled(occurrences) });
}

/** An occurrence with a shown list of its own: somebody who is invited to the series is not invited there. */
function listsFewer(plan: Plan, planned: PlannedOccurrence): boolean {
  const { guestList, recipients } = plan;
  if (guestList !== "shown") return false;
  if (guestsApart(plan, planned).length > 0) return true;
  const without = leftOut(planned);
  return without.size > 0 && recipients.some((recipient) => without.has(addressOf(recipient)));
}

function messageFor(
  invite: Invite,
  mailing: Mailing,
  copy: {
    recipient: Recipient;
    organizer: Organizer;
    ics: string;
    about: Pick<OutgoingMessage, "event" | "instance">;
    guests: { shown: Mailbox[]; count: number } | undefined;
    status: Status;
  },
): OutgoingMessage {
  const { plan, replyKey } = invite;
  const comment = mailing.commentFor?.(addressOf(copy.recipient)) ?? mailing.comment;
  const { event, instance } = copy.about;
  const changes = mailing.changes?.(addressOf(copy.recipient));
  const { locale, timeZone } = copy.recipient;
  const message: OutgoingMessage = {
    method: mailing.method,
    // A reply that has no ORGANIZER (Exchange) still goes to the address that it was invited from.
    from: mailboxOf(copy.organizer),
    to: mailboxOf(copy.recipient),
    ics: copy.ics,
    uid: invite.uid,
    sequence: invite.sequence,
    dtstamp: formatUtc(mailing.stamp.getTime()),
    event,
    organizer: mailboxOf(plan.organizer),
  };
  // One by one: of an invitation for a thousand people, copies of what is there take a tenth.
  if (replyKey !== undefined) message.proof = mailProof(replyKey, copy.recipient.email);
  if (copy.guests !== undefined) message.guests = copy.guests;
  if (instance !== undefined) message.instance = instance;
  if (changes !== undefined) message.changes = changes;
  if (comment !== undefined) message.comment = comment;
  if (locale !== undefined) message.locale = locale;
  if (timeZone !== undefined) message.timeZone = timeZone;
  // Whoever has answered owes no answer.
  if (mailing.method === "REQUEST" && copy.status !== "pending") message.status = copy.status;
  return message;
}
