import { describe, expect, it } from "vitest";
import type { InviteInput } from "../../src/event/event.ts";
import { buildCancel, buildRequest } from "../../src/message/build.ts";
import { boardMeeting } from "../support/fixtures/invite-input.ts";

const now = new Date("2026-05-01T08:00:00Z");

/** The lines of a property in a REQUEST for an event with these changes. */
function lines(
  name: string,
  changes: Partial<InviteInput["event"]>,
  more: Partial<InviteInput> = {},
): string[] {
  const input = { ...boardMeeting, ...more, event: { ...boardMeeting.event, ...changes } };
  const text = buildRequest(input, { now }).replaceAll("\r\n ", "");
  return text
    .slice(text.indexOf("BEGIN:VEVENT"))
    .split("\r\n")
    .filter((line) => new RegExp(`^${name}[;:]`).test(line));
}

describe("a REQUEST says of an event", () => {
  it.each<[string, Partial<InviteInput["event"]>, string[]]>([
    ["CLASS", {}, []],
    ["CLASS", { private: true }, ["CLASS:PRIVATE"]],
    ["CLASS", { private: false }, ["CLASS:PUBLIC"]],
    ["TRANSP", {}, []],
    ["TRANSP", { transparency: "opaque" }, ["TRANSP:OPAQUE"]],
    ["TRANSP", { transparency: "transparent" }, ["TRANSP:TRANSPARENT"]],
    ["X-MICROSOFT-CDO-BUSYSTATUS", {}, []],
    ["X-MICROSOFT-CDO-BUSYSTATUS", { transparency: "opaque" }, ["X-MICROSOFT-CDO-BUSYSTATUS:BUSY"]],
    ["X-MICROSOFT-CDO-BUSYSTATUS", { transparency: "transparent" }, ["X-MICROSOFT-CDO-BUSYSTATUS:FREE"]],
    ["X-MICROSOFT-CDO-BUSYSTATUS", { status: "tentative" }, ["X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"]],
    ["X-MICROSOFT-CDO-BUSYSTATUS", { status: "confirmed" }, ["X-MICROSOFT-CDO-BUSYSTATUS:BUSY"]],
    [
      "X-MICROSOFT-CDO-BUSYSTATUS",
      { status: "confirmed", transparency: "out-of-office" },
      ["X-MICROSOFT-CDO-BUSYSTATUS:OOF"],
    ],
    ["GEO", { location: { lat: "51.5", long: -0.1 } }, ["GEO:51.5;-0.1"]],
    ["GEO", { location: { lat: 0.0000001, long: 0 } }, ["GEO:0.0000001000;0"]],
    ["GEO", { location: { description: "Room" } }, []],
    ["LOCATION", { location: { lat: 51.5, long: 0 } }, []],
    ["LOCATION", { location: { description: "Room, 1" } }, ["LOCATION:Room\\, 1"]],
    ["DESCRIPTION", { description: "" }, []],
    ["URL", { url: "https://example.com/1" }, ["URL:https://example.com/1"]],
    ["URL", {}, []],
    ["COLOR", { color: "turquoise" }, ["COLOR:turquoise"]],
    [
      "CONFERENCE",
      { conferenceUrl: "https://example.com/1" },
      ["CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://example.com/1"],
    ],
    ["CONFERENCE", { conferenceUrl: "tel:+44123" }, ["CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+44123"]],
    [
      "CONFERENCE",
      { conferenceUrl: "SIP:a@example.com" },
      ["CONFERENCE;VALUE=URI;FEATURE=PHONE:SIP:a@example.com"],
    ],
    [
      "CONFERENCE",
      { conferenceUrl: "https://tel:1@example.com/" },
      ["CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://tel:1@example.com/"],
    ],
    ["DTEND", {}, ["DTEND;TZID=Europe/London:20260507T113000"]],
    ["DTEND", { end: boardMeeting.event.start }, []],
    ["TRIGGER", { reminders: [{ minutes: 0 }, { minutes: 15 }] }, ["TRIGGER:PT0M", "TRIGGER:-PT15M"]],
    ["TRIGGER", {}, []],
  ])("%s of %j", (name, changes, expected) => {
    expect(lines(name, changes)).toEqual(expected);
  });

  it("RDATE and EXDATE once each in the zone of its start, in order, the rest in UTC", () => {
    const recurrence = {
      rule: "FREQ=WEEKLY",
      exclude: ["2026-05-21T10:30", "2026-05-14T10:30", "2026-05-14T10:30"],
      include: ["2026-06-01T10:30", "2026-10-25T01:30:00Z"],
    };
    expect(lines("EXDATE", { recurrence })).toEqual([
      "EXDATE;TZID=Europe/London:20260514T103000,20260521T103000",
    ]);
    // 01:30 UTC that night is the second 01:30 in London, which a TZID cannot express.
    expect(lines("RDATE", { recurrence })).toEqual([
      "RDATE;TZID=Europe/London:20260601T103000",
      "RDATE:20261025T013000Z",
    ]);
    const days = {
      start: "2026-05-07",
      end: "2026-05-08",
      recurrence: { rule: "FREQ=WEEKLY", exclude: ["2026-05-14"] },
    };
    expect(lines("EXDATE", days)).toEqual(["EXDATE;VALUE=DATE:20260514"]);
    expect(lines("RDATE", days)).toEqual([]);
  });

  it.each([
    [undefined, "REQ-PARTICIPANT", "TRUE"],
    ["required", "REQ-PARTICIPANT", "TRUE"],
    ["optional", "OPT-PARTICIPANT", "TRUE"],
    ["chair", "CHAIR", "TRUE"],
    ["observer", "NON-PARTICIPANT", "FALSE"],
  ] as const)("the role in which somebody is asked: %s", (role, word, rsvp) => {
    const recipients = [{ email: "jane@example.test", ...(role === undefined ? {} : { role }) }];
    expect(lines("ATTENDEE", {}, { recipients })).toEqual([
      `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=${word};PARTSTAT=NEEDS-ACTION;RSVP=${rsvp}:mailto:jane@example.test`,
    ]);
  });

  it("people by addresses with the domain in ASCII", () => {
    const recipients = [{ email: "Jane@MÜNCHEN.example", name: "Jane" }];
    expect(lines("ATTENDEE", {}, { recipients })[0]).toMatch(/:mailto:Jane@xn--mnchen-3ya\.example$/);
    expect(lines("ORGANIZER", {})).toEqual(["ORGANIZER;CN=Planner:mailto:planner@example.com"]);
  });

  it("that no other time is welcome, where it is not", () => {
    expect(lines("X-MICROSOFT-DISALLOW-COUNTER", {}, { counterProposals: false })).toEqual([
      "X-MICROSOFT-DISALLOW-COUNTER:TRUE",
    ]);
    expect(lines("X-MICROSOFT-DISALLOW-COUNTER", {}, { counterProposals: true })).toEqual([]);
    const input = {
      ...boardMeeting,
      event: { ...boardMeeting.event, transparency: "opaque" as const },
      sequence: 1,
      counterProposals: false,
    };
    expect(buildCancel(input, { now })).not.toContain("X-MICROSOFT");
  });
});
