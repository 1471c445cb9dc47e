import { ItipError, kindOf, refusal } from "../../errors.ts";
import { readEmail } from "../../event/read-mailbox.ts";
import { at, defined, readChoice, readVerbOptions } from "../../input.ts";
import type { ItipMessage } from "../../message/message.ts";
import { uidIn, unwrapUid } from "../../message/uid.ts";
import type { LinkAnswer } from "../../reply/link-answer.ts";
import { readNow } from "../../time/now.ts";
import { combineOutcomes, type Outcome } from "../answers/outcome.ts";
import type { Invite, Transition } from "../invite.ts";
import { mailCurrent } from "../organize/resend.ts";
import { parseExcerpt } from "../stored/parse.ts";
import { readOptional } from "../stored/read-value.ts";
import { type Arrival, type Incoming, type ReceiveOptions, readIncoming } from "./incoming.ts";
import { receiveBounce } from "./receive-bounce.ts";
import { receiveLink } from "./receive-link.ts";
import { receiveReplies } from "./receive-reply.ts";
import { type Draft, draftOf, inviteOfDraft } from "./recording.ts";
import { noteRefresh, requesterOf } from "./refresh.ts";

/**
 * Takes in what arrived for an invitation: an email, a message, the answer of a signed link, or calendar text that the caller
 * vouches for.
 *
 * A reply counts for its author alone; nothing from outside changes the event, the guest list or somebody else's
 * answer. Every answer to this invite is kept, whatever it is worth now, so that the order of arrival never matters.
 * A REFRESH gives the message to send back, a bounce marks its recipient.
 *
 * @throws {ItipError} `invalid-argument` for what is nothing of the four, `not-calendar-text` and other codes of
 *   `parseMessage` for text, `invalid-state`, `newer-state`
 * @example
 * const { invite: next, outcome } = receive(invite, await openEmail(raw), { authentication: "pass" });
 * // outcome: { kind: "applied", replies: [{ email: "jane@example.test", status: "accepted", … }] }
 */
export function receive(
  invite: Invite,
  incoming: Incoming,
  options?: ReceiveOptions,
): Transition & { outcome: Outcome } {
  const checked = parseExcerpt(invite);
  const rules = readReceiveOptions(options);
  const { outcomes, ...transition } = takeInAll(
    checked,
    [incoming],
    (one) => readIncoming(one, rules),
    rules,
  );
  return { ...transition, outcome: combineOutcomes(outcomes) };
}

/**
 * Takes in many messages at once: what `receive` would make of them one by one, in time linear in their number. Text
 * that cannot be read is `ignored: unreadable` here, so that one bad message does not hold up a queue.
 *
 * @throws {ItipError} `invalid-argument`, also for raw emails; `invalid-state`, `newer-state`
 * @example
 * const { invite: next, outcomes } = receiveAll(invite, queue);
 */
export function receiveAll(
  invite: Invite,
  incoming: readonly Incoming[],
  options?: ReceiveOptions,
): Transition & { outcomes: Outcome[] } {
  const checked = parseExcerpt(invite);
  const rules = readReceiveOptions(options);
  if (!Array.isArray(incoming)) {
    throw refusal(
      "invalid-argument",
      "incoming",
      "invalid-type",
      `must be a list of messages, got ${kindOf(incoming)}`,
    );
  }
  return takeInAll(checked, incoming, (one) => readQueued(one, rules), rules);
}

/** A message of a queue, or the outcome that it cannot be read. */
function readQueued(incoming: unknown, rules: ReceiveOptions): Arrival | LinkAnswer | Outcome {
  try {
    return readIncoming(incoming, rules);
  } catch (error) {
    if (!(error instanceof ItipError) || error.code === "invalid-argument") throw error;
    // Somebody forgot to open it: that is no fault of the message.
    if (error.problems.some(({ code }) => code === "raw-email")) {
      throw new ItipError("invalid-argument", error.problems);
    }
    return { kind: "ignored", reason: "unreadable" };
  }
}

/** Reads each message when its turn comes, so that no more than one is held at a time. */
function takeInAll(
  invite: Invite,
  incoming: readonly unknown[],
  read: (incoming: unknown) => Arrival | LinkAnswer | Outcome,
  rules: ReceiveOptions,
): Transition & { outcomes: Outcome[] } {
  const draft = draftOf(invite, rules.now);
  const requesters: string[] = [];
  const outcomes = incoming.map((one): Outcome => {
    const delivery = read(one);
    if ("kind" in delivery) return delivery;
    if ("status" in delivery) return receiveLink(draft, delivery, rules.now);
    return takeInArrival(draft, delivery, rules, requesters);
  });
  const next = inviteOfDraft(draft);
  const messages = requesters.length === 0 ? [] : mailCurrent(next, rules.now, requesters);
  return { invite: next, messages, outcomes };
}

const receiveOptions = [
  "now",
  "authentication",
  "unauthenticated",
  "senderMismatch",
  "author",
] as const satisfies readonly (keyof ReceiveOptions)[];

/**
 * How incoming messages are to be taken, checked.
 *
 * @throws {ItipError} `invalid-argument` with every problem found
 */
export function readReceiveOptions(given: unknown): ReceiveOptions {
  return readVerbOptions(given, receiveOptions, (options, reading) => {
    const choice = <T extends string>(name: string, words: readonly T[]) =>
      readChoice(options[name], words, at(reading, name));
    return defined({
      now: readNow(options.now, at(reading, "now")),
      authentication: choice("authentication", ["pass", "fail", "none"]),
      unauthenticated: choice("unauthenticated", ["apply", "hold"]),
      senderMismatch: choice("senderMismatch", ["hold", "apply"]),
      author: readOptional(options.author, at(reading, "author"), readEmail),
    });
  });
}

function takeInArrival(
  draft: Draft,
  delivery: Arrival,
  options: ReceiveOptions,
  requesters: string[],
): Outcome {
  const { messages, bounces } = delivery;
  const [only] = messages;
  if (only !== undefined && messages.length === 1 && bounces.length === 0)
    return takeInMessage(draft, only, delivery, { options, requesters });
  const outcomes = messages.map((message) =>
    takeInMessage(draft, message, delivery, { options, requesters }),
  );
  return combineOutcomes([...outcomes, ...takeInBounces(draft, delivery, options)]);
}

function takeInMessage(
  draft: Draft,
  message: ItipMessage,
  delivery: Arrival,
  { options, requesters }: { options: ReceiveOptions; requesters: string[] },
): Outcome {
  if (!concerns(message, draft.base.uid)) return { kind: "ignored", reason: "other-uid" };
  if (options.authentication === "fail") return { kind: "held", reason: "authentication-failed" };
  const answers = message.method === "REPLY" || message.method === "COUNTER" || message.method === "REFRESH";
  if (answers && isUnproven(delivery, options)) return { kind: "held", reason: "unauthenticated" };
  if (message.method === "REPLY" || message.method === "COUNTER") {
    return receiveReplies(draft, message, delivery, options);
  }
  if (message.method !== "REFRESH") return { kind: "ignored", reason: "not-a-reply" };
  const requester = requesterOf(draft.base, message, delivery, options);
  if (typeof requester !== "string") return requester;
  if (!noteRefresh(draft, requester)) return { kind: "duplicate" };
  requesters.push(requester);
  return { kind: "applied", replies: [] };
}

/** Whether a mail came without the verdict that the caller asks for. What the caller vouches for needs none. */
function isUnproven({ author }: Arrival, { authentication, unauthenticated }: ReceiveOptions): boolean {
  return unauthenticated === "hold" && authentication !== "pass" && author.kind !== "caller";
}

/** RFC 5546 wants one UID in a message; in one that has several, any component may be about this invite. */
function concerns({ uid, components }: ItipMessage, own: string): boolean {
  if (unwrapUid(uid) === own) return true;
  return components.length > 1 && components.some((component) => unwrapUid(uidIn(component)) === own);
}

/** A mail that came back says nothing about what its recipient thinks; only that it did not get there. */
function takeInBounces(draft: Draft, delivery: Arrival, options: ReceiveOptions): Outcome[] {
  const { bounces, uids, messages } = delivery;
  if (bounces.length === 0 && messages.length > 0) return [];
  if (!uids.includes(draft.base.uid))
    return [{ kind: "ignored", reason: uids.length > 0 ? "other-uid" : "not-a-reply" }];
  if (bounces.length === 0) return [{ kind: "ignored", reason: "not-a-reply" }];
  if (options.authentication === "fail") return [{ kind: "held", reason: "authentication-failed" }];
  return bounces.map((email) => receiveBounce(draft, email, delivery));
}
