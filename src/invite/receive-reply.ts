import { firstLine } from "../icalendar/component.ts";
import { addressKey } from "../message/calendar-user-address.ts";
import type { ItipMessage } from "../message/message.ts";
import { showReply } from "../message/replies.ts";
import { carriesReplyToken } from "../message/reply-address.ts";
import { type StatedReply, statedReplies } from "../message/stated-reply.ts";
import { parseZone, utc } from "../time/zone.ts";
import { type Draft, draftHasOccurrence, entryIn, recordEntry } from "./draft.ts";
import type { Delivery, ReceiveOptions } from "./incoming.ts";
import type { Entry, Invite, Statement } from "./invite.ts";
import { isCurrent, showingOf, standardOf } from "./judgement.ts";
import { eventOfOccurrence, keyOfStated } from "./occurrence.ts";
import { compareStatements } from "./order.ts";
import { combineOutcomes, type Outcome } from "./outcome.ts";
import { isShowable, statementOf } from "./statement.ts";

const day = 86_400_000;

/** Every answer in a REPLY or COUNTER about this invite: judged, recorded, and what became of it. */
export function receiveReplies(
  draft: Draft,
  message: ItipMessage,
  delivery: Delivery,
  options: ReceiveOptions,
): Outcome {
  const hint = parseZone(draft.base.timeZone);
  const outcomes = message.components.flatMap((component): Outcome[] => {
    const stated = statedReplies({ ...message, components: [component] }, hint);
    const aboutOne = firstLine(component, "RECURRENCE-ID") !== undefined;
    return withoutDelegators(stated).map((one) =>
      // A RECURRENCE-ID that cannot be read names no occurrence: the series it is not.
      aboutOne && one.instance === undefined
        ? { kind: "ignored", reason: "unknown-instance" }
        : receiveReply(draft, one, delivery, options),
    );
  });
  return combineOutcomes(outcomes);
}

/** The answer of a delegate lists the delegator too (RFC 5546 section 4.2.6), who has not said anything thereby. */
function withoutDelegators(stated: readonly StatedReply[]): readonly StatedReply[] {
  const delegators = new Set(stated.flatMap((one) => one.delegatedFrom ?? []).map(addressKey));
  return stated.filter((one) => !delegators.has(addressKey(one.email)));
}

function receiveReply(
  draft: Draft,
  stated: StatedReply,
  delivery: Delivery,
  options: ReceiveOptions,
): Outcome {
  const doubt = doubtAbout(draft.base, stated, delivery, options);
  if (doubt !== undefined) return doubt;
  const occurrence = occurrenceOf(draft, stated);
  if (occurrence === undefined) return { kind: "ignored", reason: "unknown-instance" };
  const register = stated.method === "REPLY" ? "reply" : "counter";
  const statement = statementOf(stated);
  const address = addressKey(stated.email);
  const recorded = recordEntry(draft, { address, occurrence, [register]: statement });
  if (recorded === "outranked") return { kind: "ignored", reason: "too-many-strangers" };
  if (recorded === "known") return repeated(entryIn(draft, address, occurrence)?.[register], statement);
  return effectOf(draft.base, recorded, stated, statement);
}

/** Why a reply is not to be believed, or not yet. */
function doubtAbout(
  invite: Invite,
  stated: StatedReply,
  delivery: Delivery,
  options: ReceiveOptions,
): Outcome | undefined {
  const { author } = delivery;
  if (options.senderMismatch !== "apply") {
    if (author.kind === "nobody") return { kind: "held", reason: "no-author" };
    if (author.kind === "author" && author.address !== addressKey(stated.email)) {
      return { kind: "held", reason: "sender-mismatch" };
    }
  }
  if (!isProven(invite, stated.email, [stated.organizer ?? [], delivery.to].flat())) {
    return { kind: "held", reason: "unproven" };
  }
  const ahead = Date.parse(stated.dtstamp ?? "") - Date.parse(stated.sentAt ?? "");
  if (ahead > day) return { kind: "held", reason: "dtstamp-in-the-future" };
  return stated.sequence > invite.sequence ? { kind: "held", reason: "unknown-revision" } : undefined;
}

/** Whether one of the addresses is the one that only this person's copy of the invitation names. */
export function isProven({ replySecret, uid }: Invite, email: string, addresses: readonly string[]): boolean {
  return replySecret === undefined || carriesReplyToken(addresses, replySecret, uid, email);
}

/** The key of what a reply is about: `""` for the series; nothing for an occurrence that there is not. */
function occurrenceOf(draft: Draft, { instance }: StatedReply): string | undefined {
  const { plan, timeZone } = draft.base;
  if (instance === undefined) return "";
  if (!isShowable(instance)) return undefined;
  const key = keyOfStated(instance, plan.event, parseZone(timeZone) ?? utc);
  return draftHasOccurrence(draft, key) ? key : undefined;
}

function repeated(kept: Statement | undefined, statement: Statement): Outcome {
  return kept === undefined || compareStatements(kept, statement) === 0
    ? { kind: "duplicate" }
    : { kind: "stale", reason: "superseded" };
}

/** What a reply that was recorded changes in what is shown. */
function effectOf(invite: Invite, entry: Entry, stated: StatedReply, statement: Statement): Outcome {
  const standard = standardOf(invite, entry.occurrence);
  if (!standard.active) return { kind: "ignored", reason: "cancelled" };
  if (!isCurrent(statement, standard)) return { kind: "stale", reason: "rescheduled" };
  const { reply, counter, settled } = entry;
  if (stated.method === "COUNTER") {
    if (settled !== undefined && compareStatements(statement, settled) <= 0)
      return { kind: "stale", reason: "settled" };
    if (reply !== undefined && compareStatements(statement, reply) < 0)
      return { kind: "stale", reason: "superseded" };
  } else if (counter?.status !== undefined && compareStatements(statement, counter) < 0) {
    return { kind: "stale", reason: "superseded" };
  }
  const { plan } = invite;
  const event = entry.occurrence === "" ? plan.event : eventOfOccurrence(plan, entry.occurrence);
  const applied: Outcome = { kind: "applied", replies: [showReply(stated, showingOf(event))] };
  return namesAnotherOrganizer(invite, stated)
    ? { ...applied, rest: [{ kind: "ignored", reason: "organizer-change" }] }
    : applied;
}

/** RFC 5546 section 6.1.3: nobody but the organizer may hand over an event; a reply that says so is told of. */
function namesAnotherOrganizer(invite: Invite, { organizer, email }: StatedReply): boolean {
  if (organizer === undefined || addressKey(organizer) === addressKey(invite.plan.organizer.email))
    return false;
  return invite.replySecret === undefined || !isProven(invite, email, [organizer]);
}
