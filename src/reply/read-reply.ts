import type { Status } from "../event/status.table.ts";
import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { type Property, parameter, readProperty, textValue } from "../icalendar/property.ts";
import { statusIn } from "../message/answer-problems.ts";
import { isAboutLater } from "../message/is-about-later.ts";
import type { ItipMessage } from "../message/message.ts";
import { sequenceOf } from "../message/read-sequence.ts";
import { uidIn } from "../message/uid.ts";
import { formatUtc } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { utc } from "../time/zone.ts";
import { placeCalendarTime } from "../timezone/calendar-time.ts";
import {
  isBackwards,
  type StatedSpan,
  type StatedTime,
  statedSpan,
  statedTime,
  type TimeContext,
} from "../timezone/time-property.ts";
import { commentOf, commentsIn, type SharedComments } from "./comment.ts";
import { addressesIn, nameOf } from "./guests.ts";
import { type Replier, replierOf } from "./replier.ts";

/** What one component of a REPLY or COUNTER states about one person, before any invite has lent it a zone. */
export interface StatedReply {
  method: "REPLY" | "COUNTER";
  uid: string;
  email: string;
  name?: string;
  /** Absent: a COUNTER that carries no answering PARTSTAT. */
  status?: Status;
  comment?: string;
  /** DESCRIPTION, where KDE puts the comment: it is a comment where it differs from the invitation's DESCRIPTION. */
  description?: string;
  proposal?: StatedSpan;
  sequence: number;
  /** RFC 3339 in UTC. */
  dtstamp?: string;
  sentAt?: string;
  instance?: StatedTime;
  /** It is about that occurrence and all later ones. */
  thisAndFuture?: true;
  /** The time that the person believes the event to have: DTSTART and DTEND of a REPLY, the original time of a COUNTER. */
  named?: StatedSpan;
  sentBy?: string;
  delegatedTo?: string[];
  delegatedFrom?: string[];
  /** X-NUM-GUESTS above 0: people that this person brings along. */
  extraGuests?: number;
  /** The ATTENDEE has no email address; the author of the email is taken for it. */
  byAuthor?: true;
}

/**
 * Every answer in a REPLY or COUNTER about an event; none in any other message.
 *
 * @param hint zone of the invite that is answered, for zones that only their rules tell
 */
export function statedReplies(message: ItipMessage, hint?: Tzid): StatedReply[] {
  return message.components.flatMap((component) => repliesIn(component, message, hint));
}

/** The answers in one component of a message. */
export function repliesIn(component: Component, message: ItipMessage, hint?: Tzid): StatedReply[] {
  const { method, calendar } = message;
  if (message.kind !== "VEVENT" || (method !== "REPLY" && method !== "COUNTER")) return [];
  const repliers = replierOf(method, component, attendeesIn(component), message);
  if (repliers.length === 0) return [];
  const shared = sharedFacts(message, method, component, { calendar, hint });
  const replies = repliers.map((replier) => statedReply(shared, replier));
  return method === "REPLY" ? replies : replies.filter((reply) => !saysNothing(component, reply));
}

/** The ATTENDEEs of a component, each taken apart. */
export function attendeesIn(component: Component): Property[] {
  return linesOf(component, "ATTENDEE").map(readProperty);
}

/**
 * A COUNTER with no time, no answer and no comment, such as an empty VEVENT beside the real one: heard, it would be its author's
 * latest and close the proposal next to it. RFC 5546 section 3.2.7 asks for DTSTART; one that cannot be read is still heard,
 * because it takes the place of an earlier proposal.
 */
function saysNothing(component: Component, { status, comment, description }: StatedReply): boolean {
  return (status ?? comment ?? description) === undefined && firstLine(component, "DTSTART") === undefined;
}

/** What a component says of everybody who answers in it: read once, because it may list thousands. */
interface SharedFacts {
  readonly method: "REPLY" | "COUNTER";
  readonly uid: string;
  readonly sequence: number;
  readonly comments: SharedComments;
  readonly description: string | undefined;
  readonly proposal: StatedSpan | undefined;
  readonly dtstamp: string | undefined;
  readonly sentAt: string | undefined;
  readonly instance: StatedTime | undefined;
  readonly thisAndFuture: boolean;
  readonly named: StatedSpan | undefined;
}

function sharedFacts(
  message: ItipMessage,
  method: "REPLY" | "COUNTER",
  component: Component,
  context: TimeContext,
): SharedFacts {
  const span = statedSpan(component, ["DTSTART", "DTEND"], context);
  const named =
    method === "COUNTER"
      ? statedSpan(component, ["X-MS-OLK-ORIGINALSTART", "X-MS-OLK-ORIGINALEND"], context)
      : span;
  const instance = statedTime(component, "RECURRENCE-ID", context);
  return {
    method,
    uid: uidIn(component) || message.uid,
    sequence: sequenceOf(component),
    comments: commentsIn(component),
    description: kdeDescription(message.calendar, component),
    proposal: method === "COUNTER" && proposesTime(span, named) ? span : undefined,
    dtstamp: stampOf(component, context),
    sentAt: message.sentAt,
    instance,
    thisAndFuture: instance !== undefined && isAboutLater(component),
    named,
  };
}

/** A COUNTER may ask for another place alone (RFC 5546 section 3.2.7): then its time is the event's own. */
function proposesTime(span: StatedSpan | undefined, named: StatedSpan | undefined): span is StatedSpan {
  if (span === undefined || isBackwards(span)) return false;
  return named === undefined || !(isSameTime(span.start, named.start) && isSameTime(span.end, named.end));
}

function isSameTime(a: StatedTime, b: StatedTime): boolean {
  const { kind } = a;
  if (kind === "date" || kind === "floating") return b.kind === kind && a.wall === b.wall;
  return b.kind !== "date" && b.kind !== "floating" && a.instant === b.instant;
}

/** Keys are absent where there is nothing to say; each is set by its own name, which takes a third of the time that a copy would. */
function statedReply(shared: SharedFacts, { email, attendee, byAuthor }: Replier): StatedReply {
  const { method, uid, sequence, description, proposal, dtstamp, sentAt, instance, named } = shared;
  const reply: StatedReply = { method, uid, email, sequence };
  const name = nameOf(attendee, email);
  if (name !== undefined) reply.name = name;
  const status = statusFrom(method, attendee);
  if (status !== undefined) reply.status = status;
  const comment = commentOf(shared.comments, attendee);
  if (comment !== undefined) reply.comment = comment;
  if (description !== undefined) reply.description = description;
  if (proposal !== undefined) reply.proposal = proposal;
  if (dtstamp !== undefined) reply.dtstamp = dtstamp;
  if (sentAt !== undefined) reply.sentAt = sentAt;
  if (instance !== undefined) reply.instance = instance;
  if (shared.thisAndFuture) reply.thisAndFuture = true;
  if (named !== undefined) reply.named = named;
  const sentBy = addressIn(attendee, "SENT-BY");
  if (sentBy !== undefined) reply.sentBy = sentBy;
  const delegatedTo = addressesIn(attendee, "DELEGATED-TO");
  if (delegatedTo !== undefined) reply.delegatedTo = delegatedTo;
  const delegatedFrom = addressesIn(attendee, "DELEGATED-FROM");
  if (delegatedFrom !== undefined) reply.delegatedFrom = delegatedFrom;
  const extraGuests = extraGuestsOf(attendee);
  if (extraGuests !== undefined) reply.extraGuests = extraGuests;
  if (byAuthor === true) reply.byAuthor = true;
  return reply;
}

/** X-NUM-GUESTS, Google's, where it says that anybody comes along. */
function extraGuestsOf(attendee: Property | undefined): number | undefined {
  const written = attendee === undefined ? undefined : parameter(attendee, "X-NUM-GUESTS")?.trim();
  const number = written !== undefined && /^\d{1,6}$/.test(written) ? Number(written) : 0;
  return number > 0 ? number : undefined;
}

/** Sets a key that is absent when there is nothing to say; a copy without the empty keys takes many times as long. */
export function put<T, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) target[key] = value;
}

/** A REPLY states an answer, at least that there is none yet; a COUNTER only where PARTSTAT answers. */
function statusFrom(method: "REPLY" | "COUNTER", attendee: Property | undefined): Status | undefined {
  const status = (attendee === undefined ? undefined : statusIn(attendee)) ?? "pending";
  return method === "COUNTER" && status === "pending" ? undefined : status;
}

function addressIn(attendee: Property | undefined, name: string): string | undefined {
  return addressesIn(attendee, name)?.[0];
}

/** The moment that was written last: answers that came within a second of each other have one text. Without, `receiveAll` of such takes a twelfth longer. */
let latestStamp = { instant: Number.NaN, text: "" };

/** DTSTAMP is in UTC (RFC 5545 section 3.8.7.2); written without `Z` it is read as if it were. */
export function stampOf(component: Component, context: TimeContext): string | undefined {
  const time = statedTime(component, "DTSTAMP", context);
  if (time === undefined) return undefined;
  const point = placeCalendarTime(time, utc);
  const instant = point.kind === "date" ? point.wall : point.instant;
  if (instant !== latestStamp.instant) latestStamp = { instant, text: formatUtc(instant) };
  return latestStamp.text;
}

/** DESCRIPTION of an answer by KDE's library, which knows no other place for a comment. */
function kdeDescription(calendar: Component, component: Component): string | undefined {
  const line = firstLine(component, "DESCRIPTION");
  if (line === undefined) return undefined;
  const prodid = textValue(firstLine(calendar, "PRODID")) ?? "";
  return /K Desktop Environment|KOrganizer|libkcal/i.test(prodid) ? textValue(line) : undefined;
}
