import { describe, expect, it } from "vitest";
import {
  type Attendance,
  adoptAttendance,
  answerInvitation,
  attendanceOf,
  mergeAttendances,
  parseAttendance,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import { parseMessage } from "../../src/index.ts";
import { jane, type Letter, textOf } from "../support/arbitrary/organizer-history.ts";
import { letter, note } from "../support/fixtures/letters.ts";

const planner = letter(5, [note()]);
const successor: Partial<Letter> = { organizer: "successor@example.com", sequence: 1 };
const handedOver = letter(6, [note({ title: "Handed over" })], successor);

function takeIn(attendance: Attendance | undefined, one: Letter, approved = false): Attendance {
  const author = approved ? { author: one.organizer } : {};
  const received = receiveInvitation(attendance, textOf(one), { me: jane, ...author });
  if (received.attendance === undefined) throw new Error("nothing was kept");
  return received.attendance;
}

const standingOrganizer = (attendance: Attendance) => attendanceOf(attendance).organizer?.email;

describe("an event that another organizer claims", () => {
  it("stays with who invited first, and what is held changes nothing", () => {
    const first = takeIn(undefined, planner);
    const held = receiveInvitation(first, textOf(handedOver), { me: jane });
    expect(held.outcome).toEqual({ kind: "held", reason: "organizer-change" });
    expect(held.attendance).toBe(first);
  });

  it("goes to a successor whom the caller approves, in whatever order the mails arrive", () => {
    const late = letter(9, [note({ title: "Planner again" })], { sequence: 3 });
    const ways = [
      takeIn(takeIn(takeIn(undefined, planner), handedOver, true), late),
      takeIn(takeIn(takeIn(undefined, planner), late), handedOver, true),
      takeIn(takeIn(takeIn(undefined, handedOver, true), late), planner),
    ];
    for (const attendance of ways)
      expect(attendanceOf(attendance)).toMatchObject({
        organizer: { email: "successor@example.com" },
        event: { summary: "Handed over" },
      });
  });

  it("is told as an update of whose event it is, which ends the answer", () => {
    const first = takeIn(undefined, planner);
    const answered = answerInvitation(first, { status: "accepted" }).attendance;
    const author = "successor@example.com";
    const { outcome } = receiveInvitation(answered, textOf(handedOver), { me: jane, author });
    expect(outcome).toEqual({
      kind: "updated",
      changes: [
        { field: "summary", from: "Board", to: "Handed over" },
        { field: "organizer", from: "planner@example.com", to: "successor@example.com" },
      ],
      answerStands: false,
    });
  });

  it("of two copies that heard one organizer each stays with the earlier, or with whom the person answered", () => {
    const [one, two] = [takeIn(undefined, planner), takeIn(undefined, handedOver)];
    expect(standingOrganizer(mergeAttendances(one, two))).toBe("planner@example.com");
    expect(mergeAttendances(one, two)).toEqual(mergeAttendances(two, one));
    const answered = answerInvitation(two, { status: "accepted" }).attendance;
    expect(standingOrganizer(mergeAttendances(one, answered))).toBe("successor@example.com");
  });

  it("that stands in the calendar already belongs to who is named there", () => {
    const ics = textOf(handedOver).replace("METHOD:REQUEST\r\n", "");
    const adopted = adoptAttendance(ics, { me: jane });
    expect(standingOrganizer(mergeAttendances(takeIn(undefined, planner), adopted))).toBe(
      "successor@example.com",
    );
  });

  it("is claimed by few at a time, however many copies are merged", () => {
    let attendance = takeIn(undefined, planner);
    for (let index = 0; index < 30; index++) {
      const other: Letter = { ...handedOver, organizer: `m${index}@example.com` };
      attendance = mergeAttendances(attendance, takeIn(undefined, other));
    }
    expect(new Set(attendance.slots.map(({ organizer }) => organizer)).size).toBe(5);
    expect(standingOrganizer(attendance)).toBe("planner@example.com");
  });
});

describe("a mail of the organizer that is dated more than a day ahead", () => {
  const far = textOf(letter(7, [note({ title: "From far ahead" })])).replace(
    /DTSTAMP:\d{8}/g,
    "DTSTAMP:99981231",
  );
  const held = { kind: "held", reason: "dtstamp-in-the-future" };

  it("of its email or of now is held, so that it shadows nothing that comes later", () => {
    const first = takeIn(undefined, planner);
    const dated = parseMessage(far, { sender: "planner@example.com", sentAt: "2027-06-01T10:00:00Z" });
    expect(receiveInvitation(first, dated, { me: jane }).outcome).toEqual(held);
    const now = new Date("2027-06-02T10:00:00Z");
    const received = receiveInvitation(first, far, { me: jane, now });
    expect([received.outcome, received.attendance]).toEqual([held, first]);
    expect(attendanceOf(takeIn(first, letter(9, [note({ title: "Later" })]))).event?.summary).toBe("Later");
  });
});

describe("growth", () => {
  it("is bounded: thousands of occurrences and revisions, and many octets, are kept within limits", () => {
    let attendance = takeIn(undefined, letter(0, [note()]));
    const first = letter(1, [note({ place: { day: 7 }, title: "x".repeat(200_000) })]);
    const text = textOf(first);
    for (let day = 0; day < 56; day++) {
      const one = text.replaceAll("20270610T", `2028${String(101 + day).padStart(4, "0")}T`);
      attendance = receiveInvitation(attendance, one, { me: jane }).attendance ?? attendance;
    }
    expect(JSON.stringify(attendance).length).toBeLessThan(12_000_000);
    expect(attendanceOf(attendance).event?.summary).toBe("Board");
    for (let minute = 2; minute < 70; minute++)
      attendance = takeIn(attendance, letter(minute, [note({ shift: minute === 2 ? 1 : 0 })]));
    const [series] = attendance.slots;
    expect(series?.prints).toHaveLength(51);
    expect(parseAttendance(JSON.parse(JSON.stringify(attendance)))).toEqual(attendance);
  });

  it("is bounded for occurrences that stand for all that follow, and the same in whatever order they come", () => {
    const take = (attendance: Attendance | undefined, days: readonly number[]) => {
      const events = days.map((day) => {
        const date = new Date(Date.UTC(2028, 0, day)).toISOString().slice(0, 10).replaceAll("-", "");
        return [
          "BEGIN:VEVENT",
          "UID:ranges@example.com",
          `DTSTAMP:20270601T${String(1000 + day).padStart(6, "0")}Z`,
          `RECURRENCE-ID;RANGE=THISANDFUTURE:${date}T090000Z`,
          `DTSTART:${date}T100000Z`,
          "ORGANIZER:mailto:planner@example.com",
          `ATTENDEE:mailto:${jane}`,
          "END:VEVENT",
        ].join("\r\n");
      });
      const ics = ["BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REQUEST", ...events, "END:VCALENDAR", ""].join(
        "\r\n",
      );
      return receiveInvitation(attendance, ics, { me: jane }).attendance;
    };
    const days = Array.from({ length: 500 }, (_, at) => at).filter((at) => at % 100 < 60);
    const [early, late] = [days.slice(0, 150), days.slice(150)];
    const all = take(undefined, days);
    expect(all?.slots.length).toBe(200);
    expect(take(take(undefined, late), early)).toEqual(all);
    expect(take(take(undefined, early), late)).toEqual(all);
  });

  it("does not make an answer stand that a change ended long ago", () => {
    const first = takeIn(undefined, letter(0, [note()]));
    let attendance = answerInvitation(first, { status: "accepted" }).attendance;
    for (let minute = 1; minute < 70; minute++)
      attendance = takeIn(attendance, letter(minute, [note({ shift: 1 })]));
    expect(attendanceOf(attendance).status).toBe("pending");
    const again = answerInvitation(attendance, { status: "declined" }).attendance;
    expect(attendanceOf(takeIn(again, letter(71, [note({ shift: 1 })]))).status).toBe("declined");
  });
});
