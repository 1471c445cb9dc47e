import type { OpenedEmail } from "../email/open/opened-email.ts";
import { wrongArgument } from "../errors.ts";
import { addressKey } from "../event/address/address.ts";
import { readEmail } from "../event/read-mailbox.ts";
import { at, defined, isRecord, readChoice, readVerbOptions } from "../input.ts";
import { splitKey } from "../invite/occurrences/this-and-future.ts";
import { type Arrival, readIncoming } from "../invite/receive/incoming.ts";
import { isAhead } from "../invite/receive/receive-reply.ts";
import { readOptional } from "../invite/stored/read-value.ts";
import type { ItipMessage } from "../message/message.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { inUtc } from "../time/in-utc.ts";
import { readNow } from "../time/now.ts";
import {
  type Attendance,
  attendanceVersion,
  type OwnAddress,
  organizerMethods,
  type Revision,
  type Said,
  type Slot,
} from "./attendance.ts";
import { byUid } from "./by-uid.ts";
import { invitationChanges } from "./changes.ts";
import { joinAttendance } from "./merge-attendances.ts";
import { callsOff, joinSlotLists } from "./order.ts";
import type { AttendeeOutcome } from "./outcome.ts";
import { readMe } from "./own-addresses.ts";
import { parseAttendance, trustAttendance } from "./parse-attendance.ts";
import { alarmsOf, type ReadPart, saidParts, slotOf } from "./read-said.ts";
import { findSeen, type Seen } from "./seen.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Who receives, and what the caller knows about the mail. */
export interface ReceiveInvitationOptions {
  /** The person's addresses: the first that is invited answers. */
  me: string | string[];
  /** For what is sent back. Default: the clock. */
  now?: Date | undefined;
  /** The caller's DKIM and DMARC verdict on the author; `fail` holds the message. */
  authentication?: "pass" | "fail" | "none" | undefined;
  /**
   * Who the caller knows the author to be, or whose mail a person has approved. It lets the event go to another organizer: give it for a mail
   * that was held and looked at, or behind an alias, and not as a matter of course.
   */
  author?: string | undefined;
}

/** What has become of a mail: the state to store, what it means, and what is to be sent. */
export interface ReceivedInvitation {
  /** Absent: nothing is known of the event. The same object where nothing changed. */
  attendance?: Attendance;
  /** What the mail means to the person. */
  outcome: AttendeeOutcome;
  /** What to send to the organizer, if anything. */
  messages: OutgoingMessage[];
}

/**
 * Takes in what an organizer has sent: REQUEST, CANCEL, ADD, PUBLISH, DECLINECOUNTER.
 *
 * Only the organizer's own mail counts, whoever has invited first; calendar text without an author is vouched for by the caller.
 * Nothing is added to a calendar by itself: the caller stores what is returned, or does not.
 *
 * @param attendance what was stored about this UID, if anything
 * @throws {ItipError} `invalid-argument`, and what `parseMessage` throws for text
 * @example
 * receiveInvitation(undefined, email, { me: "jane@example.test" })
 * // { attendance: { … }, outcome: { kind: "new" }, messages: [] }
 */
export function receiveInvitation(
  attendance: Attendance | undefined,
  incoming: OpenedEmail | ItipMessage | string,
  options: ReceiveInvitationOptions,
): ReceivedInvitation {
  const known = attendance === undefined ? undefined : parseAttendance(attendance);
  const { me, author, authentication, now } = readReceiving(options);
  const delivery = readIncoming(incoming, defined({ author }));
  if (!("messages" in delivery))
    throw wrongArgument("incoming", "must be a message or an email, got the answer of a link");
  const keep = defined({ attendance });
  const refused = (outcome: AttendeeOutcome) => ({ ...keep, outcome, messages: [] });
  const message = messageFor(delivery, known?.uid);
  if (typeof message === "string") return refused({ kind: "ignored", reason: message });
  const base = known ?? emptyOf(message.uid, me);
  const judged = { base, me, delivery, authentication, now, approved: author !== undefined };
  const read = readDelivery(message, judged);
  if ("kind" in read) return refused(read);
  if (isAnothersEvent(base, read)) return refused(ofAnother(read));
  const next = recorded(base, read, me);
  const outcome = meaningFor(base, next, read);
  return {
    attendance: next === known && attendance !== undefined ? attendance : next,
    outcome,
    messages: [],
  };
}

/** Whoever has invited first is the organizer, until the caller approves a mail of another one. */
function isAnothersEvent(base: Attendance, { organizer, approved }: ReadDelivery): boolean {
  const standing = standingOf(base);
  if (approved || organizer === "" || standing.organizer === "" || organizer === standing.organizer)
    return false;
  return [...standing.slots.values()].some(({ invited }) => invited !== undefined);
}

function ofAnother({ named }: ReadDelivery): AttendeeOutcome {
  return { kind: "held", reason: named ? "organizer-change" : "sender-mismatch" };
}

function emptyOf(uid: string, me: OwnAddress[]): Attendance {
  return trustAttendance({ version: attendanceVersion, uid, me, approved: [], slots: [], own: [] });
}

function readReceiving(options: unknown) {
  return readVerbOptions(options, receivingOptions, (given, reading) => ({
    me: readMe(given.me, at(reading, "me")) ?? [],
    now: readNow(given.now, at(reading, "now"))?.toISOString(),
    author: readOptional(given.author, at(reading, "author"), readEmail),
    authentication: readChoice(given.authentication, ["pass", "fail", "none"], at(reading, "authentication")),
  }));
}

const receivingOptions = [
  "me",
  "now",
  "authentication",
  "author",
] as const satisfies readonly (keyof ReceiveInvitationOptions)[];

const forAttendees: ReadonlySet<unknown> = new Set(organizerMethods);

/** The message of a mail that is about the event, or why there is none. */
function messageFor({ messages }: Arrival, uid: string | undefined) {
  const events = messages
    .filter((one) => isRecord(one) && one.kind === "VEVENT")
    .flatMap(byUid)
    .filter(({ uid }) => uid !== "");
  if (events.length === 0) return "not-an-event";
  const own = uid === undefined ? events : events.filter((one) => one.uid === uid);
  if (own.length === 0) return "other-uid";
  const scheduling = own.find(({ method }) => forAttendees.has(method));
  if (scheduling !== undefined) return scheduling;
  return own.some(({ method }) => method !== undefined) ? "not-for-attendees" : "no-method";
}

interface Judged {
  readonly base: Attendance;
  readonly me: readonly OwnAddress[];
  readonly delivery: Arrival;
  readonly authentication: unknown;
  /** RFC 3339 in UTC, where the caller says when it is. */
  readonly now: string | undefined;
  readonly approved: boolean;
}

/** One slot that a message speaks about. */
interface SlotPart {
  readonly read: ReadPart;
  readonly method: Said["method"];
}

/** What of a mail counts, and in whose name. */
interface ReadDelivery {
  readonly parts: readonly SlotPart[];
  /** The organizer whom it names, else its author; empty where nobody is known. */
  readonly organizer: string;
  /** It names its organizer itself. */
  readonly named: boolean;
  readonly approved: boolean;
}

/** Why a message does not count, else the parts of it that do. */
function readDelivery(message: ItipMessage, judged: Judged): AttendeeOutcome | ReadDelivery {
  const { base, me, delivery, authentication, approved } = judged;
  const addresses = [...base.me, ...me].map(({ email }) => email);
  const read = saidParts(message, addresses, inUtc(message.sentAt) ?? delivery.date ?? "");
  if (authentication === "fail") return { kind: "held", reason: "authentication-failed" };
  if (read.length === 0) return { kind: "held", reason: "unreadable-time" };
  const { author } = delivery;
  if (author.kind === "nobody") return { kind: "held", reason: "no-author" };
  const writer = author.kind === "author" ? author.address : undefined;
  const organizers = read.flatMap(({ invitation }) => invitation.organizer?.email ?? []).map(addressKey);
  const [named] = organizers;
  if (organizers.some((one) => one !== (writer ?? named))) return { kind: "held", reason: "sender-mismatch" };
  if (read.some(({ revision }) => isFromTomorrow(revision, judged)))
    return { kind: "held", reason: "dtstamp-in-the-future" };
  const parts = read.flatMap((part) => partFor(part, message, read));
  if (parts.length === 0) return { kind: "ignored", reason: "not-invited" };
  return { parts, organizer: named ?? writer ?? "", named: named !== undefined, approved };
}

/** Whether a message is dated more than a day after its mail, or after the present: all that the organizer says until that date would count as older. */
function isFromTomorrow({ dtstamp, sentAt }: Revision, { now }: Judged): boolean {
  const moments = [sentAt, now].filter((moment) => moment !== undefined && moment !== "");
  return dtstamp !== "" && moments.some((moment) => isAhead(dtstamp, moment));
}

function partFor(read: ReadPart, message: ItipMessage, all: readonly ReadPart[]): SlotPart[] {
  switch (message.method) {
    case "CANCEL":
      // Without STATUS those listed are taken off, with STATUS:CANCELLED everybody is.
      return read.listsMe || read.calledOff || read.invitation.guests.length === 0
        ? [{ read, method: "CANCEL" }]
        : [];
    case "PUBLISH":
      return [{ read, method: read.calledOff ? "CANCEL" : "PUBLISH" }];
    case "REQUEST":
    case "ADD":
      if (read.listsMe) return [{ read, method: read.calledOff ? "CANCEL" : message.method }];
      return read.occurrence !== "" && all.some(({ listsMe }) => listsMe)
        ? [{ read, method: unlisted(read) }]
        : [];
    case "DECLINECOUNTER":
      return [{ read, method: "DECLINECOUNTER" }];
    default:
      return [];
  }
}

/** Of a message that lists the person elsewhere, an occurrence with other guests is called off for them; one that names nobody is for all. */
function unlisted({ invitation, calledOff }: ReadPart): "CANCEL" | "REQUEST" {
  return invitation.guests.length > 0 || calledOff ? "CANCEL" : "REQUEST";
}

function recorded(
  base: Attendance,
  { parts, organizer, approved }: ReadDelivery,
  me: OwnAddress[],
): Attendance {
  const slots = parts.map(({ read, method }) => slotOf(read, method, organizer));
  const own = parts
    .filter(({ method }) => method !== "CANCEL" && method !== "DECLINECOUNTER")
    .map(({ read }) => alarmsOf(read, organizer));
  const approvals =
    approved && organizer !== "" ? parts.map(({ read }) => ({ organizer, ...read.revision })) : [];
  return joinAttendance(base, { me, approved: approvals, slots: joinSlotLists([], slots), own });
}

function meaningFor(before: Attendance, after: Attendance, read: ReadDelivery): AttendeeOutcome {
  if (read.organizer !== "" && read.organizer !== standingOf(after).organizer) return ofAnother(read);
  let outdated: AttendeeOutcome | undefined;
  for (const part of read.parts) {
    const outcome = outcomeOfPart(before, after, part);
    if (outcome.kind === "outdated") outdated = outcome;
    else if (outcome.kind !== "duplicate") return outcome;
  }
  return outdated ?? { kind: "duplicate" };
}

function outcomeOfPart(before: Attendance, after: Attendance, { read, method }: SlotPart): AttendeeOutcome {
  const { occurrence, invitation } = read;
  const [was, is] = [standingOf(before), standingOf(after)];
  const [old, slot] = [was.slots.get(occurrence), is.slots.get(occurrence)];
  const key = is.renamed.get(occurrence) ?? occurrence;
  const { instance, thisAndFuture } = invitation;
  const at = defined({ instance, thisAndFuture });
  if (slot === undefined || !isGreatest(slot, read)) return { kind: "outdated" };
  if (old !== undefined && isGreatest(old, read)) return { kind: "duplicate" };
  if (method === "DECLINECOUNTER")
    return { kind: "proposal-declined", ...defined({ comment: invitation.comment }), ...at };
  const off = callsOff(slot.cancelled, slot.invited);
  if (method === "CANCEL") return off ? { kind: "cancelled", ...at } : { kind: "outdated" };
  const now = seenIn(is, key);
  if (off || now === undefined || !shows(now, slot)) return { kind: "outdated" };
  const wasOff = old !== undefined && callsOff(old.cancelled, old.invited);
  const isFirst = occurrence === "" && old === undefined;
  const seen = isFirst ? undefined : seenIn(was, key);
  const stands = isAnswered(seen) && isAnswered(now);
  if (seen?.invitation === undefined || now.invitation === undefined)
    return wasOff
      ? { kind: "reinvited", changes: [], answerStands: isAnswered(now), ...at }
      : { kind: "new", ...at };
  const changes = invitationChanges(seen.invitation, now.invitation);
  return { kind: wasOff || seen.cancelled ? "reinvited" : "updated", changes, answerStands: stands, ...at };
}

/** Whether what is seen is what was said last: something later may have replaced it. */
function shows({ said }: Seen, { invited }: Slot): boolean {
  return said === invited;
}

function isGreatest({ invited, cancelled, declinedCounter }: Slot, { ics }: ReadPart): boolean {
  return [invited, cancelled, declinedCounter].some((said) => said?.ics === ics);
}

/** Whether an answer of the person's own stands, whatever PARTSTAT the organizer's text has. */
function isAnswered(seen: Seen | undefined): boolean {
  return seen?.answer !== undefined && seen.answer.status !== "pending";
}

function seenIn(standing: Standing, occurrence: string): Seen | undefined {
  const { first, later } = splitKey(occurrence);
  return findSeen(standing, first, later);
}
