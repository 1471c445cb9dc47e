import { ItipError, type Problem } from "../../errors.ts";
import { addressKey } from "../../event/address.ts";
import type { EventInput, InviteInput, Mailbox } from "../../event/event.ts";
import { readMailbox, readRecipients } from "../../event/read-invite.ts";
import { takesReplyToken } from "../../event/reply-address.ts";
import { at, fault, isRecord, readBoolean, readChoice } from "../../input.ts";
import type { TimeInput } from "../../time/event-time.ts";
import type { Invite, Transition } from "../invite.ts";
import { instanceKey, readOptions, refusal, stampAfter } from "../stored/argument.ts";
import { checkedInvite } from "../stored/parse.ts";
import { cancelAll } from "./cancel.ts";
import { changedEvent } from "./changed-event.ts";
import { replan, type Wish, wishOf } from "./replan.ts";
import { replanOccurrence } from "./replan-occurrence.ts";

/** What is to change; everything else stays. `null` clears a field, `recipients` is the complete new list. */
export interface InviteChanges {
  event?: { [K in keyof EventInput]?: EventInput[K] | null };
  recipients?: InviteInput["recipients"];
  organizer?: Mailbox;
  guestList?: "shown" | "hidden";
  counterProposals?: boolean;
}

/**
 * Changes an invitation, or one occurrence of it, and tells those whom it concerns.
 *
 * SEQUENCE rises for a change of time or recurrence, for people taken off the list, and when a cancelled invite comes back to life; for
 * nothing else. Answers are asked for anew only when the time or the pattern of recurrence changed. Added people get
 * an invitation, removed ones a CANCEL, the others a REQUEST where their copy changes. Open proposals of people who get
 * a REQUEST are settled by it. Nothing changed: the same state, no messages.
 *
 * @param options.instance the original start of the one occurrence to change: only `changes.event`, without recurrence
 * @param options.comment goes along with every message
 * @throws {ItipError} `invalid-event` with every problem, `unknown-instance`, `invalid-time`, `invalid-argument`,
 *   `invalid-state`, `newer-state`
 * @example
 * updateInvite(invite, { event: { start: "2026-05-08T10:30" } }).messages[0].changes
 * // [{ field: "time", from: { start: …, end: … }, to: { start: …, end: … } }]
 */
export function updateInvite(
  invite: Invite,
  changes: InviteChanges,
  options?: { now?: Date; instance?: TimeInput; comment?: string },
): Transition {
  const checked = checkedInvite(invite);
  const { now, instance, comment } = readOptions(options);
  if (!isRecord(changes))
    throw refusal("invalid-argument", "changes", "invalid-type", "changes is an object");
  const stamp = stampAfter(checked.plan.updatedAt, now);
  if (instance !== undefined) {
    const key = instanceKey(checked.plan, instance);
    return replanOccurrence(checked, key, readOccurrenceChanges(changes), { stamp, comment });
  }
  const wish = readWish(checked, changes);
  if (wish.recipients.length > 0) return replan(checked, wish, { stamp, comment });
  return checked.plan.state === "cancelled"
    ? { invite: checked, messages: [] }
    : cancelAll(checked, stamp, comment);
}

function readWish(invite: Invite, changes: Readonly<Record<string, unknown>>): Wish {
  const problems: Problem[] = [];
  const reading = { path: "", problems };
  const wish = wishOf(invite.plan);
  const { event, recipients, organizer, guestList, counterProposals } = changes;
  const named = organizer === undefined ? undefined : readMailbox(organizer, at(reading, "organizer"));
  if (named !== undefined && invite.replySecret !== undefined && !takesReplyToken(named.email)) {
    fault(at(reading, "organizer.email"), "too-long", "this local part leaves no room for the reply token");
  }
  const read = {
    event: changedEvent(wish.event, event, at(reading, "event")) ?? wish.event,
    recipients:
      recipients === undefined
        ? wish.recipients
        : (readRecipients(recipients, at(reading, "recipients"), 0) ?? wish.recipients),
    organizer: named ?? wish.organizer,
    guestList: readChoice(guestList, ["shown", "hidden"], at(reading, "guestList")) ?? wish.guestList,
    counterProposals: readBoolean(counterProposals, at(reading, "counterProposals")) ?? wish.counterProposals,
  };
  if (problems.length > 0) throw new ItipError("invalid-event", problems);
  return {
    ...read,
    organizer: sameMailbox(read.organizer, wish.organizer) ? wish.organizer : read.organizer,
  };
}

function sameMailbox(a: Mailbox, b: Mailbox): boolean {
  return addressKey(a.email) === addressKey(b.email) && a.name === b.name;
}

/** One occurrence has a time, a place and a text of its own, and nothing else. */
function readOccurrenceChanges(changes: Readonly<Record<string, unknown>>): unknown {
  const problems: Problem[] = [];
  const reading = { path: "changes", problems };
  for (const name of ["recipients", "organizer", "guestList", "counterProposals"]) {
    if (changes[name] !== undefined)
      fault(at(reading, name), "not-for-an-occurrence", "this belongs to the whole event");
  }
  const { event } = changes;
  if (isRecord(event) && event.recurrence !== undefined)
    fault(at(reading, "event.recurrence"), "not-for-an-occurrence", "this belongs to the whole event");
  if (problems.length > 0) throw new ItipError("invalid-argument", problems);
  return event;
}
