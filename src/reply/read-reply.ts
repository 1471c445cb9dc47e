import { addressKey, emailIn, emailOf } from "../event/address.ts";
import { type Status, statusOfPartstat } from "../event/status.table.ts";
import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { type Property, parameter, readProperty, readText } from "../icalendar/property.ts";
import type { ItipMessage } from "../message/message.ts";
import { sequenceOf } from "../message/sequence.ts";
import { isAboutLater } from "../message/this-and-future.ts";
import { formatPoint } from "../time/point.ts";
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
import { commentOf } from "./comment.ts";
import { replierOf } from "./replier.ts";

/** What one component of a REPLY or COUNTER states about one person, before any invite has lent it a zone. */
export interface StatedReply {
  method: "REPLY" | "COUNTER";
  uid: string;
  email: string;
  name?: string;
  /** Absent: a COUNTER that carries no answering PARTSTAT. */
  status?: Status;
  comment?: string;
  /** KDE puts the comment in DESCRIPTION: it is one where it differs from the invitation's. */
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
  organizer?: string;
  sentBy?: string;
  delegatedTo?: string[];
  delegatedFrom?: string[];
}

/**
 * Every answer in a REPLY or COUNTER about an event; none in any other message.
 *
 * @param hint zone of the invite that is answered, for zones that only their rules tell
 */
export function statedReplies(message: ItipMessage, hint?: Tzid): StatedReply[] {
  if (message.kind !== "VEVENT" || (message.method !== "REPLY" && message.method !== "COUNTER")) return [];
  const { method } = message;
  const context = { calendar: message.calendar, hint };
  return message.components.flatMap((component) => {
    const attendees = linesOf(component, "ATTENDEE").map(readProperty);
    return replierOf(method, component, attendees, message.sender)
      .map((replier) => statedReply(message, method, component, replier, context))
      .filter((reply) => !saysNothing(component, reply));
  });
}

/**
 * A COUNTER with no time, no answer and no comment, such as an empty VEVENT beside the real one: heard, it would be its author's
 * latest and close the proposal next to it. RFC 5546 section 3.2.7 asks for DTSTART; one that cannot be read is still heard,
 * because it takes the place of an earlier proposal.
 */
function saysNothing(component: Component, { method, status, comment, description }: StatedReply): boolean {
  return (
    method === "COUNTER" &&
    firstLine(component, "DTSTART") === undefined &&
    (status ?? comment ?? description) === undefined
  );
}

function statedReply(
  message: ItipMessage,
  method: "REPLY" | "COUNTER",
  component: Component,
  { email, attendee }: { email: string; attendee?: Property },
  context: TimeContext,
): StatedReply {
  const organizer = firstLine(component, "ORGANIZER");
  const span = statedSpan(component, ["DTSTART", "DTEND"], context);
  const named =
    method === "COUNTER"
      ? statedSpan(component, ["X-MS-OLK-ORIGINALSTART", "X-MS-OLK-ORIGINALEND"], context)
      : span;
  const uid = readText(firstLine(component, "UID"))?.trim() ?? message.uid;
  const reply: StatedReply = { method, uid, email, sequence: sequenceOf(component) };
  put(reply, "name", nameOf(attendee, email));
  put(reply, "status", statusFrom(method, attendee));
  put(reply, "comment", commentOf(component, attendee));
  put(reply, "description", kdeDescription(message.calendar, component));
  if (method === "COUNTER" && span !== undefined && !isBackwards(span)) reply.proposal = span;
  put(reply, "dtstamp", stampOf(component, context));
  put(reply, "sentAt", message.sentAt);
  put(reply, "instance", statedTime(component, "RECURRENCE-ID", context));
  if (reply.instance !== undefined && isAboutLater(component)) reply.thisAndFuture = true;
  put(reply, "named", named);
  put(reply, "organizer", organizer === undefined ? undefined : emailOf(readProperty(organizer)));
  put(reply, "sentBy", addressIn(attendee, "SENT-BY"));
  put(reply, "delegatedTo", addressesIn(attendee, "DELEGATED-TO"));
  put(reply, "delegatedFrom", addressesIn(attendee, "DELEGATED-FROM"));
  return reply;
}

/** Sets a key that is absent when there is nothing to say; a copy without the empty keys takes many times as long. */
export function put<T, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) target[key] = value;
}

/** A REPLY states an answer, at least that there is none yet; a COUNTER only where PARTSTAT answers. */
function statusFrom(method: "REPLY" | "COUNTER", attendee: Property | undefined): Status | undefined {
  const partstat = attendee === undefined ? undefined : parameter(attendee, "PARTSTAT")?.trim().toUpperCase();
  const status = statusOfPartstat.get(partstat ?? "") ?? "pending";
  return method === "COUNTER" && status === "pending" ? undefined : status;
}

/** CN, unless it only repeats the address, as Google's and Exchange's do. */
function nameOf(attendee: Property | undefined, email: string): string | undefined {
  const name = (attendee === undefined ? "" : (parameter(attendee, "CN") ?? "")).trim();
  if (name === "") return undefined;
  // Without either it is no address, in whatever spelling.
  const mayRepeat = name.includes("@") || name.includes("%");
  return mayRepeat && addressKey(name) === addressKey(email) ? undefined : name;
}

function addressIn(attendee: Property | undefined, name: string): string | undefined {
  return addressesIn(attendee, name)?.[0];
}

function addressesIn(attendee: Property | undefined, name: string): string[] | undefined {
  const given = attendee?.parameters.get(name) ?? [];
  const addresses = given.flatMap((text) => emailIn(text) ?? []);
  return addresses.length === 0 ? undefined : addresses;
}

/** DTSTAMP is in UTC (RFC 5545 section 3.8.7.2); written without `Z` it is read as if it were. */
function stampOf(component: Component, context: TimeContext): string | undefined {
  const time = statedTime(component, "DTSTAMP", context);
  if (time === undefined) return undefined;
  const point = placeCalendarTime(time, utc);
  return formatPoint({
    kind: "instant",
    tzid: utc,
    instant: point.kind === "date" ? point.wall : point.instant,
  }).time;
}

/** DESCRIPTION of an answer by KDE's library, which knows no other place for a comment. */
function kdeDescription(calendar: Component, component: Component): string | undefined {
  const prodid = readText(firstLine(calendar, "PRODID")) ?? "";
  return /K Desktop Environment|KOrganizer|libkcal/i.test(prodid)
    ? readText(firstLine(component, "DESCRIPTION"))
    : undefined;
}
