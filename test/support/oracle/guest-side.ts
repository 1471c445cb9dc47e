import { expect } from "vitest";
import {
  type Attendance,
  type AttendanceView,
  type AttendeeOutcome,
  answerInvitation,
  askAgain,
  attendanceOf,
  formatAttendance,
  type InvitationAnswer,
  parseAttendance,
  receiveInvitation,
} from "../../../src/attendee/index.ts";
import {
  checkMessage,
  ItipError,
  type OutgoingMessage,
  parseMessage,
  type TimeInput,
} from "../../../src/index.ts";
import { hasLine, unfolded } from "./person-calendar.ts";

/** A mail as it came to one person. */
interface Mail {
  readonly ics: string;
  /** Whose mail it is; where that is nobody, the caller vouches for it. */
  readonly author: string | undefined;
  readonly sentAt: string | undefined;
}

/** What one guest holds: an attendance for each UID, and what the last mail meant. */
interface Guest {
  readonly attendances: Map<string, Attendance>;
  uid: string;
  meant: AttendeeOutcome | undefined;
  last: Mail | undefined;
}

/** Everybody who gets mail in a conversation, by address. */
export type Guests = Map<string, Guest>;

/** What the organizer, or whoever else, has sent comes in. */
export function comesIn(guests: Guests, email: string, mail: Mail): void {
  take(guestOf(guests, email), email, mail, undefined);
}

/** The mail that came last is handed in again, in the name of somebody of whom the guest approves. */
export function approves(guests: Guests, email: string, author: string): void {
  const guest = guestOf(guests, email);
  if (guest.last === undefined) throw new Error(`${email} has got no mail`);
  take(guest, email, guest.last, author);
}

function guestOf(guests: Guests, email: string): Guest {
  const known = guests.get(email) ?? { attendances: new Map(), uid: "", meant: undefined, last: undefined };
  guests.set(email, known);
  return known;
}

function take(guest: Guest, email: string, mail: Mail, author: string | undefined): void {
  const { ics, author: sender, sentAt } = mail;
  const vouched = sender === undefined ? {} : { sender, ...(sentAt === undefined ? {} : { sentAt }) };
  const message = parseMessage(ics, vouched);
  const options = author === undefined ? { me: email } : { me: email, author };
  const known = guest.attendances.get(message.uid);
  const { attendance, outcome } = receiveInvitation(known, message, options);
  guest.last = mail;
  guest.uid = message.uid;
  guest.meant = outcome;
  if (attendance === undefined) return;
  guest.attendances.set(message.uid, attendance);
  expectSound(attendance);
  expect(receiveInvitation(attendance, message, options).attendance, "the same mail again").toBe(attendance);
}

/** What holds of every attendance, whatever the story. */
function expectSound(attendance: Attendance): void {
  const stored: unknown = JSON.parse(JSON.stringify(attendance));
  expect(stored).toEqual(attendance);
  expect(parseAttendance(stored)).toEqual(attendance);
}

function heldBy(guests: Guests, email: string): Attendance {
  const guest = guests.get(email);
  const held = guest?.attendances.get(guest.uid);
  if (held === undefined)
    throw new ItipError("cannot-answer", [{ path: email, code: "unknown-event", message: "holds no event" }]);
  return held;
}

/** `[@TIME] STATUS {…}`: what that person answers by `answerInvitation`. */
export function decides(guests: Guests, email: string, text: string, now: Date): OutgoingMessage[] {
  const [, instance, status = "", more = "{}"] = /^(?:@(\S+) )?(\S+)(?: (\{.*\}))?$/.exec(text) ?? [];
  const asked: object = JSON.parse(more);
  const as: InvitationAnswer = {
    status: statusNamed(status),
    ...(instance === undefined ? {} : { instance }),
    ...asked,
  };
  const { attendance, messages } = answerInvitation(heldBy(guests, email), as, { now });
  expectSound(attendance);
  guestOf(guests, email).attendances.set(attendance.uid, attendance);
  for (const message of messages) expectSent(message);
  return messages;
}

/** What that person sends by `askAgain`. */
export function asks(guests: Guests, email: string, now: Date): OutgoingMessage {
  const message = askAgain(heldBy(guests, email), { now });
  expectSent(message);
  return message;
}

function expectSent(message: OutgoingMessage): void {
  expect(JSON.parse(JSON.stringify(message))).toEqual(message);
  expect(checkMessage(message.ics).filter(({ severity }) => severity === "error")).toEqual([]);
}

function statusNamed(word: string): InvitationAnswer["status"] {
  const all = ["pending", "accepted", "tentative", "declined", "delegated"] as const;
  const known = all.find((status) => status === word);
  if (known === undefined) throw new Error(`nobody decides ${word}`);
  return known;
}

/** `meant EMAIL KIND [REASON] [{…}]`: what the last mail meant to that person. */
export function expectMeant(guests: Guests, rest: string): void {
  const [, email = "", kind, reason, more = "{}"] =
    /^(\S+) (\S+)(?: ([a-z-]+))?(?: (\{.*\}))?$/.exec(rest) ?? [];
  const said: object = JSON.parse(more);
  expect(guests.get(email)?.meant).toMatchObject({
    kind,
    ...(reason === undefined ? {} : { reason }),
    ...said,
  });
}

/** `has EMAIL [@TIME] STATUS ["comment"] [{…}]`: what `attendanceOf` shows of that person's side. */
export function expectHas(guests: Guests, rest: string): void {
  const [, email = "", instance, status, comment, more = "{}"] =
    /^(\S+) (?:@(\S+) )?(\S+)(?: ("(?:[^"\\]|\\.)*"))?(?: (\{.*\}))?$/.exec(rest) ?? [];
  if (status === "nothing") {
    expect(shownTo(guests, email, instance)).toBeUndefined();
    return;
  }
  const expected: Partial<AttendanceView> = JSON.parse(more);
  const shown = shownTo(guests, email, instance);
  expect(shown).toMatchObject({
    cancelled: false,
    needsAnswer: status === "pending" && expected.cancelled !== true,
    ...expected,
    status,
  });
  expect(shown?.comment).toEqual(comment === undefined ? undefined : JSON.parse(comment));
  expect(shown?.proposal).toEqual(expected.proposal);
}

/** What `attendanceOf` shows of that person's side, if anything is known there. */
export function shownTo(
  guests: Guests,
  email: string,
  instance: TimeInput | undefined,
): AttendanceView | undefined {
  const guest = guests.get(email);
  const held = guest?.attendances.get(guest.uid);
  if (held === undefined) return undefined;
  try {
    return attendanceOf(held, instance === undefined ? {} : { instance });
  } catch (error) {
    if (error instanceof ItipError && error.code === "unknown-instance") return undefined;
    throw error;
  }
}

/** `stores EMAIL [@RECURRENCE-ID] LINE`: a line of the calendar object that `formatAttendance` writes; `drops` the opposite. */
export function expectStored(guests: Guests, word: string, rest: string): void {
  const [, email = "", recurrenceId, line = ""] = /^(\S+) (?:@(\S+) )?(.*)$/.exec(rest) ?? [];
  const ics = formatAttendance(heldBy(guests, email));
  expect(
    checkMessage(ics).filter(({ severity }) => severity === "error"),
    ics,
  ).toEqual([]);
  const lines = componentOf(unfolded(ics), recurrenceId);
  expect(hasLine(lines, line) ? "stores" : "drops", lines.join("\n")).toBe(word);
}

/** The VEVENT of that occurrence; without one, all outside the VEVENTs of occurrences. */
function componentOf(lines: readonly string[], recurrenceId: string | undefined): string[] {
  const starts = lines.flatMap((line, index) => (line === "BEGIN:VEVENT" ? [index] : []));
  const events = starts.map((start) => lines.slice(start, lines.indexOf("END:VEVENT", start)));
  const named = (event: readonly string[]) => event.find((line) => line.startsWith("RECURRENCE-ID"));
  if (recurrenceId !== undefined)
    return events.find((event) => named(event)?.endsWith(`:${recurrenceId}`) === true) ?? [];
  const head = lines.slice(0, starts[0] ?? lines.length);
  return [...head, ...events.filter((event) => named(event) === undefined).flat()];
}
