import { describe, expect, it } from "vitest";
import {
  type Attendance,
  adoptAttendance,
  answerInvitation,
  attendanceOf,
  formatAttendance,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import { checkMessage, occurrencesOf, parseMessage, readInvitation } from "../../src/index.ts";
import { afterMails } from "../support/after-mails.ts";
import { jane, type Letter, textOf, uid } from "../support/arbitrary/organizer-history.ts";
import { letter, note } from "../support/fixtures/letters.ts";

const options = { me: jane };
const at = (minute: number) => new Date(Date.UTC(2027, 4, 2, 9, minute));

const afterLetters = (...letters: Letter[]) => afterMails(jane, letters.map(textOf));
const series = letter(0, [note()]);

/** What stands in the object, and what is seen when another program has stored it and hands it back. */
/** The second occurrence of the series. */
function secondOf(attendance: Attendance) {
  const { event } = attendanceOf(attendance);
  const [, next] = event === undefined ? [] : occurrencesOf(event);
  if (next === undefined) throw new Error("there is no second occurrence");
  return next.instance;
}

function storedAgain(attendance: Attendance) {
  const ics = formatAttendance(attendance);
  expect(checkMessage(ics).filter(({ severity }) => severity === "error")).toEqual([]);
  return { ics, read: readInvitation(parseMessage(ics)), again: adoptAttendance(ics, options) };
}

describe("an occurrence that came by ADD", () => {
  const added = letter(5, [note({ place: { day: 3 }, title: "Extra" })], { method: "ADD", sequence: 1 });

  it("stands with an RDATE in its series, so that every calendar has it", () => {
    const { read, again } = storedAgain(afterLetters(series, added));
    expect(read?.event.recurrence?.include?.map(({ time }) => time)).toEqual(["2027-06-06T10:00:00Z"]);
    const instance = "2027-06-06T10:00:00Z";
    expect(attendanceOf(again, { instance }).event?.summary).toBe("Extra");
  });

  it("has none where the series has one already", () => {
    const whole = textOf(letter(6, [note()], { sequence: 2 })).replace(
      "SUMMARY",
      "RDATE:20270606T100000Z\r\nSUMMARY",
    );
    const { ics } = storedAgain(afterMails(jane, [textOf(series), textOf(added), whole]));
    expect(ics.match(/^RDATE/gm)).toHaveLength(1);
  });
});

describe("alarms", () => {
  const alarm = (minutes: number) =>
    `BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Go\r\nTRIGGER:-PT${minutes}M\r\nEND:VALARM\r\n`;
  const withAlarm = (text: string, minutes: number) =>
    text.replace("END:VEVENT", `${alarm(minutes)}END:VEVENT`);

  it("of the series are those of an occurrence that was answered apart", () => {
    const invited = afterMails(jane, [withAlarm(textOf(series), 15)]);
    const as = { status: "declined", instance: "2027-06-10T10:00:00Z" } as const;
    const { ics } = storedAgain(answerInvitation(invited, as, { now: at(1) }).attendance);
    expect(ics.match(/TRIGGER:-PT15M/g)).toHaveLength(2);
  });

  it("of an organizer are taken over when the event is new, and with no later change of it", () => {
    const moved = textOf(letter(1, [note({ place: { day: 7 }, shift: 2 })], { sequence: 1 }));
    const renamed = textOf(letter(2, [note({ title: "Full board" })], { sequence: 2 }));
    const texts = [withAlarm(textOf(series), 15), withAlarm(moved, 99), withAlarm(renamed, 77)];
    const { ics } = storedAgain(afterMails(jane, texts));
    expect(ics.match(/TRIGGER:.*$/gm)).toEqual(["TRIGGER:-PT15M", "TRIGGER:-PT15M"].map((one) => `${one}`));
  });

  it("that a person has given an occurrence stay its own", () => {
    const moved = letter(1, [note({ place: { day: 7 }, shift: 2 })], { sequence: 1 });
    const ics = formatAttendance(afterLetters(series, moved));
    const [before, , last = ""] = ics.split("END:VEVENT");
    const own = `${before}${alarm(5)}END:VEVENT${ics.split("END:VEVENT")[1]}${alarm(45)}END:VEVENT${last}`;
    const renamed = letter(2, [note({ place: { day: 7 }, shift: 2, title: "Later" })], { sequence: 2 });
    const text = formatAttendance(afterMails(jane, [textOf(renamed)], adoptAttendance(own, options)));
    expect(text.match(/TRIGGER:.*(?=\r)/g)).toEqual(["TRIGGER:-PT5M", "TRIGGER:-PT45M"]);
  });
});

describe("a series of whole days", () => {
  const days = textOf(series)
    .replace("DTSTART:20270603T100000Z", "DTSTART;VALUE=DATE:20270603")
    .replace("DTEND:20270603T110000Z", "DTEND;VALUE=DATE:20270604");
  const midnight = (id: string) =>
    [
      ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "METHOD:CANCEL", "BEGIN:VEVENT"],
      ...[`UID:${uid}`, "SEQUENCE:1", "DTSTAMP:20270501T100000Z", id, "STATUS:CANCELLED"],
      ...[
        "ORGANIZER:mailto:planner@example.com",
        `ATTENDEE:mailto:${jane}`,
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ],
    ].join("\r\n");

  it.each([
    "RECURRENCE-ID:20270610T000000",
    "RECURRENCE-ID:20270610T000000Z",
    "RECURRENCE-ID;VALUE=DATE:20270610",
  ])("has the occurrence that Outlook names by a midnight: %s", (id) => {
    for (const texts of [
      [days, midnight(id)],
      [midnight(id), days],
    ]) {
      const attendance = afterMails(jane, texts);
      expect(attendanceOf(attendance, { instance: "2027-06-10" }).cancelled).toBe(true);
      expect(attendanceOf(attendance).instances?.map(({ time }) => time)).toEqual(["2027-06-10"]);
      expect(attendanceOf(attendance, { instance: "2027-06-17" }).cancelled).toBe(false);
    }
  });
});

describe("a change of an occurrence and all that follow", () => {
  it("is adopted with the answer to it", () => {
    const later = letter(1, [note({ place: { day: 7, later: true }, shift: 3, title: "Afternoons" })], {
      sequence: 1,
    });
    const invited = afterLetters(series, later);
    const as = { status: "accepted", instance: "2027-06-10T10:00:00Z", thisAndFuture: true } as const;
    const { ics, again } = storedAgain(answerInvitation(invited, as, { now: at(1) }).attendance);
    expect(ics).toContain("RECURRENCE-ID;RANGE=THISANDFUTURE:20270610T100000Z");
    const view = attendanceOf(again, { instance: "2027-06-24T10:00:00Z" });
    expect([view.event?.summary, view.event?.start.time, view.status]).toEqual([
      "Afternoons",
      "2027-06-24T13:00:00Z",
      "accepted",
    ]);
    expect(attendanceOf(again, { instance: "2027-06-03T10:00:00Z" }).status).toBe("pending");
  });
});

describe("lines of the person's own", () => {
  it("that no standard knows are kept, and do not stand beside the organizer's of that name", () => {
    const ics = formatAttendance(afterLetters(series)).replace(
      "END:VEVENT",
      "X-SEEN:1\r\nFILED:Mine\r\nX-ROOM:A\r\nEND:VEVENT",
    );
    const renamed = textOf(letter(1, [note({ title: "Full board" })], { sequence: 1 })).replace(
      "SUMMARY",
      "X-ROOM:B\r\nSUMMARY",
    );
    const text = formatAttendance(afterMails(jane, [renamed], adoptAttendance(ics, options)));
    for (const line of ["X-SEEN:1", "FILED:Mine", "X-ROOM:B", "SUMMARY:Full board"])
      expect(text).toContain(line);
    expect(text).not.toContain("X-ROOM:A");
  });
});

describe("an occurrence that was answered and that the series has lost", () => {
  const cut = letter(5, [note({ count: 1 })]);
  const later = (attendance: Attendance) => receiveInvitation(attendance, textOf(cut), options).attendance;
  const second = secondOf(afterLetters(series));

  it.each([{}, { thisAndFuture: true }])(
    "is neither in the calendar object nor among the instances: answered with %j",
    (more) => {
      const as = { status: "accepted" as const, instance: second, ...more };
      const answered = answerInvitation(afterLetters(series), as, { now: at(1) }).attendance;
      const known = later(answered);
      if (known === undefined) throw new Error("nothing was kept");
      expect(formatAttendance(known)).not.toContain("RECURRENCE-ID");
      const { instances = [] } = attendanceOf(known);
      for (const instance of instances) expect(attendanceOf(known, { instance }).uid).toBe(uid);
      expect(instances).toEqual([]);
      // Made longer again, the series has it back, and the answer to it.
      const back = receiveInvitation(known, textOf(letter(9, [note()])), options).attendance;
      if (back === undefined) throw new Error("nothing was kept");
      expect(attendanceOf(back, { instance: second }).status).toBe("accepted");
    },
  );

  it("still has its answer where a change of it and all that follow says that it is there", () => {
    const answered = answerInvitation(
      afterLetters(series),
      { status: "accepted", instance: second },
      { now: at(1) },
    );
    const range = letter(7, [note({ place: { day: 7, later: true }, title: "Budget" })]);
    const known = afterMails(jane, [cut, range].map(textOf), answered.attendance);
    expect(attendanceOf(known, { instance: second })).toMatchObject({
      status: "accepted",
      event: { summary: "Budget" },
    });
    expect(formatAttendance(known)).toContain("RANGE=THISANDFUTURE");
  });
});
