import { refusal } from "../../errors.ts";
import type { CheckedEvent } from "../../event/event.ts";
import { readMoved } from "../../event/read-event.ts";
import { mailProof } from "../../event/reply-address.ts";
import { showEvent } from "../../event/show-event.ts";
import { defined, readOrRefuse } from "../../input.ts";
import { formatDeclineCounter } from "../../message/build.ts";
import type { TimeInput } from "../../time/event-time.ts";
import { formatPoint, formatUtc, type Point, rezone } from "../../time/point.ts";
import { mailboxOf } from "../answers/people.ts";
import { settleOne } from "../answers/settle.ts";
import type { Invite, Transition } from "../invite.ts";
import { originalStart, plannedEvent } from "../occurrences/occurrence.ts";
import { stampAfter, stampFrom } from "../stamp.ts";
import { trust } from "../stored/trust.ts";
import { findProposal, proposerOf } from "./find-proposal.ts";
import { organizerFor } from "./mail.ts";
import { withMovedExclusions } from "./move-occurrences.ts";
import { isInStep, withMovedRule } from "./moved-rule.ts";
import { replan, wishOf } from "./replan.ts";
import { setOccurrence } from "./replan-occurrence.ts";

/** Which proposal is taken, and when. */
export interface AcceptOptions {
  /** DTSTAMP. Default: the current time. */
  now?: Date | undefined;
  /** The original start of the occurrence, when the proposal is about one. */
  instance?: TimeInput | undefined;
}

/** Which proposal is turned down, and with which words. */
export interface DeclineOptions extends AcceptOptions {
  /** Plain text for the person who proposed the time. */
  comment?: string | undefined;
}

/**
 * Moves the event, or the occurrence, to the time that somebody proposed: everyone gets the new time and is asked
 * anew (RFC 5546 section 3.2.7). The rule of a series follows: weekly on Thursdays becomes weekly on Fridays.
 *
 * @param email who proposed it
 * @param options.instance the occurrence, when the proposal is about one
 * @throws {ItipError} `no-proposal`, `unknown-instance`, `invalid-event` for a proposal that ends before it starts, or to which the rule of a
 *   series cannot follow (one of several weekdays would move); `invalid-argument`, `invalid-state`, `newer-state`
 * @example
 * acceptProposal(invite, "omar@example.test").messages[0].changes // [{ field: "time", from: …, to: … }]
 */
export function acceptProposal(invite: Invite, email: string, options?: AcceptOptions): Transition {
  const { checked, key, address, proposal, now } = findProposal(invite, email, options, ["now", "instance"]);
  const settled = trust(settleOne(checked, address, key));
  const { plan } = settled;
  const before = plannedEvent(plan, key);
  const event = movedTo(before, proposal);
  const saying = { stamp: stampAfter(plan.updatedAt, now), comment: undefined };
  return key === ""
    ? replan(settled, { ...wishOf(plan), event }, saying)
    : setOccurrence(settled, key, event, saying);
}

/** The event at another time, in the zones that it has: a series that meets at ten in London goes on doing so. */
function movedTo(event: CheckedEvent, { start, end }: { start: Point; end: Point }): CheckedEvent {
  const span = { start: rezone(start, event.start.tzid), end: rezone(end, event.end.tzid) };
  const moved = readOrRefuse("invalid-event", "event", (reading) =>
    readMoved({ ...event, ...span }, reading),
  );
  const whole = withMovedRule(event, moved);
  if (isInStep(event) && !isInStep(whole)) {
    throw refusal(
      "invalid-event",
      "event.recurrence.rule",
      "out-of-step",
      "must have an occurrence at the time proposed: change start and recurrence with updateInvite",
    );
  }
  return withMovedExclusions(event, whole);
}

/**
 * Turns a proposal down: a DECLINECOUNTER to the one who made it, and to nobody else (RFC 5546 section 3.2.8).
 *
 * @param email who proposed it
 * @param options.instance the occurrence, when the proposal is about one
 * @throws {ItipError} `no-proposal`, `unknown-instance`, `invalid-argument`, `invalid-state`, `newer-state`
 * @example
 * declineProposal(invite, "omar@example.test", { comment: "The room is taken then." }).messages[0].method // "DECLINECOUNTER"
 */
export function declineProposal(invite: Invite, email: string, options?: DeclineOptions): Transition {
  const { checked, key, address, proposal, counter, now, comment } = findProposal(invite, email, options, [
    "now",
    "instance",
    "comment",
  ]);
  const { plan, uid, sequence, replyKey } = checked;
  const dtstamp = stampFrom(plan.updatedAt, now);
  const proposer = proposerOf(checked, key, address, counter);
  const event = plannedEvent(plan, key);
  const from = organizerFor(checked, proposer);
  const instance = originalStart(plan, key);
  const said = defined({ comment });
  const facts = { uid, sequence, dtstamp, organizer: from, attendees: [proposer], event, ...said };
  return {
    invite: trust(settleOne(checked, address, key)),
    messages: [
      {
        method: "DECLINECOUNTER",
        from: mailboxOf(from),
        to: mailboxOf(proposer),
        ics: formatDeclineCounter({ ...facts, ...defined({ instance }) }),
        uid,
        sequence,
        dtstamp: formatUtc(dtstamp.getTime()),
        event: showEvent(event),
        organizer: mailboxOf(plan.organizer),
        ...defined({
          proof: replyKey && mailProof(replyKey, proposer.email),
          instance: instance && formatPoint(instance),
        }),
        ...said,
        proposal: { start: formatPoint(proposal.start), end: formatPoint(proposal.end) },
      },
    ],
  };
}
