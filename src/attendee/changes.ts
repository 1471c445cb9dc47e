import type { EventDetails, Mailbox } from "../event/event.ts";
import { defined, filled } from "../input.ts";
import { addressesOf, addressOf, mailboxOf } from "../invite/answers/people.ts";
import { canonicalJson } from "../invite/order.ts";
import { changedTexts, recurrenceText, textChange } from "../invite/organize/difference.ts";
import type { Change } from "../message/outgoing.ts";
import type { Invitation } from "../reply/read-invitation.ts";

const mostGuests = 20;

type InvitationFacts = Pick<Invitation, "event" | "guests" | "organizer">;

/** What a later revision changed, old beside new, in the order a person cares. */
export function invitationChanges(before: InvitationFacts, after: InvitationFacts): Change[] {
  return [
    ...timeChange(before.event, after.event),
    ...textChange("recurrence", recurrenceText(before.event), recurrenceText(after.event)),
    ...changedTexts(before.event, after.event),
    ...guestChange(before.guests, after.guests),
    ...textChange("organizer", before.organizer?.email, after.organizer?.email),
  ];
}

function timeChange(before: EventDetails, after: EventDetails): Change[] {
  const [from, to] = [before, after].map(({ start, end }) => ({ start, end }));
  if (from === undefined || to === undefined || canonicalJson(from) === canonicalJson(to)) return [];
  return [{ field: "time", from, to }];
}

function guestChange(before: readonly Mailbox[], after: readonly Mailbox[]): Change[] {
  const [added, removed] = [missingFrom(before, after), missingFrom(after, before)];
  if (added.length + removed.length === 0) return [];
  return [{ field: "guests", ...defined({ added: filled(added), removed: filled(removed) }) }];
}

function missingFrom(list: readonly Mailbox[], people: readonly Mailbox[]): Mailbox[] {
  const there = addressesOf(list);
  return people
    .filter((person) => !there.has(addressOf(person)))
    .slice(0, mostGuests)
    .map(mailboxOf);
}
