import type { CheckedInvite } from "../event/event.ts";
import { showEvent } from "../event/show-event.ts";
import { defined } from "../input.ts";
import { addressesOf, addressOf } from "../invite/answers/people.ts";
import type { Invite, Transition } from "../invite/invite.ts";
import { wishOf } from "../invite/organize/replan.ts";
import { type InviteChanges, updateInvite } from "../invite/organize/update.ts";

/**
 * An invite asked for once more: event, organizer and callback URL are the new ones, with nothing left of
 * the old but the recurrence, which only an empty list of rules ends; people whom the request does not name stay invited, unless
 * the event was cancelled.
 */
export function replaceInvite(
  stored: Invite,
  { input, endsRecurrence }: { input: CheckedInvite; endsRecurrence: boolean },
  options: { now?: Date | undefined } | undefined,
): Transition {
  const { invite, messages } = updateInvite(stored, replacement(stored, input, endsRecurrence), options);
  const { callbackUrl: _, ...rest } = invite;
  const { callbackUrl } = input;
  if (callbackUrl === invite.callbackUrl) return { invite, messages };
  return { invite: { ...rest, ...defined({ callbackUrl }) }, messages };
}

/** Changes that replace the old event in full: members that the new one does not have are cleared. */
function replacement({ plan }: Invite, input: CheckedInvite, endsRecurrence: boolean): InviteChanges {
  const { organizer } = input;
  const gone = Object.keys(plan.event).filter((name) => name !== "recurrence" || endsRecurrence);
  const cleared = Object.fromEntries(gone.map((name) => [name, null]));
  const named = addressesOf(input.recipients);
  // Without their initial status: people whom the request does not name keep the status they have.
  const others = wishOf(plan).recipients.filter((recipient) => !named.has(addressOf(recipient)));
  return {
    event: { ...cleared, ...showEvent(input.event) },
    organizer,
    recipients: [...(plan.state === "active" ? others : []), ...input.recipients],
  };
}
