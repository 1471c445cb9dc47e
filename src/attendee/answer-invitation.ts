import { refusal } from "../errors.ts";
import { addressKey, mailto } from "../event/address/address.ts";
import type { Mailbox } from "../event/event.ts";
import { readMailbox } from "../event/read-mailbox.ts";
import { statuses } from "../event/status.table.ts";
import { utcValue } from "../event/to-vevent.ts";
import type { Component, ContentLine } from "../icalendar/component.ts";
import { readProperty } from "../icalendar/property.ts";
import { contentLine, formatComponent } from "../icalendar/write.ts";
import { at, defined, fault, isRecord, readOrRefuse, refuseUnknown } from "../input.ts";
import { laterKey } from "../invite/occurrences/this-and-future.ts";
import { stampAfter } from "../invite/stamp.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { parseMessage } from "../message/parse.ts";
import { answered } from "../reply/answer.ts";
import type { TimeInput } from "../time/event-time.ts";
import { readNowAlone } from "../time/now.ts";
import type { Attendance, GivenAnswer, Slot } from "./attendance.ts";
import { type AttendanceView, myPlace, viewOf } from "./attendance-of.ts";
import { isAbout, requestAt, withParameters } from "./calendar-at.ts";
import { countedAt, joinSlotLists } from "./order.ts";
import { parseAttendance, trustAttendance } from "./parse-attendance.ts";
import { type Seen, seenAt, seenOf } from "./seen.ts";

/** What a person answers. */
export interface InvitationAnswer {
  /** `pending` takes an answer back; `delegated` needs `delegateTo`. */
  status: "pending" | "accepted" | "tentative" | "declined" | "delegated";
  /** Who comes instead. */
  delegateTo?: Mailbox | undefined;
  /** Plain text for the organizer. */
  comment?: string | undefined;
  /** Another time that the person would rather have. Times without a zone are in the event's. */
  proposal?: { start: TimeInput; end: TimeInput } | undefined;
  /** The original start of the one occurrence that is answered. */
  instance?: TimeInput | undefined;
  /**
   * Where `instance` stands: all that follow are answered too (RFC 5545 section 3.2.13). Not every organizer's program knows this; most take
   * it for an answer to the one occurrence.
   */
  thisAndFuture?: boolean | undefined;
}

/** The person's state after the answer, and what is to be sent. */
export interface AnsweredInvitation {
  /** The person's side with the answer in it: store it. */
  attendance: Attendance;
  /** What to send to the organizer; nothing where the invitation asks for no answer. */
  messages: OutgoingMessage[];
}

/**
 * Answers: a REPLY, or a COUNTER where another time is proposed; a delegation is a REPLY to the organizer and a REQUEST to the
 * delegate (RFC 5546 sections 3.2.2.3, 3.2.3 and 3.2.7).
 *
 * Each answer is stamped later than the last one. It goes out under the address that was invited.
 *
 * @throws {ItipError} `cannot-answer` for what is cancelled, published, or not for this person; `unknown-instance`,
 *   `invalid-argument`, `invalid-state`
 * @example
 * answerInvitation(attendance, { status: "accepted" })
 * // { attendance: { … }, messages: [{ method: "REPLY", to: { email: "planner@example.com" }, … }] }
 */
export function answerInvitation(
  attendance: Attendance,
  as: InvitationAnswer,
  options?: { now?: Date | undefined },
): AnsweredInvitation {
  const base = parseAttendance(attendance);
  const now = readNowAlone(options);
  const given = readGiven(as);
  const seen = seenFor(base, given);
  const { said, me } = answerable(seen, viewOf(base, seen), base);
  refuseOneself(base, given);
  const stamp = stampAfter(lastStamp(base), now);
  const request = requestFor(seen, given.thisAndFuture === true);
  // An answer that takes the last one back is written like any other, and says in the end that there is none.
  const status = given.status === "pending" ? "declined" : given.status;
  const { comment, proposal, delegateTo } = given;
  const { email, name } = me;
  const asked = { email, status, ...defined({ name, comment, proposal, delegateTo }) } as const;
  const reply = answered(request, asked, { now: stamp }).message;
  const answer: GivenAnswer = {
    status: given.status,
    ...defined({ comment: reply.comment, proposal: reply.proposal, delegateTo: given.delegateTo }),
    stamp: reply.dtstamp,
    to: countedAt(said),
  };
  const occurrence = given.thisAndFuture === true ? laterKey(seen.key) : seen.key;
  const slot: Slot = { organizer: seen.standing.organizer, occurrence, prints: [], answer };
  return {
    attendance: trustAttendance({ ...base, slots: joinSlotLists(base.slots, [slot]) }),
    messages: sentFor(given, reply, { request, me, stamp }),
  };
}

function seenFor(base: Attendance, { instance, thisAndFuture, proposal }: InvitationAnswer): Seen {
  const refuse = (path: string, problem: string, message: string) =>
    refusal("cannot-answer", path, problem, message);
  const seen = seenOf(base, instance, "as.instance");
  if (thisAndFuture !== true) return seen;
  if (instance === undefined)
    throw refuse("as.instance", "required", "must be given with thisAndFuture: it says from when on");
  if (proposal !== undefined)
    throw refuse("as.proposal", "unwanted", "must be absent with thisAndFuture: it is for one occurrence");
  const isSeries = seen.standing.series?.told.event?.recurrence !== undefined;
  const isRange = seen.standing.ranges.some(({ key }) => key === seen.key);
  if (!isSeries && !isRange)
    throw refuse("as.thisAndFuture", "no-series", "must be of a series: nothing is known to follow");
  return seenAt(seen.standing, seen.key, true);
}

function refuseOneself({ me }: Attendance, { delegateTo }: InvitationAnswer): void {
  if (delegateTo === undefined) return;
  const key = addressKey(delegateTo.email);
  if (me.every(({ email }) => addressKey(email) !== key)) return;
  const message = "must be somebody else: it is an address of the person who delegates";
  throw refusal("invalid-argument", "as.delegateTo.email", "invalid-value", message);
}

function requestFor(seen: Seen, later: boolean): string {
  const request = requestAt(seen, later);
  if (request === undefined) throw noEvent();
  return request;
}

function noEvent() {
  return refusal("cannot-answer", "attendance", "unknown-event", "must hold an invitation: none has arrived");
}

/**
 * Asks the organizer for the latest text: a REFRESH (RFC 5546 section 3.2.6).
 *
 * @throws {ItipError} `cannot-answer` where nobody is known to ask, `invalid-argument`, `invalid-state`
 * @example
 * askAgain(attendance).method // "REFRESH"
 */
export function askAgain(attendance: Attendance, options?: { now?: Date | undefined }): OutgoingMessage {
  const base = parseAttendance(attendance);
  const now = readNowAlone(options);
  const seen = seenOf(base, undefined);
  const { me } = answerable(seen, viewOf(base, seen), base, "ask");
  const stamp = stampAfter(lastStamp(base), now);
  const request = requestFor(seen, false);
  const {
    proposal: _p,
    comment: _c,
    status: _s,
    ...reply
  } = answered(request, { email: me.email, status: "accepted" }, { now: stamp }).message;
  const kept = new Set(["UID", "DTSTAMP", "RECURRENCE-ID", "ORGANIZER", "ATTENDEE"]);
  const ics = rewritten(reply.ics, "REFRESH", (event) => ({
    ...event,
    lines: event.lines
      .filter(({ name }) => kept.has(name))
      .map((line) => (line.name === "ATTENDEE" ? withParameters(line, { PARTSTAT: undefined }) : line)),
  }));
  return { ...reply, method: "REFRESH", ics };
}

function readGiven(as: unknown): InvitationAnswer {
  return readOrRefuse("invalid-argument", "as", (reading) => {
    const given = isRecord(as) ? as : {};
    const { delegateTo, ...rest } = given;
    const status = statuses.find((one) => one === given.status);
    if (status === undefined)
      fault(at(reading, "status"), "invalid-choice", `must be one of ${statuses.join(", ")}`, given.status);
    refuseUnknown(given, answerMembers, reading);
    const here = at(reading, "delegateTo");
    const delegate = status === "delegated" ? readMailbox(delegateTo, here, []) : undefined;
    if (status !== undefined && status !== "delegated" && delegateTo !== undefined)
      fault(here, "unwanted", "must stand with delegated alone");
    if (rest.proposal !== undefined && (status === "pending" || status === "delegated"))
      fault(at(reading, "proposal"), "unwanted", "must stand with an answer");
    if (rest.thisAndFuture !== undefined && typeof rest.thisAndFuture !== "boolean")
      fault(at(reading, "thisAndFuture"), "invalid-type", "must be true or false", rest.thisAndFuture);
    // What `answered` checks itself is handed on as it came.
    return status && { ...rest, status, ...defined({ delegateTo: delegate }) };
  });
}

const answerMembers = ["status", "delegateTo", "comment", "proposal", "instance", "thisAndFuture"];

function lastStamp({ slots }: Attendance): string | undefined {
  return slots
    .map(({ answer }) => answer?.stamp)
    .filter((stamp) => stamp !== undefined)
    .sort()
    .at(-1);
}

function answerable(
  { said }: Seen,
  view: AttendanceView,
  { me }: Attendance,
  to: "answer" | "ask" = "answer",
) {
  const refuse = (problem: string, message: string) =>
    refusal("cannot-answer", "attendance", problem, message);
  if (said === undefined) throw noEvent();
  if (to === "answer" && view.cancelled) throw refuse("cancelled", "must not be cancelled");
  if (said.method === "PUBLISH")
    throw refuse("published", "must be an invitation: a publication asks for no answer");
  const mine = myPlace(me, view.guests);
  if (mine === undefined) throw refuse("not-invited", "must list one of the person's addresses");
  return { said, me: mine };
}

interface Asked {
  readonly request: string;
  readonly me: Mailbox;
  readonly stamp: Date;
}

function sentFor(given: InvitationAnswer, reply: OutgoingMessage, asked: Asked): OutgoingMessage[] {
  if (given.status === "pending") {
    const ics = withAnswer(reply.ics, { PARTSTAT: "NEEDS-ACTION" });
    return [{ ...reply, ics, status: "pending" }];
  }
  const { delegateTo } = given;
  return delegateTo === undefined ? [reply] : [reply, requestTo(delegateTo, reply, asked)];
}

function withAnswer(ics: string, parameters: Record<string, string>): string {
  return rewritten(ics, "REPLY", (event) => ({
    ...event,
    lines: event.lines.map((line) => (line.name === "ATTENDEE" ? withParameters(line, parameters) : line)),
  }));
}

/** The organizer's text with the delegation in it: the delegator as delegated, the delegate as somebody who is asked. */
function requestTo(
  delegate: Mailbox,
  reply: OutgoingMessage,
  { request, me, stamp }: Asked,
): OutgoingMessage {
  const ics = rewritten(request, "REQUEST", (event) => ({
    ...event,
    lines: [
      ...event.lines
        .filter((line) => !isAbout(line, addressKey(delegate.email)))
        .map((line) => delegatedLine(line, { me, delegate, stamp })),
      contentLine("ATTENDEE", mailto(delegate.email), {
        CN: delegate.name,
        ROLE: "REQ-PARTICIPANT",
        PARTSTAT: "NEEDS-ACTION",
        RSVP: "TRUE",
        "DELEGATED-FROM": mailto(me.email),
      }),
    ],
  }));
  const { status: _, ...rest } = reply;
  return { ...rest, method: "REQUEST", from: reply.from, to: delegate, ics };
}

function delegatedLine(
  line: ContentLine,
  { me, delegate, stamp }: { me: Mailbox; delegate: Mailbox; stamp: Date },
): ContentLine {
  if (line.name === "DTSTAMP") return contentLine("DTSTAMP", utcValue(stamp));
  if (!isAbout(line, addressKey(me.email))) return line;
  return withParameters(line, {
    PARTSTAT: "DELEGATED",
    RSVP: undefined,
    "DELEGATED-TO": mailto(delegate.email),
  });
}

function rewritten(ics: string, method: string, change: (event: Component) => Component): string {
  const { calendar } = parseMessage(ics);
  const components = calendar.components.map((one) => (one.name === "VEVENT" ? change(one) : one));
  const zoned = components.some(namesZone);
  return formatComponent({
    ...calendar,
    lines: calendar.lines.map((line) => (line.name === "METHOD" ? contentLine("METHOD", method) : line)),
    components: zoned ? components : components.filter(({ name }) => name !== "VTIMEZONE"),
  });
}

/** Whether a time in a component is in a zone that a VTIMEZONE has to explain. */
function namesZone({ lines, components }: Component): boolean {
  return lines.some((line) => readProperty(line).parameters.has("TZID")) || components.some(namesZone);
}
