import { addressKey } from "../../event/address/address.ts";
import { emailOf } from "../../event/address/email-of.ts";
import { carriesReplyToken } from "../../event/reply-address.ts";
import { type Component, firstLine } from "../../icalendar/component.ts";
import { type Property, readProperty } from "../../icalendar/property.ts";
import { isAnswering } from "../../message/answer-problems.ts";
import type { ItipMessage } from "../../message/message.ts";
import { unwrapUid } from "../../message/uid.ts";
import { attendeesIn, repliesIn, type StatedReply } from "../../reply/read-reply.ts";
import { organizerEmail } from "../../reply/replier.ts";
import type { Reply } from "../../reply/reply.ts";
import { showReply } from "../../reply/show-reply.ts";
import { day } from "../../time/civil.ts";
import { parseZone } from "../../time/zone.ts";
import { isOwnDescription } from "../answers/description.ts";
import { remembered } from "../answers/forgotten.ts";
import {
  isCurrent,
  isHeard,
  isPlannedTime,
  namesCurrentTime,
  type Standard,
} from "../answers/judge-entry.ts";
import { keepSpan } from "../answers/kept-time.ts";
import { combineOutcomes, type Outcome } from "../answers/outcome.ts";
import { statementOf } from "../answers/statement.ts";
import type { Entry, Invite, KeptSpan, Statement } from "../invite.ts";
import { laterKey } from "../occurrences/this-and-future.ts";
import { compareStatements } from "../order.ts";
import { counteredParticulars } from "./countered.ts";
import type { Arrival, ReceiveOptions } from "./incoming.ts";
import {
  type Draft,
  draftOccurrence,
  draftStandard,
  entryIn,
  personIn,
  recordEntry,
  type Speaker,
} from "./recording.ts";

/** Every answer in a REPLY or COUNTER about this invite: judged, recorded, and what became of it. */
export function receiveReplies(
  draft: Draft,
  message: ItipMessage,
  delivery: Arrival,
  options: ReceiveOptions,
): Outcome {
  const { components } = message;
  const [only] = components;
  // Nearly every reply has one component, and lists of lists for it take a sixteenth of `receiveAll`.
  if (only !== undefined && components.length === 1)
    return combineOutcomes(outcomesOf(draft, { message, component: only }, delivery, options));
  return combineOutcomes(
    components.flatMap((component) => outcomesOf(draft, { message, component }, delivery, options)),
  );
}

/** A message, and the one of its components that is looked at. */
interface Within {
  readonly message: ItipMessage;
  readonly component: Component;
}

/** What becomes of the answers in one component. */
function outcomesOf(draft: Draft, within: Within, delivery: Arrival, options: ReceiveOptions): Outcome[] {
  const nobody = outcomeWithoutAuthor(within, delivery, options);
  if (nobody !== undefined) return [nobody];
  const { message, component } = within;
  const stated = repliesIn(component, message, parseZone(draft.base.timeZone));
  if (stated.length === 0)
    return saysSomething(within) ? [{ kind: "held", reason: "unreadable-answer" }] : [];
  // An answer that was read as none would replace what its author has said before.
  if (stated.every(({ status }) => status === "pending") && hidesAnswer(within))
    return [{ kind: "held", reason: "unreadable-answer" }];
  const aboutOne = firstLine(component, "RECURRENCE-ID") !== undefined;
  return withoutDelegators(stated).map((one) =>
    // A RECURRENCE-ID that cannot be read names no occurrence: the series it is not.
    aboutOne && one.instance === undefined
      ? { kind: "ignored", reason: "unknown-instance" }
      : receiveReply(draft, { stated: one, component }, delivery, options),
  );
}

/**
 * Whether an answer is held because its author is not one of the people in it. Asked before those people are read: a stranger's mail may list ten thousand.
 */
function outcomeWithoutAuthor(
  { message: { method, alias }, component }: Within,
  { author }: Arrival,
  { senderMismatch }: ReceiveOptions,
): Outcome | undefined {
  if (senderMismatch === "apply" || method !== "REPLY" || author.kind === "caller") return undefined;
  const attendees = attendeesIn(component);
  if (attendees.length < 2) return undefined;
  if (author.kind === "nobody") return { kind: "held", reason: "no-author" };
  const other = alias === undefined ? author.address : addressKey(alias);
  const isTheirs = (attendee: Property) => {
    const email = emailOf(attendee);
    return email === undefined || [author.address, other].includes(addressKey(email));
  };
  return attendees.some(isTheirs) ? undefined : { kind: "held", reason: "sender-mismatch" };
}

/** Somebody answers, but no one can tell who, or proposes another time in a file, which may be somebody else's. */
function saysSomething(within: Within): boolean {
  const { method, attached } = within.message;
  if (attached === true && method === "COUNTER") return true;
  return hidesAnswer(within) || attendeesIn(within.component).some(isAnswering);
}

/**
 * Somebody answers in an ATTENDEE that was set aside, for which the list of findings may have had no room, in one that has no email
 * address, in a line of another name, or in a part of the event that was not ended before it.
 */
function hidesAnswer({ message, component }: Within): boolean {
  const unread = message.problems.some(
    ({ code }) => code === "malformed-attendee" || code === "findings-omitted",
  );
  const isUnnamed = (attendee: Property) => isAnswering(attendee) && emailOf(attendee) === undefined;
  return (
    unread ||
    strays(component) ||
    attendeesIn(component).some(isUnnamed) ||
    component.components.some(statesPartstat)
  );
}

/** Whether somebody answers in an alarm, or in another part of an event: there an ATTENDEE is whom to tell (RFC 5545 section 3.6.6). */
function statesPartstat({ lines, components }: Component): boolean {
  return lines.some(({ text }) => /PARTSTAT=/i.test(text)) || components.some(statesPartstat);
}

/** Whether a PARTSTAT stands in a line that is not an ATTENDEE: its name is misspelt, or the ATTENDEE was folded into the line before. */
function strays({ lines }: Component): boolean {
  return lines.some(({ name, text }) => name !== "ATTENDEE" && /PARTSTAT=/i.test(text));
}

/** The answer of a delegate lists the delegator too (RFC 5546 section 4.2.6), who has not said anything thereby. */
function withoutDelegators(stated: readonly StatedReply[]): readonly StatedReply[] {
  if (stated.length < 2) return stated;
  const delegators = new Set(stated.flatMap((one) => one.delegatedFrom ?? []).map(addressKey));
  return stated.filter((one) => !delegators.has(addressKey(one.email)));
}

function receiveReply(
  draft: Draft,
  { stated, component }: { readonly stated: StatedReply; readonly component: Component },
  delivery: Arrival,
  options: ReceiveOptions,
): Outcome {
  // RFC 5546 section 3.2.3 wants one UID: what is about another event is no answer to this one.
  if (unwrapUid(stated.uid) !== draft.base.uid) return { kind: "ignored", reason: "other-uid" };
  const person = personIn(draft, stated.email);
  shareTexts(stated, person, draft.base);
  const doubt =
    doubtAboutAuthor(person.address, delivery, options) ??
    doubtAboutReply(draft, { stated, component }, delivery);
  return doubt ?? recordReply(draft, { person, stated, component });
}

/**
 * Puts the texts of the invite itself into an answer in place of those that say the same: a piece of a calendar text keeps all of it in memory.
 * With a piece in each answer `receiveAll` takes a tenth longer, and nobody else holds the answer yet.
 */
function shareTexts(stated: StatedReply, { address }: Speaker, { uid }: Invite): void {
  if (stated.email === address) stated.email = address;
  if (stated.uid === uid) stated.uid = uid;
}

/** Records what somebody states, once it is known to be theirs, and says what became of it. */
export function recordReply(
  draft: Draft,
  {
    person,
    stated,
    component,
  }: { readonly person: Speaker; readonly stated: StatedReply; readonly component?: Component },
): Outcome {
  // A conclusion from the author is enough for somebody who was invited, and too little to make a stranger of.
  if (stated.byAuthor === true && !person.invited) return { kind: "held", reason: "unreadable-answer" };
  const named = stated.instance === undefined ? "" : draftOccurrence(draft, stated.instance);
  const revised = revisionOf(draft, stated, named);
  if (revised === undefined) return { kind: "held", reason: "unknown-revision" };
  if (named === undefined) return { kind: "ignored", reason: "unknown-instance" };
  // A COUNTER with RANGE is heard for the occurrence that it names: there is no proposal for a part of a series.
  const later = stated.method === "REPLY" && stated.thisAndFuture === true;
  const occurrence = later ? laterKey(named) : named;
  const register = stated.method === "REPLY" ? "reply" : "counter";
  const statement = statementOf(revised, roomFor(person, occurrence), draft.keepSpan);
  const before = entryIn(draft, person, occurrence);
  if (isForgotten(before, statement)) return { kind: "stale", reason: "forgotten" };
  const { address } = person;
  const said: Entry =
    register === "reply"
      ? { address, occurrence, reply: statement }
      : { address, occurrence, counter: statement };
  const recorded = recordEntry(draft, person, said, before);
  if (recorded === "outranked")
    return { kind: "ignored", reason: person.invited ? "too-many-occurrences" : "too-many-strangers" };
  if (recorded === "known") return repeated(before?.[register], statement);
  const standard = draftStandard(draft, occurrence);
  const idle = idleReason(recorded, stated.method, statement, standard);
  if (idle !== undefined) return idle;
  const applied: Outcome = { kind: "applied", replies: [shownReply(draft, stated, { component, standard })] };
  return component !== undefined && namesAnotherOrganizer(draft, stated, component)
    ? { ...applied, rest: [{ kind: "ignored", reason: "organizer-change" }] }
    : applied;
}

/** How much is kept of what somebody says. */
export function roomFor({ invited }: Speaker, occurrence: string): "series" | "short" {
  return invited && occurrence === "" ? "series" : "short";
}

/** An answer above any SEQUENCE that was used answers the latest one, if it names the time that is planned; else nothing. */
function revisionOf(
  draft: Draft,
  stated: StatedReply,
  occurrence: string | undefined,
): StatedReply | undefined {
  const { sequence } = draft.base;
  if (stated.sequence <= sequence) return stated;
  if (occurrence === undefined || !namesCurrentTime(namedBy(stated), draftStandard(draft, occurrence)))
    return undefined;
  return { ...stated, sequence };
}

function namedBy({ named }: StatedReply): KeptSpan | undefined {
  return named === undefined ? undefined : keepSpan(named);
}

function isForgotten(entry: Entry | undefined, statement: Statement): boolean {
  return entry?.forgotten !== undefined && remembered(statement, entry.forgotten) === undefined;
}

function shownReply(
  { base }: Draft,
  stated: StatedReply,
  { component, standard }: { readonly component: Component | undefined; readonly standard: Standard },
): Reply {
  const reply = showReply(newsOf(stated, standard), standard.showing);
  const changes =
    stated.method === "COUNTER" && component !== undefined
      ? counteredParticulars(component, standard, base.invited)
      : [];
  return changes.length === 0 ? reply : { ...reply, changes };
}

/** What somebody states, without the text and the time that only repeat the invitation. Most statements repeat neither, and are not copied. */
function newsOf(stated: StatedReply, standard: Standard): StatedReply {
  if (stated.description === undefined && stated.proposal === undefined) return stated;
  const { description, proposal, ...same } = stated;
  const comment = description !== undefined && !isOwnDescription(standard.plan, description);
  const anotherTime = proposal !== undefined && !isPlannedTime(keepSpan(proposal), standard);
  return {
    ...same,
    ...(comment ? { description } : {}),
    ...(anotherTime ? { proposal } : {}),
  };
}

/** A reply counts for its author alone; SENT-BY is a claim of the text and authorises nobody (RFC 6047 section 3). */
function doubtAboutAuthor(
  address: string,
  { author }: Arrival,
  options: ReceiveOptions,
): Outcome | undefined {
  if (options.senderMismatch === "apply" || author.kind === "caller") return undefined;
  if (author.kind === "nobody") return { kind: "held", reason: "no-author" };
  return author.address === address ? undefined : { kind: "held", reason: "sender-mismatch" };
}

/** Why a reply is not believed, or not yet. */
function doubtAboutReply(
  { base, present }: Draft,
  { stated, component }: { readonly stated: StatedReply; readonly component: Component },
  { to }: Arrival,
): Outcome | undefined {
  const { dtstamp, sentAt } = stated;
  if (base.replyKey !== undefined) {
    const organizer = organizerEmail(component);
    if (!isProven(base, stated.email, organizer === undefined ? to : [organizer, ...to]))
      return { kind: "held", reason: "unproven" };
  }
  return isAhead(dtstamp, sentAt) || isAhead(dtstamp ?? sentAt, present)
    ? { kind: "held", reason: "dtstamp-in-the-future" }
    : undefined;
}

/** Whether something was written more than a day after another moment: it would shadow all that its author says until then. */
export function isAhead(written: string | undefined, moment: string | undefined): boolean {
  // Texts of one form, which sort like the moments: most are not later at all, and telling so takes a tenth of reading two dates.
  if (written === undefined || moment === undefined || written <= moment) return false;
  return Date.parse(written) - Date.parse(moment) > day;
}

/** Whether one of the addresses is the one that only this person's copy of the invitation names. */
export function isProven({ replyKey }: Invite, email: string, addresses: readonly string[]): boolean {
  return replyKey === undefined || carriesReplyToken(addresses, replyKey, email);
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
  if (!isHeard(statement, standard)) return { kind: "stale", reason: "reinvited" };
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

/**
 * RFC 5546 section 6.1.3: nobody but the organizer hands over an event; a reply that names another one is told of. To read each line would be
 * a twentieth of `receiveAll`.
 */
function namesAnotherOrganizer(draft: Draft, { email }: StatedReply, component: Component): boolean {
  const line = firstLine(component, "ORGANIZER");
  if (line === undefined || line.text === draft.organizerLine) return false;
  const { plan, replyKey } = draft.base;
  const organizer = emailOf(readProperty(line));
  if (organizer === undefined) return false;
  if (addressKey(organizer) !== addressKey(plan.organizer.email))
    return replyKey === undefined || !isProven(draft.base, email, [organizer]);
  draft.organizerLine = line.text;
  return false;
}
