import { describe, expect, it } from "vitest";
import { decodeEntities } from "../../src/event/html/html-entity.ts";
import { replyKeyOf, replyToken } from "../../src/event/reply-address.ts";
import { buildCancel, buildRequest } from "../../src/message/build.ts";
import { isComponent, isMessage } from "../../src/message/is-message.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { answer } from "../../src/reply/answer.ts";
import { readReplies } from "../../src/reply/show-reply.ts";
import { boardMeeting } from "../support/fixtures/invite-input.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";
import { refused } from "../support/refusal.ts";

const now = new Date("2026-05-02T12:00:00Z");
const start = "DTSTART:20260507T093000Z";
const organizer = "ORGANIZER:mailto:org@example.test";
const invited = "ATTENDEE:mailto:jane@example.test";
const request = (...lines: string[]) =>
  calendarText("REQUEST", [componentText("VEVENT", ["UID:1", "DTSTAMP:20260501T080000Z", ...lines])]);
const jane = { email: "jane@example.test", status: "accepted" } as const;

describe("the event that an invitation describes", () => {
  const of = (...lines: string[]): Record<string, unknown> => ({
    ...answer(request(start, organizer, invited, ...lines), jane, { now }).event,
  });
  const member = (name: string, ...lines: string[]) => of(...lines)[name];

  it.each<[string, string[], unknown]>([
    ["summary", [], ""],
    ["summary", ["SUMMARY:Board\\, meeting"], "Board, meeting"],
    ["description", ["DESCRIPTION:All\\nof us"], "All\nof us"],
    ["description", [], undefined],
    ["location", ["LOCATION:Room"], { description: "Room" }],
    ["location", ["LOCATION:Room", "GEO:51.5;-0.1"], { description: "Room", lat: "51.5", long: "-0.1" }],
    ["location", ["GEO: 51.5;-0.1 "], { lat: "51.5", long: "-0.1" }],
    ["location", ["GEO:51.5"], undefined],
    // What is wrong in one property leaves that out, and no other.
    ["location", ["LOCATION:Room", "GEO:91;0", "URL:https://example.com"], { description: "Room" }],
    ["url", ["LOCATION:Room", "GEO:91;0", "URL: https://example.com "], "https://example.com"],
    ["url", ["URL:javascript:alert(1)"], undefined],
    ["conferenceUrl", ["CONFERENCE;VALUE=URI:https://example.com"], "https://example.com"],
    ["transparency", ["TRANSP:TRANSPARENT"], "transparent"],
    ["transparency", ["TRANSP: opaque "], "opaque"],
    ["transparency", ["TRANSP:X-BUSY"], undefined],
    ["private", ["CLASS:PUBLIC"], false],
    ["private", ["CLASS: public "], false],
    ["private", ["CLASS:PRIVATE"], true],
    ["private", ["CLASS:CONFIDENTIAL"], true],
    ["private", [], undefined],
    ["color", ["COLOR:turquoise"], "turquoise"],
    ["color", ["COLOR:no such"], undefined],
    ["recurrence", [], undefined],
    ["recurrence", ["RRULE: FREQ=DAILY;COUNT=3 "], { rule: "FREQ=DAILY;COUNT=3" }],
    ["recurrence", ["RRULE:FREQ=SOMETIMES"], undefined],
    [
      "recurrence",
      ["RRULE:FREQ=DAILY", "EXDATE:20260508T093000Z,20260509T093000Z", "EXDATE:soon"],
      {
        rule: "FREQ=DAILY",
        exclude: [
          { time: "2026-05-08T09:30:00Z", tzid: "Etc/UTC" },
          { time: "2026-05-09T09:30:00Z", tzid: "Etc/UTC" },
        ],
      },
    ],
    [
      "recurrence",
      ["RDATE;VALUE=PERIOD:20260508T093000Z/PT1H,20260509T093000Z/PT1H"],
      {
        rule: "FREQ=DAILY;COUNT=1",
        include: [
          { time: "2026-05-08T09:30:00Z", tzid: "Etc/UTC" },
          { time: "2026-05-09T09:30:00Z", tzid: "Etc/UTC" },
        ],
      },
    ],
    [
      "recurrence",
      ["RDATE;value=period:20260508T093000Z/PT1H"],
      { rule: "FREQ=DAILY;COUNT=1", include: [{ time: "2026-05-08T09:30:00Z", tzid: "Etc/UTC" }] },
    ],
    [
      "recurrence",
      ["RDATE:20260508T093000Z/PT1H"],
      { rule: "FREQ=DAILY;COUNT=1", include: [{ time: "2026-05-08T09:30:00Z", tzid: "Etc/UTC" }] },
    ],
    [
      "recurrence",
      ["RRULE:FREQ=DAILY", "EXDATE;TZID=Europe/London:20260508T103000"],
      { rule: "FREQ=DAILY", exclude: [{ time: "2026-05-08T10:30:00+01:00", tzid: "Europe/London" }] },
    ],
  ])("%s of %j", (name, lines, expected) => {
    expect(member(name, ...lines)).toEqual(expected);
  });

  it("cannot be told without a time", () => {
    expect(refused(() => answer(request("DTSTART:soon", organizer, invited), jane, { now }))).toMatchObject([
      "cannot-answer",
      expect.any(String),
    ]);
  });
});

describe("what an answer repeats of the invitation", () => {
  const written = (ics: string, name: string) =>
    ics
      .slice(ics.indexOf("BEGIN:VEVENT"))
      .replaceAll("\r\n ", "")
      .split("\r\n")
      .filter((line) => line.startsWith(name));
  const reply = (...lines: string[]) => answer(request(start, ...lines), jane, { now }).ics;

  it.each([
    ["ORGANIZER:mailto:Org@example.test", "ORGANIZER:mailto:Org@example.test"],
    ["ORGANIZER: MAILTO:org@example.test ", "ORGANIZER:MAILTO:org@example.test"],
    [
      'ORGANIZER;CN=Org;SENT-BY="mailto:pa@example.test":mailto:org@example.test',
      'ORGANIZER;CN=Org;SENT-BY="mailto:pa@example.test":mailto:org@example.test',
    ],
    ['ORGANIZER;SENT-BY="no uri":mailto:org@example.test', "ORGANIZER:mailto:org@example.test"],
    ["ORGANIZER;SCHEDULE-AGENT=CLIENT:mailto:org@example.test", "ORGANIZER:mailto:org@example.test"],
    ["ORGANIZER;EMAIL=org@example.test:urn:uuid:1", "ORGANIZER:mailto:org@example.test"],
  ])("%s comes back as %s", (line, expected) => {
    expect(written(reply(line, invited), "ORGANIZER")).toEqual([expected]);
  });

  it.each([
    [
      "ATTENDEE;RSVP=TRUE;PARTSTAT=NEEDS-ACTION:mailto:Jane@Example.test",
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:Jane@Example.test",
    ],
    [
      "ATTENDEE;CUTYPE=individual;ROLE=CHAIR;CN=J:mailto:jane@example.test",
      "ATTENDEE;CN=J;CUTYPE=INDIVIDUAL;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:jane@example.test",
    ],
    [
      "ATTENDEE;CUTYPE=PET;ROLE=KING:mailto:jane@example.test",
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
    ],
    [
      "ATTENDEE;EMAIL=jane@example.test;CN=J:urn:uuid:1",
      "ATTENDEE;CN=J;PARTSTAT=ACCEPTED:mailto:jane@example.test",
    ],
    [
      'ATTENDEE;MEMBER="no uri","mailto:a@b.test":mailto:jane@example.test',
      'ATTENDEE;PARTSTAT=ACCEPTED;MEMBER="mailto:a@b.test":mailto:jane@example.test',
    ],
    [
      'ATTENDEE;MEMBER="no uri":mailto:jane@example.test',
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
    ],
  ])("%s comes back as %s", (line, expected) => {
    expect(written(reply(organizer, line), "ATTENDEE")).toEqual([expected]);
  });

  it("a COUNTER has what no EventInput has a word for", () => {
    const proposal = { start: "2026-05-08T09:30:00Z", end: "2026-05-08T10:30:00Z" };
    const { ics } = answer(
      request(
        start,
        organizer,
        invited,
        "PRIORITY:5",
        "CATEGORIES:A,B\\,C",
        "CATEGORIES:D",
        "RESOURCES:E",
        "CONTACT:F\\, G",
      ),
      { ...jane, proposal },
      { now },
    );
    expect(written(ics, "CATEGORIES")).toEqual(["CATEGORIES:A,B\\,C", "CATEGORIES:D"]);
    expect([...written(ics, "RESOURCES"), ...written(ics, "CONTACT"), ...written(ics, "PRIORITY")]).toEqual([
      "RESOURCES:E",
      "CONTACT:F\\, G",
      "PRIORITY:5",
    ]);
    for (const none of ["PRIORITY:10", "PRIORITY:x", "PRIORITY:1x", "X-A:1"]) {
      expect(
        written(
          answer(request(start, organizer, invited, none), { ...jane, proposal }, { now }).ics,
          "PRIORITY",
        ),
      ).toEqual([]);
    }
  });
});

describe("what is wrong with the times of a message", () => {
  const problems = (...lines: string[]) =>
    parseMessage(request(...lines)).problems.map(
      ({ code, severity, path, reference, line }) => `${severity} ${code} ${path} ${reference} ${line}`,
    );
  const at = (name: string) => `VCALENDAR.VEVENT[0].${name}`;

  it("is reported with its place", () => {
    expect(problems(start, "DTEND:20260507T103000Z")).toEqual([]);
    expect(problems(start, "DTEND:20260507T092959Z")).toEqual([
      `error end-not-after-start ${at("DTEND")} RFC 5545 section 3.8.2.2 9`,
    ]);
    expect(problems("DTSTART:soon", "DTEND:20260507T092959Z")).toEqual([
      `error invalid-value ${at("DTSTART")} RFC 5545 section 3.3.5 8`,
    ]);
    expect(problems(start, "DTEND:later")).toEqual([
      `error invalid-value ${at("DTEND")} RFC 5545 section 3.3.5 9`,
    ]);
    for (const name of ["DUE", "RECURRENCE-ID", "X-MS-OLK-ORIGINALSTART", "X-MS-OLK-ORIGINALEND"]) {
      expect(problems(`${name}:soon`)).toEqual([`error invalid-value ${at(name)} RFC 5545 section 3.3.5 8`]);
    }
    expect(problems("COMPLETED:soon", "X-A:soon")).toEqual([]);
    expect(problems("DTSTART;TZID=Narnia:20260507T093000")).toEqual([
      `error unresolved-time-zone ${at("DTSTART")} RFC 5545 section 3.2.19 8`,
    ]);
  });

  it("a VTIMEZONE that contradicts its TZID", () => {
    const zone = componentText("VTIMEZONE", [
      "TZID:Europe/London",
      ...componentText("STANDARD", ["DTSTART:19700101T000000", "TZOFFSETFROM:+0500", "TZOFFSETTO:+0500"]),
    ]);
    const text = calendarText("REQUEST", [
      zone,
      componentText("VEVENT", ["UID:1", "DTSTART;TZID=Europe/London:20260507T093000"]),
    ]);
    expect(parseMessage(text).problems).toMatchObject([
      {
        code: "time-zone-contradicted",
        severity: "warning",
        path: at("DTSTART"),
        reference: "RFC 5545 section 3.6.5",
        line: 15,
      },
    ]);
  });
});

describe("comments", () => {
  const comment = (parameters: string, ...lines: string[]) =>
    readReplies(
      parseMessage(
        request(`ATTENDEE;PARTSTAT=ACCEPTED${parameters}:mailto:jane@example.test`, ...lines).replace(
          "REQUEST",
          "REPLY",
        ),
      ),
    )[0]?.comment;

  it.each<[string, string[], string | undefined]>([
    ["", ["COMMENT: Yes "], "Yes"],
    ["", ["COMMENT:One\\nTwo", "COMMENT: Three "], "One\nTwo\nThree"],
    ["", ["COMMENT:\\n"], undefined],
    ["", [], undefined],
    [';X-RESPONSE-COMMENT="it&#39\\;s late\\, sorry"', [], "it's late, sorry"],
    [';X-RESPONSE-COMMENT="a\\nb\\Nc\\\\n"', [], "a\nb\nc\\n"],
    [';X-RESPONSE-COMMENT="Google"', ["COMMENT:First"], "First"],
    [';X-RESPONSE-COMMENT=" ";X-COMMENT="Yahoo"', [], "Yahoo"],
    [";X-COMMENT=Yahoo", ["X-CALENDARSERVER-PRIVATE-COMMENT:Apple"], "Yahoo"],
    ["", ["X-CALENDARSERVER-PRIVATE-COMMENT: Apple "], "Apple"],
  ])("with the parameters %j, %j says %j", (parameters, lines, expected) => {
    expect(comment(parameters, ...lines)).toBe(expected);
  });

  it.each([
    ["it&#39;s", "it's"],
    ["&#x27;&#X27;&#x1F600;", "''\u{1f600}"],
    ["&rsquo;&amp;&lt;&nbsp;", "\u2019&<\u00a0"],
    ["&#9;&#10;&#32;", "\t\n "],
    ["&#55295;&#57344;&#1114111;", "\ud7ff\ue000\u{10ffff}"],
    // Nothing that could be shown, or no reference at all.
    ["&#0;&#8;&#11;&#31;", "&#0;&#8;&#11;&#31;"],
    ["&#55296;&#57343;&#1114112;&#x110000;", "&#55296;&#57343;&#1114112;&#x110000;"],
    ["&nonsense;&;&#;&#x;&amp", "&nonsense;&;&#;&#x;&amp"],
    ["&#12345678;&#x1234567;", "&#12345678;&#x1234567;"],
    ["&AMP;", "&AMP;"],
  ])("references of HTML: %s", (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded);
  });
});

describe("buildRequest and buildCancel", () => {
  const two = {
    ...boardMeeting,
    recipients: [{ email: "jane@example.test" }, { email: "omar@example.test" }],
  };
  const attendees = (text: string) =>
    text
      .replaceAll("\r\n ", "")
      .match(/ATTENDEE[^\r]*mailto:([^\r]*)/g)
      ?.map((line) => line.split("mailto:")[1]);
  const build = (input: object, options?: unknown) =>
    Reflect.apply(buildRequest, undefined, [{ ...two, ...input }, options]);
  const cancel = (input: object, options?: unknown) =>
    Reflect.apply(buildCancel, undefined, [{ ...two, ...input }, options]);

  it("list everyone, or the one whose copy it is", () => {
    const hidden = { guestList: "hidden" };
    expect(attendees(build({}))).toEqual(["jane@example.test", "omar@example.test"]);
    expect(attendees(build({}, { recipient: "omar@example.test" }))).toEqual([
      "jane@example.test",
      "omar@example.test",
    ]);
    expect(attendees(build(hidden, { recipient: "OMAR@example.test" }))).toEqual(["omar@example.test"]);
    expect(attendees(build({ ...hidden, recipients: [{ email: "jane@example.test" }] }))).toEqual([
      "jane@example.test",
    ]);
    const unknown = ["unknown-recipient", "options.recipient unknown-recipient"];
    expect(refused(() => build(hidden))).toEqual(unknown);
    expect(refused(() => build({ replySecret: "sixteen octets!!" }))).toEqual(unknown);
    expect(refused(() => build({}, { recipient: "eve@example.test" }))).toEqual(unknown);
    expect(refused(() => build({}, { recipient: 7 }))).toEqual(unknown);
  });

  it("name the organizer by the address with the token of the recipient, where there is a reply secret", () => {
    const text = build(
      { replySecret: "a secret of 16 octets", uid: "1" },
      { recipient: "jane@example.test" },
    ).replaceAll("\r\n ", "");
    expect(text).toContain(
      `mailto:planner+${replyToken(replyKeyOf("a secret of 16 octets", "1"), "jane@example.test")}@example.com`,
    );
    expect(attendees(text)).toEqual(["jane@example.test", "omar@example.test"]);
    expect(build({})).toContain("mailto:planner@example.com");
  });

  it("have a SEQUENCE, and a CANCEL needs one", () => {
    expect(build({})).toContain("SEQUENCE:0\r\n");
    expect(build({ sequence: 2_147_483_647 })).toContain("SEQUENCE:2147483647\r\n");
    for (const sequence of [-1, 1.5, 2_147_483_648, "1"]) {
      expect(refused(() => build({ sequence }))).toEqual(["invalid-argument", "sequence out-of-range"]);
    }
    expect(cancel({ sequence: 1 })).toContain("SEQUENCE:1\r\n");
    expect(refused(() => cancel({}))).toEqual(["invalid-argument", "sequence required"]);
    expect(cancel({ sequence: 1, comment: "Off" })).toContain("COMMENT:Off\r\n");
    expect(cancel({ sequence: 1 })).not.toContain("COMMENT");
    expect(refused(() => cancel({ sequence: 1, comment: 7 }))).toEqual([
      "invalid-argument",
      "comment invalid-type",
    ]);
    expect(refused(() => build({}, 7))).toEqual(["invalid-argument", "options invalid-type"]);
  });

  it("a CANCEL asks for no answer and reminds of nothing", () => {
    const event = {
      ...two.event,
      reminders: [{ minutes: 5 }],
      start: { time: "2026-05-07T10:30", tzid: "Europe/London" },
      end: { time: "2026-05-07T11:30", tzid: "Europe/London" },
    };
    const text = cancel({ sequence: 1, event });
    expect(text).not.toMatch(/RSVP|VALARM/);
    expect(build({ event })).toMatch(/RSVP[\s\S]*VALARM/);
    expect(text).toContain("BEGIN:VTIMEZONE");
  });
});

describe("the shape of a message", () => {
  const message = parseMessage(request(start, organizer, invited), {
    sender: "jane@example.test",
    timeZone: "Europe/London",
    sentAt: "2026-05-01T08:00:00Z",
  });

  it("is what parseMessage returns", () => {
    expect(isMessage(message)).toBe(true);
    expect(isMessage(JSON.parse(JSON.stringify(message)))).toBe(true);
    const { sender: _s, timeZone: _t, sentAt: _d, method: _m, ...bare } = message;
    expect(isMessage(bare)).toBe(true);
  });

  it.each([
    { uid: 7 },
    { kind: 7 },
    { method: 7 },
    { sentAt: 7 },
    { timeZone: 7 },
    { sender: "nobody" },
    { sender: 7 },
    { calendar: 7 },
    { calendar: { name: "VCALENDAR", lines: [] } },
    { calendar: { name: 7, lines: [], components: [] } },
    { calendar: { name: "VCALENDAR", lines: [7], components: [] } },
    { calendar: { name: "VCALENDAR", lines: [{ name: "X" }], components: [] } },
    { calendar: { name: "VCALENDAR", lines: [{ text: "X" }], components: [] } },
    { calendar: { name: "VCALENDAR", lines: [], components: [7] } },
    { components: 7 },
    { components: [7] },
    { components: new Array(1) },
  ])("is not that of a message with %j", (damage) => {
    expect(isMessage({ ...message, ...damage })).toBe(false);
  });

  it("may have components in one another up to a hundred deep", () => {
    const nested = (depth: number): unknown => ({
      name: "X",
      lines: [],
      components: depth === 0 ? [] : [nested(depth - 1)],
    });
    expect(isComponent(nested(100))).toBe(true);
    expect(isComponent(nested(101))).toBe(false);
    expect(isMessage({ ...message, components: [nested(99)] })).toBe(true);
    expect(isMessage({ ...message, components: [nested(100)] })).toBe(false);
    for (const none of [7, null, []]) expect(isMessage(none)).toBe(false);
  });
});

describe("the address of the person who answers", () => {
  const who = (method: string, attendees: readonly string[], sender?: string) =>
    readReplies(
      parseMessage(
        request(start, organizer, ...attendees).replace("REQUEST", method),
        sender === undefined ? {} : { sender },
      ),
    ).map(({ email }) => email);
  const [said, joe, org] = [
    'ATTENDEE;PARTSTAT=" accepted ":mailto:jane@example.test',
    "ATTENDEE:mailto:joe@example.test",
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:org@example.test",
  ];

  it("is the only ATTENDEE's, else the author's, else that of each ATTENDEE with an answer", () => {
    expect(who("REPLY", [joe])).toEqual(["joe@example.test"]);
    expect(who("REPLY", [said, joe], "JOE@example.test")).toEqual(["joe@example.test"]);
    expect(who("REPLY", [said, joe])).toEqual(["jane@example.test"]);
    expect(who("REPLY", [said, joe, org])).toEqual(["jane@example.test"]);
    expect(who("REPLY", [org, org])).toEqual(["org@example.test", "org@example.test"]);
    expect(who("REPLY", [joe, joe])).toEqual([]);
    expect(who("REPLY", [])).toEqual([]);
  });

  it("a COUNTER is its author's, else the only guest's, or the only one's who has answered", () => {
    expect(who("COUNTER", [said, joe], "eve@example.test")).toEqual(["eve@example.test"]);
    expect(who("COUNTER", [said, joe])).toEqual(["jane@example.test"]);
    expect(who("COUNTER", [joe, org])).toEqual(["joe@example.test"]);
    expect(who("COUNTER", [joe, "ATTENDEE:mailto:ann@example.test"])).toEqual([]);
    expect(who("COUNTER", [said, said.replace("jane", "ann")])).toEqual([]);
    expect(who("COUNTER", [], "eve@example.test")).toEqual(["eve@example.test"]);
  });
});
