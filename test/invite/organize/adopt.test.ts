import { describe, expect, it } from "vitest";
import { answerAs } from "../../../src/clients/index.ts";
import {
  adoptInvite,
  answer,
  type Invite,
  type InviteInput,
  ItipError,
  openEmail,
  parseInvite,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { calendarText, componentText } from "../../support/fixtures/minimal-message.ts";
import { pathsOf, problemsOf } from "../../support/refusal.ts";

const now = new Date("2027-05-01T09:00:00Z");
const later = new Date("2027-05-02T09:00:00Z");

/** A series as another program has sent it: moved once, one occurrence elsewhere, one called off, two of three answered. */
const sent = calendarText("REQUEST", [
  componentText("VEVENT", [
    "UID:legacy-77@example.com",
    "SEQUENCE:4",
    "DTSTAMP:20270501T080000Z",
    "DTSTART:20270610T090000Z",
    "DTEND:20270610T100000Z",
    "RRULE:FREQ=WEEKLY;COUNT=6",
    "EXDATE:20270624T090000Z",
    "SUMMARY:Board",
    "X-LEGACY-ID:77",
    "ORGANIZER;CN=Paula Planner:mailto:planner@example.com",
    "ATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:jane@example.test",
    "ATTENDEE;PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT:mailto:omar@example.test",
    "ATTENDEE;CN=Li;RSVP=TRUE:mailto:li@example.test",
  ]),
  componentText("VEVENT", [
    "UID:legacy-77@example.com",
    "RECURRENCE-ID:20270617T090000Z",
    "SEQUENCE:4",
    "DTSTAMP:20270501T080000Z",
    "DTSTART:20270618T130000Z",
    "DTEND:20270618T140000Z",
    "SUMMARY:Board",
    "ORGANIZER:mailto:planner@example.com",
    "ATTENDEE;PARTSTAT=DECLINED:mailto:jane@example.test",
    "ATTENDEE:mailto:li@example.test",
  ]),
]);

const adopted = adoptInvite({ id: "77", ics: sent }, { now });
const answers = (invite: Invite, instance?: string) =>
  statusOf(invite, instance === undefined ? {} : { instance }).recipients.map(
    ({ email, status }) => `${email} ${status}`,
  );

describe("an event that another program has sent", () => {
  it("goes on with its UID, SEQUENCE and the answers that people have given", () => {
    expect(adopted).toMatchObject({ id: "77", uid: "legacy-77@example.com", sequence: 4 });
    expect(statusOf(adopted)).toMatchObject({
      state: "active",
      updatedAt: "2027-05-01T08:00:00Z",
      sequence: 4,
    });
    expect(answers(adopted)).toEqual([
      "jane@example.test accepted",
      "omar@example.test declined",
      "li@example.test pending",
    ]);
  });

  it("keeps its occurrences, who is not invited to one, and what was answered to it alone", () => {
    expect(statusOf(adopted, { instance: "2027-06-17T09:00:00Z" }).event.start.time).toBe(
      "2027-06-18T13:00:00Z",
    );
    expect(answers(adopted, "2027-06-17T09:00:00Z")).toEqual([
      "jane@example.test declined",
      "li@example.test pending",
    ]);
    expect(() => statusOf(adopted, { instance: "2027-06-24T09:00:00Z" })).toThrow(ItipError);
  });

  it("leaves nobody out of an occurrence that names no guests, as Thunderbird writes it", () => {
    const bare = sent.replace(/(RECURRENCE-ID.*?)(?:ATTENDEE[^\r]*\r\n)+/s, "$1");
    const taken = adoptInvite({ id: "77", ics: bare }, { now });
    expect(answers(taken, "2027-06-17T09:00:00Z")).toEqual([
      "jane@example.test accepted",
      "omar@example.test declined",
      "li@example.test pending",
    ]);
    const { messages } = updateInvite(taken, { event: { summary: "New" } }, { now: later });
    for (const { ics } of messages) expect(ics).not.toMatch(/EXDATE.*20270617/);
    expect(messages[0]?.ics).toContain("DTSTART:20270618T130000Z");
  });

  it("keeps that people owe an answer to an occurrence which was moved after they had answered the series", () => {
    const moved = sent.replace(
      "PARTSTAT=DECLINED:mailto:jane@example.test",
      "RSVP=TRUE:mailto:jane@example.test",
    );
    const invite = adoptInvite({ id: "77", ics: moved }, { now });
    expect(answers(invite, "2027-06-17T09:00Z")).toEqual([
      "jane@example.test pending",
      "li@example.test pending",
    ]);
    expect(answers(invite, "2027-07-01T09:00Z")[0]).toBe("jane@example.test accepted");
    expect(parseInvite(JSON.parse(JSON.stringify(invite)))).toEqual(invite);
  });

  it("keeps the length of an occurrence that was added with one of its own", () => {
    const ics = sent.replace(
      "EXDATE:20270624T090000Z",
      "EXDATE:20270624T090000Z\r\nRDATE;VALUE=PERIOD:20270611T090000Z/PT3H",
    );
    const whole = adoptInvite({ id: "77", ics }, { now });
    expect(statusOf(whole, { instance: "2027-06-11T09:00:00Z" }).event).toMatchObject({
      start: { time: "2027-06-11T09:00:00Z" },
      end: { time: "2027-06-11T12:00:00Z" },
    });
    const moved = updateInvite(whole, { event: { location: { description: "Room 7" } } }, { now: later });
    const own = moved.messages[0]?.ics
      .split("BEGIN:VEVENT")
      .find((one) => /RECURRENCE-ID[^\r]*20270611/.test(one));
    expect(own).toContain("DTEND:20270611T120000Z");
  });

  it("is stored and read back like any other", () => {
    expect(parseInvite(JSON.parse(JSON.stringify(adopted)))).toEqual(adopted);
  });

  it("sends an update that is newer than what people have, under the same SEQUENCE where only the place changes", () => {
    const { messages } = updateInvite(
      adopted,
      { event: { location: { description: "Room 2" } } },
      { now: new Date("2020-01-01T00:00:00Z") },
    );
    const [first] = messages;
    expect(first).toMatchObject({
      uid: "legacy-77@example.com",
      sequence: 4,
      dtstamp: "2027-05-01T08:00:01Z",
    });
    expect(first?.ics).toContain("X-LEGACY-ID:77");
    const moved = updateInvite(adopted, { event: { start: "2027-06-11T09:00:00Z" } }, { now: later });
    expect(moved.messages[0]?.sequence).toBe(5);
    expect(answers(moved.invite)).toEqual([
      "jane@example.test pending",
      "omar@example.test pending",
      "li@example.test pending",
    ]);
  });

  it("hears a later answer, and no earlier one", async () => {
    const said = async (status: "tentative", at: string) =>
      openEmail(answerAs("google", sent, { email: "jane@example.test", status }, { now: new Date(at) }).raw);
    const options = { authentication: "pass" as const };
    expect(
      answers(receive(adopted, await said("tentative", "2027-05-03T00:00:00Z"), options).invite)[0],
    ).toBe("jane@example.test tentative");
    expect(
      answers(receive(adopted, await said("tentative", "2027-04-01T00:00:00Z"), options).invite)[0],
    ).toBe("jane@example.test accepted");
  });

  it("that was called off is called off", () => {
    const off = sent.replace("METHOD:REQUEST", "METHOD:CANCEL");
    expect(statusOf(adoptInvite({ id: "77", ics: off })).state).toBe("cancelled");
  });
});

describe("an event from one's own records", () => {
  const record: InviteInput & { uid: string; sequence: number } = {
    id: "77",
    uid: "legacy-77@example.com",
    sequence: 4,
    organizer: { email: "planner@example.com" },
    recipients: [{ email: "jane@example.test", status: "accepted" }],
    event: { summary: "Board", start: "2027-06-10T10:00", end: "2027-06-10T11:00", tzid: "Europe/London" },
  };

  it("goes on from the SEQUENCE that was sent", () => {
    const invite = adoptInvite(record, { now });
    expect(answers(invite)).toEqual(["jane@example.test accepted"]);
    const { messages } = updateInvite(invite, { event: { start: "2027-06-10T12:00" } }, { now: later });
    expect(messages.map(({ uid, sequence }) => [uid, sequence])).toEqual([["legacy-77@example.com", 5]]);
  });

  it("needs UID and SEQUENCE", () => {
    const refused = (value: unknown) => pathsOf(() => Reflect.apply(adoptInvite, undefined, [value]));
    expect(refused({ ...record, uid: undefined, sequence: -1 })).toEqual(["sequence", "uid"]);
    expect(refused({ id: "77", ics: 7 })).toEqual(["ics"]);
    expect(refused({ id: "77", ics: sent, organiser: {} })).toEqual(["running.organiser"]);
    expect(refused(7)).toEqual(["running"]);
  });
});

it("an occurrence alone is no whole event to take over", () => {
  const alone = calendarText("REQUEST", [
    componentText("VEVENT", [
      "UID:1",
      "DTSTAMP:20270501T080000Z",
      "RECURRENCE-ID:20270617T090000Z",
      "DTSTART:20270618T130000Z",
    ]),
  ]);
  expect(() => adoptInvite({ id: "1", ics: alone })).toThrow(/must hold the whole event/);
});

describe("a calendar object that counts each occurrence by itself", () => {
  const common = [
    "UID:legacy-78@example.com",
    "DURATION:PT1H",
    "SUMMARY:Board",
    "ORGANIZER:mailto:planner@example.com",
  ];
  const series = [
    componentText("VEVENT", [
      ...common,
      "SEQUENCE:1",
      "DTSTAMP:20270401T080000Z",
      "DTSTART:20270610T090000Z",
      "RRULE:FREQ=WEEKLY;COUNT=6",
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
    ]),
  ];
  const ics = calendarText("REQUEST", [
    ...series,
    componentText("VEVENT", [
      ...common,
      "SEQUENCE:5",
      "DTSTAMP:20270420T080000Z",
      "RECURRENCE-ID:20270617T090000Z",
      "DTSTART:20270617T130000Z",
      "ATTENDEE;PARTSTAT=DECLINED:mailto:jane@example.test",
    ]),
  ]);
  const apart = adoptInvite({ id: "78", ics }, { now });
  const instance = "2027-06-17T09:00:00Z";
  const clockBehind = new Date("2020-01-01T00:00:00Z");

  it("is followed by messages that are newer than its latest occurrence, of the series and of that occurrence", () => {
    const place = { event: { location: { description: "Room 2" } } };
    for (const at of [{}, { instance }]) {
      const { messages } = updateInvite(apart, place, { now: clockBehind, ...at });
      expect(messages.map(({ sequence, dtstamp }) => [sequence, dtstamp])).toEqual([
        [5, "2027-04-20T08:00:01Z"],
      ]);
    }
    const moved = updateInvite(apart, { event: { start: "2027-06-17T14:00Z" } }, { now, instance });
    expect(moved.messages.map(({ sequence }) => sequence)).toEqual([6]);
  });

  it("hears an answer to the series under the series' own SEQUENCE", () => {
    const said = answer(
      calendarText("REQUEST", series),
      { email: "jane@example.test", status: "tentative" },
      { now: later },
    );
    expect(said.sequence).toBe(1);
    const heard = receive(apart, said.ics, { now: later });
    expect(heard.outcome.kind).toBe("applied");
    expect(answers(heard.invite)).toEqual(["jane@example.test tentative"]);
    expect(answers(heard.invite, instance)).toEqual(["jane@example.test declined"]);
  });

  it("hears no answer to the occurrence that was given before it was moved", () => {
    const before = calendarText("REPLY", [
      componentText("VEVENT", [
        "UID:legacy-78@example.com",
        "SEQUENCE:4",
        "DTSTAMP:20270425T080000Z",
        "RECURRENCE-ID:20270617T090000Z",
        "ORGANIZER:mailto:planner@example.com",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
      ]),
    ]);
    expect(answers(receive(apart, before, { now: later }).invite, instance)).toEqual([
      "jane@example.test declined",
    ]);
  });
});

describe("text that cannot be taken over whole is refused by name", () => {
  const codeOf = (ics: string) =>
    problemsOf(() => adoptInvite({ id: "77", ics }, { now })).map(({ path, code }) => `${path}:${code}`);

  it.each(["REPLY", "COUNTER", "ADD", "REFRESH", "DECLINECOUNTER"])(
    "a %s lists one person or a part",
    (method) => {
      expect(codeOf(sent.replace("METHOD:REQUEST", `METHOD:${method}`))).toEqual(["ics:method"]);
    },
  );

  it.each(["METHOD:PUBLISH", "X-NOTE:no method"])("a calendar object with %s is taken over", (line) => {
    expect(codeOf(sent.replace("METHOD:REQUEST", line))).toEqual([]);
  });

  it("wall time without a zone, which would become the moment of one zone", () => {
    const floating = sent
      .replace(/(\d{8}T\d{6})Z/g, "$1")
      .replace(/DTSTAMP:\S+/g, "DTSTAMP:20270501T080000Z");
    expect(codeOf(floating)).toEqual(["ics:missing-time-zone"]);
  });

  it("one occurrence with all that follow, which would become one alone", () => {
    expect(codeOf(sent.replace("RECURRENCE-ID:", "RECURRENCE-ID;RANGE=THISANDFUTURE:"))).toEqual([
      "ics:this-and-future",
    ]);
  });

  it("an occurrence that the event does not have, but for one that is called off", () => {
    const outside = sent.replace("RECURRENCE-ID:20270617T090000Z", "RECURRENCE-ID:20270618T130000Z");
    expect(codeOf(outside)).toEqual(["ics:unknown-instance"]);
    const off = outside.replace(/(RECURRENCE-ID.*)\r\nSEQUENCE/, "$1\r\nSTATUS:CANCELLED\r\nSEQUENCE");
    expect(codeOf(off)).toEqual([]);
  });
});
