import type { OpenedEmail } from "../email/open/opened-email.ts";
import { ItipError } from "../errors.ts";
import { addressKey, parseEmailAddress } from "../event/address.ts";
import { defined, isRecord, readVerbOptions } from "../input.ts";
import { canonicalJson } from "../invite/order.ts";
import { type Delivery, readIncoming } from "../invite/receive/incoming.ts";
import type { ItipMessage } from "../message/message.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import type { EventTime } from "../time/event-time.ts";
import { type Attendance, attendanceVersion, type Said, type Slot } from "./attendance.ts";
import { seenOf } from "./attendance-of.ts";
import { changesBetween } from "./changes.ts";
import { isCalledOff, joinOwn, joinSlotLists } from "./order.ts";
import type { AttendeeOutcome } from "./outcome.ts";
import { parseAttendance } from "./parse-attendance.ts";
import { alarmsOf, partsOf, type ReadPart, slotOf } from "./read-said.ts";
import { seriesSlot, standingOf } from "./standing.ts";

/** Who receives, and what the caller knows about the mail. */
export interface ReceiveInvitationOptions {
  /** The person's addresses: the first that is invited answers. */
  me: string | string[];
  /** For what is sent back. Default: the clock. */
  now?: Date;
  /** The caller's DKIM and DMARC verdict on the author; `fail` holds the message. */
  authentication?: "pass" | "fail" | "none";
  /** Who the caller knows the author to be, or whose mail a person has approved. */
  author?: string;
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
  const { me, author, authentication } = readReceiving(options);
  const delivery = readIncoming(incoming, defined({ author }));
  if (!("messages" in delivery)) throw invalid("incoming", "must be a message or an email");
  const message = messageFor(delivery, known?.uid);
  const keep = known === undefined ? {} : { attendance: attendance ?? known };
  if (typeof message === "string")
    return { ...keep, outcome: { kind: "ignored", reason: message }, messages: [] };
  const refused = refusalOf(message, { known, me, delivery, authentication, approved: author !== undefined });
  if ("kind" in refused) return { ...keep, outcome: refused, messages: [] };
  const base: Attendance = known ?? {
    version: attendanceVersion,
    uid: message.uid,
    me: [...me],
    slots: [],
    own: [],
  };
  const next = recorded(base, refused, me);
  const outcome = outcomeOf(base, next, refused);
  const same = known !== undefined && canonicalJson(next) === canonicalJson(known);
  return { attendance: same && attendance !== undefined ? attendance : next, outcome, messages: [] };
}

function readReceiving(options: unknown) {
  const read = readVerbOptions(options, ["me", "now", "authentication", "author"]);
  const me = readMe(read.me);
  const { author, authentication } = read;
  if (author !== undefined && (typeof author !== "string" || parseEmailAddress(author) === undefined))
    throw invalid("options.author", "must be an email address");
  if (authentication !== undefined && !["pass", "fail", "none"].some((one) => one === authentication))
    throw invalid("options.authentication", "must be one of pass, fail, none");
  return { me, author: typeof author === "string" ? author : undefined, authentication };
}

/**
 * The addresses of a person.
 *
 * @throws {ItipError} `invalid-argument`
 */
export function readMe(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const addresses = list.map((one) => parseEmailAddress(one));
  const sound = addresses.filter((one) => one !== undefined);
  if (sound.length === 0 || sound.length !== list.length || sound.length > 100)
    throw invalid("options.me", "must be an email address, or a list of 1 to 100 of them");
  return [...new Map(sound.map((one): [string, string] => [addressKey(one), one])).values()];
}

function invalid(path: string, message: string): ItipError {
  return new ItipError("invalid-argument", [{ path, code: "invalid-value", message }]);
}

const forAttendees: ReadonlySet<unknown> = new Set(["REQUEST", "PUBLISH", "ADD", "CANCEL", "DECLINECOUNTER"]);

/** The message of a mail that is about the event, or why there is none. */
function messageFor({ messages }: Delivery, uid: string | undefined) {
  const events = messages.filter((one) => isRecord(one) && one.kind === "VEVENT" && one.uid !== "");
  if (events.length === 0) return "not-an-event";
  const own = uid === undefined ? events : events.filter((one) => one.uid === uid);
  if (own.length === 0) return "other-uid";
  const scheduling = own.find(({ method }) => forAttendees.has(method));
  if (scheduling !== undefined) return scheduling;
  return own.some(({ method }) => method !== undefined) ? "not-for-attendees" : "no-method";
}

interface Judged {
  readonly known: Attendance | undefined;
  readonly me: readonly string[];
  readonly delivery: Delivery;
  readonly authentication: unknown;
  readonly approved: boolean;
}

/** One slot that a message speaks about. */
interface Part {
  readonly read: ReadPart;
  readonly method: Said["method"];
}

/** Why a message does not count, else the parts of it that do. */
function refusalOf(message: ItipMessage, judged: Judged): AttendeeOutcome | { parts: Part[] } {
  const { known, me, delivery, authentication, approved } = judged;
  const read = partsOf(message, [...(known?.me ?? []), ...me], message.sentAt ?? delivery.date ?? "");
  if (read.length === 0) return { kind: "ignored", reason: "not-an-event" };
  if (authentication === "fail") return { kind: "held", reason: "authentication-failed" };
  const { author } = delivery;
  if (author.kind === "nobody") return { kind: "held", reason: "no-author" };
  const standing = organizerOf(known);
  const organizers = read.map(({ invitation }) => invitation.organizer?.email);
  const named = organizers.find((one) => one !== undefined) ?? standing;
  if (named !== undefined && standing !== undefined && addressKey(named) !== addressKey(standing)) {
    if (!approved) return { kind: "held", reason: "organizer-change" };
  }
  if (author.kind === "author" && named !== undefined && author.address !== addressKey(named))
    return { kind: "held", reason: "sender-mismatch" };
  if (read.some(({ invitation }) => invitation.thisAndFuture === true))
    return { kind: "held", reason: "this-and-future" };
  const parts = read.flatMap((part) => partFor(part, message, read));
  return parts.length === 0 ? { kind: "ignored", reason: "not-invited" } : { parts };
}

/** Whose event it is: the organizer of the latest text that stands. */
export function organizerOf(attendance: Attendance | undefined): string | undefined {
  if (attendance === undefined) return undefined;
  const slot = seriesSlot(attendance) ?? attendance.slots.find(({ invited }) => invited !== undefined);
  const found = slot === undefined ? undefined : standingOf(slot)?.invitation?.organizer?.email;
  if (found !== undefined) return found;
  for (const one of attendance.slots) {
    const email = standingOf(one)?.invitation?.organizer?.email;
    if (email !== undefined) return email;
  }
  return undefined;
}

function partFor(read: ReadPart, message: ItipMessage, all: readonly ReadPart[]): Part[] {
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
      // An occurrence to which the person is not invited, beside others to which they are.
      return all.some(({ listsMe }) => listsMe) && read.occurrence !== "" ? [{ read, method: "CANCEL" }] : [];
    case "DECLINECOUNTER":
      return [{ read, method: "DECLINECOUNTER" }];
    default:
      return [];
  }
}

function recorded(base: Attendance, { parts }: { parts: Part[] }, me: readonly string[]): Attendance {
  const slots = parts.map(({ read, method }) => slotOf(read, method));
  const alarms = parts
    .filter(({ method }) => method !== "CANCEL" && method !== "DECLINECOUNTER")
    .map(({ read }) => alarmsOf(read));
  const known = new Set(base.me.map(addressKey));
  const more = me.filter((one) => !known.has(addressKey(one)));
  return {
    ...base,
    me: [...base.me, ...more],
    slots: joinSlotLists(base.slots, slots),
    own: joinOwn(base.own, alarms),
  };
}

function outcomeOf(before: Attendance, after: Attendance, { parts }: { parts: Part[] }): AttendeeOutcome {
  const outcomes = parts.map((part) => outcomeOfPart(before, after, part));
  return (
    outcomes.find(({ kind }) => kind !== "duplicate" && kind !== "outdated") ??
    outcomes.find(({ kind }) => kind === "outdated") ?? { kind: "duplicate" }
  );
}

function outcomeOfPart(before: Attendance, after: Attendance, { read, method }: Part): AttendeeOutcome {
  const { occurrence, invitation } = read;
  const [old, slot] = [slotIn(before, occurrence), slotIn(after, occurrence)];
  const at: { instance?: EventTime } = defined({ instance: invitation.instance });
  if (slot === undefined || !isGreatest(slot, read)) return { kind: "outdated" };
  if (old !== undefined && isGreatest(old, read)) return { kind: "duplicate" };
  if (method === "DECLINECOUNTER")
    return { kind: "proposal-declined", ...defined({ comment: invitation.comment }), ...at };
  const off = isCalledOff(slot);
  if (method === "CANCEL") return off ? { kind: "cancelled", ...at } : { kind: "outdated" };
  if (off) return { kind: "outdated" };
  const wasOff = old !== undefined && isCalledOff(old);
  const isFirst = occurrence === "" && old === undefined;
  const seen = isFirst ? undefined : seenAt(before, invitation.instance)?.view;
  if (seen?.event === undefined)
    return wasOff ? reinvited(after, invitation.instance) : { kind: "new", ...at };
  const changes = changesBetween({ ...seen, event: seen.event }, invitation);
  const stands = isAnswered(before, invitation.instance) && isAnswered(after, invitation.instance);
  return { kind: wasOff || seen.cancelled ? "reinvited" : "updated", changes, answerStands: stands, ...at };
}

function reinvited(after: Attendance, instance: EventTime | undefined): AttendeeOutcome {
  const answered = isAnswered(after, instance);
  return { kind: "reinvited", changes: [], answerStands: answered, ...defined({ instance }) };
}

function slotIn({ slots }: Attendance, occurrence: string): Slot | undefined {
  return slots.find((one) => one.occurrence === occurrence);
}

function isGreatest({ invited, cancelled, declinedCounter }: Slot, { ics }: ReadPart): boolean {
  return [invited, cancelled, declinedCounter].some((said) => said?.ics === ics);
}

/** Whether an answer of the person's own stands, whatever PARTSTAT the organizer's text has. */
function isAnswered(attendance: Attendance, instance: EventTime | undefined): boolean {
  const answer = seenAt(attendance, instance)?.answer;
  return answer !== undefined && answer.status !== "pending";
}

function seenAt(attendance: Attendance, instance: EventTime | undefined) {
  try {
    return seenOf(attendance, instance);
  } catch (error) {
    if (error instanceof ItipError) return undefined;
    throw error;
  }
}
