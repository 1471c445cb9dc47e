import type { CheckedEvent } from "../../event/event.ts";
import { readOrRefuse } from "../../input.ts";
import { rememberDescription } from "../answers/description.ts";
import { invitedTo } from "../answers/people.ts";
import { settleFor } from "../answers/settle.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Invite, PlannedOccurrence, Transition } from "../invite.ts";
import {
  changesFrom,
  plannedEvent,
  plannedOccurrence,
  templateOf,
  withOccurrence,
} from "../occurrences/occurrence.ts";
import { rememberTime } from "../occurrences/remember-time.ts";
import { trust } from "../stored/trust.ts";
import { changedEvent } from "./changed-event.ts";
import { differenceOf, eventChanges } from "./difference.ts";
import { mail, mailEveryone } from "./mail.ts";
import { afterChange, nextSequence } from "./next-sequence.ts";
import type { Saying } from "./replan.ts";

/**
 * Changes one occurrence by what the caller says is to be different.
 *
 * @throws {ItipError} `invalid-event` with every problem
 */
export function replanOccurrence(invite: Invite, key: string, changes: unknown, saying: Saying): Transition {
  const before = plannedEvent(invite.plan, key);
  const event = readOrRefuse("invalid-event", "event", (reading) => changedEvent(before, changes, reading));
  return setOccurrence(invite, key, event, saying);
}

/** Makes one occurrence what it is to be: a REQUEST about it alone; the answers to the series stay (RFC 5546 section 3.2.2.1). */
export function setOccurrence(
  invite: Invite,
  key: string,
  event: CheckedEvent,
  { stamp, comment }: Saying,
): Transition {
  const { plan } = invite;
  const before = plannedEvent(plan, key);
  const planned = plannedOccurrence(plan, key);
  const { time, zone, text } = differenceOf(before, event);
  // A series that was cancelled, or that people saw at different times, is sent whole.
  const whole = plan.state === "cancelled" || invite.conflict !== undefined;
  const revived = planned?.cancelled === true;
  if (!(time || zone || text || revived || whole)) return { invite, messages: [] };
  const rises = time || zone || revived || whole;
  const next = afterChange(invite, stamp, {
    sequence: rises,
    toAll: whole,
    plan: {
      state: "active",
      occurrences: withOccurrence(plan, changedOccurrence(invite, key, { before, event, time })),
      formerDescriptions: rememberDescription(plan, before, event),
      timeSequence: invite.conflict === undefined ? plan.timeSequence : nextSequence(invite),
    },
  });
  const to = whole ? next.plan.recipients : invitedTo(next, key);
  const settled = trust(settleFor(next, to, whole ? "" : key));
  const changes = whole ? [] : eventChanges(before, event);
  const mailing = { method: "REQUEST" as const, stamp, changes: () => changes, comment };
  // Who comes to one occurrence alone has lost it with the series.
  const messages = whole ? mailEveryone(settled, mailing) : mail(settled, { ...mailing, to, key });
  return { invite: settled, messages };
}

/** An occurrence as it is planned from now on; who comes to it stays. */
function changedOccurrence(
  invite: Invite,
  key: string,
  { before, event, time }: { before: CheckedEvent; event: CheckedEvent; time: boolean },
): PlannedOccurrence {
  const { plan } = invite;
  const { cancelled: _, ...planned } = plannedOccurrence(plan, key) ?? { key };
  const changes = changesFrom(templateOf(eventOfPlan(plan), key), event);
  if (!time) return { ...planned, changes };
  const formerTimes = rememberTime(planned.formerTimes ?? [], before, event);
  return { ...planned, timeSequence: nextSequence(invite), formerTimes, changes };
}
