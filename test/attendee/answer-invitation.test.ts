import { describe, expect, it } from "vitest";
import {
  type Attendance,
  answerInvitation,
  attendanceOf,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import { createInvite, type Invite, receive, statusOf } from "../../src/index.ts";
import { afterMails } from "../support/after-mails.ts";
import { jane, textOf } from "../support/arbitrary/organizer-history.ts";
import { letter, note } from "../support/fixtures/letters.ts";
import { problemsOf } from "../support/refusal.ts";

const at = (minute: number) => new Date(Date.UTC(2027, 4, 2, 9, minute));
const utc = (time: string) => ({ time, tzid: "Etc/UTC" });

function invited(rule?: string): { invite: Invite; attendance: Attendance } {
  const { invite, messages } = createInvite(
    {
      id: "board",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: jane }],
      event: {
        summary: "Board",
        start: utc("2027-06-03T10:00:00Z"),
        end: utc("2027-06-03T11:00:00Z"),
        ...(rule === undefined ? {} : { recurrence: { rule } }),
      },
    },
    { now: at(0) },
  );
  return { invite, attendance: afterMails(jane, [messages[0]?.ics ?? ""]) };
}

const days = ["03", "10", "17", "24"];
const starts = days.map((day) => `2027-06-${day}T10:00:00Z`);

describe("this and all that follow", () => {
  const { invite, attendance } = invited("FREQ=WEEKLY;COUNT=4");

  it("is answered from an occurrence on, and the organizer knows the same", () => {
    const all = answerInvitation(attendance, { status: "accepted" }, { now: at(1) });
    const as = { status: "declined", instance: starts[2] ?? "", thisAndFuture: true } as const;
    const later = answerInvitation(all.attendance, as, { now: at(2) });
    const one = { status: "tentative", instance: starts[3] ?? "" } as const;
    const last = answerInvitation(later.attendance, one, { now: at(3) });
    let heard = invite;
    for (const { messages } of [all, later, last])
      for (const { ics } of messages) heard = receive(heard, ics, { now: at(9) }).invite;
    const guest = starts.map((instance) => attendanceOf(last.attendance, { instance }).status);
    const organizer = starts.map((instance) => statusOf(heard, { instance }).recipients[0]?.status);
    expect(guest).toEqual(["accepted", "accepted", "declined", "tentative"]);
    expect(organizer).toEqual(guest);
    expect(later.messages[0]?.ics).toContain("RECURRENCE-ID;RANGE=THISANDFUTURE:20270617T100000Z");
  });

  it("is refused where nothing follows, without the first, and with a proposal", () => {
    const asks = (of: Attendance, more: object) => () =>
      answerInvitation(of, { status: "accepted", thisAndFuture: true, ...more });
    expect(asks(attendance, {})).toThrow(/as.instance/);
    const proposal = { start: "2027-06-10T12:00:00Z", end: "2027-06-10T13:00:00Z" };
    expect(asks(attendance, { instance: starts[1], proposal })).toThrow(/as.proposal/);
    const text = textOf(letter(0, [note({ place: { day: 7 } })]));
    const alone = receiveInvitation(undefined, text, { me: jane }).attendance;
    expect(alone && asks(alone, { instance: starts[1] })).toThrow(/as.thisAndFuture/);
    expect(asks(attendance, { instance: starts[1], thisAndFuture: "yes" })).toThrow(/as.thisAndFuture/);
  });
});

describe("an occurrence under a change of it and all that follow", () => {
  it("is answered at the time that it has there, and alone", () => {
    const texts = [
      letter(0, [note()]),
      letter(1, [note({ place: { day: 7, later: true }, shift: 3, title: "Afternoons" })], { sequence: 1 }),
    ].map(textOf);
    let attendance: Attendance | undefined;
    for (const text of texts) attendance = receiveInvitation(attendance, text, { me: jane }).attendance;
    if (attendance === undefined) throw new Error("nothing was kept");
    const given = answerInvitation(
      attendance,
      { status: "accepted", instance: starts[2] ?? "" },
      { now: at(1) },
    );
    const [reply] = given.messages;
    for (const line of [
      "RECURRENCE-ID:20270617T100000Z",
      "DTSTART:20270617T130000Z",
      "DTEND:20270617T140000Z",
    ])
      expect(reply?.ics).toContain(line);
    const views = starts.map((instance) => attendanceOf(given.attendance, { instance }).status);
    expect(views).toEqual(["pending", "pending", "accepted", "pending"]);
  });
});

it("an occurrence that nobody knows, or that is no time, is refused at its place in the answer", () => {
  const { attendance } = invited("FREQ=WEEKLY;COUNT=4");
  const refusedAt = (instance: string) =>
    problemsOf(() => answerInvitation(attendance, { status: "accepted", instance }, { now: at(1) })).map(
      ({ path, code }) => `${path} ${code}`,
    );
  expect(refusedAt("2027-06-04T10:00:00Z")).toEqual(["as.instance unknown-instance"]);
  expect(refusedAt("next week")).toEqual(["as.instance invalid-time"]);
});
