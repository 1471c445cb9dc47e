import { givenMessage } from "../message/is-message.ts";
import type { ItipMessage } from "../message/message.ts";
import type { EventTime } from "../time/event-time.ts";
import { formatPoint, type Point } from "../time/point.ts";
import { parseZone, type Tzid, utc } from "../time/zone.ts";
import { placeCalendarTime } from "../timezone/calendar-time.ts";
import type { StatedSpan, StatedTime } from "../timezone/time-property.ts";
import { spoken } from "./comment.ts";
import { type StatedReply, statedReplies } from "./read-reply.ts";
import type { Proposal, Reply } from "./reply.ts";

/**
 * The answers in a REPLY or COUNTER, one a person and occurrence; `[]` for any other message.
 *
 * Times in UTC are shown in Etc/UTC, floating and all-day ones in the zone that `parseMessage` was given, because the
 * message alone does not tell the invite's zone; `receive` shows them there.
 *
 * @throws {ItipError} `invalid-argument` for what `parseMessage` has not read
 * @example
 * readReplies(parseMessage(ics)) // [{ email: "jane@example.test", status: "accepted", uid: "7@example.com", sequence: 0, … }]
 */
export function readReplies(message: ItipMessage): Reply[] {
  const read = givenMessage(message);
  const zone = parseZone(read.timeZone) ?? utc;
  return statedReplies(read).map((stated) => showReply(stated, { zone }));
}

/** What an invite knows and its answers do not say: it is needed to show them. */
export interface Showing {
  /** For floating and all-day times, and for UTC ones with `reexpress`. */
  readonly zone: Tzid;
  readonly reexpress?: boolean;
  /** The invitation's own description, which is no comment. */
  readonly description?: string;
}

/** An answer with its times as `EventTime`. */
export function showReply(stated: StatedReply, showing: Showing): Reply {
  const { email, uid, sequence, name, dtstamp, sentAt, sentBy, delegatedTo, delegatedFrom } = stated;
  const { extraGuests, proposal, instance } = stated;
  const status = stated.status ?? "pending";
  // An object that has its members from the start takes 64 octets in place of 96, and nearly every answer has a DTSTAMP.
  const reply: Reply =
    dtstamp === undefined ? { email, status, uid, sequence } : { email, status, uid, sequence, dtstamp };
  if (name !== undefined) reply.name = name;
  const comment = stated.comment ?? descriptiveComment(stated.description, showing);
  if (comment !== undefined) reply.comment = comment;
  if (sentAt !== undefined) reply.sentAt = sentAt;
  if (sentBy !== undefined) reply.sentBy = sentBy;
  if (delegatedTo !== undefined) reply.delegatedTo = delegatedTo;
  if (delegatedFrom !== undefined) reply.delegatedFrom = delegatedFrom;
  if (extraGuests !== undefined) reply.extraGuests = extraGuests;
  if (proposal !== undefined) reply.proposal = showSpan(proposal, showing);
  if (instance !== undefined) reply.instance = showTime(instance, showing);
  if (stated.thisAndFuture === true) reply.thisAndFuture = true;
  return reply;
}

function descriptiveComment(description: string | undefined, showing: Showing): string | undefined {
  const plain = description?.trim() ?? "";
  return plain === "" || showing.description === undefined || plain === showing.description.trim()
    ? undefined
    : spoken(plain);
}

/** A span as points; times without a zone are in that of the invite. */
export function placeSpan({ start, end }: StatedSpan, showing: Showing): { start: Point; end: Point } {
  return { start: placeTime(start, showing), end: placeTime(end, showing) };
}

export function showSpan(span: StatedSpan, showing: Showing): Proposal {
  return { start: showTime(span.start, showing), end: showTime(span.end, showing) };
}

function showTime(time: StatedTime, showing: Showing): EventTime {
  return formatPoint(placeTime(time, showing));
}

function placeTime(time: StatedTime, { zone, reexpress }: Showing): Point {
  return placeCalendarTime(time, zone, { reexpress: reexpress === true });
}
