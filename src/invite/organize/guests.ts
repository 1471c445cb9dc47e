import type { Mailbox, Recipient } from "../../event/event.ts";
import { addressOf, invitedTo, leftOut, mailboxOf } from "../answers/people.ts";
import { statusesOf } from "../answers/recipient-answers.ts";
import type { Invite } from "../invite.ts";

/** A list of guests is shown in this many names; a letter says how many more there are. */
const guestsInLetter = 20;

/** Everyone who is invited to what the mailing is about, with the answer that counts now, by address. */
export function listedPeople(invite: Invite, key: string): ReadonlyMap<string, Recipient> {
  if (key === "" && invite.answers.length === 0) return asInvited(invite);
  const statuses = statusesOf(invite, key);
  return new Map(
    invitedTo(invite, key).map((recipient): [string, Recipient] => {
      const address = addressOf(recipient);
      return [address, { ...recipient, status: statuses.get(address) }];
    }),
  );
}

/** Nobody has answered yet: everyone is listed with the status that the organizer gave them. */
function asInvited({ plan }: Invite): ReadonlyMap<string, Recipient> {
  const organizer = addressOf(plan.organizer);
  return new Map(
    plan.recipients.map((recipient): [string, Recipient] => {
      const address = addressOf(recipient);
      const status = address === organizer ? "accepted" : (recipient.status ?? "pending");
      return [address, { ...recipient, status }];
    }),
  );
}

/** The first of a list of guests by name, and how many there are. */
export function guestsOf(listed: ReadonlyMap<string, Recipient>): { shown: Mailbox[]; count: number } {
  const shown = [...listed.values()].slice(0, guestsInLetter).map(mailboxOf);
  return { shown, count: listed.size };
}

/** Occurrences that somebody is not invited to. */
export function leftOutOf(invite: Invite, address: string): string[] {
  return invite.plan.occurrences.flatMap((planned) => (leftOut(planned).has(address) ? [planned.key] : []));
}
