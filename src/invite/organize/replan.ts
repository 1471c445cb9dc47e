import { addressKey } from "../../event/address.ts";
import type { EventDetails, Mailbox, Recipient } from "../../event/event.ts";
import type { Change, OutgoingMessage } from "../../message/outgoing.ts";
import { rememberDescription } from "../answers/description.ts";
import { addressOf, partition, withKnown } from "../answers/people.ts";
import { settleFor } from "../answers/settle.ts";
import type { Invite, Plan, Transition } from "../invite.ts";
import { canonicalJson } from "../order.ts";
import { trust } from "../stored/trust.ts";
import { changesBetween, type Difference, differenceOf } from "./difference.ts";
import { mail } from "./mailing.ts";
import { rekeyed } from "./move-occurrences.ts";
import { afterChange, nextSequence } from "./next-sequence.ts";

/** What the organizer wants from now on. A recipient's `status` is there only where the organizer states it anew. */
export interface Wish {
  readonly event: EventDetails;
  readonly recipients: readonly Recipient[];
  readonly organizer: Mailbox;
  readonly guestList: "shown" | "hidden";
  readonly counterProposals: boolean;
}

/** The wish to leave everything as it is. */
export function wishOf({ event, recipients, organizer, guestList, counterProposals }: Plan): Wish {
  return {
    event,
    recipients: recipients.map(({ status: _, ...recipient }) => recipient),
    ...{ organizer, guestList, counterProposals },
  };
}

/** Who comes, who goes, who is named differently. */
interface Guests {
  readonly list: readonly Recipient[];
  readonly added: ReadonlySet<string>;
  readonly altered: ReadonlySet<string>;
  readonly removed: readonly Recipient[];
}

/** Puts a wish into the plan: the next state, and what each person concerned is to be told. */
export function replan(
  invite: Invite,
  wish: Wish,
  { stamp, comment }: { readonly stamp: Date; readonly comment: string | undefined },
): Transition {
  const { plan } = invite;
  const difference = differenceOf(plan.event, wish.event);
  // People who saw different times, or a cancellation, have to hear what holds now.
  const forAll = plan.state === "cancelled" || invite.conflict !== undefined;
  const anew = difference.time || difference.pattern || invite.conflict !== undefined;
  const guests = guestsOf(plan, wish, anew);
  const rises =
    forAll || difference.time || difference.zone || difference.recurrence || guests.removed.length > 0;
  const sequence = rises ? nextSequence(invite) : invite.sequence;
  const next: Plan = {
    ...plan,
    ...wish,
    state: "active",
    recipients: guests.list,
    occurrences: rekeyed(plan.occurrences, plan.event, wish.event),
    formerDescriptions:
      plan.event.description === wish.event.description
        ? plan.formerDescriptions
        : rememberDescription(plan, plan.event.description),
    timeSequence: difference.time || invite.conflict !== undefined ? sequence : plan.timeSequence,
    recurrenceSequence: difference.pattern ? sequence : plan.recurrenceSequence,
  };
  if (canonicalJson(next) === canonicalJson(plan)) return { invite, messages: [] };
  const changed = afterChange(invite, stamp, { sequence: rises, plan: next, toAll: forAll });
  return send(withPeople(changed), { difference, guests, forAll, before: invite, stamp, comment });
}

/** People who were strangers may be invited now: what they said before counts from now on. */
function withPeople(invite: Invite): Invite {
  const invited = withKnown(invite.invited, invite.plan.recipients);
  return { ...invite, invited, ...partition(invited, invite.answers, invite.strangers) };
}

/** Chronological: who was invited first stands first, whatever the order of the new list. */
function guestsOf(plan: Plan, wish: Wish, anew: boolean): Guests {
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
    list.push({ ...person, ...(status === undefined ? {} : { status }) });
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

interface Sending {
  readonly difference: Difference;
  readonly guests: Guests;
  readonly forAll: boolean;
  readonly before: Invite;
  readonly stamp: Date;
  readonly comment: string | undefined;
}

function send(invite: Invite, sending: Sending): Transition {
  const { guests, before, stamp, comment } = sending;
  const to = concerned(invite, sending);
  const settled = trust(settleFor(invite, to, ""));
  const changes: Change[] = changesBetween(before.plan.event, invite.plan.event);
  const told = (address: string) => (guests.added.has(address) ? undefined : changes);
  const gone = goneFrom(settled, guests, before);
  const messages: OutgoingMessage[] = [
    ...mail(settled, { method: "REQUEST", stamp, to, changes: told, comment }),
    ...mail(settled, { method: "CANCEL", stamp, to: gone, uninvited: true, comment }),
  ];
  return { invite: settled, messages };
}

/** Everyone whose copy changes. */
function concerned({ plan }: Invite, { difference, guests, forAll, before }: Sending): readonly Recipient[] {
  const old = before.plan;
  const { time, zone, recurrence, text } = difference;
  const manner = (name: "organizer" | "guestList" | "counterProposals") =>
    canonicalJson(plan[name]) !== canonicalJson(old[name]);
  if (forAll || time || zone || recurrence || text) return plan.recipients;
  if (manner("organizer") || manner("guestList") || manner("counterProposals")) return plan.recipients;
  const { added, altered, removed } = guests;
  if (plan.guestList === "shown")
    return added.size + altered.size + removed.length > 0 ? plan.recipients : [];
  return plan.recipients.filter((recipient) => {
    const address = addressOf(recipient);
    return added.has(address) || altered.has(address);
  });
}

/** Who is told that they are not invited any more; after a conflict also those whom only the other copy had invited. */
function goneFrom(invite: Invite, { removed }: Guests, before: Invite): readonly Recipient[] {
  // Who is not on the list when a cancelled event comes back has had the CANCEL.
  if (before.conflict === undefined) return before.plan.state === "cancelled" ? [] : removed;
  const invited = new Set(invite.plan.recipients.map((recipient) => addressOf(recipient)));
  return invite.invited
    .filter(({ address }) => !invited.has(address))
    .map(({ email, name }) => ({ email, ...(name === undefined ? {} : { name }) }));
}
