import type { Recipient } from "../../event/event.ts";
import type { OutgoingMessage } from "../../message/outgoing.ts";
import { addressesOf, addressOf, everyGuestApart, mailboxOf } from "../answers/people.ts";
import type { Invite } from "../invite.ts";
import { stampFrom } from "../stamp.ts";
import { readOptions } from "../stored/argument.ts";
import { parseInvite } from "../stored/parse.ts";
import { mail, mailEveryone } from "./mail.ts";

/** When, and to whom. */
export interface ResendOptions {
  /** DTSTAMP. Default: the current time. */
  now?: Date | undefined;
  /** Only to these. Default: everyone who was ever invited. */
  recipients?: string[] | undefined;
}

/**
 * The messages that bring people up to date, to be sent again: a REQUEST with everyone's current PARTSTAT, changed and
 * cancelled occurrences included; a CANCEL for those who are not invited any more, or for everyone once cancelled.
 * The SEQUENCE is the current one, DTSTAMP is new, and nothing changes in the state.
 *
 * @param options.recipients only these; default everyone who was ever invited
 * @throws {ItipError} `unknown-recipient`, `invalid-argument`, `invalid-state`, `newer-state`
 * @example
 * currentMessages(invite, { recipients: ["jane@example.test"] })[0].method // "REQUEST"
 */
export function currentMessages(invite: Invite, options?: ResendOptions): OutgoingMessage[] {
  const checked = parseInvite(invite);
  const { now, recipients } = readOptions(options, ["now", "recipients"], {
    people: () => new Set(checked.invited.map(({ address }) => address)),
  });
  return mailCurrent(checked, now, recipients ?? checked.invited.map(({ address }) => address));
}

/** The current messages for some addresses. Never older than what was sent last: `now` may come from another clock. */
export function mailCurrent(
  invite: Invite,
  now: Date | undefined,
  addresses: readonly string[],
): OutgoingMessage[] {
  const { plan } = invite;
  const stamp = stampFrom(plan.updatedAt, now);
  const wanted = new Set(addresses);
  const among = (people: readonly Recipient[]) => people.filter((person) => wanted.has(addressOf(person)));
  const apart = everyGuestApart(plan).flatMap(({ guests }) => guests);
  const known = addressesOf([...plan.recipients, ...apart]);
  const former = invite.invited.filter(({ address }) => wanted.has(address) && !known.has(address));
  const current =
    plan.state === "active"
      ? { method: "REQUEST" as const, stamp, changes: () => [] }
      : { method: "CANCEL" as const, stamp };
  return [
    ...mailEveryone(invite, current, among),
    ...mail(invite, { method: "CANCEL", stamp, to: former.map(mailboxOf), uninvited: true }),
  ];
}
