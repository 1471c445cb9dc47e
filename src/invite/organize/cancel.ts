import type { TimeInput } from "../../time/event-time.ts";
import { addressesOf, addressOf, invitedTo } from "../answers/people.ts";
import type { Invite, Transition } from "../invite.ts";
import { plannedOccurrence, withOccurrence } from "../occurrences/occurrence.ts";
import { stampAfter } from "../stamp.ts";
import { readOptions } from "../stored/argument.ts";
import { parseInvite } from "../stored/parse.ts";
import { trust } from "../stored/trust.ts";
import { mail, mailEveryone } from "./mail.ts";
import { afterChange } from "./next-sequence.ts";
import { replan, wishOf } from "./replan.ts";
import { replanGuests } from "./replan-guests.ts";

/** What is called off, for whom, and with which words. */
export interface CancelOptions {
  /** DTSTAMP. Default: the current time. */
  now?: Date | undefined;
  /** The original start of the one occurrence that is called off. Default: the whole event. */
  instance?: TimeInput | undefined;
  /** Only for these people, who lose their invitation. Default: for everyone. */
  recipients?: string[] | undefined;
  /** Goes along with the messages. */
  comment?: string | undefined;
}

/**
 * Calls off the event, one occurrence of it, or the invitation of some people.
 *
 * SEQUENCE rises. Everyone who loses the event gets a CANCEL: of the whole event or the occurrence with
 * STATUS:CANCELLED, for people without whom it goes on without STATUS (RFC 5546 section 3.2.5). The others see the
 * shorter list, if they see it at all. Cancelling the last recipient cancels the event; cancelling what is cancelled
 * already changes nothing. Answers to the series stay as they are.
 *
 * @throws {ItipError} `unknown-recipient`, `unknown-instance`, `invalid-time`, `invalid-argument`, `invalid-state`,
 *   `newer-state`
 * @example
 * cancelInvite(invite, { comment: "The room is flooded." }).messages[0].method // "CANCEL"
 */
export function cancelInvite(invite: Invite, options?: CancelOptions): Transition {
  const checked = parseInvite(invite);
  const { plan } = checked;
  const {
    now,
    key,
    recipients: named,
    comment,
  } = readOptions(options, ["now", "instance", "recipients", "comment"], {
    plan,
    people: (occurrence) => addressesOf([...plan.recipients, ...invitedTo(checked, occurrence)]),
  });
  const stamp = stampAfter(checked.plan.updatedAt, now);
  if (checked.plan.state === "cancelled") return { invite: checked, messages: [] };
  const uninvited = namedOrNobody(checked, key, named);
  if (uninvited === "everyone") {
    return key === "" ? cancelAll(checked, stamp, comment) : cancelOccurrence(checked, key, stamp, comment);
  }
  if (uninvited.size === 0) return { invite: checked, messages: [] };
  if (key !== "") {
    const staying = invitedTo(checked, key).filter((recipient) => !uninvited.has(addressOf(recipient)));
    return replanGuests(checked, key, staying, { stamp, comment });
  }
  const remaining = checked.plan.recipients.filter((recipient) => !uninvited.has(addressOf(recipient)));
  return replan(checked, { ...wishOf(checked.plan), recipients: remaining }, { stamp, comment });
}

/** Who is to lose the event or occurrence: nobody who has lost it already. */
function namedOrNobody(
  invite: Invite,
  key: string,
  named: readonly string[] | undefined,
): "everyone" | ReadonlySet<string> {
  const invited = addressesOf(invitedTo(invite, key));
  if (plannedOccurrence(invite.plan, key)?.cancelled === true) return new Set();
  // Also where nobody is left: who is invited later must not find an occurrence that was called off.
  if (named === undefined) return "everyone";
  const losing = new Set(named.filter((address) => invited.has(address)));
  return losing.size === invited.size && losing.size > 0 ? "everyone" : losing;
}

/** The whole event: what `updateInvite` does too when it leaves nobody. */
export function cancelAll(invite: Invite, stamp: Date, comment: string | undefined): Transition {
  const next = afterChange(invite, stamp, { sequence: true, plan: { state: "cancelled" }, toAll: true });
  return { invite: trust(next), messages: mailEveryone(next, { method: "CANCEL", stamp, comment }) };
}

/** One occurrence, for everyone who is invited to it. */
export function cancelOccurrence(
  invite: Invite,
  key: string,
  stamp: Date,
  comment: string | undefined,
): Transition {
  const to = invitedTo(invite, key);
  const occurrence = { ...plannedOccurrence(invite.plan, key), key, cancelled: true as const };
  const next = afterChange(invite, stamp, {
    sequence: true,
    plan: { occurrences: withOccurrence(invite.plan, occurrence) },
  });
  return { invite: trust(next), messages: mail(next, { method: "CANCEL", stamp, to, key, comment }) };
}
