import type { CheckedInvite, InviteInput } from "../../event/event.ts";
import { readInviteInput } from "../../event/read-invite.ts";
import { replyKeyOf } from "../../event/reply-address.ts";
import { defined } from "../../input.ts";
import { readNowAlone } from "../../time/now.ts";
import { formatUtc } from "../../time/point.ts";
import { withKnown } from "../answers/people.ts";
import { storeEvent } from "../event-of-plan.ts";
import { type Invite, stateVersion, type Transition } from "../invite.ts";
import { stampAfter } from "../stamp.ts";
import { trust } from "../stored/trust.ts";
import { mail } from "./mail.ts";

/** When an invitation is made. */
export interface CreateOptions {
  /** DTSTAMP. Default: the current time. */
  now?: Date | undefined;
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
  const checked = readInviteInput(input);
  const now = readNowAlone(options);
  const stamp = stampAfter(undefined, now);
  const invite = trust(newInvite(checked, { sequence: 0, stamp }));
  return { invite, messages: mail(invite, { method: "REQUEST", stamp, to: checked.recipients }) };
}

/** An invite of which nothing is known but what the organizer wants, from some SEQUENCE on. */
export function newInvite(
  { id, uid, organizer, recipients, event, callbackUrl, replySecret, productId, ...manner }: CheckedInvite,
  { sequence, stamp }: { readonly sequence: number; readonly stamp: Date },
): Invite {
  const replyKey = replySecret === undefined ? undefined : replyKeyOf(replySecret, uid);
  return {
    version: stateVersion,
    id,
    uid,
    sequence,
    timeZone: event.start.tzid,
    ...defined({ callbackUrl, replyKey, productId }),
    plan: {
      state: "active",
      updatedAt: formatUtc(stamp.getTime()),
      organizer,
      recipients,
      event: storeEvent(event),
      guestList: manner.guestList ?? "shown",
      counterProposals: manner.counterProposals ?? true,
      timeSequence: sequence,
      recurrenceSequence: sequence,
      occurrences: [],
      formerDescriptions: [],
      formerTimes: [],
      reinvited: [],
    },
    invited: withKnown([], recipients),
    answers: [],
    strangers: [],
  };
}
