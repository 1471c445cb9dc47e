import { describe, expect, it } from "vitest";
import {
  type Attendance,
  answerInvitation,
  attendanceOf,
  formatAttendance,
  parseAttendance,
} from "../../src/attendee/index.ts";
import { afterMails } from "../support/after-mails.ts";

const me = ["jane@example.test", "j.doe@example.test"];
const now = new Date(Date.UTC(2027, 4, 2, 9));

function invitedBy(...attendees: string[]): Attendance {
  const text = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "METHOD:REQUEST",
    "BEGIN:VEVENT",
    "UID:lunch@example.com",
    "DTSTAMP:20270501T090000Z",
    "SEQUENCE:0",
    "ORGANIZER:mailto:planner@example.com",
    ...attendees,
    "DTSTART:20270603T100000Z",
    "DTEND:20270603T110000Z",
    "SUMMARY:Lunch",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
  return afterMails(me, [text]);
}

const attendeesIn = (ics = "") =>
  ics
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .filter((line) => line.startsWith("ATTENDEE"));

const ofServer = "ATTENDEE;EMAIL=jane@example.test;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:/principals/77/";
const ofBob = "ATTENDEE;CN=Bob;PARTSTAT=ACCEPTED:mailto:bob@example.test";

describe("an ATTENDEE whose value is an address of the server's own, beside EMAIL (RFC 7986 section 6.2)", () => {
  it("has the answer in the calendar object", () => {
    const { attendance } = answerInvitation(invitedBy(ofServer), { status: "accepted" }, { now });
    expect(attendeesIn(formatAttendance(attendance))).toEqual([
      "ATTENDEE;EMAIL=jane@example.test;PARTSTAT=ACCEPTED:/principals/77/",
    ]);
  });

  it("has passed the invitation on in the REQUEST to the delegate", () => {
    const delegateTo = { email: "kim@example.test" };
    const { messages } = answerInvitation(
      invitedBy(ofServer, ofBob),
      { status: "delegated", delegateTo },
      { now },
    );
    expect(attendeesIn(messages[1]?.ics)).toEqual([
      'ATTENDEE;EMAIL=jane@example.test;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:kim@example.test":/principals/77/',
      ofBob,
      'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;DELEGATED-FROM="mailto:jane@example.test":mailto:kim@example.test',
    ]);
  });
});

describe("a delegate", () => {
  it("who is a guest already is listed once, as the delegate", () => {
    const delegateTo = { email: "Bob@Example.test", name: "Bob" };
    const invited = invitedBy("ATTENDEE;RSVP=TRUE:mailto:jane@example.test", ofBob);
    const { messages } = answerInvitation(invited, { status: "delegated", delegateTo }, { now });
    const bobs = attendeesIn(messages[1]?.ics).filter((line) => /:mailto:bob@/i.test(line));
    expect(bobs).toHaveLength(1);
    expect(bobs[0]).toContain('DELEGATED-FROM="mailto:jane@example.test"');
  });

  it.each(["jane@example.test", "J.Doe@Example.test"])(
    "is somebody else, and not the person under %s",
    (email) => {
      const invited = invitedBy("ATTENDEE:mailto:jane@example.test");
      const delegating = () => answerInvitation(invited, { status: "delegated", delegateTo: { email } });
      expect(delegating).toThrow(/invalid-argument: as\.delegateTo\.email: must be somebody else/);
    },
  );
});

describe("stored calendar text", () => {
  const stored = () => JSON.stringify(invitedBy("ATTENDEE:mailto:jane@example.test"));

  it("that is no calendar text any more is refused where it is read", () => {
    for (const [from, to] of [
      ["BEGIN:VCALENDAR", "BEGIN:VCALEN"],
      ["END:VCALENDAR", ""],
      ['"BEGIN:VEVENT', '"BEGIN:VTODO'],
    ] as const)
      expect(() => parseAttendance(JSON.parse(stored().replace(from, to)))).toThrow(
        /invalid-state.*must be calendar text/,
      );
  });

  it("that is damaged inside is refused where it is asked for", () => {
    const damaged = JSON.parse(stored().replace(/BEGIN:VEVENT(.*?)END:VEVENT/, "X:1"));
    expect(() => attendanceOf(damaged)).toThrow(/invalid-state/);
    expect(() => formatAttendance(damaged)).toThrow(/invalid-state/);
  });

  it.each([null, 7, "text", [], {}])("is not to be had from %j", (value) => {
    expect(() => Reflect.apply(attendanceOf, undefined, [value])).toThrow(/invalid-state/);
  });
});

it.each(["X Y=1", "\\RX=1", "=1", "ÜX=1"])(
  "with the parameter %s, which has no name, is answered and written without it",
  (odd) => {
    const attendance = invitedBy(`ATTENDEE;${odd};CN=Jane;PARTSTAT=NEEDS-ACTION:mailto:jane@example.test`);
    const answered = answerInvitation(attendance, { status: "accepted" }, { now });
    for (const ics of [answered.messages[0]?.ics, formatAttendance(answered.attendance)])
      expect(attendeesIn(ics)).toEqual([
        expect.stringMatching(/^ATTENDEE;CN=Jane;[^\\Ü]*PARTSTAT=ACCEPTED[^\\Ü]*:mailto:jane/),
      ]);
    expect(attendeesIn(formatAttendance(attendance))[0]).not.toContain(odd);
  },
);

it.each(["Jane^nRoe", "Jane\u0085Roe", "Jane\u2028Roe", `Jane\tRoe`, "x".repeat(2_000)])(
  "with a name that is no line of text (%j) is answered",
  (name) => {
    const attendance = invitedBy(`ATTENDEE;CN=${name}:mailto:jane@example.test`);
    const { messages } = answerInvitation(attendance, { status: "accepted" }, { now });
    expect(messages[0]?.from.name).toMatch(/^(?:Jane Roe|x{1000})$/);
  },
);
