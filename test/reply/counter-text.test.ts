import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { answer } from "../../src/reply/answer.ts";
import { calendarText } from "../support/fixtures/minimal-message.ts";
import { type Lines, soundEvent } from "../support/fixtures/sound-event.ts";
import { oracleOffsets } from "../support/oracle/vtimezone.ts";

const now = new Date("2026-05-02T12:00:00Z");
const event = (changes: Lines = {}) =>
  soundEvent({
    ORGANIZER: 'ORGANIZER;SENT-BY="mailto:pa@example.test":mailto:Org@Example.test',
    ATTENDEE: "ATTENDEE;RSVP=TRUE:mailto:jane@example.test",
    ...changes,
  });
const request = (...events: string[][]) => calendarText("REQUEST", events);
const base = { email: "jane@example.test", status: "tentative" } as const;
type Given = Omit<Parameters<typeof answer>[1], "email" | "status">;
const counter = (text: string, given: Given) => answer(text, { ...base, ...given }, { now });
const lines = (ics: string) => ics.replaceAll("\r\n ", "").split("\r\n");
const line = (ics: string, name: string) =>
  lines(ics.slice(ics.indexOf("BEGIN:VEVENT"))).filter((text) => new RegExp(`^${name}[;:]`).test(text));

const utcProposal = { start: "2026-05-08T09:30:00Z", end: "2026-05-08T10:00:00Z" };

describe("the lines of a COUNTER (RFC 5546 section 3.2.7)", () => {
  it("repeat SEQUENCE and ORGANIZER, and name the times proposed and countered", () => {
    const { ics } = counter(request(event()), { proposal: utcProposal });
    expect(line(ics, "SEQUENCE")).toEqual(["SEQUENCE:3"]);
    expect(line(ics, "ORGANIZER")).toEqual([
      'ORGANIZER;SENT-BY="mailto:pa@example.test":mailto:Org@Example.test',
    ]);
    expect(line(ics, "DTSTART")).toEqual(["DTSTART:20260508T093000Z"]);
    expect(line(ics, "DTEND")).toEqual(["DTEND:20260508T100000Z"]);
    expect(line(ics, "X-MS-OLK-ORIGINALSTART")).toEqual(["X-MS-OLK-ORIGINALSTART:20260507T093000Z"]);
    expect(line(ics, "X-MS-OLK-ORIGINALEND")).toEqual(["X-MS-OLK-ORIGINALEND:20260507T103000Z"]);
    expect(line(ics, "ATTENDEE")).toEqual(["ATTENDEE;PARTSTAT=TENTATIVE:mailto:jane@example.test"]);
    expect(lines(ics).filter((text) => text.startsWith("X-MICROSOFT-"))).toEqual([]);
    for (const absent of ["RECURRENCE-ID", "COMMENT", "STATUS", "RRULE", "EXDATE", "RDATE"]) {
      expect(line(ics, absent)).toEqual([]);
    }
    expect(checkMessage(ics)).toEqual([]);
  });

  it.each([
    ["STATUS:CONFIRMED", ["STATUS:CONFIRMED"]],
    ["STATUS: confirmed ", ["STATUS:CONFIRMED"]],
    ["STATUS:TENTATIVE", []],
    ["STATUS:CANCELLED", []],
    ["X-A:1", []],
  ])("repeat of %s what a proposal may", (status, expected) => {
    const text = request(event({ STATUS: status }));
    expect(line(counter(text, { proposal: utcProposal }).ics, "STATUS")).toEqual(expected);
  });

  it("leave out the properties by which an organizer speaks to Outlook", () => {
    const { ics } = counter(request(event({ TRANSP: "TRANSP:TRANSPARENT", STATUS: "STATUS:CONFIRMED" })), {
      proposal: utcProposal,
    });
    expect(line(ics, "TRANSP")).toEqual(["TRANSP:TRANSPARENT"]);
    expect(lines(ics).filter((text) => text.startsWith("X-MICROSOFT-"))).toEqual([]);
  });

  it("have the comment, and no alarm of the invitation", () => {
    const alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:x", "TRIGGER:-PT5M", "END:VALARM"].join(
      "\r\n",
    );
    const said = counter(request(event({ VALARM: alarm })), {
      proposal: utcProposal,
      comment: "Later, please",
    });
    expect(line(said.ics, "COMMENT")).toEqual(["COMMENT:Later\\, please"]);
    expect(said.ics).not.toContain("VALARM");
  });
});

describe("the zone of a proposal", () => {
  const london = {
    DTSTART: "DTSTART;TZID=Europe/London:20260507T103000",
    DTEND: "DTEND;TZID=Europe/London:20260507T113000",
  };
  const at = (time: string, tzid: string) => ({ time, tzid });
  const paris = {
    start: at("2026-05-08T10:00:00+02:00", "Europe/Paris"),
    end: at("2026-05-08T11:00:00+02:00", "Europe/Paris"),
  };
  const split = { ...paris, end: at("2026-05-08T12:00:00+03:00", "Europe/Athens") };

  it("is the zone that both its start and its end name", () => {
    const { ics, proposal } = counter(request(event(london)), { proposal: paris });
    expect(line(ics, "DTSTART")).toEqual(["DTSTART;TZID=Europe/Paris:20260508T100000"]);
    expect(line(ics, "DTEND")).toEqual(["DTEND;TZID=Europe/Paris:20260508T110000"]);
    // One TZID at most: what was countered is told in UTC.
    expect(line(ics, "X-MS-OLK-ORIGINALSTART")).toEqual(["X-MS-OLK-ORIGINALSTART:20260507T093000Z"]);
    expect(proposal).toEqual(paris);
  });

  it("is the event's zone where the proposed times name no zone, or two", () => {
    const bare = counter(request(event(london)), {
      proposal: { start: "2026-05-08T10:00:00", end: "2026-05-08T11:00:00" },
    });
    expect(line(bare.ics, "DTSTART")).toEqual(["DTSTART;TZID=Europe/London:20260508T100000"]);
    const mixed = counter(request(event(london)), { proposal: split });
    expect(line(mixed.ics, "DTSTART")).toEqual(["DTSTART;TZID=Europe/London:20260508T090000"]);
    expect(line(mixed.ics, "DTEND")).toEqual(["DTEND;TZID=Europe/London:20260508T100000"]);
    const none = counter(request(event()), { proposal: split });
    expect(line(none.ics, "DTEND")).toEqual(["DTEND;TZID=Europe/Paris:20260508T110000"]);
  });

  it("is the zone of the series where a series is countered, because its rule would mean other days in another zone", () => {
    const weekly = request(event({ ...london, RRULE: "RRULE:FREQ=WEEKLY;COUNT=4" }));
    const { ics } = counter(weekly, { proposal: paris });
    expect(line(ics, "DTSTART")).toEqual(["DTSTART;TZID=Europe/London:20260508T090000"]);
    const inUtc = request(event({ RRULE: "RRULE:FREQ=WEEKLY;COUNT=4" }));
    expect(line(counter(inUtc, { proposal: paris }).ics, "DTSTART")).toEqual([
      "DTSTART;TZID=Europe/Paris:20260508T100000",
    ]);
  });

  it("does not exist for an all-day proposal", () => {
    const days = { DTSTART: "DTSTART;VALUE=DATE:20260507", DTEND: "DTEND;VALUE=DATE:20260508" };
    const day = counter(request(event(days)), { proposal: { start: "2026-05-09", end: "2026-05-11" } });
    expect(line(day.ics, "DTSTART")).toEqual(["DTSTART;VALUE=DATE:20260509"]);
    expect(line(day.ics, "DTEND")).toEqual(["DTEND;VALUE=DATE:20260511"]);
    expect(day.ics).not.toContain("VTIMEZONE");
    const timed = counter(request(event(days)), { proposal: paris });
    expect(line(timed.ics, "DTSTART")).toEqual(["DTSTART;TZID=Europe/Paris:20260508T100000"]);
    const whole = counter(request(event(london)), { proposal: { start: "2026-05-09", end: "2026-05-11" } });
    expect(line(whole.ics, "DTSTART")).toEqual(["DTSTART;VALUE=DATE:20260509"]);
  });

  it("is as proposed where days become times or times days, also for a series", () => {
    const rule = { RRULE: "RRULE:FREQ=WEEKLY;COUNT=4" };
    const days = request(
      event({ ...rule, DTSTART: "DTSTART;VALUE=DATE:20260507", DTEND: "DTEND;VALUE=DATE:20260508" }),
    );
    const read = parseMessage(days, { timeZone: "Europe/London" });
    expect(answer(read, { ...base, proposal: paris }, { now }).proposal).toEqual(paris);
    const parisDays = { start: at("2026-05-09", "Europe/Paris"), end: at("2026-05-10", "Europe/Paris") };
    const timed = counter(request(event({ ...london, ...rule })), { proposal: parisDays });
    expect(timed.proposal).toEqual(parisDays);
  });
});

describe("a value that cannot be a proposal", () => {
  it.each([
    [{ start: "2026-05-09", end: "2026-05-08T10:00:00Z" }, "as.proposal.end", "mixed-date-and-time"],
    [{ start: "2026-05-08T10:00:00Z", end: "2026-05-08T09:59:59Z" }, "as.proposal.end", "end-before-start"],
    [{ start: "2026-05-09", end: "2026-05-09" }, "as.proposal.end", "end-before-start"],
    [{ start: "2026-05-09", end: "2026-05-08" }, "as.proposal.end", "end-before-start"],
    [{ start: "soon", end: "2026-05-08" }, "as.proposal.start", "invalid-time"],
    [{ start: "2026-05-08", end: "later" }, "as.proposal.end", "invalid-time"],
  ])("%j is refused at %s: %s", (proposal, path, code) => {
    let thrown: unknown;
    try {
      counter(request(event()), { proposal });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: "invalid-argument", problems: [{ path, code }] });
  });

  it("allows a proposal that starts and ends at the same moment", () => {
    const moment = { start: "2026-05-08T10:00:00Z", end: "2026-05-08T10:00:00Z" };
    expect(counter(request(event()), { proposal: moment }).proposal).toMatchObject({
      start: { time: "2026-05-08T10:00:00Z" },
      end: { time: "2026-05-08T10:00:00Z" },
    });
  });
});

describe("a series countered as a whole", () => {
  const series = request(
    event({
      RRULE: "RRULE:FREQ=WEEKLY;COUNT=4",
      EXDATE: "EXDATE:20260514T093000Z",
      RDATE: "RDATE:20260603T093000Z",
    }),
  );

  it("moves RDATE and EXDATE with the series", () => {
    const { ics } = counter(series, { proposal: utcProposal });
    expect(line(ics, "RRULE")).toEqual(["RRULE:FREQ=WEEKLY;COUNT=4"]);
    expect(line(ics, "EXDATE")).toEqual(["EXDATE:20260515T093000Z"]);
    expect(line(ics, "RDATE")).toEqual(["RDATE:20260604T093000Z"]);
    const earlier = { start: "2026-05-07T08:00:00Z", end: "2026-05-07T09:00:00Z" };
    expect(line(counter(series, { proposal: earlier }).ics, "EXDATE")).toEqual(["EXDATE:20260514T080000Z"]);
  });

  it("keeps RDATE and EXDATE as dates in a series of whole days", () => {
    const days = request(
      event({
        DTSTART: "DTSTART;VALUE=DATE:20260507",
        DTEND: "DTEND;VALUE=DATE:20260508",
        RRULE: "RRULE:FREQ=WEEKLY;COUNT=4",
        EXDATE: "EXDATE;VALUE=DATE:20260514",
        RDATE: "RDATE;VALUE=DATE:20260603",
      }),
    );
    const { ics } = counter(days, { proposal: { start: "2026-05-09", end: "2026-05-10" } });
    expect(line(ics, "EXDATE")).toEqual(["EXDATE;VALUE=DATE:20260516"]);
    expect(line(ics, "RDATE")).toEqual(["RDATE;VALUE=DATE:20260605"]);
    // From a day to a time of day nobody can say where they go.
    const timed = counter(days, { proposal: utcProposal });
    expect(line(timed.ics, "RRULE")).toEqual(["RRULE:FREQ=WEEKLY;COUNT=4"]);
    expect([...line(timed.ics, "EXDATE"), ...line(timed.ics, "RDATE")]).toEqual([]);
  });

  it("has no RDATE and EXDATE where the series had none", () => {
    const { ics } = counter(request(event({ RRULE: "RRULE:FREQ=WEEKLY;COUNT=4" })), {
      proposal: utcProposal,
    });
    expect([...line(ics, "EXDATE"), ...line(ics, "RDATE")]).toEqual([]);
  });

  it("has no place in a COUNTER for one occurrence, which keeps its RECURRENCE-ID", () => {
    const one = counter(series, { proposal: utcProposal, instance: "2026-05-21T09:30:00Z" });
    expect(line(one.ics, "RECURRENCE-ID")).toEqual(["RECURRENCE-ID:20260521T093000Z"]);
    expect([...line(one.ics, "RRULE"), ...line(one.ics, "EXDATE"), ...line(one.ics, "RDATE")]).toEqual([]);
    expect(line(one.ics, "X-MS-OLK-ORIGINALSTART")).toEqual(["X-MS-OLK-ORIGINALSTART:20260521T093000Z"]);
  });
});

describe("an occurrence of a zone that is countered", () => {
  const series = request(
    event({
      DTSTART: "DTSTART;TZID=Europe/London:20260507T103000",
      DTEND: "DTEND;TZID=Europe/London:20260507T113000",
      RRULE: "RRULE:FREQ=WEEKLY;COUNT=4",
    }),
  );
  const named = (start: string, end: string, tzid?: string) => {
    const time = (text: string) => (tzid === undefined ? text : { time: text, tzid });
    const proposal = { start: time(start), end: time(end) };
    return counter(series, { proposal, instance: "2026-05-14T10:30:00" }).ics;
  };

  it("is named in that zone where the proposal is in it, else in UTC: one TZID at most", () => {
    const here = named("2026-05-15T10:00:00", "2026-05-15T11:00:00");
    expect(line(here, "RECURRENCE-ID")).toEqual(["RECURRENCE-ID;TZID=Europe/London:20260514T103000"]);
    const elsewhere = named("2026-05-15T10:00:00", "2026-05-15T11:00:00", "Europe/Paris");
    expect(line(elsewhere, "RECURRENCE-ID")).toEqual(["RECURRENCE-ID:20260514T093000Z"]);
    expect(elsewhere).not.toContain("London");
    const utc = named("2026-05-15T10:00:00Z", "2026-05-15T11:00:00Z", "Etc/UTC");
    expect(line(utc, "RECURRENCE-ID")).toEqual(["RECURRENCE-ID:20260514T093000Z"]);
    const day = named("2026-05-15", "2026-05-16");
    expect(line(day, "RECURRENCE-ID")).toEqual(["RECURRENCE-ID:20260514T093000Z"]);
    expect(day).not.toContain("VTIMEZONE");
  });
});

describe("the VTIMEZONE of an answer about an occurrence that was moved by years", () => {
  // São Paulo had summer time until February 2019: ten o'clock there was 12:00 UTC in January 2014, 13:00 in 2020.
  const named = "RECURRENCE-ID;TZID=America/Sao_Paulo:20140116T100000";
  const moved = {
    "RECURRENCE-ID": named,
    DTSTART: "DTSTART;TZID=America/Sao_Paulo:20200116T100000",
    DTEND: "DTEND;TZID=America/Sao_Paulo:20200116T110000",
  };
  const hour = 3_600_000;

  it.each([
    ["REPLY", {}],
    ["COUNTER", { proposal: { start: "2020-01-17T10:00:00", end: "2020-01-17T11:00:00" } }],
  ])("of a %s is right for the time that names it too", (method, given) => {
    const { ics, ...sent } = counter(request(event(moved)), given);
    expect(sent.method).toBe(method);
    expect(line(ics, "RECURRENCE-ID")).toEqual([named]);
    const offset = oracleOffsets(ics, 2020);
    expect(offset(Date.UTC(2014, 0, 16, 12))).toBe(-2 * hour);
    expect(offset(Date.UTC(2020, 0, 16, 13))).toBe(-3 * hour);
  });
});

describe("the lines of a REPLY (RFC 5546 section 3.2.3)", () => {
  const reply = (changes: Lines, given: Given = {}) =>
    answer(request(event(changes)), { email: "jane@example.test", status: "accepted", ...given }, { now })
      .ics;

  it("repeat the event as it stands", () => {
    const ics = reply({ LOCATION: "LOCATION:Room 1" });
    expect(lines(ics.slice(ics.indexOf("BEGIN:VEVENT")))).toEqual([
      "BEGIN:VEVENT",
      "UID:1",
      "SEQUENCE:3",
      "DTSTAMP:20260502T120000Z",
      "DTSTART:20260507T093000Z",
      "DTEND:20260507T103000Z",
      "SUMMARY:Review",
      "LOCATION:Room 1",
      'ORGANIZER;SENT-BY="mailto:pa@example.test":mailto:Org@Example.test',
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
    expect(ics).not.toContain("VTIMEZONE");
  });

  it("name the two by mailto, without the blanks around it", () => {
    const ics = reply({
      ORGANIZER: "ORGANIZER;EMAIL=org@example.test:https://example.test/mailto:org",
      ATTENDEE: "ATTENDEE: MAILTO:Jane@Example.test ",
    });
    expect(line(ics, "ORGANIZER")).toEqual(["ORGANIZER:mailto:org@example.test"]);
    expect(line(ics, "ATTENDEE")).toEqual(["ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Jane@Example.test"]);
  });

  it("leave out properties that the request did not have", () => {
    for (const name of ["SUMMARY", "LOCATION", "COMMENT", "RECURRENCE-ID"]) {
      expect(line(reply({ SUMMARY: undefined }), name)).toEqual([]);
    }
    expect(line(reply({ DTEND: undefined }), "DTEND")).toEqual([]);
    expect(line(reply({ DTEND: "DTEND:20260507T093000Z" }), "DTEND")).toEqual([]);
    // A time on the wall and a time in the world have no order.
    expect(line(reply({ DTSTART: "DTSTART:20260507T093000" }), "DTEND")).toEqual([]);
    expect(
      line(reply({ DTSTART: "DTSTART:20260507T093000", DTEND: "DTEND:20260507T103000" }), "DTEND"),
    ).toEqual(["DTEND:20260507T103000"]);
    expect(line(reply({ DTEND: "DTEND:20260507T103000" }), "DTEND")).toEqual([]);
  });

  it("name one TZID at most, with its VTIMEZONE for the years that need it", () => {
    const zoned = {
      DTSTART: "DTSTART;TZID=Europe/London:20260507T103000",
      DTEND: "DTEND;TZID=Europe/Paris:20260507T123000",
    };
    const ics = reply(zoned);
    expect(line(ics, "DTSTART")).toEqual(["DTSTART;TZID=Europe/London:20260507T103000"]);
    expect(line(ics, "DTEND")).toEqual(["DTEND:20260507T103000Z"]);
    expect(ics.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
    const series = { ...zoned, RRULE: "RRULE:FREQ=WEEKLY" };
    const one = reply(series, { instance: "2031-05-08T10:30:00+01:00" });
    expect(line(one, "RECURRENCE-ID")).toEqual(["RECURRENCE-ID;TZID=Europe/London:20310508T103000"]);
    expect(checkMessage(one)).toEqual([]);
  });
});
