import { addressKey } from "../event/address/address.ts";
import { eventOfPlan } from "../invite/event-of-plan.ts";
import type { Invite, Transition } from "../invite/invite.ts";
import { formatCancel } from "../message/build.ts";

/**
 * A transition in which all who lose their invitation get one calendar text that lists them all
 * (RFC 5546 section 3.2.5): the API answers a cancellation of several people with a single attachment.
 *
 * Where copies are private (a hidden guest list, a reply secret) they stay so.
 */
export function withSharedCancel(before: Invite, { invite, messages }: Transition): Transition {
  const { plan, uid, sequence } = invite;
  const cancels = messages.filter(({ method }) => method === "CANCEL");
  const [first] = cancels;
  const alike = plan.guestList === "shown" && invite.replyKey === undefined;
  if (first === undefined || cancels.length < 2 || plan.state === "cancelled" || !alike)
    return { invite, messages };
  const losing = new Set(cancels.map(({ to }) => addressKey(to.email)));
  const ics = formatCancel({
    uid,
    sequence,
    dtstamp: new Date(first.dtstamp),
    organizer: plan.organizer,
    attendees: before.plan.recipients.filter(({ email }) => losing.has(addressKey(email))),
    event: eventOfPlan(plan),
    uninvited: true,
  });
  return {
    invite,
    messages: messages.map((message) => (message.method === "CANCEL" ? { ...message, ics } : message)),
  };
}
