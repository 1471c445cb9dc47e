import { defined, filled } from "../../input.ts";
import type { Reply } from "../../reply/reply.ts";

/**
 * Why a reply changes nothing that is shown, though it is kept where it can matter later:
 * `superseded`: the same person said something later; `rescheduled`: it answers an earlier time of the event;
 * `settled`: the proposal in it was dealt with already; `reinvited`: it answers an invitation that was withdrawn, and the person
 * was invited again since; `forgotten`: the organizer has cleared it.
 */
export type StaleReason = "superseded" | "rescheduled" | "settled" | "reinvited" | "forgotten";

/**
 * Why a message was set aside, unrecorded, for a person to look at or for a later copy of the invite:
 * `sender-mismatch`: its author answers for somebody else; `no-author`: the email has no single author;
 * `authentication-failed`: the caller's own verdict; `unauthenticated`: there is no such verdict, and the caller wants one;
 * `unknown-revision`: a SEQUENCE that this copy has not reached; `dtstamp-in-the-future`: written more than a day after the email that
 * carries it, or after `now`, or a report of that kind; `unproven`: it does not carry the address of the copy that its author was sent
 * (`replySecret`), or a report does not name a mail that was sent to the person; `unreadable-answer`: somebody answers in it, and who or
 * what cannot be read: a damaged ATTENDEE, or one without an email address.
 */
export type HeldReason =
  | "sender-mismatch"
  | "no-author"
  | "authentication-failed"
  | "unauthenticated"
  | "unknown-revision"
  | "dtstamp-in-the-future"
  | "unproven"
  | "unreadable-answer";

/**
 * Why a message was ignored: `other-uid`: it is about another event; `not-a-reply`: not for an organizer, or no
 * answer in it; `cancelled`: the event or occurrence is, the answer is kept; `unknown-instance`: the series has no
 * such occurrence; `not-invited`: a REFRESH or a bounce of somebody who never was; `too-many-strangers`: others who
 * were never invited said something later; `too-many-occurrences`: the person has answered so many others later; `organizer-change`: a reply that names another organizer, which changes nothing;
 * `unreadable`: no calendar text, or none that schedules (`receiveAll`; `receive` throws).
 */
export type IgnoredReason =
  | "other-uid"
  | "not-a-reply"
  | "cancelled"
  | "unknown-instance"
  | "not-invited"
  | "too-many-strangers"
  | "too-many-occurrences"
  | "organizer-change"
  | "unreadable";

/**
 * What became of an incoming message: `applied` if anything was, what became of the rest is in `rest`.
 *
 * A REFRESH that is answered is `applied` without replies; `bounced` names the people whom a mail did not reach, by their addresses.
 */
export type Outcome =
  | { kind: "applied"; replies: Reply[]; bounced?: string[]; rest?: Outcome[] }
  | { kind: "duplicate" }
  | { kind: "stale"; reason: StaleReason }
  | { kind: "held"; reason: HeldReason }
  | { kind: "ignored"; reason: IgnoredReason };

/** What needs a person's eye comes first. */
const weight = { applied: 5, held: 4, stale: 2, duplicate: 1, ignored: 3 } as const satisfies Record<
  Outcome["kind"],
  number
>;

/** The outcome of a message from those of its parts. */
export function combineOutcomes(outcomes: readonly Outcome[]): Outcome {
  const [only] = outcomes;
  if (only !== undefined && outcomes.length === 1) return only;
  const distinct = distinctOutcomes(outcomes);
  const applied = distinct.filter((outcome) => outcome.kind === "applied");
  const rest = distinct.filter((outcome) => outcome.kind !== "applied");
  if (applied.length > 0) {
    const replies = applied.flatMap((outcome) => outcome.replies);
    const left = distinctOutcomes([...applied.flatMap((outcome) => outcome.rest ?? []), ...rest]);
    const bounced = [...new Set(applied.flatMap((outcome) => outcome.bounced ?? []))];
    return { kind: "applied", replies, ...defined({ bounced: filled(bounced), rest: filled(left) }) };
  }
  const [first] = rest.sort((a, b) => rank(b) - rank(a));
  return first ?? { kind: "ignored", reason: "not-a-reply" };
}

/** A calendar of another event beside ours says the least of all. */
function rank(outcome: Outcome): number {
  return outcome.kind === "ignored" && outcome.reason === "other-uid" ? 0 : weight[outcome.kind];
}

function distinctOutcomes(outcomes: readonly Outcome[]): Outcome[] {
  const seen = new Set<string>();
  return outcomes.filter((outcome) => {
    if (outcome.kind === "applied") return true;
    const mark = JSON.stringify(outcome);
    if (seen.has(mark)) return false;
    seen.add(mark);
    return true;
  });
}
