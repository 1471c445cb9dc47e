import { refusal, shown } from "../errors.ts";
import { emailOf } from "../event/address/email-of.ts";
import type { Mailbox } from "../event/event.ts";
import { showEvent } from "../event/show-event.ts";
import { firstProperty, parameter, wordIn } from "../icalendar/property.ts";
import { at, defined, readVerbOptions } from "../input.ts";
import { formatMessage } from "../message/format.ts";
import type { ItipMessage } from "../message/message.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { parseMessage } from "../message/parse.ts";
import { sequenceOf } from "../message/read-sequence.ts";
import { currentTime, readNow } from "../time/now.ts";
import { formatPoint, type Point } from "../time/point.ts";
import { parseZone, utc } from "../time/zone.ts";
import { type AnswerInput, type CheckedAnswer, readAnswerInput } from "./answer-input.ts";
import { counterText } from "./counter-text.ts";
import { type AnswerContext, replyText } from "./reply-text.ts";
import { type AnswerTarget, chooseTargets } from "./target.ts";

/** When it is answered. */
export interface AnswerOptions {
  /** DTSTAMP. Default: the current time. */
  now?: Date | undefined;
}

/**
 * The invited person's answer to a REQUEST: a REPLY, or a COUNTER when there is a proposal (RFC 5546 sections 3.2.3
 * and 3.2.7).
 *
 * The answer keeps UID, SEQUENCE and the organizer's address as they were, has a fresh DTSTAMP, names one TZID at
 * most (the event's own; other times are in UTC) and carries no alarm. `as.email` may be an address that was not
 * invited. Without `instance` the series is answered, or, where the REQUEST is about single occurrences alone, each
 * of those.
 *
 * With `delegated` and `delegateTo` it is the delegator's REPLY to the organizer (section 3.2.2.3).
 *
 * @param request calendar text, or what `parseMessage` made of it
 * @param as `proposal`: times without a zone are in the event's; `instance`: the original start of one occurrence
 * @throws {ItipError} `cannot-answer` (no REQUEST for an event, no organizer, a proposal that the organizer does not
 *   want), `unknown-instance`, `invalid-argument`, and what `parseMessage` throws
 * @example
 * answer(ics, { email: "jane@example.test", status: "accepted", comment: "See you there" })
 * // { method: "REPLY", to: { email: "org@example.test" }, ics: "BEGIN:VCALENDAR\r\n…", … }
 */
export function answer(
  request: ItipMessage | string,
  as: AnswerInput,
  options?: AnswerOptions,
): OutgoingMessage {
  return answered(request, as, options).message;
}

/** An answer, and what it was made from. */
export interface Answered {
  readonly message: OutgoingMessage;
  readonly targets: AnswerContext["targets"];
  /** The time proposed. */
  readonly proposal?: { readonly start: Point; readonly end: Point };
}

/** What {@link answer} gives, with the events that are answered and the time proposed as points. */
export function answered(
  request: ItipMessage | string,
  as: AnswerInput,
  options: AnswerOptions | undefined,
): Answered {
  const dtstamp = readVerbOptions(options, ["now"], ({ now }, reading) =>
    currentTime(readNow(now, at(reading, "now"))),
  );
  const message = readRequest(request);
  const checked = readAnswerInput(as);
  const zone = parseZone(message.timeZone) ?? utc;
  const targets = chooseTargets(message, checked, zone);
  const [first] = targets;
  const context = { message, targets, dtstamp, organizer: organizerToTell(message, first) };
  if (checked.proposal === undefined) {
    return { message: outgoing("REPLY", replyText(context, checked), context, checked), targets };
  }
  if (targets.length > 1)
    throw refusal(
      "cannot-answer",
      "as.instance",
      "required",
      "must be given with a proposal, which is for one occurrence",
    );
  refuseUnwanted(first);
  const { ics, proposal } = counterText(context, first, checked);
  const shown = { start: formatPoint(proposal.start), end: formatPoint(proposal.end) };
  return {
    message: { ...outgoing("COUNTER", ics, context, checked), proposal: shown },
    targets,
    proposal,
  };
}

function outgoing(
  method: "REPLY" | "COUNTER",
  ics: string,
  { message, targets, dtstamp, organizer }: AnswerContext,
  { email, name, status, comment }: CheckedAnswer,
): OutgoingMessage {
  const [{ component, event, instance }] = targets;
  return {
    method,
    from: { email, ...defined({ name }) },
    to: organizer,
    ics,
    uid: message.uid,
    sequence: sequenceOf(component),
    dtstamp: formatPoint({ kind: "instant", instant: dtstamp.getTime(), tzid: utc }).time,
    event: showEvent(event),
    organizer,
    ...(instance === undefined || targets.length > 1 ? {} : { instance: formatPoint(instance.point) }),
    ...defined({ comment }),
    status,
  };
}

function readRequest(request: ItipMessage | string): ItipMessage {
  const message = typeof request === "string" ? parseMessage(request) : readAgain(request);
  if (message.method !== "REQUEST") {
    throw refusal(
      "cannot-answer",
      "request.method",
      "not-a-request",
      `must be REQUEST, which alone asks for an answer, got ${shown(message.method)}`,
    );
  }
  if (message.kind !== "VEVENT") {
    throw refusal("cannot-answer", "request.kind", "not-an-event", `must be VEVENT, got ${message.kind}`);
  }
  if (message.uid === "")
    throw refusal(
      "cannot-answer",
      "request.uid",
      "no-uid",
      "must be given, or nobody knows what is answered",
    );
  return message;
}

/** A message may come from storage, and its parts disagree: its calendar is what was asked. */
function readAgain(request: ItipMessage): ItipMessage {
  const text = formatMessage(request);
  const { timeZone } = request;
  return parseMessage(text, defined({ timeZone }));
}

function organizerToTell(message: ItipMessage, target: AnswerTarget): Mailbox {
  const property = firstProperty(target.component, "ORGANIZER");
  const email = property === undefined ? undefined : emailOf(property);
  if (property === undefined || email === undefined) {
    const what = property === undefined ? "has no ORGANIZER" : "has an ORGANIZER without an email address";
    throw refusal(
      "cannot-answer",
      "request.organizer",
      "no-organizer",
      `must be given with an email address: the ${message.kind} ${what}`,
    );
  }
  const name = parameter(property, "CN")?.trim() ?? "";
  return { email, ...(name === "" ? {} : { name }) };
}

/** Outlook's and Exchange's way to say that no other time is wanted. */
function refuseUnwanted({ component }: AnswerTarget): void {
  if (wordIn(component, "X-MICROSOFT-DISALLOW-COUNTER") !== "TRUE") return;
  throw refusal(
    "cannot-answer",
    "as.proposal",
    "counter-disallowed",
    "must be absent: the organizer does not take proposals for this event",
  );
}
