import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildRequest,
  cancelInvite,
  createInvite,
  type Invitation,
  type InviteInput,
  ItipError,
  parseMessage,
  readInvitation,
  updateInvite,
} from "../../src/index.ts";
import { arbitraryInvitation } from "../support/arbitrary/invitation.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";
import { runs } from "../support/runs.ts";

const now = new Date("2027-01-01T09:00:00Z");
const input: InviteInput = {
  id: "board",
  uid: "board@example.com",
  organizer: { email: "planner@example.com", name: "Paula Planner", sentBy: "pa@example.com" },
  recipients: [
    { email: "jane@example.test", name: "Jane Roe", role: "optional", kind: "individual" },
    { email: "room@example.com", kind: "room", status: "accepted" },
  ],
  event: {
    summary: "Board; money, and more",
    description: "Agenda\nTea",
    start: "2027-06-10T10:00",
    end: "2027-06-10T11:00",
    tzid: "Europe/London",
    location: { description: "Room 1", lat: "51.5", long: "-0.12" },
    conferenceUrl: "https://meet.example.com/1",
    url: "https://example.com/board",
    reminders: [{ minutes: 10 }, { minutes: 1440 }],
    status: "tentative",
    transparency: "out-of-office",
    private: true,
    color: "teal",
    html: "<b>Agenda</b>",
    categories: ["Board", "Money, all of it"],
    attachments: [{ url: "https://example.com/a.pdf", name: "a.pdf", mediaType: "application/pdf" }],
    properties: [{ name: "X-OWN", value: "1;2", parameters: { "X-P": "q" } }],
    recurrence: { rule: "FREQ=WEEKLY;COUNT=10", exclude: ["2027-06-24T10:00"] },
  },
};

function read(ics: string, options = {}): Invitation {
  const found = readInvitation(parseMessage(ics, options));
  if (found === undefined) throw new Error("there is no invitation");
  return found;
}

describe("what is built", () => {
  it("is read back in the words of createInvite, whole", () => {
    const { event, guests, ...rest } = read(buildRequest({ ...input, sequence: 3 }, { now }));
    expect(rest).toEqual({
      method: "REQUEST",
      uid: "board@example.com",
      sequence: 3,
      dtstamp: "2027-01-01T09:00:00Z",
      organizer: input.organizer,
      cancelled: false,
      occurrences: [],
    });
    expect(guests).toEqual([
      {
        email: "jane@example.test",
        name: "Jane Roe",
        status: "pending",
        role: "optional",
        kind: "individual",
        rsvp: true,
      },
      { email: "room@example.com", status: "accepted", role: "required", kind: "room", rsvp: false },
    ]);
    const zoned = (time: string) => ({ time: `${time}:00+01:00`, tzid: "Europe/London" });
    expect(event).toEqual({
      ...input.event,
      start: zoned("2027-06-10T10:00"),
      end: zoned("2027-06-10T11:00"),
      recurrence: { rule: "FREQ=WEEKLY;COUNT=10", exclude: [zoned("2027-06-24T10:00")] },
    });
  });

  it("tells of each occurrence that differs, and of the one that is called off by EXDATE", () => {
    const { invite } = createInvite(input, { now });
    const options = { now, instance: "2027-06-17T10:00" };
    const moved = updateInvite(invite, { event: { start: "2027-06-18T15:00" } }, options).invite;
    const [whole] = updateInvite(moved, { event: { summary: "Other" } }, { now }).messages;
    const { occurrences, event } = read(whole?.ics ?? "");
    expect(event.recurrence?.exclude).toHaveLength(1);
    expect(
      occurrences.map(({ instance, event: one, cancelled }) => [instance.time, one.start.time, cancelled]),
    ).toEqual([["2027-06-17T10:00:00+01:00", "2027-06-18T15:00:00+01:00", false]]);
  });

  it("tells of a cancellation with its reason, of the whole and of one occurrence", () => {
    const { invite } = createInvite(input, { now });
    const whole = read(cancelInvite(invite, { now, comment: "No quorum" }).messages[0]?.ics ?? "");
    expect(whole).toMatchObject({ method: "CANCEL", cancelled: true, comment: "No quorum", sequence: 1 });
    const one = read(cancelInvite(invite, { now, instance: "2027-06-17T10:00" }).messages[0]?.ics ?? "");
    expect(one).toMatchObject({ cancelled: true, instance: { time: "2027-06-17T10:00:00+01:00" } });
  });

  it("comes to the same event, whatever it is", () => {
    fc.assert(
      fc.property(arbitraryInvitation, (any) => {
        const { summary } = createInvite(any, { now }).invite.plan.event;
        const found = read(buildRequest(any, { now })).event;
        const built = read(
          buildRequest(
            { ...any, event: { ...any.event, ...found, start: found.start, end: found.end } },
            { now },
          ),
        ).event;
        expect(built).toEqual(found);
        expect(found.summary).toBe(summary);
      }),
      { numRuns: runs(100, "message") },
    );
  });
});

describe("what calendars send", () => {
  const event = (...lines: string[]) =>
    componentText("VEVENT", ["UID:1", "DTSTAMP:20270101T090000Z", ...lines]);

  it("may name people whom no mail reaches: they are left out, and the others stay", () => {
    const people = [
      "ATTENDEE:urn:uuid:1",
      "ATTENDEE;CN=jane@example.test;RSVP=true;ROLE=X-BOSS:MAILTO:jane@example.test",
    ];
    expect(read(calendarText("REQUEST", [event("DTSTART:20270610T100000Z", ...people)])).guests).toEqual([
      { email: "jane@example.test", status: "pending", role: "required", kind: "individual", rsvp: true },
    ]);
  });

  it("may hold a property that cannot be understood: it costs itself alone", () => {
    const { event: found } = read(
      calendarText("REQUEST", [
        event(
          "DTSTART:20270610T100000Z",
          "SUMMARY:Tea",
          "URL:javascript:alert(1)",
          "GEO:x",
          "RRULE:FREQ=FORTNIGHTLY",
        ),
      ]),
    );
    expect(found).toEqual({
      summary: "Tea",
      start: { time: "2027-06-10T10:00:00Z", tzid: "Etc/UTC" },
      end: { time: "2027-06-10T10:00:00Z", tzid: "Etc/UTC" },
      tzid: "Etc/UTC",
    });
  });

  it("a floating time is in the zone of the reader", () => {
    const ics = calendarText("REQUEST", [event("DTSTART:20270610T100000")]);
    expect(read(ics, { timeZone: "Asia/Tokyo" }).event.start).toEqual({
      time: "2027-06-10T10:00:00+09:00",
      tzid: "Asia/Tokyo",
    });
  });

  it.each<[string, string[], true | undefined]>([
    ["the clock wherever one is", ["DTSTART:20270610T100000"], true],
    ["a moment", ["DTSTART:20270610T100000Z"], undefined],
    ["a time in a zone", ["DTSTART;TZID=Europe/London:20270610T100000"], undefined],
    ["a day", ["DTSTART;VALUE=DATE:20270610"], undefined],
    ["an occurrence by the clock", ["RECURRENCE-ID:20270610T100000", "STATUS:CANCELLED"], true],
  ])("%s is told from what names a zone", (_, lines, floating) => {
    expect(read(calendarText("CANCEL", [event(...lines)])).floating).toBe(floating);
  });

  it("a cancelled occurrence without DTSTART is known by its RECURRENCE-ID", () => {
    const ics = calendarText("CANCEL", [event("RECURRENCE-ID;VALUE=DATE:20270610", "STATUS:CANCELLED")]);
    expect(read(ics)).toMatchObject({
      cancelled: true,
      instance: { time: "2027-06-10" },
      event: { start: { time: "2027-06-10" } },
    });
  });

  it("this and all following is read as such", () => {
    const ics = calendarText("REQUEST", [
      event("RECURRENCE-ID;RANGE=THISANDFUTURE:20270610T100000Z", "DTSTART:20270610T110000Z"),
    ]);
    expect(read(ics)).toMatchObject({ thisAndFuture: true });
  });

  it("a task, and an event without any time, are no invitation", () => {
    expect(
      readInvitation(parseMessage(calendarText("REQUEST", [componentText("VTODO", ["UID:1"])]))),
    ).toBeUndefined();
    expect(readInvitation(parseMessage(calendarText("REFRESH", [event()])))).toBeUndefined();
  });
});

describe("a message that was stored and came back damaged", () => {
  it("is refused, and never read in part", () => {
    const message = parseMessage(
      calendarText("REQUEST", [componentText("VEVENT", ["UID:1", "DTSTART:20270610"])]),
    );
    const damaged = [
      undefined,
      {},
      { ...message, components: {} },
      { ...message, components: [{ name: "VEVENT" }] },
    ];
    // @ts-expect-error: what a caller without types may hand in
    for (const one of damaged) expect(() => readInvitation(one)).toThrow(ItipError);
  });
});
