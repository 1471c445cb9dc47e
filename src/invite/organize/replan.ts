import { addressKey } from "../../event/address/address.ts";
import type { CheckedEvent, Mailbox, Organizer, Recipient } from "../../event/event.ts";
import { defined } from "../../input.ts";
import type { Change, OutgoingMessage } from "../../message/outgoing.ts";
import { millisOf } from "../../time/point.ts";
import { rememberDescription } from "../answers/description.ts";
import { findEntry, isInvited } from "../answers/entries.ts";
import {
  addressesOf,
  addressOf,
  everyGuestApart,
  mailboxOf,
  withInvited,
  withReinvited,
} from "../answers/people.ts";
import { settleFor } from "../answers/settle.ts";
import { eventOfPlan, storeEvent } from "../event-of-plan.ts";
import type { Invite, Plan, Transition } from "../invite.ts";
import { startOfKey } from "../occurrences/occurrence-key.ts";
import { rememberTime } from "../occurrences/remember-time.ts";
import { canonicalJson } from "../order.ts";
import { trust } from "../stored/trust.ts";
import { type Difference, differenceOf, eventChanges } from "./difference.ts";
import { mail } from "./mail.ts";
import { replannedOccurrences } from "./move-occurrences.ts";
import { afterChange, nextSequence } from "./next-sequence.ts";

/** What the organizer wants from now on. A recipient's `status` is there only where the organizer states it anew. */
export interface Wish {
  readonly event: CheckedEvent;
  readonly recipients: readonly Recipient[];
  readonly organizer: Organizer;
  readonly guestList: "shown" | "hidden";
  readonly counterProposals: boolean;
}

/** The wish to leave everything as it is. */
export function wishOf(plan: Plan): Wish {
  const { recipients, organizer, guestList, counterProposals } = plan;
  return {
    event: eventOfPlan(plan),
    recipients: recipients.map(({ status: _, ...recipient }) => recipient),
    ...{ organizer, guestList, counterProposals },
  };
}

/** Who comes, who goes, who is named differently. */
interface GuestChanges {
  readonly list: readonly Recipient[];
  readonly added: ReadonlySet<string>;
  readonly altered: ReadonlySet<string>;
  readonly removed: readonly Recipient[];
}

/** How a change is told: when, with which words, and whether a change of guests alone is told to the others too. */
export interface Saying {
  readonly stamp: Date;
  readonly comment: string | undefined;
  readonly tell?: "everyone" | "concerned" | undefined;
}

/** Puts a wish into the plan: the next state, and what each person concerned is to be told. */
export function replan(
  invite: Invite,
  wish: Wish,
  { stamp, comment, tell = "everyone" }: Saying,
): Transition {
  const { plan } = invite;
  const event = eventOfPlan(plan);
  const difference = differenceOf(event, wish.event);
  // People who saw different times, or a cancellation, have to hear what holds now.
  const forAll = plan.state === "cancelled" || invite.conflict !== undefined;
  const anew = difference.time || difference.pattern || invite.conflict !== undefined;
  const guests = guestChanges(plan, wish, anew);
  const { time, zone, recurrence } = difference;
  // RFC 5546 section 3.2.2.4 asks it of a new organizer; another name is none.
  const handedOver = addressOf(plan.organizer) !== addressOf(wish.organizer);
  const rises = forAll || handedOver || time || zone || recurrence || guests.removed.length > 0;
  const sequence = rises ? nextSequence(invite) : invite.sequence;
  const { lost: _, ...standing } = plan;
  const next: Plan = {
    ...standing,
    ...wish,
    event: wish.event === event ? plan.event : storeEvent(wish.event),
    state: "active",
    recipients: guests.list,
    ...replannedOccurrences(withoutListedApart(plan, guests), event, wish.event),
    formerDescriptions: rememberDescription(plan, event, wish.event),
    formerTimes: difference.time ? rememberTime(plan.formerTimes, event, wish.event) : plan.formerTimes,
    reinvited: withReinvited(plan.reinvited, invitedAgain(invite, guests), { sequence, stamp }),
    timeSequence: difference.time || invite.conflict !== undefined ? sequence : plan.timeSequence,
    recurrenceSequence: difference.pattern ? sequence : plan.recurrenceSequence,
  };
  if (canonicalJson(next) === canonicalJson(plan)) return { invite, messages: [] };
  const changed = afterChange(invite, stamp, { sequence: rises, plan: next, toAll: forAll });
  return send(withInvited(changed, changed.plan.recipients), {
    difference,
    guests,
    forAll,
    before: invite,
    stamp,
    comment,
    tell,
  });
}

/** The plan in which nobody comes to an occurrence alone who is invited to the whole series, or was taken off it. */
function withoutListedApart(plan: Plan, { list, removed }: GuestChanges): Plan {
  if (plan.occurrences.every((one) => one.with === undefined)) return plan;
  const listed = addressesOf([...list, ...removed]);
  const occurrences = plan.occurrences.map(({ with: apart = [], ...occurrence }) => {
    const alone = apart.filter((recipient) => !listed.has(addressOf(recipient)));
    return alone.length === 0 ? occurrence : { ...occurrence, with: alone };
  });
  return { ...plan, occurrences };
}

/** Who was on the list before, and is added again. */
function invitedAgain({ plan, invited, answers }: Invite, { added }: GuestChanges): string[] {
  const apart = addressesOf(everyGuestApart(plan).flatMap(({ guests }) => guests));
  // Somebody who comes to one occurrence alone and has never answered the series was never taken off it.
  const isNew = (address: string) => apart.has(address) && findEntry(answers, address, "") === undefined;
  return [...added].filter((address) => isInvited(invited, address) && !isNew(address));
}

/** Chronological: who was invited first stands first, whatever the order of the new list. */
function guestChanges(plan: Plan, wish: Wish, anew: boolean): GuestChanges {
  const wanted = new Map(wish.recipients.map((recipient) => [addressOf(recipient), recipient]));
  const before = new Map(plan.recipients.map((recipient) => [addressOf(recipient), recipient]));
  const organizer = addressKey(wish.organizer.email);
  const list: Recipient[] = [];
  const altered = new Set<string>();
  for (const [address, old] of before) {
    const recipient = wanted.get(address);
    if (recipient === undefined) continue;
    // An answer belongs to the time that it was given for; the organizer's own needs no asking.
    const status = recipient.status ?? (anew && address !== organizer ? undefined : old.status);
    const { status: _, ...person } = recipient;
    list.push({ ...person, ...defined({ status }) });
    // The same address in another spelling is taken over, and news to nobody.
    const { status: _old, ...then } = { ...old, email: recipient.email };
    if (canonicalJson(person) !== canonicalJson(then)) altered.add(address);
  }
  const added = [...wanted].filter(([address]) => !before.has(address));
  return {
    list: [...list, ...added.map(([, recipient]) => recipient)],
    added: new Set(added.map(([address]) => address)),
    altered,
    removed: plan.recipients.filter((recipient) => !wanted.has(addressOf(recipient))),
  };
}

interface Sending extends Saying {
  readonly difference: Difference;
  readonly guests: GuestChanges;
  readonly forAll: boolean;
  readonly before: Invite;
}

function send(invite: Invite, sending: Sending): Transition {
  const { guests, before, stamp, comment } = sending;
  const to = concerned(invite, sending);
  const settled = trust(settleFor(invite, to, ""));
  const changes = [
    ...eventChanges(eventOfPlan(before.plan), eventOfPlan(invite.plan)),
    ...changesOfPeople(invite, sending),
  ];
  const told = (address: string) => (guests.added.has(address) ? undefined : changes);
  const gone = goneFrom(settled, guests, before);
  // A comment on a change of guests alone is for those whom it concerns: for those who go, else for those who come.
  const isForAll = !onlyGuestsChange(invite, sending);
  const commentFor = (address: string) =>
    isForAll || (gone.length === 0 && guests.added.has(address)) ? comment : undefined;
  const messages: OutgoingMessage[] = [
    ...mail(settled, { method: "REQUEST", stamp, to, changes: told, commentFor }),
    ...mail(settled, { method: "CANCEL", stamp, to: gone, uninvited: true, comment }),
    ...mailsApart(settled, sending, changes),
  ];
  return { invite: settled, messages };
}

/** To those who come to one occurrence alone: what changed there, or that it is gone with the series that it belonged to. */
function mailsApart(invite: Invite, sending: Sending, changes: Change[]): OutgoingMessage[] {
  const { before, stamp, comment } = sending;
  const now = everyGuestApart(invite.plan);
  const listed = addressesOf(invite.plan.recipients);
  const [former, event] = [eventOfPlan(before.plan), eventOfPlan(invite.plan)];
  // A day is the same one in every zone.
  const stay = new Map(now.map(({ key, guests }) => [millisOf(startOfKey(key, event)), addressesOf(guests)]));
  const told = !onlyGuestsChange(invite, sending);
  // What is gone is told as it was planned before, under the SEQUENCE of the change.
  const old = { ...invite, plan: before.plan };
  return [
    ...(told ? now : []).flatMap(({ key, guests }) =>
      mail(invite, { method: "REQUEST", stamp, to: guests, key, changes: () => changes, comment }),
    ),
    ...everyGuestApart(before.plan).flatMap(({ key, guests }) => {
      // Under another original start it is another occurrence in their calendars, and the former one has to go.
      const same = stay.get(millisOf(startOfKey(key, former)));
      const stays = (address: string) => listed.has(address) || same?.has(address) === true;
      const lost = guests.filter((guest) => !stays(addressOf(guest)));
      return mail(old, { method: "CANCEL", stamp, to: lost, key, comment });
    }),
  ];
}

/** Nothing is different but who is invited: a comment is then for those who come or go, and for nobody else. */
function onlyGuestsChange({ plan }: Invite, { difference, forAll, before }: Sending): boolean {
  const { time, zone, recurrence, text } = difference;
  const differs = (name: "organizer" | "guestList" | "counterProposals") =>
    canonicalJson(plan[name]) !== canonicalJson(before.plan[name]);
  if (forAll || time || zone || recurrence || text) return false;
  return !(differs("organizer") || differs("guestList") || differs("counterProposals"));
}

/** As many of those who came and went as a letter names. */
const mostNamed = 20;

/** Who came, who went, and whose meeting it is now: what people see who see the list. */
function changesOfPeople({ plan }: Invite, { guests, before }: Sending): Change[] {
  const named = (people: readonly Mailbox[]) => people.slice(0, mostNamed).map(mailboxOf);
  const added = plan.recipients.filter((recipient) => guests.added.has(addressOf(recipient)));
  const shown = plan.guestList === "shown" && before.plan.guestList === "shown";
  const moved = shown && added.length + guests.removed.length > 0;
  const [from, to] = [personText(before.plan.organizer), personText(plan.organizer)];
  return [
    ...(moved ? [{ field: "guests" as const, added: named(added), removed: named(guests.removed) }] : []),
    ...(from === to ? [] : [{ field: "organizer" as const, from, to }]),
  ];
}

function personText({ email, name }: Mailbox): string {
  return name === undefined ? email : `${name} <${email}>`;
}

/** Everyone whose copy changes. */
function concerned(invite: Invite, sending: Sending): readonly Recipient[] {
  const { plan } = invite;
  if (!onlyGuestsChange(invite, sending)) return plan.recipients;
  const { added, altered, removed } = sending.guests;
  if (plan.guestList === "shown" && sending.tell !== "concerned")
    return added.size + altered.size + removed.length > 0 ? plan.recipients : [];
  return plan.recipients.filter((recipient) => {
    const address = addressOf(recipient);
    return added.has(address) || altered.has(address);
  });
}

/** Who is told that they are not invited any more; after a conflict also those whom only the other copy had invited. */
function goneFrom(invite: Invite, { removed }: GuestChanges, before: Invite): readonly Recipient[] {
  // Whoever is not on the list when a cancelled event comes back has had its CANCEL.
  if (before.conflict === undefined) return before.plan.state === "cancelled" ? [] : removed;
  const apart = everyGuestApart(invite.plan).flatMap(({ guests }) => guests);
  const invited = addressesOf([...invite.plan.recipients, ...apart]);
  return invite.invited.filter(({ address }) => !invited.has(address)).map(mailboxOf);
}
