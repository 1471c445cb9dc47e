import { answerInvitation } from "../attendee/answer-invitation.ts";
import type { Attendance } from "../attendee/attendance.ts";
import { type AttendanceView, attendanceOf } from "../attendee/attendance-of.ts";
import { byUid } from "../attendee/by-uid.ts";
import { requestAt } from "../attendee/calendar-at.ts";
import type { AttendeeOutcome } from "../attendee/outcome.ts";
import { parseAttendance } from "../attendee/parse-attendance.ts";
import { receiveInvitation } from "../attendee/receive-invitation.ts";
import { seenOf } from "../attendee/seen.ts";
import { isOctets } from "../builtin.ts";
import { isMessageId } from "../email/message-id.ts";
import { openEmail } from "../email/open/open.ts";
import type { OpenedEmail } from "../email/open/opened-email.ts";
import { kindOf, refusal, shown, wrongArgument } from "../errors.ts";
import { addressKey, parseEmailAddress } from "../event/address/address.ts";
import type { Mailbox } from "../event/event.ts";
import { readMailbox } from "../event/read-mailbox.ts";
import { at, defined, fault, groupedBy, isRecord, type Reading, readOrRefuse, rowOf } from "../input.ts";
import { isListOf, isMessage } from "../message/is-message.ts";
import { parseMessage } from "../message/parse.ts";
import type { TimeInput } from "../time/event-time.ts";
import { readNowAlone } from "../time/now.ts";
import { type AnswerAsOptions, answerReceived, type ClientReply, readAnswerAsOptions } from "./answer-as.ts";
import { type Client, dialectOf, dialects } from "./dialects.ts";
import { type Habit, habits } from "./habit.table.ts";

/** Somebody with one of the ten calendars, and all that is in it. Plain JSON. */
export interface Person extends Mailbox {
  /** Whose calendar it is. */
  client: Client;
  /** Further addresses at which this person is invited. */
  aliases?: string[];
  /** Whom this person's calendar knows: some calendars show the invitations of others only once they are answered. Absent: everybody. */
  contacts?: string[];
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
  comment?: string | undefined;
  /** Another time that the person would rather have. Times without a zone are in the event's. */
  proposal?: { start: TimeInput; end: TimeInput } | undefined;
  /** The original start of the one occurrence that is answered. */
  instance?: TimeInput | undefined;
}

/** A person after a mail, what it meant to them, and what their calendar sends by itself. */
export interface Delivered {
  /** The person afterwards: keep it in place of the former. */
  person: Person;
  /** What the mail meant to them. */
  outcome: AttendeeOutcome;
  /**
   * Empty: none of these calendars writes to an organizer before its owner answers. What Exchange sends for rooms that accept by themselves and for
   * meetings that are forwarded, and replies of people who are away, are not played.
   */
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
export function createPerson(
  client: Client,
  as: Mailbox & { aliases?: string[] | undefined; contacts?: string[] | undefined },
): Person {
  if (dialectOf(client) === undefined) {
    const message = `must be one of ${Object.keys(dialects).join(", ")}, got ${shown(client)}`;
    throw refusal("invalid-argument", "client", "invalid-choice", message);
  }
  const { aliases, contacts }: Record<string, unknown> = isRecord(as) ? as : {};
  const read = readOrRefuse("invalid-argument", "as", (reading) => {
    const mailbox = readMailbox(as, reading, ["aliases", "contacts"]);
    const known = defined({
      aliases: readAddresses(aliases, at(reading, "aliases")),
      contacts: readAddresses(contacts, at(reading, "contacts")),
    });
    return mailbox && { ...mailbox, ...known };
  });
  return { client, ...read, attendances: [], messageIds: {} };
}

function readAddresses(value: unknown, reading: Reading): string[] | undefined {
  if (value === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  const addresses = list.map(parseEmailAddress).filter((one) => one !== undefined);
  if (addresses.length === list.length) return addresses;
  return fault(reading, "invalid-address", "must be a list of email addresses");
}

/**
 * A mail comes in: invitations, updates and cancellations go into the person's calendar as that calendar takes them. Of a mail about several
 * events all go there, and the outcome is that of the first that changed anything.
 *
 * @param incoming a raw mail, or one that `openEmail` has read
 * @param options `now`: what is dated more than a day after it is held
 * @throws {ItipError} what `openEmail` throws, `invalid-state`
 * @example
 * const { person, outcome } = await deliverTo(jane, raw);
 * outcome // { kind: "new" }
 */
export async function deliverTo(
  person: Person,
  incoming: string | Uint8Array | OpenedEmail,
  options?: { now?: Date | undefined },
): Promise<Delivered> {
  const now = readNowAlone(options);
  const email = typeof incoming === "string" || isOctets(incoming) ? await openEmail(incoming) : incoming;
  const given: unknown = email;
  if (!isRecord(given) || !isListOf(given.messages, isMessage)) {
    const message = `must be a raw mail, or one that openEmail has read, got ${kindOf(given)}`;
    throw wrongArgument("incoming", message);
  }
  const [first = email, ...others] = eventsIn(email);
  let step = taken(readPerson(person), first, now);
  for (const one of others) {
    const next = taken(step.person, one, now);
    step = next.changed && !step.changed ? next : { ...step, person: next.person };
  }
  return { person: step.person, outcome: step.outcome, mails: [] };
}

/** The mail once for each event that it is about. */
function eventsIn(email: OpenedEmail): OpenedEmail[] {
  const messages = groupedBy(email.messages.flatMap(byUid), ({ uid }) => uid);
  return [...messages.values()].map((own) => ({ ...email, messages: [...own] }));
}

/** A person after what a mail says of one event. */
interface AfterMail {
  readonly person: Person;
  readonly outcome: AttendeeOutcome;
  readonly changed: boolean;
}

function taken(person: Person, email: OpenedEmail, now: Date | undefined): AfterMail {
  const uid = email.messages[0]?.uid ?? "";
  const known = attendanceIn(person, uid);
  const me = [person.email, ...(person.aliases ?? [])];
  const { attendance, outcome } = receiveInvitation(known, email, { me, ...defined({ now }) });
  if (attendance === undefined || attendance === known) return { person, outcome, changed: false };
  const others = person.attendances;
  const attendances =
    known === undefined ? [...others, attendance] : others.map((one) => (one.uid === uid ? attendance : one));
  const isLatest = outcome.kind === "new" || outcome.kind === "updated" || outcome.kind === "reinvited";
  const id = isLatest ? email.messageId : undefined;
  const messageIds = id === undefined ? person.messageIds : { ...person.messageIds, [uid]: id };
  return { person: { ...person, attendances, messageIds }, outcome, changed: true };
}

/** A person as they were stored; each of their attendances is checked where it is needed. */
function readPerson(person: Person): Person {
  const stored: unknown = person;
  const { client, email, attendances, messageIds }: Record<string, unknown> = isRecord(stored) ? stored : {};
  if (
    dialectOf(client) === undefined ||
    parseEmailAddress(email) === undefined ||
    !isListOf(attendances, isRecord) ||
    !isRecord(messageIds)
  )
    throw refusal(
      "invalid-state",
      "person",
      "invalid-value",
      "must be what createPerson made, or what came of it",
    );
  return person;
}

function attendanceIn({ attendances }: Person, uid: string): Attendance | undefined {
  return attendances.find((one) => one.uid === uid);
}

/**
 * The person answers what is in their calendar, and the calendar writes its mail.
 *
 * @throws {ItipError} `cannot-answer` for what this person was never sent or what is cancelled, and for what the client has no way to
 *   say; `unknown-instance`, `invalid-argument`, `invalid-state`
 * @example
 * const { person, mails } = answerIn(jane, uid, { status: "declined", comment: "On leave" });
 */
export function answerIn(
  person: Person,
  uid: string,
  as: PersonAnswer,
  options?: AnswerAsOptions,
): { person: Person; mails: ClientReply[] } {
  const { now, locale } = readAnswerAsOptions(options);
  const stored = attendanceIn(readPerson(person), uid);
  if (stored === undefined)
    throw refusal("cannot-answer", "uid", "unknown-event", "must be of an event that this person was sent");
  const attendance = parseAttendance(stored);
  const answered = answerInvitation(attendance, as, defined({ now }));
  const seen = seenOf(attendance, as.instance);
  const [request, sent] = [requestAt(seen, false), answered.messages[0]];
  if (request === undefined || sent === undefined)
    throw refusal("cannot-answer", "uid", "unknown-event", "must be of an event that this person was sent");
  const messageId = rowOf(person.messageIds, uid);
  const received = {
    message: parseMessage(request),
    ...(isMessageId(messageId) ? { messageId } : {}),
  };
  const { instance: _, ...said } = as;
  const full = { ...said, email: sent.from.email, ...defined({ name: person.name }) };
  const mail = answerReceived(person.client, received, full, { now: new Date(sent.dtstamp), locale });
  const attendances = person.attendances.map((one) => (one.uid === uid ? answered.attendance : one));
  return { person: { ...person, attendances }, mails: [mail] };
}

/**
 * What stands in the person's calendar now: what their client shows there. Unanswered invitations are missing where a client waits
 * for its owner, or does not know the sender; what is cancelled is gone, or `cancelled: true` where a client leaves it standing.
 *
 * Thunderbird was measured. Of the others it is what their makers say of the usual setting: Google, Exchange and Fastmail show invitations of
 * known senders (`contacts`, for the first two also colleagues, and whom the person has answered before), Outlook and Apple everybody's,
 * Evolution none. Of KOrganizer, Yahoo and Zimbra, and of cancelled events anywhere but in Thunderbird, it is an assumption.
 *
 * @throws {ItipError} `invalid-state`
 * @example
 * calendarOf(jane).map(({ event, status }) => [event?.summary, status]) // [["Board", "accepted"]]
 */
export function calendarOf(person: Person): AttendanceView[] {
  const { keepsCancelled } = habits[readPerson(person).client];
  const known = knownTo(person);
  return person.attendances
    .map(parseAttendance)
    .filter((one) => isAnswered(one) || known(attendanceOf(one).organizer?.email))
    .map(standingView)
    .filter(({ cancelled }) => keepsCancelled || !cancelled);
}

/** The event; of a series that was called off for the person the first occurrence that they were invited to since. */
function standingView(one: Attendance): AttendanceView {
  const view = attendanceOf(one);
  if (!view.cancelled) return view;
  const apart = view.instances?.map((instance) => attendanceOf(one, { instance }));
  return apart?.find(({ cancelled }) => !cancelled) ?? view;
}

function isAnswered({ slots }: Attendance): boolean {
  return slots.some(({ answer }) => answer !== undefined);
}

/** Whose unanswered invitations the calendar shows. */
function knownTo(person: Person): (organizer: string | undefined) => boolean {
  const { showsUnanswered, knowsColleagues }: Habit = habits[person.client];
  if (showsUnanswered === "nobody's") return () => false;
  if (showsUnanswered === "everybody's" || person.contacts === undefined) return () => true;
  const heard = person.attendances
    .filter(isAnswered)
    .map((one) => attendanceOf(parseAttendance(one)).organizer);
  const known = new Set([...person.contacts, ...heard.map((one) => one?.email ?? "")].map(addressKey));
  const domain = mailDomain(person.email);
  return (organizer = "") =>
    known.has(addressKey(organizer)) || (knowsColleagues && mailDomain(organizer) === domain);
}

function mailDomain(email: string): string {
  return addressKey(email).split("@").at(-1) ?? "";
}
