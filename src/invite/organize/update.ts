import { addressKey } from "../../event/address/address.ts";
import type { EventInput, InviteInput, Organizer, Recipient } from "../../event/event.ts";
import { readOrganizer, readRecipients, refuseToken } from "../../event/read-invite.ts";
import { takesReplyToken } from "../../event/reply-address.ts";
import {
  at,
  fault,
  isRecord,
  type Reading,
  readBoolean,
  readChoice,
  readListOf,
  readOrRefuse,
  readRecord,
} from "../../input.ts";
import type { Change, OutgoingMessage } from "../../message/outgoing.ts";
import type { TimeInput } from "../../time/event-time.ts";
import { addressesOf, addressOf, invitedTo } from "../answers/people.ts";
import type { Invite, Transition } from "../invite.ts";
import { plannedOccurrence } from "../occurrences/occurrence.ts";
import { stampAfter } from "../stamp.ts";
import { readOptions } from "../stored/argument.ts";
import { parseInvite } from "../stored/parse.ts";
import { cancelAll, cancelOccurrence } from "./cancel.ts";
import { changedEvent } from "./changed-event.ts";
import { replan, type Saying, type Wish, wishOf } from "./replan.ts";
import { replanGuests } from "./replan-guests.ts";
import { replanOccurrence } from "./replan-occurrence.ts";

/** What is to change; everything else stays. `null` clears a field, `recipients` is the complete new list. */
export interface InviteChanges {
  /** The fields that change; `null` removes one. */
  event?: { [K in keyof EventInput]?: EventInput[K] | null } | undefined;
  /** All who are invited from now on, in place of those who were. */
  recipients?: InviteInput["recipients"] | undefined;
  /** People who are invited as well; whoever is on the list already takes the new name, role and the rest. */
  addRecipients?: InviteInput["recipients"] | undefined;
  /** Addresses of people who are not invited any more. */
  removeRecipients?: string[] | undefined;
  /** Another organizer, or another name for the same. */
  organizer?: Organizer | undefined;
  /** Whether people see one another. */
  guestList?: "shown" | "hidden" | undefined;
  /** Whether people are asked to offer other times. */
  counterProposals?: boolean | undefined;
}

/** When a change is made, to what, and who is told. */
export interface UpdateOptions {
  /** Default: the current time. */
  now?: Date | undefined;
  /**
   * The original start of the one occurrence to change: `changes.event`, without recurrence, and who comes to it. `recipients` may name people
   * who are not invited to the series: they are invited to that occurrence alone.
   */
  instance?: TimeInput | undefined;
  /** Goes along with the messages to those whom the change is about: for guests who come or go, to them alone. */
  comment?: string | undefined;
  /** `concerned`: a change of guests alone is mailed to those who come and go. Default `everyone`: to all who see the list. */
  tell?: "everyone" | "concerned" | undefined;
}

/**
 * Changes an invitation, or one occurrence of it, and tells those whom it concerns.
 *
 * SEQUENCE rises for a change of time, recurrence or organizer, for people taken off the list, and when a cancelled invite comes back to
 * life; for nothing else. Answers are asked for anew only when the time or the pattern of recurrence changed. Added people get
 * an invitation, removed ones a CANCEL, the others a REQUEST where their copy changes. Open proposals of people who get
 * a REQUEST are settled by it. Nothing changed: the same state, no messages.
 *
 * @throws {ItipError} `invalid-event` with every problem, `unknown-instance`, `invalid-time`, `invalid-argument`,
 *   `invalid-state`, `newer-state`
 * @example
 * updateInvite(invite, { event: { start: "2026-05-08T10:30" } }).messages[0].changes
 * // [{ field: "time", from: { start: …, end: … }, to: { start: …, end: … } }]
 */
export function updateInvite(invite: Invite, changes: InviteChanges, options?: UpdateOptions): Transition {
  const checked = parseInvite(invite);
  const { now, key, comment, tell } = readOptions(options, ["now", "instance", "comment", "tell"], {
    plan: checked.plan,
  });
  const wanted = readInviteChanges(changes);
  const stamp = stampAfter(checked.plan.updatedAt, now);
  if (key !== "") return changeOccurrence(checked, key, wanted, { stamp, comment, tell });
  const standing = wishOf(checked.plan);
  const wish = readOrRefuse("invalid-event", "", (reading) => readWish(checked, wanted, standing, reading));
  if (wish.recipients.length > 0) return replan(checked, wish, { stamp, comment, tell });
  return checked.plan.state === "cancelled"
    ? { invite: checked, messages: [] }
    : cancelAll(checked, stamp, comment);
}

/** What can change. */
const changeable = [
  "event",
  "recipients",
  "addRecipients",
  "removeRecipients",
  "organizer",
  "guestList",
  "counterProposals",
] as const satisfies readonly (keyof InviteChanges)[];

/** Who comes to an occurrence, and what happens there: people who come newly hear of both at once. */
function changeOccurrence(
  invite: Invite,
  key: string,
  changes: Readonly<Record<string, unknown>>,
  saying: Saying,
): Transition {
  const event = readOccurrenceChanges(changes);
  const today = invitedTo(invite, key);
  const wanted = readOrRefuse("invalid-event", "", (reading) => readWanted(today, changes, reading));
  const isOff = invite.plan.state === "cancelled" || plannedOccurrence(invite.plan, key)?.cancelled === true;
  if (wanted.length === 0)
    return isOff ? { invite, messages: [] } : cancelOccurrence(invite, key, saying.stamp, saying.comment);
  const listed = replanGuests(invite, key, wanted, saying);
  // What was called off comes back for whoever is invited to it.
  const revived = isOff && listed.invite !== invite;
  if (event === undefined && !revived) return listed;
  const changed = replanOccurrence(listed.invite, key, event ?? {}, saying);
  if (changed.messages.length === 0) return { ...listed, invite: changed.invite };
  const known = addressesOf([...invite.plan.recipients, ...today]);
  const guests = new Map(listed.messages.map((message) => [addressOf(message.to), message.changes]));
  return {
    invite: changed.invite,
    messages: [
      ...changed.messages.map((message) => {
        const address = addressOf(message.to);
        return withGuestChanges(message, known.has(address) ? (guests.get(address) ?? []) : undefined);
      }),
      // Those who lost it when it was called off have had its CANCEL.
      ...(revived ? [] : listed.messages.filter(({ method }) => method === "CANCEL")),
    ],
  };
}

/** A message with the changes of the guest list behind its own. A first invitation tells no changes, and is left as it is. */
function withGuestChanges(
  { changes = [], ...message }: OutgoingMessage,
  guests: readonly Change[] | undefined,
): OutgoingMessage {
  return guests === undefined ? message : { ...message, changes: [...changes, ...guests] };
}

/** Changes as they were given, with no members that nobody knows. */
export function readInviteChanges(changes: unknown): Record<string, unknown> {
  return readOrRefuse("invalid-argument", "changes", (reading) => readRecord(changes, changeable, reading));
}

/** What the organizer wants from now on: what is planned, with the changes in it. */
export function readWish(
  invite: Invite,
  changes: Readonly<Record<string, unknown>>,
  wish: Wish,
  reading: Reading,
): Wish {
  const { event, organizer, guestList, counterProposals } = changes;
  const named = organizer === undefined ? undefined : readOrganizer(organizer, at(reading, "organizer"));
  if (named !== undefined && invite.replyKey !== undefined && !takesReplyToken(named.email))
    refuseToken(named, at(reading, "organizer"));
  const organizers = named ?? wish.organizer;
  return {
    event: changedEvent(wish.event, event, at(reading, "event")) ?? wish.event,
    recipients: readWanted(wish.recipients, changes, reading),
    organizer: isSamePerson(organizers, wish.organizer) ? wish.organizer : organizers,
    guestList: readChoice(guestList, ["shown", "hidden"], at(reading, "guestList")) ?? wish.guestList,
    counterProposals: readBoolean(counterProposals, at(reading, "counterProposals")) ?? wish.counterProposals,
  };
}

function isSamePerson(a: Organizer, b: Organizer): boolean {
  return addressKey(a.email) === addressKey(b.email) && a.name === b.name && a.sentBy === b.sentBy;
}

/** The list from now on: a whole new one, or today's with some added and some taken off. */
function readWanted(
  today: readonly Recipient[],
  { recipients, addRecipients, removeRecipients }: Readonly<Record<string, unknown>>,
  reading: Reading,
): readonly Recipient[] {
  if (recipients !== undefined) {
    if (addRecipients !== undefined || removeRecipients !== undefined) {
      const message = "must not stand beside addRecipients or removeRecipients";
      fault(at(reading, "recipients"), "contradiction", message);
    }
    return readRecipients(recipients, at(reading, "recipients"), 0) ?? today;
  }
  const added =
    addRecipients === undefined ? [] : (readRecipients(addRecipients, at(reading, "addRecipients"), 0) ?? []);
  const removed = readRemoved(today, removeRecipients ?? undefined, at(reading, "removeRecipients"));
  added.forEach(({ email }, index) => {
    if (removed.has(addressKey(email)))
      fault(
        { ...reading, path: `addRecipients[${index}].email` },
        "contradiction",
        "must not be among removeRecipients too",
        email,
      );
  });
  const anew = new Map(added.map((recipient) => [addressOf(recipient), recipient]));
  const kept = today
    .filter((recipient) => !removed.has(addressOf(recipient)))
    .map((recipient) => ({ ...recipient, ...anew.get(addressOf(recipient)) }));
  const known = addressesOf(today);
  return [...kept, ...added.filter((recipient) => !known.has(addressOf(recipient)))];
}

function readRemoved(today: readonly Recipient[], value: unknown, reading: Reading): ReadonlySet<string> {
  const known = addressesOf(today);
  const removed = readListOf(value, { what: "email addresses" }, reading, (email, here) => {
    const address = typeof email === "string" ? addressKey(email) : undefined;
    if (address !== undefined && known.has(address)) return address;
    return fault(here, "unknown-recipient", "must be the address of somebody invited", email);
  });
  return new Set(removed);
}

/** One occurrence has a time, a place and a text of its own, and nothing else. */
function readOccurrenceChanges(changes: Readonly<Record<string, unknown>>): unknown {
  return readOrRefuse("invalid-argument", "changes", (reading) => {
    const { event } = changes;
    const recurs = isRecord(event) && event.recurrence !== undefined;
    const others = ["organizer", "guestList", "counterProposals"].filter(
      (name) => changes[name] !== undefined,
    );
    for (const name of recurs ? [...others, "event.recurrence"] : others)
      fault(
        at(reading, name),
        "not-for-an-occurrence",
        "must be changed for the whole event, not for one occurrence",
      );
    return { event };
  }).event;
}
