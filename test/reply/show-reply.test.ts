import { describe, expect, it } from "vitest";
import { ItipError } from "../../src/errors.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { statedReplies } from "../../src/reply/read-reply.ts";
import { readReplies } from "../../src/reply/show-reply.ts";

/** An answering message around the lines that a case is about. */
function message(method: string, ...lines: string[]): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Example//Client 1.0//EN",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    "UID:7@example.com",
    "DTSTAMP:20260502T101500Z",
    ...lines,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

function replies(text: string, options?: Parameters<typeof parseMessage>[1]) {
  return readReplies(parseMessage(text, options));
}

const jane = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test";

describe("a REPLY", () => {
  it("gives status, revision and time of writing", () => {
    expect(replies(message("REPLY", "SEQUENCE:2", jane))).toEqual([
      {
        uid: "7@example.com",
        email: "jane@example.test",
        status: "accepted",
        sequence: 2,
        dtstamp: "2026-05-02T10:15:00Z",
      },
    ]);
  });

  it.each([
    ["ACCEPTED", "accepted"],
    ["accepted", "accepted"],
    ["TENTATIVE", "tentative"],
    ["DECLINED", "declined"],
    ["DELEGATED", "delegated"],
    ["NEEDS-ACTION", "pending"],
    ["DELETED", "pending"],
    ["X-MAYBE", "pending"],
  ])("reads PARTSTAT=%s as %s", (partstat, status) => {
    const line = `ATTENDEE;PARTSTAT=${partstat}:mailto:jane@example.test`;
    expect(replies(message("REPLY", line))[0]?.status).toBe(status);
  });

  it.each<[string, string[], string | undefined]>([
    ["COMMENT", ["COMMENT;LANGUAGE=en:Sorry\\, no\\n", jane], "Sorry, no"],
    ["several COMMENTs", ["COMMENT:One", "COMMENT:Two", jane], "One\nTwo"],
    ["Exchange's empty COMMENT", ["COMMENT:\\n", jane], undefined],
    ["a blank COMMENT", ["COMMENT:  ", jane], undefined],
    [
      "Google's twice encoded parameter",
      [
        'ATTENDEE;PARTSTAT=ACCEPTED;X-RESPONSE-COMMENT="It&#39\\;s late\\, I&rsquo\\;ll try":mailto:jane@example.test',
      ],
      "It's late, I’ll try",
    ],
    [
      "the parameter without quotation marks",
      ["ATTENDEE;PARTSTAT=ACCEPTED;X-RESPONSE-COMMENT=Fine by me:mailto:jane@example.test"],
      "Fine by me",
    ],
    [
      "Yahoo's empty parameter",
      ["ATTENDEE;PARTSTAT=ACCEPTED;X-COMMENT=:mailto:jane@example.test"],
      undefined,
    ],
  ])("reads the comment from %s", (_, lines, comment) => {
    expect(replies(message("REPLY", ...lines))[0]?.comment).toBe(comment);
  });

  it.each([
    ["SEQUENCE:1407317367304", 4],
    ["SEQUENCE:-1", 4],
    ["SEQUENCE:one", 4],
    ["X-NOTHING:here", 4],
    ["SEQUENCE:2147483648", 4],
    ["SEQUENCE:2147483647", 2_147_483_647],
    ["SEQUENCE:0", 0],
  ])("falls back from %s to Microsoft's own number", (line, sequence) => {
    const text = message("REPLY", line, "X-MICROSOFT-CDO-APPT-SEQUENCE:4", jane);
    expect(replies(text)[0]?.sequence).toBe(sequence);
  });

  it("gives the occurrence answered", () => {
    const text = message("REPLY", "RECURRENCE-ID;TZID=W. Europe Standard Time:20260512T090000", jane);
    expect(replies(text)[0]?.instance).toEqual({ time: "2026-05-12T09:00:00+02:00", tzid: "Europe/Berlin" });
  });

  it("names the delegate of a delegator and the other way round (RFC 5546 section 4.2.6)", () => {
    const delegator =
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:lee@example.test":mailto:jane@example.test';
    const delegate =
      'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:jane@example.test":mailto:lee@example.test';
    expect(replies(message("REPLY", delegate, delegator))).toMatchObject([
      { email: "lee@example.test", status: "accepted", delegatedFrom: ["jane@example.test"] },
      { email: "jane@example.test", status: "delegated", delegatedTo: ["lee@example.test"] },
    ]);
    expect(replies(message("REPLY", delegate, delegator), { sender: "lee@example.test" })).toMatchObject([
      { email: "lee@example.test" },
    ]);
  });

  it("reads DELEGATED-TO as KOrganizer writes it, without mailto: and quotation marks", () => {
    const text = message(
      "REPLY",
      "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=lee@example.test:mailto:jane@example.test",
    );
    expect(replies(text)[0]?.delegatedTo).toEqual(["lee@example.test"]);
  });

  it("names who wrote it for somebody else", () => {
    const text = message(
      "REPLY",
      'ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY="mailto:pat@example.test":MAILTO:jane@example.test',
    );
    expect(replies(text)[0]).toMatchObject({ email: "jane@example.test", sentBy: "pat@example.test" });
  });

  it("belongs to its UID, blanks around it or not", () => {
    const [reply] = replies(message("REPLY", jane).replace("UID:7@example.com", "UID: 7@example.com "));
    expect(reply?.uid).toBe("7@example.com");
  });

  it("has no answer where nobody replies in it", () => {
    expect(replies(message("REPLY", "SUMMARY:Booked"))).toEqual([]);
  });

  it("proposes nothing, whatever its times are", () => {
    expect(replies(message("REPLY", "DTSTART:20260507T120000Z", jane))[0]?.proposal).toBeUndefined();
  });

  it("is about a VEVENT, not about a task", () => {
    const text = message("REPLY", jane).replaceAll("VEVENT", "VTODO");
    expect(parseMessage(text).kind).toBe("VTODO");
    expect(replies(text)).toEqual([]);
  });

  it.each([
    ["RECURRENCE-ID;RANGE=THISANDFUTURE:20260514T093000Z", true],
    ['RECURRENCE-ID;Range="thisandfuture":20260514T093000Z', true],
    ["RECURRENCE-ID;THISANDFUTURE:20260514T093000Z", true],
    ["RECURRENCE-ID:20260514T093000Z", undefined],
    ["RECURRENCE-ID;RANGE=THISANDPRIOR:20260514T093000Z", undefined],
    ["RECURRENCE-ID;RANGE=THISANDFUTURE:soon", undefined],
    ["SEQUENCE:1", undefined],
  ])("says whether it is about later occurrences too: %s", (line, thisAndFuture) => {
    const [reply] = replies(message("REPLY", line, jane));
    expect(reply?.thisAndFuture).toBe(thisAndFuture);
    expect(Object.hasOwn(reply ?? {}, "thisAndFuture")).toBe(thisAndFuture === true);
  });
});

it("a poll is no message of iTIP", () => {
  const text = message("REPLY", jane).replaceAll("VEVENT", "VPOLL");
  expect(() => parseMessage(text)).toThrow(/not-a-scheduling-message/);
});

describe("a COUNTER", () => {
  const tentative = "ATTENDEE;PARTSTAT=TENTATIVE:mailto:jane@example.test";
  const guests = [
    "ORGANIZER:mailto:planner@example.com",
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:planner@example.com",
    "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:jane@example.test",
    "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:omar@example.test",
  ];

  it.each<[string, string[], string, string]>([
    [
      "UTC",
      ["DTSTART:20260507T120000Z", "DTEND:20260507T130000Z"],
      "2026-05-07T12:00:00Z",
      "2026-05-07T13:00:00Z",
    ],
    [
      "a DURATION",
      ["DTSTART;TZID=Europe/Paris:20260507T120000", "DURATION:PT45M"],
      "2026-05-07T12:00:00+02:00",
      "2026-05-07T12:45:00+02:00",
    ],
    ["neither", ["DTSTART:20260507T120000Z"], "2026-05-07T12:00:00Z", "2026-05-07T12:00:00Z"],
    ["days", ["DTSTART;VALUE=DATE:20260507", "DTEND;VALUE=DATE:20260509"], "2026-05-07", "2026-05-09"],
    ["one day", ["DTSTART;VALUE=DATE:20260507"], "2026-05-07", "2026-05-08"],
  ])("proposes a time with %s", (_, lines, start, end) => {
    const { proposal } = replies(message("COUNTER", ...lines, tentative))[0] ?? {};
    expect([proposal?.start.time, proposal?.end.time]).toEqual([start, end]);
  });

  it("proposes nothing in a zone that nobody knows, and says so", () => {
    const parsed = parseMessage(message("COUNTER", "DTSTART;TZID=Customized:20260507T120000", tentative));
    expect(readReplies(parsed)[0]?.proposal).toBeUndefined();
    expect(parsed.problems.map(({ code }) => code)).toContain("unresolved-time-zone");
  });

  it("is told the zone of by twenty VTIMEZONEs, and not by a hundred", () => {
    const zone = (name: string) => [
      ...["BEGIN:VTIMEZONE", `TZID:${name}`, "BEGIN:STANDARD", "DTSTART:19700101T000000"],
      ...["TZOFFSETFROM:+0530", "TZOFFSETTO:+0530", "END:STANDARD", "END:VTIMEZONE"],
    ];
    const zones = Array.from({ length: 50 }, (_, index) => zone(`Ours ${index}`)).flat();
    const start = (name: string, before = "BEGIN:VEVENT") =>
      message("COUNTER", `DTSTART;TZID=${name}:20260507T120000`, tentative).replace(
        before,
        [...zones, before].join("\r\n"),
      );
    const [twentieth, next] = ["Ours 19", "Ours 20"].map((name) => parseMessage(start(name)));
    expect(twentieth?.problems).toEqual([]);
    expect(next?.problems.map(({ code }) => code)).toEqual(["unresolved-time-zone"]);
    expect(parseMessage(start("Ours 19", "END:VCALENDAR")).problems).toEqual([]);
  });

  it("proposes nothing on 30 February, and says so", () => {
    const parsed = parseMessage(message("COUNTER", "DTSTART:20260230T120000Z", tentative));
    expect(readReplies(parsed)[0]?.proposal).toBeUndefined();
    expect(parsed.problems.map(({ code }) => code)).toContain("invalid-value");
  });

  it("is about the event and not about a task beside it, which is reported", () => {
    const task = ["BEGIN:VTODO", "UID:1@example.test", "END:VTODO", "END:VCALENDAR"].join("\r\n");
    const mixed = message("COUNTER", "DTSTART:20260507T120000Z", tentative).replace("END:VCALENDAR", task);
    const { kind, problems } = parseMessage(mixed);
    expect([kind, problems.map(({ code }) => code)]).toEqual(["VEVENT", ["component-not-allowed"]]);
  });

  it("proposes nothing that ends before it starts, and says so", () => {
    const parsed = parseMessage(
      message("COUNTER", "DTSTART:20260507T120000Z", "DTEND:20260507T110000Z", tentative),
    );
    expect(readReplies(parsed)[0]?.proposal).toBeUndefined();
    expect(parsed.problems.map(({ code }) => code)).toContain("end-not-after-start");
  });

  it("is the author's, whoever else is listed", () => {
    const text = message("COUNTER", "DTSTART:20260507T120000Z", ...guests);
    expect(replies(text, { sender: "Omar@example.test" })).toMatchObject([
      { email: "omar@example.test", status: "pending" },
    ]);
    expect(replies(text)).toEqual([]);
  });

  it("is the author's when it lists nobody, as Exchange writes it", () => {
    const text = message("COUNTER", "DTSTART:20260507T120000Z");
    expect(replies(text, { sender: "jane@example.test" })).toMatchObject([
      {
        email: "jane@example.test",
        status: "pending",
        proposal: { start: { time: "2026-05-07T12:00:00Z" } },
      },
    ]);
  });

  it("reads floating times in the zone that the caller names", () => {
    const text = message("COUNTER", "DTSTART:20260507T120000", tentative);
    expect(replies(text, { timeZone: "Europe/Paris" })[0]?.proposal?.start).toEqual({
      time: "2026-05-07T12:00:00+02:00",
      tzid: "Europe/Paris",
    });
  });
});

describe("what is stated, before any invite has lent it a zone", () => {
  const stated = (method: string, ...lines: string[]) =>
    statedReplies(parseMessage(message(method, ...lines)))[0];
  const utc = (hour: number) => ({ kind: "utc", instant: Date.UTC(2026, 4, 7, hour) });

  it("a REPLY names its own time, a COUNTER the one that Outlook says it had", () => {
    const times = ["DTSTART:20260507T120000Z", "DURATION:PT1H"];
    const first = "X-MS-OLK-ORIGINALSTART:20260507T090000Z";
    expect(stated("REPLY", jane, ...times, first)?.named).toEqual({ start: utc(12), end: utc(13) });
    const both = stated("COUNTER", jane, ...times, first, "X-MS-OLK-ORIGINALEND:20260507T110000Z");
    expect(both?.named).toEqual({ start: utc(9), end: utc(11) });
    // DURATION is that of the time proposed.
    expect(stated("COUNTER", jane, ...times, first)?.named).toEqual({ start: utc(9), end: utc(9) });
    expect(stated("COUNTER", jane, ...times)).not.toHaveProperty("named");
  });

  it("a REPLY without an answer is pending, a COUNTER without one has no status", () => {
    const unsure = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:jane@example.test";
    expect(stated("REPLY", unsure)?.status).toBe("pending");
    expect(stated("COUNTER", unsure, "DTSTART:20260507T120000Z")).not.toHaveProperty("status");
  });
});

it.each([
  [undefined],
  [null],
  ["text"],
  [{}],
  [{ kind: "VEVENT", method: "REPLY" }],
  [
    {
      uid: "7",
      kind: "VEVENT",
      calendar: { name: "VCALENDAR", lines: new Array(2), components: [] },
      components: [],
    },
  ],
])("refuses %j, which parseMessage has not read", (given) => {
  expect(() => Reflect.apply(readReplies, undefined, [given])).toThrow(ItipError);
});
