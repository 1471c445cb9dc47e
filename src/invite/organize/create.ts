import type { InviteInput } from "../../event/event.ts";
import { readInviteInput } from "../../event/read-invite.ts";
import { replyKeyOf } from "../../event/reply-address.ts";
import { withKnown } from "../answers/people.ts";
import { type Invite, stateVersion, type Transition } from "../invite.ts";
import { storeEvent } from "../planned-event.ts";
import { readOptions, stampAfter } from "../stored/argument.ts";
import { trust } from "../stored/trust.ts";
import { mail } from "./mailing.ts";

/** When an invitation is made. */
export interface CreateOptions {
  /** DTSTAMP. Default: the current time. */
  now?: Date;
}

/**
 * Invites people to an event: the state to store, and a REQUEST for each of them.
 *
 * @throws {ItipError} `invalid-event` with every problem found; `invalid-argument`
 * @example
 * const { invite, messages } = createInvite({
 *   id: "budget-review",
 *   organizer: { email: "planner@example.com", name: "Planner" },
 *   recipients: [{ email: "jane@example.test" }],
 *   event: { summary: "Budget review", start: "2026-05-07T10:30", end: "2026-05-07T11:30", tzid: "Europe/London" },
 * });
 * messages[0].method // "REQUEST"
 */
export function createInvite(input: InviteInput, options?: CreateOptions): Transition {
  const invitation = readInviteInput(input);
  const { now } = readOptions(options, ["now"]);
  const stamp = stampAfter(undefined, now);
  const { id, uid, organizer, recipients, event, callbackUrl, replySecret, productId } = invitation;
  const invite: Invite = trust({
    version: stateVersion,
    id,
    uid,
    sequence: 0,
    timeZone: event.start.tzid,
    ...(callbackUrl === undefined ? {} : { callbackUrl }),
    ...(replySecret === undefined ? {} : { replyKey: replyKeyOf(replySecret, uid) }),
    ...(productId === undefined ? {} : { productId }),
    plan: {
      state: "active",
      updatedAt: `${stamp.toISOString().slice(0, 19)}Z`,
      organizer,
      recipients,
      event: storeEvent(event),
      guestList: invitation.guestList ?? "shown",
      counterProposals: invitation.counterProposals ?? true,
      timeSequence: 0,
      recurrenceSequence: 0,
      occurrences: [],
      formerDescriptions: [],
      formerTimes: [],
      reinvited: [],
    },
    invited: withKnown([], recipients),
    answers: [],
    strangers: [],
  });
  return { invite, messages: mail(invite, { method: "REQUEST", stamp, to: recipients }) };
}
