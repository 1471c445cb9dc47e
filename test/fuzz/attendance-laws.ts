import {
  type Attendance,
  adoptAttendance,
  answerInvitation,
  attendanceOf,
  formatAttendance,
  mergeAttendances,
  parseAttendance,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import { parseMessage } from "../../src/index.ts";
import { calendarBeside } from "./calendar-beside.ts";
import { hold, onlyItipError, outcomeOf, same, textOf } from "./laws.ts";
import type { Seeds } from "./seeds.ts";

const now = new Date("2026-05-02T12:00:00Z");

/** An organizer's text, however damaged: once or twice the same, plain JSON, and every function can work with what was kept. */
export function receivedInvitation(input: Uint8Array, seeds: Seeds): string {
  return outcomeOf(() => {
    const text = textOf(input);
    const me = guestIn(text);
    const { attendance, outcome } = receiveInvitation(undefined, text, { me });
    hold(typeof outcome.kind === "string", "no outcome");
    if (attendance === undefined) return;
    isUsable(attendance);
    onlyItipError(() => {
      const adopted = adoptAttendance(formatAttendance(attendance), { me });
      hold(adopted.uid === attendance.uid, "the calendar object is of another event");
    });
    const again = receiveInvitation(attendance, text, { me });
    hold(again.attendance === attendance, "the second time changes something");
    const rival = calendarBeside(input, seeds);
    onlyItipError(() => mergesAlike(attendance, rival, me));
  });
}

/** What another text of the same event says arrives before, after, or in a copy that is merged. */
function mergesAlike(attendance: Attendance, rival: string, me: string): void {
  const text = rival.replaceAll(/^UID:.*$/gm, `UID:${parseMessage(rival).uid}`);
  const other = receiveInvitation(undefined, text, { me }).attendance;
  if (other === undefined) return;
  const copy = { ...other, uid: attendance.uid };
  same(mergeAttendances(attendance, copy), mergeAttendances(copy, attendance), "sides matter");
}

/** The first guest of a text: as whom it is received. */
function guestIn(text: string): string {
  const [, email] = /^ATTENDEE[^\r\n]{0,300}?mailto:([\w.+-]{1,60}@[\w.-]{1,60})/im.exec(text) ?? [];
  return email ?? "jane@example.test";
}

/** State that was accepted is what JSON keeps, and every function can work with it or refuses it with a code. */
export function parsedAttendance(input: Uint8Array): string {
  let stored: unknown;
  try {
    stored = JSON.parse(textOf(input));
  } catch {
    return "no-json";
  }
  return outcomeOf(() => isUsable(parseAttendance(stored)));
}

function isUsable(attendance: Attendance): void {
  same(parseAttendance(JSON.parse(JSON.stringify(attendance))), attendance, "it does not survive JSON");
  const view = attendanceOf(attendance);
  for (const instance of view.instances ?? []) onlyItipError(() => attendanceOf(attendance, { instance }));
  onlyItipError(() => answerInvitation(attendance, { status: "accepted" }, { now }));
  onlyItipError(() => formatAttendance(attendance));
}
