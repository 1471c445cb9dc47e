import { addressKey } from "../../event/address.ts";
import { carriesReplyToken } from "../../event/reply-address.ts";
import { firstLine } from "../../icalendar/component.ts";
import type { ItipMessage } from "../../message/message.ts";
import { type StatedReply, statedReplies } from "../../reply/read-reply.ts";
import type { Reply } from "../../reply/reply.ts";
import { showReply } from "../../reply/show-reply.ts";
import { parseZone } from "../../time/zone.ts";
import { isOwnDescription } from "../answers/description.ts";
import { isCurrent, type Standard } from "../answers/judge.ts";
import { combineOutcomes, type Outcome } from "../answers/outcome.ts";
import { statementOf } from "../answers/statement.ts";
import type { Entry, Invite, Statement } from "../invite.ts";
import { laterKey } from "../occurrences/this-and-future.ts";
import { compareStatements } from "../order.ts";
import type { Delivery, ReceiveOptions } from "./incoming.ts";
import { type Draft, draftOccurrence, draftStandard, entryIn, personIn, recordEntry } from "./recording.ts";

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
    const alone = message.components.length === 1 ? message : { ...message, components: [component] };
    const stated = statedReplies(alone, hint);
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
  if (stated.length < 2) return stated;
  const delegators = new Set(stated.flatMap((one) => one.delegatedFrom ?? []).map(addressKey));
  return stated.filter((one) => !delegators.has(addressKey(one.email)));
}

function receiveReply(
  draft: Draft,
  stated: StatedReply,
  delivery: Delivery,
  options: ReceiveOptions,
): Outcome {
  // RFC 5546 section 3.2.3 wants one UID: what is about another event is no answer to this one.
  if (stated.uid !== draft.base.uid) return { kind: "ignored", reason: "other-uid" };
  const person = personIn(draft, stated.email);
  const doubt =
    doubtAboutAuthor(person.address, delivery, options) ?? doubtAboutReply(draft.base, stated, delivery);
  return doubt ?? recordReply(draft, stated);
}

/** Records what somebody states, once it is known to be theirs, and says what became of it. */
export function recordReply(draft: Draft, stated: StatedReply): Outcome {
  const person = personIn(draft, stated.email);
  const named = stated.instance === undefined ? "" : draftOccurrence(draft, stated.instance);
  if (named === undefined) return { kind: "ignored", reason: "unknown-instance" };
  // A COUNTER with RANGE is heard for the occurrence that it names: there is no proposal for a part of a series.
  const later = stated.method === "REPLY" && stated.thisAndFuture === true;
  const occurrence = later ? laterKey(named) : named;
  const register = stated.method === "REPLY" ? "reply" : "counter";
  const statement = statementOf(stated);
  const recorded = recordEntry(draft, person, { occurrence, [register]: statement });
  if (recorded === "outranked") return { kind: "ignored", reason: "too-many-strangers" };
  if (recorded === "known") return repeated(entryIn(draft, person, occurrence)?.[register], statement);
  const standard = draftStandard(draft, occurrence);
  const idle = idleReason(recorded, stated.method, statement, standard);
  if (idle !== undefined) return idle;
  const applied: Outcome = { kind: "applied", replies: [shownReply(stated, standard)] };
  return namesAnotherOrganizer(draft, stated)
    ? { ...applied, rest: [{ kind: "ignored", reason: "organizer-change" }] }
    : applied;
}

function shownReply(stated: StatedReply, standard: Standard): Reply {
  const { description, ...same } = stated;
  const echoes = description !== undefined && isOwnDescription(standard.plan, description);
  return showReply(echoes ? same : stated, standard.showing);
}

/** A reply counts for its author alone; SENT-BY is a claim of the text and authorises nobody (RFC 6047 section 3). */
function doubtAboutAuthor(
  address: string,
  { author }: Delivery,
  options: ReceiveOptions,
): Outcome | undefined {
  if (options.senderMismatch === "apply" || author.kind === "caller") return undefined;
  if (author.kind === "nobody") return { kind: "held", reason: "no-author" };
  return author.address === address ? undefined : { kind: "held", reason: "sender-mismatch" };
}

/** Why what a reply says is not to be believed, or not yet. */
function doubtAboutReply(invite: Invite, stated: StatedReply, { to }: Delivery): Outcome | undefined {
  const { organizer, dtstamp, sentAt } = stated;
  if (!isProven(invite, stated.email, organizer === undefined ? to : [organizer, ...to])) {
    return { kind: "held", reason: "unproven" };
  }
  if (dtstamp !== undefined && sentAt !== undefined && Date.parse(dtstamp) - Date.parse(sentAt) > day) {
    return { kind: "held", reason: "dtstamp-in-the-future" };
  }
  return stated.sequence > invite.sequence ? { kind: "held", reason: "unknown-revision" } : undefined;
}

/** Whether one of the addresses is the one that only this person's copy of the invitation names. */
export function isProven({ replySecret, uid }: Invite, email: string, addresses: readonly string[]): boolean {
  return replySecret === undefined || carriesReplyToken(addresses, replySecret, uid, email);
}

function repeated(kept: Statement | undefined, statement: Statement): Outcome {
  return kept === undefined || compareStatements(kept, statement) === 0
    ? { kind: "duplicate" }
    : { kind: "stale", reason: "superseded" };
}

/** Why a reply that was recorded changes nothing that is shown. */
function idleReason(
  { reply, counter, settled }: Entry,
  method: StatedReply["method"],
  statement: Statement,
  standard: Standard,
): Outcome | undefined {
  if (!standard.active) return { kind: "ignored", reason: "cancelled" };
  if (!isCurrent(statement, standard)) return { kind: "stale", reason: "rescheduled" };
  const isBefore = (other: Statement | undefined) =>
    other !== undefined && compareStatements(statement, other) < 0;
  if (method === "REPLY") {
    return counter?.status !== undefined && isBefore(counter)
      ? { kind: "stale", reason: "superseded" }
      : undefined;
  }
  if (isBefore(reply)) return { kind: "stale", reason: "superseded" };
  return settled !== undefined && compareStatements(statement, settled) <= 0
    ? { kind: "stale", reason: "settled" }
    : undefined;
}

/** RFC 5546 section 6.1.3: nobody but the organizer hands over an event; a reply that names another one is told of. */
function namesAnotherOrganizer(draft: Draft, { organizer, email }: StatedReply): boolean {
  const { plan, replySecret } = draft.base;
  if (organizer === undefined) return false;
  if (personIn(draft, organizer).address === personIn(draft, plan.organizer.email).address) return false;
  return replySecret === undefined || !isProven(draft.base, email, [organizer]);
}
