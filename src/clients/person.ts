import { answerInvitation } from "../attendee/answer-invitation.ts";
import type { Attendance } from "../attendee/attendance.ts";
import { type AttendanceView, attendanceOf } from "../attendee/attendance-of.ts";
import { requestAt } from "../attendee/calendar-at.ts";
import type { AttendeeOutcome } from "../attendee/outcome.ts";
import { parseAttendance } from "../attendee/parse-attendance.ts";
import { receiveInvitation } from "../attendee/receive-invitation.ts";
import { seenOf } from "../attendee/seen.ts";
import { openEmail } from "../email/open/open.ts";
import type { OpenedEmail } from "../email/open/opened-email.ts";
import { ItipError, type Problem, refusal } from "../errors.ts";
import { parseEmailAddress } from "../event/address.ts";
import type { Mailbox } from "../event/event.ts";
import { readMailbox } from "../event/read-invite.ts";
import { defined, isRecord, readVerbOptions } from "../input.ts";
import { parseMessage } from "../message/parse.ts";
import type { TimeInput } from "../time/event-time.ts";
import { type AnswerAsOptions, answerReceived, type ClientReply } from "./answer-as.ts";
import { type Client, dialectOf, dialects } from "./dialects.ts";
import { habits } from "./habit.table.ts";

/** Somebody with one of the ten calendars, and all that is in it. Plain JSON. */
export interface Person extends Mailbox {
  /** Whose calendar it is. */
  client: Client;
  /** Further addresses at which this person is invited. */
  aliases?: string[];
  /** One for each event that this person has had mail about, in the order in which the first came. */
  attendances: Attendance[];
  /** By UID, the Message-ID of the latest invitation: what an answer refers to. */
  messageIds: Record<string, string>;
}

/** What a person answers in their calendar. */
export interface PersonAnswer {
  /** What they choose in their calendar. */
  status: "accepted" | "tentative" | "declined";
  /** Plain text; refused where the calendar has no place for one, see `clientCapabilities`. */
  comment?: string;
  /** Another time that the person would rather have. Times without a zone are in the event's. */
  proposal?: { start: TimeInput; end: TimeInput };
  /** The original start of the one occurrence that is answered. */
  instance?: TimeInput;
}

/** A person after a mail, what it meant to them, and what their calendar sends by itself. */
export interface Delivered {
  /** The person afterwards: keep it in place of the former. */
  person: Person;
  /** What the mail meant to them. */
  outcome: AttendeeOutcome;
  /** No calendar that is played here sends anything before its owner answers. */
  mails: ClientReply[];
}

/**
 * A person with one of the ten calendars, empty as yet.
 *
 * @throws {ItipError} `invalid-argument`
 * @example
 * let jane = createPerson("google", { email: "jane@example.test", name: "Jane" });
 * jane = (await deliverTo(jane, raw)).person;
 * const { person, mails } = answerIn(jane, uid, { status: "accepted" });
 */
export function createPerson(client: Client, as: Mailbox & { aliases?: string[] }): Person {
  if (dialectOf(client) === undefined) {
    const message = `must be one of ${Object.keys(dialects).join(", ")}`;
    throw refusal("invalid-argument", "client", "invalid-choice", message);
  }
  const problems: Problem[] = [];
  const mailbox = readMailbox(as, { path: "as", problems }, ["aliases"]);
  const aliases: readonly unknown[] | undefined =
    isRecord(as) && Array.isArray(as.aliases) ? as.aliases : undefined;
  const sound = aliases?.map(parseEmailAddress).filter((one) => one !== undefined);
  if (sound?.length !== aliases?.length)
    problems.push({ path: "as.aliases", code: "invalid-address", message: "must be email addresses" });
  if (mailbox === undefined || problems.length > 0) throw new ItipError("invalid-argument", problems);
  return { client, ...mailbox, ...defined({ aliases: sound }), attendances: [], messageIds: {} };
}

/**
 * A mail comes in: invitations, updates and cancellations go into the person's calendar as that calendar takes them.
 *
 * @param incoming a raw mail, or one that `openEmail` has read
 * @throws {ItipError} what `openEmail` throws, `invalid-state`
 * @example
 * const { person, outcome } = await deliverTo(jane, raw);
 * outcome // { kind: "new" }
 */
export async function deliverTo(
  person: Person,
  incoming: string | Uint8Array | OpenedEmail,
  options?: { now?: Date },
): Promise<Delivered> {
  readVerbOptions(options, ["now"]);
  const email =
    typeof incoming === "string" || incoming instanceof Uint8Array ? await openEmail(incoming) : incoming;
  const uid = email.messages[0]?.uid ?? "";
  const known = attendanceIn(person, uid);
  const me = [person.email, ...(person.aliases ?? [])];
  const { attendance, outcome } = receiveInvitation(known, email, { me });
  if (attendance === undefined || attendance === known) return { person, outcome, mails: [] };
  const others = person.attendances;
  const attendances =
    known === undefined ? [...others, attendance] : others.map((one) => (one.uid === uid ? attendance : one));
  const isLatest = outcome.kind === "new" || outcome.kind === "updated" || outcome.kind === "reinvited";
  const id = isLatest ? email.messageId : undefined;
  const messageIds = id === undefined ? person.messageIds : { ...person.messageIds, [uid]: id };
  return { person: { ...person, attendances, messageIds }, outcome, mails: [] };
}

function attendanceIn({ attendances }: Person, uid: string): Attendance | undefined {
  return attendances.find((one) => one.uid === uid);
}

/**
 * The person answers what is in their calendar, and the calendar writes its mail.
 *
 * @throws {ItipError} `cannot-answer` for what this person was never sent or what is cancelled, and for what the client has no way to
 *   say; `unknown-instance`, `invalid-argument`
 * @example
 * const { person, mails } = answerIn(jane, uid, { status: "declined", comment: "On leave" });
 */
export function answerIn(
  person: Person,
  uid: string,
  as: PersonAnswer,
  options?: AnswerAsOptions,
): { person: Person; mails: ClientReply[] } {
  const stored = attendanceIn(person, uid);
  if (stored === undefined)
    throw refusal("cannot-answer", "uid", "unknown-event", "must be of an event that this person was sent");
  const attendance = parseAttendance(stored);
  const { now, locale } = options ?? {};
  const answered = answerInvitation(attendance, as, defined({ now }));
  const seen = seenOf(attendance, as.instance);
  const [request, sent] = [requestAt(seen, false), answered.messages[0]];
  if (request === undefined || sent === undefined)
    throw refusal("cannot-answer", "uid", "unknown-event", "must be of an event that this person was sent");
  const received = {
    message: parseMessage(request),
    ...defined({ messageId: person.messageIds[uid] }),
  };
  const { instance: _, ...said } = as;
  const full = { ...said, email: sent.from.email, ...defined({ name: person.name }) };
  const stamped = { now: new Date(sent.dtstamp), ...defined({ locale }) };
  const mail = answerReceived(person.client, received, full, stamped);
  const attendances = person.attendances.map((one) => (one.uid === uid ? answered.attendance : one));
  return { person: { ...person, attendances }, mails: [mail] };
}

/**
 * What stands in the person's calendar now: what their client shows there. Unanswered invitations are missing where a client waits
 * for its owner; what is cancelled is gone, or `cancelled: true` where a client leaves it standing. Which client does which is an
 * assumption of this package, not a measurement.
 *
 * @throws {ItipError} `invalid-state`
 * @example
 * calendarOf(jane).map(({ event, status }) => [event?.summary, status]) // [["Board", "accepted"]]
 */
export function calendarOf(person: Person): AttendanceView[] {
  const { showsUnanswered, keepsCancelled } = habits[person.client];
  return person.attendances
    .filter((one) => showsUnanswered || one.slots.some(({ answer }) => answer !== undefined))
    .map((one) => attendanceOf(parseAttendance(one)))
    .filter(({ cancelled }) => keepsCancelled || !cancelled);
}
