import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { attendanceOf, receiveInvitation } from "../../src/attendee/index.ts";
import {
  adoptInvite,
  buildRequest,
  cancelInvite,
  createInvite,
  type EventDetails,
  type InviteInput,
  ItipError,
  occurrencesOf,
  parseInvite,
  parseMessage,
  readInvitation,
  statusOf,
  updateInvite,
} from "../../src/index.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";
import { pathsOf } from "../support/refusal.ts";
import { runs } from "../support/runs.ts";

const now = new Date("2027-01-01T09:00:00Z");
const input = (event: Partial<InviteInput["event"]>): InviteInput => ({
  id: "board",
  organizer: { email: "planner@example.com" },
  recipients: [{ email: "jane@example.test" }],
  event: {
    summary: "Board",
    start: "2027-03-18T10:00",
    end: "2027-03-18T11:00",
    tzid: "Europe/London",
    ...event,
  },
});
const weekly = input({ recurrence: { rule: "FREQ=WEEKLY;COUNT=6", exclude: ["2027-04-08T10:00"] } });
const eventOf = (given: InviteInput) => statusOf(createInvite(given, { now }).invite).event;
const starts = (of: Parameters<typeof occurrencesOf>[0], window = {}) =>
  occurrencesOf(of, window).map(({ start }) => start.time);
const invited = (ics: string | undefined) => {
  const found = readInvitation(parseMessage(ics ?? ""));
  if (found === undefined) throw new Error("there is no invitation");
  return found;
};

describe("the occurrences of an event", () => {
  it("keep local time across a change of clocks, without those left out", () => {
    expect(starts(eventOf(weekly))).toEqual([
      "2027-03-18T10:00:00+00:00",
      "2027-03-25T10:00:00+00:00",
      "2027-04-01T10:00:00+01:00",
      "2027-04-15T10:00:00+01:00",
      "2027-04-22T10:00:00+01:00",
    ]);
  });

  it("that were added with a length of their own keep it, unless they are left out", () => {
    // RFC 5545 section 3.8.5.2: a period adds a recurrence with another duration; EXDATE takes out what RDATE adds.
    const ics = calendarText("REQUEST", [
      componentText("VEVENT", [
        "UID:board@example.com",
        "DTSTAMP:20270101T090000Z",
        "DTSTART;TZID=Europe/London:20270318T100000",
        "DTEND;TZID=Europe/London:20270318T110000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "RDATE;VALUE=PERIOD:20270320T100000Z/PT3H,20270321T100000Z/20270321T103000Z",
        "RDATE;VALUE=PERIOD:20270322T100000Z/PT1H,20270323T100000Z/PT5H",
        "RDATE:20270324T100000Z",
        "EXDATE:20270323T100000Z",
      ]),
    ]);
    const spans = occurrencesOf(invited(ics), {}).map(({ start, end }) => [start.time, end.time]);
    expect(spans).toEqual([
      ["2027-03-18T10:00:00+00:00", "2027-03-18T11:00:00+00:00"],
      ["2027-03-20T10:00:00+00:00", "2027-03-20T13:00:00+00:00"],
      ["2027-03-21T10:00:00+00:00", "2027-03-21T10:30:00+00:00"],
      ["2027-03-22T10:00:00+00:00", "2027-03-22T11:00:00+00:00"],
      ["2027-03-24T10:00:00+00:00", "2027-03-24T11:00:00+00:00"],
      ["2027-03-25T10:00:00+00:00", "2027-03-25T11:00:00+00:00"],
    ]);
  });

  it("of an event that does not recur are one", () => {
    expect(starts(eventOf(input({})))).toEqual(["2027-03-18T10:00:00+00:00"]);
  });

  it("are those that overlap the window, whose end is not part of it", () => {
    const event = eventOf(weekly);
    const at = (from: string, to?: string) =>
      starts(event, { from, ...(to === undefined ? {} : { to }) }).map((time) => time.slice(5, 10));
    expect(at("2027-03-25T10:30", "2027-04-01T10:00")).toEqual(["03-25"]);
    expect(at("2027-03-25T11:00", "2027-04-01T10:01")).toEqual(["04-01"]);
    expect(at("2027-04-20")).toEqual(["04-22"]);
    expect(at("2028-01-01")).toEqual([]);
  });

  it("are the first hundred of an endless series, or as many as asked for", () => {
    const event = eventOf(input({ recurrence: { rule: "FREQ=DAILY" } }));
    expect(occurrencesOf(event, {})).toHaveLength(100);
    expect(starts(event, { from: "2030-01-01", limit: 2 })).toEqual([
      "2030-01-01T10:00:00+00:00",
      "2030-01-02T10:00:00+00:00",
    ]);
  });

  it("are dates in an all-day series", () => {
    const event = eventOf(
      input({ start: "2027-03-18", end: "2027-03-20", recurrence: { rule: "FREQ=WEEKLY;COUNT=2" } }),
    );
    expect(occurrencesOf(event, {}).map(({ start, end }) => [start.time, end.time])).toEqual([
      ["2027-03-18", "2027-03-20"],
      ["2027-03-25", "2027-03-27"],
    ]);
  });

  it("of an invitation stand as they were moved and called off", () => {
    const { invite } = createInvite(weekly, { now });
    const moved = updateInvite(
      invite,
      { event: { start: "2027-04-20T15:00" } },
      { now, instance: "2027-03-25T10:00" },
    ).invite;
    const off = cancelInvite(moved, { now, instance: "2027-04-01T10:00" }).invite;
    const [message] = updateInvite(off, { event: { summary: "Other" } }, { now }).messages;
    const found = occurrencesOf(invited(message?.ics), {});
    expect(
      found.map(({ instance, start }) => `${instance.time.slice(5, 10)} at ${start.time.slice(5, 16)}`),
    ).toEqual([
      "03-18 at 03-18T10:00",
      "04-15 at 04-15T10:00",
      "03-25 at 04-20T15:00",
      "04-22 at 04-22T10:00",
    ]);
  });

  it("of a message about one occurrence are named by their original start, which is what an answer names", () => {
    const { invite } = createInvite(weekly, { now });
    const change = { event: { start: "2027-04-20T15:00" } };
    const [message] = updateInvite(invite, change, { now, instance: "2027-03-25T10:00" }).messages;
    const [found, ...more] = occurrencesOf(invited(message?.ics));
    expect([found?.instance.time, found?.start.time, more]).toEqual([
      "2027-03-25T10:00:00+00:00",
      "2027-04-20T15:00:00+01:00",
      [],
    ]);
    const [called] = cancelInvite(invite, { now, instance: "2027-03-25T10:00" }).messages;
    expect(occurrencesOf(invited(called?.ics))).toEqual([]);
  });

  it("of a message about several occurrences and no series are all of these", () => {
    const of = (day: string) =>
      componentText("VEVENT", [
        "UID:1",
        `RECURRENCE-ID:202706${day}T100000Z`,
        `DTSTART:202706${day}T120000Z`,
      ]);
    const found = occurrencesOf(invited(calendarText("REQUEST", [of("17"), of("10")])));
    expect(found.map(({ instance, start }) => [instance.time, start.time])).toEqual([
      ["2027-06-10T10:00:00Z", "2027-06-10T12:00:00Z"],
      ["2027-06-17T10:00:00Z", "2027-06-17T12:00:00Z"],
    ]);
  });

  it("of a series that was called off are those alone that were planned again since", () => {
    const times = ["UID:1", "DTSTART:20270610T100000Z", "RRULE:FREQ=WEEKLY;COUNT=3"];
    const series = componentText("VEVENT", [...times, "STATUS:CANCELLED"]);
    const again = componentText("VEVENT", [
      "UID:1",
      "RECURRENCE-ID:20270617T100000Z",
      "DTSTART:20270617T120000Z",
    ]);
    expect(starts(invited(calendarText("PUBLISH", [series])))).toEqual([]);
    expect(starts(invited(calendarText("PUBLISH", [series, again])))).toEqual(["2027-06-17T12:00:00Z"]);
  });

  it("are those that ical.js finds", () => {
    const rule = fc.constantFrom(
      "FREQ=DAILY;INTERVAL=3;COUNT=20",
      "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=30",
      "FREQ=MONTHLY;BYDAY=3TH;COUNT=14",
      "FREQ=MONTHLY;BYMONTHDAY=18;COUNT=14",
      "FREQ=YEARLY;BYMONTH=3;BYDAY=3TH;COUNT=4",
    );
    fc.assert(
      fc.property(rule, fc.constantFrom("Europe/London", "America/New_York", "Asia/Tokyo"), (text, tzid) => {
        const ics = buildRequest(input({ tzid, recurrence: { rule: text } }), { now });
        const calendar = new ICAL.Component(ICAL.parse(ics));
        const zone = calendar.getFirstSubcomponent("vtimezone");
        if (zone !== null) ICAL.TimezoneService.register(new ICAL.Timezone({ component: zone, tzid }));
        const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") ?? undefined);
        const iterator = event.iterator();
        const expected: number[] = [];
        for (let next = iterator.next(); next && expected.length < 100; next = iterator.next())
          expected.push(next.toUnixTime() * 1_000);
        expect(starts(invited(ics)).map((time) => Date.parse(time))).toEqual(expected);
      }),
      { numRuns: runs(15, "exchange") },
    );
  });
});

describe("an invitation that was stored and came back damaged", () => {
  it.each([null, {}, [null], [{ instance: 7 }]])("with %j for its occurrences is refused", (occurrences) => {
    const text = calendarText("REQUEST", [componentText("VEVENT", ["UID:1", "DTSTART:20270610T100000Z"])]);
    // @ts-expect-error: what a caller without types may hand in
    expect(() => occurrencesOf({ ...invited(text), occurrences })).toThrow(ItipError);
  });
});

describe("what cannot be asked", () => {
  const event = eventOf(weekly);
  const refused = (of: unknown, window?: unknown) =>
    pathsOf(() => Reflect.apply(occurrencesOf, undefined, [of, window]));

  it("is refused with its path", () => {
    expect(refused(event, { limit: 0, from: "soon" })).toEqual(["window.limit", "window.from"]);
    expect(refused(event, 7)).toEqual(["window"]);
    expect(refused(undefined)).toEqual(["of"]);
    expect(refused({ start: {}, end: {} } satisfies Partial<Record<keyof EventDetails, object>>)).toEqual([
      "of",
    ]);
  });
});

describe("a series whose occurrences last a day by the clock", () => {
  // London's clocks go forward on 28 March 2027: from Saturday, 12:00, to Sunday, 12:00 it is 23 hours.
  const across = ["2027-03-20", "2027-03-27", "2027-04-03"].map((date) => `${date}T12:00:00`);
  const ends = ["2027-03-21T12:00:00+00:00", "2027-03-28T12:00:00+01:00", "2027-04-04T12:00:00+01:00"];
  const given = input({
    start: "2027-03-20T12:00",
    end: "2027-03-21T12:00",
    recurrence: { rule: "FREQ=WEEKLY;COUNT=3", duration: "P1D" },
  });

  it("is written with DURATION, and read back with it (RFC 5545 section 3.8.5.3)", () => {
    const ics = buildRequest(given, { now });
    expect(ics).toContain("\r\nDURATION:P1D\r\n");
    expect(ics).not.toContain("DTEND");
    expect(invited(ics).event.recurrence).toEqual({ rule: "FREQ=WEEKLY;COUNT=3", duration: "P1D" });
  });

  it("ends each of them at noon, in an invitation, in a stored event, and in what is sent of one date", () => {
    expect(occurrencesOf(invited(buildRequest(given, { now }))).map(({ end }) => end.time)).toEqual(ends);
    expect(occurrencesOf(eventOf(given)).map(({ end }) => end.time)).toEqual(ends);
    const { invite } = createInvite(given, { now });
    const stored = parseInvite(JSON.parse(JSON.stringify(invite)));
    const shown = across.map((instance) => statusOf(stored, { instance }).event.end.time);
    expect(shown).toEqual(ends);
    const place = { event: { location: { description: "Room 2" } } };
    const [message] = updateInvite(stored, place, { now, instance: across[1] ?? "" }).messages;
    expect(message?.ics).toContain("DTEND;TZID=Europe/London:20270328T120000");
  });

  it("without it ends each after 24 hours, and an end that it does not lead to wins", () => {
    const exact = input({
      start: "2027-03-20T12:00",
      end: "2027-03-21T12:00",
      recurrence: { rule: "FREQ=WEEKLY;COUNT=3" },
    });
    expect(occurrencesOf(eventOf(exact))[1]?.end.time).toBe("2027-03-28T13:00:00+01:00");
    const shorter = updateInvite(
      createInvite(given, { now }).invite,
      { event: { end: "2027-03-21T11:00" } },
      { now },
    );
    expect(statusOf(shorter.invite).event.recurrence).toEqual({ rule: "FREQ=WEEKLY;COUNT=3" });
  });

  it("keeps it where the series moves", () => {
    const moved = updateInvite(
      createInvite(given, { now }).invite,
      { event: { start: "2027-03-20T09:00" } },
      { now },
    );
    expect(statusOf(moved.invite).event).toMatchObject({
      end: { time: "2027-03-21T09:00:00+00:00" },
      recurrence: { duration: "P1D" },
    });
  });

  it.each(["1 day", "PT24H", "-P1D", "P0D"])("refuses %s, which counts no days", (duration) => {
    const wrong = input({ recurrence: { rule: "FREQ=WEEKLY", duration } });
    expect(() => createInvite(wrong, { now })).toThrow(/event\.recurrence\.duration: must be a duration/);
  });
});

describe("a series in a zone that is no country's", () => {
  const zone = [
    "BEGIN:VTIMEZONE",
    "TZID:Customized Time Zone",
    "BEGIN:STANDARD",
    "DTSTART:16010101T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=2SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:16010101T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
  ];
  const event = componentText("VEVENT", [
    "UID:1",
    "DTSTAMP:20270101T090000Z",
    "SUMMARY:Board",
    "ORGANIZER:mailto:planner@example.com",
    "ATTENDEE:mailto:jane@example.test",
    "DTSTART;TZID=Customized Time Zone:20270501T100000",
    "DTEND;TZID=Customized Time Zone:20270501T110000",
    "RRULE:FREQ=DAILY;COUNT=5",
    "EXDATE;TZID=Customized Time Zone:20270504T100000",
  ]);
  const text = calendarText("REQUEST", [zone, event]);
  // Its clocks go forward on Monday, 3 May.
  const moments = ["2027-05-01T09:00Z", "2027-05-02T09:00Z", "2027-05-03T08:00Z", "2027-05-05T08:00Z"];
  const startsOf = (of: Parameters<typeof occurrencesOf>[0]) =>
    occurrencesOf(of).map(({ start }) => new Date(start.time).toISOString().replace(":00.000", ""));

  it("is counted by its VTIMEZONE, also once the invitation was stored", () => {
    const invitation = invited(text);
    expect(startsOf(invitation)).toEqual(moments);
    expect(startsOf(JSON.parse(JSON.stringify(invitation)))).toEqual(moments);
    expect(startsOf(invitation.event)).toEqual(moments);
    const { attendance } = receiveInvitation(undefined, text, { me: "jane@example.test" });
    const shown = attendance && attendanceOf(attendance).event;
    expect(shown && startsOf(shown)).toEqual(moments);
  });

  it("is not taken over by an organizer, who could not plan it on", () => {
    expect(() => adoptInvite({ id: "1", ics: text })).toThrow("must be in a time zone of IANA's");
    expect(() => createInvite({ ...input({}), event: invited(text).event })).toThrow(
      "event.recurrence.vtimezone",
    );
  });
});
