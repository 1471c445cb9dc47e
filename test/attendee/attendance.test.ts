import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import {
  type Attendance,
  adoptAttendance,
  answerInvitation,
  askAgain,
  attendanceOf,
  formatAttendance,
  mergeAttendances,
  parseAttendance,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import { ItipError } from "../../src/errors.ts";
import {
  cancelInvite,
  checkMessage,
  composeEmail,
  createInvite,
  currentMessages,
  declineProposal,
  type Invite,
  type OutgoingMessage,
  openEmail,
  parseMessage,
  readInvitation,
  receive,
  statusOf,
  updateInvite,
} from "../../src/index.ts";
import { afterMails } from "../support/after-mails.ts";

const me = "jane@example.test";
const options = { me };
const at = (minute: number) => new Date(Date.UTC(2027, 4, 1, 9, minute));
const london = (text: string) => ({ time: text, tzid: "Europe/London" });

const made = (extra: object = {}) =>
  createInvite(
    {
      id: "board",
      organizer: { email: "planner@example.com", name: "Paula" },
      recipients: [{ email: me }, { email: "bob@example.test" }],
      event: {
        summary: "Board",
        start: london("2027-06-03T10:00:00"),
        end: london("2027-06-03T11:00:00"),
        ...extra,
      },
    },
    { now: at(0) },
  );
const weekly = { recurrence: { rule: "FREQ=WEEKLY;COUNT=6" } };
const second = london("2027-06-10T10:00:00");

const toJane = (messages: readonly OutgoingMessage[]): string => {
  const found = messages.find(({ to }) => to.email === me);
  if (found === undefined) throw new Error("nothing is sent to Jane");
  return found.ics;
};

describe("what a mail means to the person", () => {
  it("is new, then a duplicate, then updated, then cancelled, then a new invitation", () => {
    const first = made();
    const moved = updateInvite(
      first.invite,
      { event: { start: london("2027-06-03T15:00:00") } },
      { now: at(1) },
    );
    const off = cancelInvite(moved.invite, { now: at(2) });
    const again = updateInvite(off.invite, { event: { summary: "Board again" } }, { now: at(3) });
    let attendance: Attendance | undefined;
    const kinds = [first, first, moved, first, off, again].map(({ messages }) => {
      const received = receiveInvitation(attendance, toJane(messages), options);
      attendance = received.attendance;
      return received.outcome.kind;
    });
    expect(kinds).toEqual(["new", "duplicate", "updated", "outdated", "cancelled", "reinvited"]);
  });

  it("says what changed, and that an answer outlives a new title and not a new time", () => {
    const { invite, messages } = made();
    const accepted = answerInvitation(
      afterMails(me, [toJane(messages)]),
      { status: "accepted" },
      { now: at(1) },
    );
    const named = updateInvite(invite, { event: { summary: "Full board" } }, { now: at(2) });
    const renamed = receiveInvitation(accepted.attendance, toJane(named.messages), options);
    expect(renamed.outcome).toEqual({
      kind: "updated",
      changes: [{ field: "summary", from: "Board", to: "Full board" }],
      answerStands: true,
    });
    const later = updateInvite(
      named.invite,
      { event: { start: london("2027-06-03T15:00:00") } },
      { now: at(3) },
    );
    const moved = receiveInvitation(renamed.attendance, toJane(later.messages), options);
    expect(moved.outcome).toMatchObject({ kind: "updated", answerStands: false });
    expect(attendanceOf(afterMails(me, [], moved.attendance))).toMatchObject({
      status: "pending",
      needsAnswer: true,
    });
  });

  it("keeps a cancellation that arrives before the invitation", () => {
    const { invite, messages } = made();
    const off = cancelInvite(invite, { now: at(1) });
    expect(attendanceOf(afterMails(me, [toJane(off.messages), toJane(messages)]))).toMatchObject({
      cancelled: true,
      needsAnswer: false,
    });
  });

  it("says of an event of which only a cancellation came that it is called off, and no more", () => {
    const cancel = toJane(cancelInvite(made().invite, { now: at(2) }).messages);
    const unknown = attendanceOf(afterMails(me, [cancel]));
    expect(unknown).toMatchObject({ cancelled: true, needsAnswer: false, sequence: 1 });
    expect(unknown.event).toBeUndefined();
    expect(attendanceOf(afterMails(me, [cancel, toJane(made().messages)])).event?.summary).toBe("Board");
  });

  it("lets one occurrence be moved and called off, and leaves the answer to the series", () => {
    const { invite, messages } = made(weekly);
    const moved = updateInvite(
      invite,
      { event: { start: london("2027-06-10T15:00:00") } },
      { now: at(1), instance: second },
    );
    const off = cancelInvite(moved.invite, { now: at(3), instance: london("2027-06-17T10:00:00") });
    const start = answerInvitation(
      afterMails(me, [toJane(messages)]),
      { status: "accepted" },
      { now: at(1) },
    );
    const end = afterMails(me, [toJane(moved.messages), toJane(off.messages)], start.attendance);
    expect(attendanceOf(end)).toMatchObject({ status: "accepted", cancelled: false });
    expect(attendanceOf(end, { instance: second })).toMatchObject({
      status: "pending",
      needsAnswer: true,
      event: { start: { time: "2027-06-10T15:00:00+01:00" } },
    });
    expect(attendanceOf(end, { instance: london("2027-06-17T10:00:00") }).cancelled).toBe(true);
    expect(attendanceOf(end, { instance: london("2027-06-24T10:00:00") }).status).toBe("accepted");
    expect(() => attendanceOf(end, { instance: london("2027-06-25T10:00:00") })).toThrow(ItipError);
  });
});

describe("what went wrong", () => {
  const given = () =>
    answerInvitation(afterMails(me, [toJane(made(weekly).messages)]), { status: "accepted" }, { now: at(1) });
  const ninth = london("2027-06-09T12:00:00");
  const add = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Example//EN",
    "METHOD:ADD",
    "BEGIN:VEVENT",
    `UID:${made(weekly).invite.uid}`,
    "DTSTAMP:20270501T090500Z",
    "SEQUENCE:1",
    "SUMMARY:Extra",
    "DTSTART:20270609T110000Z",
    "DTEND:20270609T120000Z",
    "ORGANIZER:mailto:planner@example.com",
    `ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:${me}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");

  it("ADD took the place of the series", () => {
    const received = receiveInvitation(given().attendance, add, options);
    expect(received.outcome).toMatchObject({ kind: "new", instance: { time: "2027-06-09T11:00:00Z" } });
    const state = afterMails(me, [], received.attendance);
    expect(attendanceOf(state)).toMatchObject({
      status: "accepted",
      event: { summary: "Board", recurrence: { rule: "FREQ=WEEKLY;COUNT=6" } },
    });
    expect(attendanceOf(state, { instance: ninth })).toMatchObject({
      needsAnswer: true,
      event: { summary: "Extra" },
    });
    expect(attendanceOf(afterMails(me, [add, toJane(made(weekly).messages)], undefined)).event?.summary).toBe(
      "Board",
    );
    const answer = answerInvitation(state, { status: "declined", instance: ninth }, { now: at(9) });
    expect(answer.messages[0]?.ics).toMatch(/RECURRENCE-ID[^\r]*:20270609T1[12]0000/);
    expect(attendanceOf(answer.attendance).status).toBe("accepted");
  });

  it("an ADD outlived a later REQUEST of the whole series", () => {
    const whole = toJane(made(weekly).messages).replace(/SEQUENCE:0/, "SEQUENCE:2");
    const state = afterMails(me, [add, whole], given().attendance);
    expect(() => attendanceOf(state, { instance: ninth })).toThrow(/unknown-instance/);
    expect(attendanceOf(afterMails(me, [whole, add], given().attendance))).toEqual(attendanceOf(state));
  });

  it("an answer was said to stand after a move because the new text had PARTSTAT=ACCEPTED", () => {
    const moved = updateInvite(
      made().invite,
      { event: { start: london("2027-06-03T15:00:00") } },
      { now: at(3) },
    );
    const first = answerInvitation(
      afterMails(me, [toJane(made().messages)]),
      { status: "accepted" },
      { now: at(1) },
    );
    const text = toJane(moved.messages).replaceAll("PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED");
    expect(text).toContain("PARTSTAT=ACCEPTED");
    expect(receiveInvitation(first.attendance, text, options).outcome).toMatchObject({
      kind: "updated",
      answerStands: false,
    });
  });

  it("a change of this and all following occurrences was kept as a change of one alone", () => {
    const later = toJane(made(weekly).messages)
      .replace(
        "RRULE:FREQ=WEEKLY;COUNT=6",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20270610T100000",
      )
      .replace("DTSTART;TZID=Europe/London:20270603T100000", "DTSTART;TZID=Europe/London:20270610T143000")
      .replace("DTEND;TZID=Europe/London:20270603T110000", "DTEND;TZID=Europe/London:20270610T153000")
      .replace("SEQUENCE:0", "SEQUENCE:1");
    const received = receiveInvitation(given().attendance, later, options);
    expect(received.outcome).toMatchObject({
      kind: "updated",
      changes: [{ field: "time" }],
      answerStands: false,
      instance: { time: "2027-06-10T10:00:00+01:00" },
      thisAndFuture: true,
    });
    const state = afterMails(me, [], received.attendance);
    const at10 = (day: string) => attendanceOf(state, { instance: london(`2027-06-${day}T10:00:00`) });
    expect(attendanceOf(state).status).toBe("accepted");
    expect(at10("03")).toMatchObject({
      status: "accepted",
      event: { start: { time: "2027-06-03T10:00:00+01:00" } },
    });
    for (const day of ["10", "17"])
      expect(at10(day)).toMatchObject({
        status: "pending",
        event: {
          start: { time: `2027-06-${day}T14:30:00+01:00` },
          end: { time: `2027-06-${day}T15:30:00+01:00` },
        },
      });
    const adopted = adoptAttendance(formatAttendance(state), { me });
    const third = london("2027-06-17T10:00:00");
    expect(attendanceOf(adopted, { instance: third })).toEqual(attendanceOf(state, { instance: third }));
  });
});

describe("several addresses", () => {
  const at2 = (addresses: string[]) =>
    receiveInvitation(undefined, toJane(made().messages), { me: addresses }).attendance;
  it("merging copies made another of the person's addresses the one that answers", () => {
    const [laptop, phone] = [at2([me, "bob@example.test"]), at2([me, "bob@example.test", "a@example.test"])];
    if (laptop === undefined || phone === undefined) throw new Error("nothing was kept");
    const merged = mergeAttendances(laptop, phone);
    expect(merged).toEqual(mergeAttendances(phone, laptop));
    expect(merged.me.map(({ email }) => email)).toEqual([me, "bob@example.test", "a@example.test"]);
    expect(answerInvitation(merged, { status: "accepted" }, { now: at(1) }).messages[0]?.from.email).toBe(me);
  });
});

describe("whom to believe", () => {
  it("refuses a present that is no date", () => {
    const mail = toJane(made().messages);
    for (const now of [new Date(Number.NaN), Object.create(Date.prototype)])
      expect(() => receiveInvitation(undefined, mail, { me, now })).toThrow(
        "invalid-argument: options.now: must be a valid Date, got an object",
      );
  });

  const sent = async (message: OutgoingMessage, from: string) =>
    openEmail(
      composeEmail(message, { date: at(0), messageId: "<1@example.com>" }).raw.replace(
        /^From: .*\r\n/m,
        `From: ${from}\r\n`,
      ),
    );

  it("takes the organizer's own mail alone", async () => {
    const [message] = made().messages;
    if (message === undefined) throw new Error("no message");
    const own = receiveInvitation(undefined, await sent(message, "planner@example.com"), options);
    expect(own.outcome.kind).toBe("new");
    const forwarded = receiveInvitation(undefined, await sent(message, "mallory@example.test"), options);
    expect(forwarded).toEqual({ outcome: { kind: "held", reason: "sender-mismatch" }, messages: [] });
    const approved = receiveInvitation(undefined, await sent(message, "mallory@example.test"), {
      me,
      author: "planner@example.com",
    });
    expect(approved.outcome.kind).toBe("new");
    const failed = receiveInvitation(undefined, await sent(message, "planner@example.com"), {
      me,
      authentication: "fail",
    });
    expect(failed.outcome).toEqual({ kind: "held", reason: "authentication-failed" });
  });

  it("ignores an invitation that lists none of the person's addresses", () => {
    const { messages } = made();
    expect(receiveInvitation(undefined, toJane(messages), { me: "carol@example.test" }).outcome).toEqual({
      kind: "ignored",
      reason: "not-invited",
    });
  });

  it.each([
    ["a zone that nobody knows", "DTSTART;TZID=Mars/Base:20270610T100000"],
    ["a damaged date", "DTSTART:tomorrow"],
    ["no date", "X-NOTHING:1"],
  ])("holds an invitation of which nobody can tell when it is, instead of passing over it: %s", (_, line) => {
    const unclear = toJane(made().messages).replace(/^DTSTART;TZID=Europe.*\r\nDTEND.*$/m, line);
    expect(unclear).toContain(line);
    const held = receiveInvitation(undefined, unclear, options);
    expect(held).toEqual({ outcome: { kind: "held", reason: "unreadable-time" }, messages: [] });
  });

  it("holds a mail in which somebody else calls themselves the organizer", () => {
    const attendance = afterMails(me, [toJane(made().messages)]);
    const foreign = toJane(made().messages).replaceAll("planner@example.com", "mallory@example.com");
    expect(receiveInvitation(attendance, foreign, options).outcome).toEqual({
      kind: "held",
      reason: "organizer-change",
    });
  });
});

describe("answering", () => {
  it("is what receive of the organizer understands, each answer later than the last", () => {
    const { invite, messages } = made();
    const first = answerInvitation(
      afterMails(me, [toJane(messages)]),
      { status: "accepted" },
      { now: at(1) },
    );
    const next = answerInvitation(
      first.attendance,
      { status: "declined", comment: "On leave" },
      { now: at(1) },
    );
    const back = answerInvitation(next.attendance, { status: "pending" }, { now: at(1) });
    const stamps = [first, next, back].map((one) => one.messages[0]?.dtstamp);
    expect(new Set(stamps).size).toBe(3);
    let tracked: Invite = invite;
    const seen = [first, next].map((one) => {
      tracked = receive(tracked, one.messages[0]?.ics ?? "", { now: at(5) }).invite;
      return statusOf(tracked).recipients[0]?.status;
    });
    expect(seen).toEqual(["accepted", "declined"]);
    expect(back.messages[0]?.ics).toContain("PARTSTAT=NEEDS-ACTION");
  });

  it("proposes another time, which the organizer declines", () => {
    const { invite, messages } = made();
    const proposal = { start: london("2027-06-04T10:00:00"), end: london("2027-06-04T11:00:00") };
    const counter = answerInvitation(
      afterMails(me, [toJane(messages)]),
      { status: "tentative", proposal },
      { now: at(1) },
    );
    expect(counter.messages[0]?.method).toBe("COUNTER");
    expect(attendanceOf(counter.attendance).proposal?.start.time).toBe("2027-06-04T10:00:00+01:00");
    const heard = receive(invite, counter.messages[0]?.ics ?? "", { now: at(2) });
    const no = declineProposal(heard.invite, me, { now: at(3), comment: "Friday is taken" });
    const told = receiveInvitation(counter.attendance, toJane(no.messages), options);
    expect(told.outcome.kind).toBe("proposal-declined");
    expect(attendanceOf(afterMails(me, [], told.attendance)).proposal).toBeUndefined();
  });

  it("delegates: a REPLY to the organizer and a REQUEST to the delegate (RFC 5546 section 3.2.2.3)", () => {
    const { messages } = made();
    const given = answerInvitation(
      afterMails(me, [toJane(messages)]),
      { status: "delegated", delegateTo: { email: "dora@example.test", name: "Dora" } },
      { now: at(1) },
    );
    const [reply, request] = given.messages;
    expect([reply?.method, reply?.to.email, request?.method, request?.to.email]).toEqual([
      "REPLY",
      "planner@example.com",
      "REQUEST",
      "dora@example.test",
    ]);
    expect(parseMessage(reply?.ics ?? "").problems).toEqual([]);
    const guests = readInvitation(parseMessage(request?.ics ?? ""))?.guests ?? [];
    expect(guests.find(({ email }) => email === me)).toMatchObject({
      status: "delegated",
      delegatedTo: ["dora@example.test"],
    });
    expect(guests.find(({ email }) => email === "dora@example.test")).toMatchObject({
      status: "pending",
      rsvp: true,
      delegatedFrom: [me],
    });
  });

  it("asks again with a REFRESH, which the organizer answers with the latest text", () => {
    const { invite, messages } = made();
    const moved = updateInvite(invite, { event: { summary: "New" } }, { now: at(1) });
    const ask = askAgain(afterMails(me, [toJane(messages)]), { now: at(2) });
    expect(checkMessage(ask.ics)).toEqual([]);
    const back = receive(moved.invite, ask.ics, { now: at(3) });
    expect(back.messages.map(({ method }) => method)).toEqual(["REQUEST"]);
  });

  it("takes an occurrence that names nobody for moved, and one with other guests for called off", () => {
    const { invite } = made(weekly);
    const instance = london("2027-06-10T10:00:00");
    const change = { event: { start: london("2027-06-11T15:00:00") } };
    const moved = updateInvite(invite, change, { now: at(1), instance }).invite;
    const [text = ""] = currentMessages(moved, { now: at(2) }).map(({ ics }) => ics.replaceAll("\r\n ", ""));
    const bare = text.replace(/(RECURRENCE-ID.*?)(?:ATTENDEE[^\r]*\r\n)+/s, "$1");
    const others = bare.replace("RECURRENCE-ID", "ATTENDEE:mailto:other@example.test\r\nRECURRENCE-ID");
    const seen = (ics: string) => {
      const { attendance } = receiveInvitation(undefined, ics, options);
      const { cancelled, event } = attendanceOf(parseAttendance(attendance), { instance });
      return [cancelled, event?.start.time];
    };
    expect(seen(text)).toEqual([false, "2027-06-11T15:00:00+01:00"]);
    expect(seen(bare)).toEqual([false, "2027-06-11T15:00:00+01:00"]);
    expect(seen(others)[0]).toBe(true);
  });

  it("refuses what is cancelled, and what was never sent", () => {
    const { invite, messages } = made(weekly);
    const off = cancelInvite(invite, { now: at(1) });
    const attendance = afterMails(me, [toJane(messages)]);
    const gone = afterMails(me, [toJane(off.messages)], attendance);
    expect(() => answerInvitation(gone, { status: "accepted" })).toThrow(/cannot-answer/);
    const never = { status: "accepted", instance: london("2027-06-11T10:00:00") } as const;
    expect(() => answerInvitation(attendance, never)).toThrow(/unknown-instance/);
  });
});

describe("the calendar object", () => {
  it("has no METHOD, carries the answer, and keeps what the person added through an update", () => {
    const { invite, messages } = made();
    const given = answerInvitation(
      afterMails(me, [toJane(messages)]),
      { status: "accepted" },
      { now: at(1) },
    );
    const stored = formatAttendance(given.attendance).replace(
      "END:VEVENT",
      "CATEGORIES:Mine\r\nX-OWN:1\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Go\r\nTRIGGER:-PT7M\r\nEND:VALARM\r\nEND:VEVENT",
    );
    expect(stored).not.toContain("METHOD");
    expect(stored).toContain("PARTSTAT=ACCEPTED");
    const adopted = adoptAttendance(stored, { me });
    expect(attendanceOf(adopted).status).toBe("accepted");
    const named = updateInvite(invite, { event: { summary: "Full board" } }, { now: at(2) });
    const updated = formatAttendance(afterMails(me, [toJane(named.messages)], adopted));
    for (const line of ["SUMMARY:Full board", "CATEGORIES:Mine", "X-OWN:1", "TRIGGER:-PT7M"])
      expect(updated).toContain(line);
    expect(updated).toContain("PARTSTAT=ACCEPTED");
  });

  it("gives an occurrence that was answered apart its own component", () => {
    const { messages } = made(weekly);
    const given = answerInvitation(
      afterMails(me, [toJane(messages)]),
      { status: "declined", instance: second },
      { now: at(1) },
    );
    const read = readInvitation(parseMessage(formatAttendance(given.attendance)));
    expect(read?.occurrences.map(({ instance, guests }) => [instance.time, guests[0]?.status])).toEqual([
      ["2027-06-10T10:00:00+01:00", "declined"],
    ]);
    expect(read?.guests[0]?.status).toBe("pending");
  });
});

describe("the calendar object, read by ical.js", () => {
  it("is a series with the answer, an occurrence that was declined apart, and one called off", () => {
    const { invite, messages } = made(weekly);
    const third = london("2027-06-17T10:00:00");
    const off = cancelInvite(invite, { now: at(1), instance: third });
    const all = afterMails(me, [toJane(messages), toJane(off.messages)]);
    const yes = answerInvitation(all, { status: "accepted" }, { now: at(2) });
    const no = answerInvitation(yes.attendance, { status: "declined", instance: second }, { now: at(3) });
    const calendar = new ICAL.Component(ICAL.parse(formatAttendance(no.attendance)));
    expect(calendar.getFirstPropertyValue("method")).toBeNull();
    const read = calendar.getAllSubcomponents("vevent").map((event) => {
      const mine = event.getAllProperties("attendee").find((one) => one.getFirstValue() === `mailto:${me}`);
      const id = event.getFirstPropertyValue("recurrence-id");
      return [
        id instanceof ICAL.Time ? id.toJSDate().toISOString() : "series",
        mine?.getFirstParameter("partstat"),
        event.getFirstPropertyValue("status"),
      ];
    });
    ICAL.TimezoneService.reset();
    expect(read).toEqual([
      ["series", "ACCEPTED", "CONFIRMED"],
      ["2027-06-10T09:00:00.000Z", "DECLINED", "CONFIRMED"],
      ["2027-06-17T09:00:00.000Z", "ACCEPTED", "CANCELLED"],
    ]);
  });
});

describe("stored state", () => {
  it("survives JSON, and is refused when damaged or newer", () => {
    const attendance = afterMails(me, [toJane(made().messages)]);
    expect(parseAttendance(JSON.parse(JSON.stringify(attendance)))).toEqual(attendance);
    expect(() => parseAttendance({ ...attendance, version: 99 })).toThrow(/newer-state/);
    for (const damage of [
      { uid: 7 },
      { me: [] },
      { slots: {} },
      { slots: [{ occurrence: "x" }] },
      { more: 1 },
    ])
      for (const read of [parseAttendance, attendanceOf, formatAttendance])
        expect(() => Reflect.apply(read, undefined, [{ ...attendance, ...damage }])).toThrow(/invalid-state/);
  });
});
