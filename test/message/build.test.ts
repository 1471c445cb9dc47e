import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { ItipError } from "../../src/errors.ts";
import type { InviteInput } from "../../src/event/event.ts";
import type { SchedulingFacts } from "../../src/event/scheduling-facts.ts";
import {
  buildCancel,
  buildRequest,
  formatCancel,
  formatDeclineCounter,
  formatRequest,
} from "../../src/message/build.ts";
import { anyLetter } from "../support/arbitrary/letters.ts";
import { checkedEvent, pointOf } from "../support/checked-event.ts";
import { boardMeeting, hostileText } from "../support/fixtures/invite-input.ts";
import { oracleOffsets } from "../support/oracle/vtimezone.ts";
import { runs } from "../support/runs.ts";

const now = new Date("2026-05-01T08:00:00Z");

/** An independent reader: the properties of the first VEVENT as ical.js sees them. */
function eventIn(ics: string): ICAL.Component {
  const event = new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent("vevent");
  if (event === null) throw new Error("no VEVENT");
  return event;
}

function valueIn(ics: string, name: string): unknown {
  return eventIn(ics).getFirstPropertyValue(name)?.toString();
}

function linesOf(ics: string): string[] {
  return ics.replaceAll("\r\n ", "").split("\r\n");
}

function withEvent(changes: Partial<InviteInput["event"]>): InviteInput {
  return { ...boardMeeting, event: { ...boardMeeting.event, ...changes } };
}

describe("a REQUEST", () => {
  const ics = buildRequest(boardMeeting, { now });

  it("says what RFC 5546 section 3.2.2 asks for", () => {
    const lines = linesOf(ics);
    for (const line of [
      "VERSION:2.0",
      "CALSCALE:GREGORIAN",
      "METHOD:REQUEST",
      "SEQUENCE:0",
      "DTSTAMP:20260501T080000Z",
      "DTSTART;TZID=Europe/London:20260507T103000",
      "DTEND;TZID=Europe/London:20260507T113000",
      "SUMMARY:Board meeting",
      "DESCRIPTION:Discuss plans for the next quarter.",
      "LOCATION:Board room",
      "STATUS:CONFIRMED",
      "ORGANIZER;CN=Planner:mailto:planner@example.com",
      "ATTENDEE;CN=Jane Doe;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:jane@example.test",
      "TZID:Europe/London",
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.filter((line) => line.startsWith("PRODID:"))).toHaveLength(1);
  });

  it("is CRLF and folded at 75 octets", () => {
    const long = buildRequest(withEvent({ description: "日本語のとても長い説明 ".repeat(40) }), { now });
    expect(long.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    for (const line of long.split("\r\n"))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  });

  it("says everything that an event can say", () => {
    const full = buildRequest(
      withEvent({
        location: { description: "Board room", lat: "51.5", long: -0.12 },
        url: "https://example.com/a b",
        reminders: [{ minutes: 15 }, { minutes: 0 }],
        transparency: "transparent",
        private: true,
        color: "#c6040f",
        conferenceUrl: "https://meet.example.com/x",
      }),
      { now },
    );
    const lines = linesOf(full);
    for (const line of [
      "GEO:51.5;-0.12",
      "URL:https://example.com/a%20b",
      "CLASS:PRIVATE",
      "TRANSP:TRANSPARENT",
      "COLOR:firebrick",
      "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example.com/x",
      "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
      "TRIGGER:-PT15M",
      "TRIGGER:PT0M",
    ]) {
      expect(lines).toContain(line);
    }
    expect(eventIn(full).getAllSubcomponents("valarm")).toHaveLength(2);
  });

  it("asks clients not to offer another time", () => {
    const lines = linesOf(buildRequest({ ...boardMeeting, counterProposals: false }, { now }));
    expect(lines).toContain("X-MICROSOFT-DISALLOW-COUNTER:TRUE");
  });

  it("is all day by dates without a zone", () => {
    const lines = linesOf(buildRequest(withEvent({ start: "2026-05-07", end: "2026-05-09" }), { now }));
    expect(lines).toContain("DTSTART;VALUE=DATE:20260507");
    expect(lines).toContain("DTEND;VALUE=DATE:20260509");
    expect(lines).not.toContain("BEGIN:VTIMEZONE");
  });

  it("stands in UTC where the zone is UTC", () => {
    const lines = linesOf(buildRequest(withEvent({ tzid: "Etc/UTC" }), { now }));
    expect(lines).toContain("DTSTART:20260507T093000Z");
    expect(lines).not.toContain("BEGIN:VTIMEZONE");
  });

  it("writes the second half of an overlap in UTC, which a TZID cannot say", () => {
    // London, 25 October 2026: 01:30 comes twice; the second time at offset +00:00.
    const lines = linesOf(
      buildRequest(withEvent({ start: "2026-10-25T01:30:00Z", end: "2026-10-25T03:00:00Z" }), { now }),
    );
    expect(lines).toContain("DTSTART:20261025T013000Z");
    expect(lines).toContain("DTEND;TZID=Europe/London:20261025T030000");
  });

  it("has a VTIMEZONE for each zone, when start and end are in different ones", () => {
    const lines = linesOf(
      buildRequest(
        withEvent({
          start: { time: "2026-05-07T09:00", tzid: "America/New_York" },
          end: { time: "2026-05-07T18:00", tzid: "Europe/Paris" },
        }),
        { now },
      ),
    );
    expect(lines).toContain("DTSTART;TZID=America/New_York:20260507T090000");
    expect(lines).toContain("DTEND;TZID=Europe/Paris:20260507T180000");
    expect(lines.filter((line) => line.startsWith("TZID:")).sort()).toEqual([
      "TZID:America/New_York",
      "TZID:Europe/Paris",
    ]);
  });

  it("leaves DTEND out when the event takes no time (RFC 5545 section 3.8.2.2)", () => {
    const lines = linesOf(buildRequest(withEvent({ end: boardMeeting.event.start }), { now }));
    expect(lines.filter((line) => line.startsWith("DTEND"))).toEqual([]);
  });

  it("repeats, leaves out and adds in the zone of its start", () => {
    const lines = linesOf(
      buildRequest(
        withEvent({
          recurrence: {
            rule: "FREQ=WEEKLY;COUNT=5",
            exclude: ["2026-05-14T09:30:00Z"],
            include: ["2026-05-16T10:30", { time: "2026-05-17T11:30", tzid: "Europe/Paris" }],
          },
        }),
        { now },
      ),
    );
    expect(lines).toContain("RRULE:FREQ=WEEKLY;COUNT=5");
    expect(lines).toContain("EXDATE;TZID=Europe/London:20260514T103000");
    expect(lines).toContain("RDATE;TZID=Europe/London:20260516T103000,20260517T103000");
    expect(lines.filter((line) => line.startsWith("TZID:"))).toEqual(["TZID:Europe/London"]);
  });

  it("ends a series in UTC (RFC 5545 section 3.3.10), a date as the whole of that day", () => {
    const lines = linesOf(
      buildRequest(withEvent({ recurrence: { rule: "FREQ=DAILY;UNTIL=20260520" } }), { now }),
    );
    expect(lines).toContain("RRULE:FREQ=DAILY;UNTIL=20260520T225959Z");
  });

  it("lists one recipient alone when the guest list is hidden", () => {
    const hidden = {
      ...boardMeeting,
      guestList: "hidden",
      recipients: [{ email: "jane@example.test" }, { email: "omar@example.test" }],
    } satisfies InviteInput;
    const text = buildRequest(hidden, { now, recipient: "OMAR@example.test" });
    expect(text).toContain("omar@example.test");
    expect(text).not.toContain("jane@example.test");
    expect(() => buildRequest(hidden, { now })).toThrow(ItipError);
    const alone = { ...boardMeeting, guestList: "hidden" } satisfies InviteInput;
    expect(buildRequest(alone, { now })).toContain("jane@example.test");
    expect(() => buildRequest(alone, { now, recipient: "eve@example.test" })).toThrow("options.recipient");
  });

  it("is the same bytes for the same arguments", () => {
    expect(buildRequest(structuredClone(boardMeeting), { now: new Date(now) })).toBe(ics);
  });
});

describe("a CANCEL", () => {
  const lines = linesOf(buildCancel({ ...boardMeeting, sequence: 3, comment: "The board\nis ill" }, { now }));

  it("says what RFC 5546 section 3.2.5 asks for", () => {
    for (const line of ["METHOD:CANCEL", "SEQUENCE:3", "STATUS:CANCELLED", "COMMENT:The board\\nis ill"]) {
      expect(lines).toContain(line);
    }
    expect(lines).not.toContain("BEGIN:VALARM");
  });

  it("is refused where `sequence` is not a whole number from 0 on", () => {
    expect(() => buildCancel({ ...boardMeeting, sequence: -1 }, { now })).toThrow(ItipError);
    expect(() => buildCancel({ ...boardMeeting, sequence: 1.5 }, { now })).toThrow(ItipError);
  });
});

// São Paulo had summer time until February 2019: ten o'clock there was 12:00 UTC in January before, 13:00 since.
const saoPaulo = "America/Sao_Paulo";
const januaryOf = (year: number) => Date.UTC(year, 0, 16, year < 2020 ? 12 : 13);
const tenIn = (year: number) =>
  pointOf({ time: `${year}-01-16T10:00:00${year < 2020 ? "-02:00" : "-03:00"}`, tzid: saoPaulo });
const planningIn = (year: number, recurrence?: { rule: string }) => {
  const at = { time: `${year}-01-16T10:00:00`, tzid: saoPaulo };
  return checkedEvent({
    summary: "Planning",
    start: at,
    end: at,
    ...(recurrence === undefined ? {} : { recurrence }),
  });
};
const planning: SchedulingFacts = {
  uid: "planning@example.com",
  sequence: 2,
  dtstamp: now,
  organizer: { email: "planner@example.com" },
  attendees: [{ email: "jane@example.test" }],
  event: planningIn(2020),
};

function expectRightIn(ics: string, ...years: number[]): void {
  const offset = oracleOffsets(ics, 2020);
  for (const year of years) expect(offset(januaryOf(year))).toBe((year < 2020 ? -2 : -3) * 3_600_000);
}

describe("the VTIMEZONE of a message is right", () => {
  const series = (recurrence: InviteInput["event"]["recurrence"], year = 2018) =>
    buildRequest(
      withEvent({
        start: `${year}-01-16T10:00:00`,
        end: `${year}-01-16T11:00:00`,
        tzid: saoPaulo,
        ...(recurrence === undefined ? {} : { recurrence }),
      }),
      { now },
    );

  it("to the end of a series, for what it adds and for what it leaves out at its end", () => {
    expectRightIn(series({ rule: "FREQ=YEARLY;COUNT=3" }), 2018, 2019, 2020);
    expectRightIn(series({ rule: "FREQ=YEARLY;COUNT=2", include: ["2020-01-16T10:00:00"] }), 2018, 2020);
    expectRightIn(series({ rule: "FREQ=YEARLY;COUNT=2", include: ["2014-01-16T10:00:00"] }), 2014, 2018);
    const exclude = ["2019-01-16T10:00:00", "2020-01-16T10:00:00"];
    expectRightIn(series({ rule: "FREQ=YEARLY;COUNT=4", exclude }, 2017), 2017, 2018, 2019, 2020);
  });

  it("for a single event in one year's rules, which Outlook understands", () => {
    const lines = linesOf(series(undefined));
    expect(lines.filter((line) => /^BEGIN:(?:STANDARD|DAYLIGHT)$/.test(line))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith("RRULE:FREQ=YEARLY;"))).toHaveLength(2);
  });

  it("for the original start of an occurrence that is years away", () => {
    const facts = { ...planning, instance: tenIn(2014) };
    for (const ics of [formatRequest(facts), formatCancel(facts), formatDeclineCounter(facts)]) {
      expect(linesOf(ics)).toContain(`RECURRENCE-ID;TZID=${saoPaulo}:20140116T100000`);
      expectRightIn(ics, 2014, 2020);
    }
  });
});

describe("an occurrence that goes along with its series", () => {
  const recurrence = { rule: "FREQ=YEARLY;COUNT=9" };
  const moved = { ...planningIn(2020), start: pointOf({ time: "2020-01-18T10:00:00Z", tzid: "Etc/UTC" }) };
  const written = () =>
    formatRequest({
      ...planning,
      event: planningIn(2018, recurrence),
      occurrences: [
        { instance: tenIn(2014), event: { ...moved, end: moved.start, reminders: [{ minutes: 5 }] } },
      ],
      excluded: [tenIn(2019)],
    });

  it("asks for an answer and reminds, by the UID and SEQUENCE of the series", () => {
    const lines = linesOf(written());
    const own = lines.slice(lines.lastIndexOf("BEGIN:VEVENT"));
    expect(own).toEqual(
      expect.arrayContaining([
        "UID:planning@example.com",
        "SEQUENCE:2",
        `RECURRENCE-ID;TZID=${saoPaulo}:20140116T100000`,
        "DTSTART:20200118T100000Z",
        "STATUS:CONFIRMED",
        "BEGIN:VALARM",
      ]),
    );
    expect(own.filter((line) => line.startsWith("ATTENDEE"))).toEqual([
      expect.stringContaining(";RSVP=TRUE:mailto:jane@example.test"),
    ]);
    expect(own.filter((line) => /^(?:RRULE|EXDATE)/.test(line))).toEqual([]);
  });

  it("has a VTIMEZONE that is right for its RECURRENCE-ID", () => expectRightIn(written(), 2014, 2018));
});

describe("a DECLINECOUNTER", () => {
  it("asks for no answer and reminds of nothing: the event stands as it was", () => {
    const event = { ...planningIn(2020), reminders: [{ minutes: 5 }] };
    const lines = linesOf(formatDeclineCounter({ ...planning, event }));
    expect(lines).toEqual(expect.arrayContaining(["METHOD:DECLINECOUNTER", "SEQUENCE:2"]));
    expect(lines.filter((line) => /RSVP|VALARM/.test(line))).toEqual([]);
  });
});

/** What is written can be read back by another parser, in as many lines as the event has properties. */
function addsNoLine(build: (text: string) => InviteInput): (text: string) => void {
  const names = (ics: string) => linesOf(ics).map((line) => line.split(/[;:]/)[0]);
  return (text) => {
    let ics: string;
    try {
      ics = buildRequest(build(text), { now });
    } catch (error) {
      expect(error).toBeInstanceOf(ItipError);
      return;
    }
    expect(names(ics)).toEqual(names(buildRequest(build("x"), { now })));
    expect(ics.replaceAll("\r\n", "")).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f]/);
    expect(new TextDecoder().decode(new TextEncoder().encode(ics))).toBe(ics);
  };
}

describe("no text in any field adds a line", () => {
  it.each<[string, (text: string) => InviteInput]>([
    ["summary", (text) => withEvent({ summary: `${text}x` })],
    ["description", (text) => withEvent({ description: `${text}x` })],
    ["location", (text) => withEvent({ location: { description: `${text}x` } })],
    ["url", (text) => withEvent({ url: `https://example.com/${text}` })],
    ["conferenceUrl", (text) => withEvent({ conferenceUrl: `https://example.com/${text}` })],
    ["color", (text) => withEvent({ color: text === "x" ? "red" : `${text}#c6040f` })],
    [
      "organizer.name",
      (text) => ({ ...boardMeeting, organizer: { email: "o@example.com", name: `${text}x` } }),
    ],
    [
      "recipient.name",
      (text) => ({ ...boardMeeting, recipients: [{ email: "j@example.test", name: `${text}x` }] }),
    ],
    ["recipient.email", (text) => ({ ...boardMeeting, recipients: [{ email: `j${text}@example.test` }] })],
    ["organizer.email", (text) => ({ ...boardMeeting, organizer: { email: `o@${text}example.test` } })],
    ["uid", (text) => ({ ...boardMeeting, uid: `${text}x` })],
    ["id", (text) => ({ ...boardMeeting, id: `${text}x` })],
    [
      "rule",
      (text) => withEvent({ recurrence: { rule: text === "x" ? "FREQ=DAILY" : `FREQ=DAILY;${text}` } }),
    ],
  ])("%s", (_, build) => {
    fc.assert(fc.property(hostileText, addsNoLine(build)), { numRuns: runs(500) });
  });
});

it("reads back the text that was written, by another parser", () => {
  // Line and paragraph separators become line feeds, as every kind of line break does.
  const text = fc
    .string({ unit: anyLetter, minLength: 1, maxLength: 200 })
    .filter((s) => s.trim() !== "" && !/[\p{C}\p{Zl}\p{Zp}]/u.test(s));
  fc.assert(
    fc.property(text, text, text, (summary, description, place) => {
      const ics = buildRequest(withEvent({ summary, description, location: { description: place } }), {
        now,
      });
      expect(valueIn(ics, "summary")).toBe(summary);
      expect(valueIn(ics, "description")).toBe(description);
      expect(valueIn(ics, "location")).toBe(place);
    }),
    { numRuns: runs(1_000) },
  );
});
