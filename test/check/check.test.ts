import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import { openEmail } from "../../src/email/open/open.ts";
import type { OpenedEmail } from "../../src/email/open/opened-email.ts";
import { ItipError } from "../../src/errors.ts";
import type { Finding } from "../../src/finding.ts";
import { buildRequest } from "../../src/message/build.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { answer } from "../../src/reply/answer.ts";
import { arbitraryInvitation } from "../support/arbitrary/invitation.ts";
import { anyCharacter } from "../support/arbitrary/letters.ts";
import { londonZone as zone } from "../support/fixtures/london-zone.ts";
import { calendarText, componentText, minimalComponent } from "../support/fixtures/minimal-message.ts";
import { runs } from "../support/runs.ts";
import { requestRules } from "./rules.table.ts";

const event = [
  "UID:1@example.test",
  "SEQUENCE:0",
  "DTSTAMP:20260501T080000Z",
  "SUMMARY:Review",
  "STATUS:CONFIRMED",
  "ORGANIZER:mailto:org@example.test",
  "ATTENDEE;RSVP=TRUE:mailto:jane@example.test",
  "DTSTART;TZID=Europe/London:20260507T103000",
  "DTEND;TZID=Europe/London:20260507T113000",
];
const request = calendarText("REQUEST", [zone, componentText("VEVENT", event)]);

describe("A sound REQUEST", () => {
  it("has no findings", () => {
    expect(checkMessage(request)).toEqual([]);
  });

  it.each(requestRules.map((rule) => [rule.name, rule] as const))("with %s", (_, rule) => {
    const from = rule.from ?? "END:VEVENT";
    const to = rule.from === undefined ? `${rule.to}\r\nEND:VEVENT` : rule.to;
    expect(request).toContain(from);
    const findings = checkMessage(request.replace(from, to));
    const path = rule.path.startsWith("VCALENDAR") ? rule.path : `VCALENDAR.VEVENT[0].${rule.path}`;
    const { code, severity, reference } = rule;
    expect(findings).toContainEqual(expect.objectContaining({ code, severity, path, reference }));
    expect(findings.filter((finding) => !isWellFormed(finding))).toEqual([]);
    const known = [code, ...(rule.also ?? [])];
    expect(findings.filter((finding) => !known.includes(finding.code))).toEqual([]);
  });
});

describe("The line of a finding", () => {
  it("is that of the text as it stands, folds included", () => {
    const text = request.replace("SUMMARY:Review", "SUMMARY:Rev\r\n iew\r\nPRIORITY:10");
    const line = text.split("\r\n").indexOf("PRIORITY:10") + 1;
    expect(checkMessage(text)).toEqual([expect.objectContaining({ code: "out-of-range", line })]);
  });

  it("is that of the component where a property is missing", () => {
    const text = request.replace("SUMMARY:Review\r\n", "");
    const line = text.split("\r\n").indexOf("BEGIN:VEVENT") + 1;
    expect(checkMessage(text)).toEqual([expect.objectContaining({ code: "property-missing", line })]);
  });
});

describe("RFC 5545 section 3.1, on the text itself", () => {
  const physical = (text: string) =>
    checkMessage(text).map(({ code, severity, line }) => ({ code, severity, line }));

  it("wants CRLF", () => {
    expect(physical(request.replaceAll("\r\n", "\n"))).toEqual([
      { code: "line-end", severity: "warning", line: 1 },
    ]);
    expect(physical(request.replace("VERSION:2.0\r\n", "VERSION:2.0\n"))).toEqual([
      { code: "line-end", severity: "warning", line: 3 },
    ]);
  });

  it("folds at 75 octets, counted in UTF-8", () => {
    const fits = `SUMMARY:${"a".repeat(67)}`;
    expect(physical(request.replace("SUMMARY:Review", fits))).toEqual([]);
    expect(physical(request.replace("SUMMARY:Review", `${fits}a`))).toMatchObject([
      { code: "line-too-long", severity: "warning" },
    ]);
    const umlauts = `SUMMARY:${"ü".repeat(34)}`;
    expect(physical(request.replace("SUMMARY:Review", umlauts))).toMatchObject([{ code: "line-too-long" }]);
    const faces = `SUMMARY:${"😀".repeat(16)}aaa`;
    expect(physical(request.replace("SUMMARY:Review", faces))).toEqual([]);
  });

  it("knows no control characters but the tab", () => {
    expect(physical(request.replace("Review", "Re\tview"))).toEqual([]);
    expect(physical(request.replace("Review", "Re\u0007view"))).toMatchObject([
      { code: "control-character", severity: "error" },
    ]);
  });

  it("knows no byte order mark", () => {
    expect(physical(`\uFEFF${request}`)).toMatchObject([{ code: "byte-order-mark", severity: "info" }]);
  });
});

describe("A REPLY", () => {
  const reply = (...attendees: string[]) =>
    calendarText("REPLY", [
      componentText("VEVENT", [
        "UID:1@example.test",
        "DTSTAMP:20260501T080000Z",
        "ORGANIZER:mailto:org@example.test",
        ...attendees,
      ]),
    ]);
  const jane = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test";
  const delegator =
    'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:jim@example.test":\r\n mailto:jane@example.test';
  const delegate =
    'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:JANE@example.test":\r\n mailto:jim@example.test';
  const codes = (text: string) => checkMessage(text).map(({ code, severity }) => `${severity} ${code}`);

  it("has one ATTENDEE", () => {
    expect(codes(reply(jane))).toEqual([]);
    expect(codes(reply(jane, jane.replace("jane", "jim")))).toEqual(["error property-repeated"]);
  });

  it("has two where one delegated to the other, which RFC 5546 both demands and forbids", () => {
    expect(codes(reply(delegator, delegate))).toEqual(["info property-repeated"]);
    // Each by itself says who delegated to whom.
    const plain = (line: string) => line.replace(/;DELEGATED-(?:TO|FROM)="[^"]*"/, "");
    expect(codes(reply(delegator, plain(delegate)))).toEqual(["info property-repeated"]);
    const silent = plain(delegator).replace("DELEGATED", "ACCEPTED");
    expect(codes(reply(silent, delegate))).toEqual(["info property-repeated"]);
    const stranger = jane.replace("jane", "omar");
    expect(codes(reply(delegator, delegate, stranger))).toEqual(["error property-repeated"]);
    expect(codes(reply(delegator))).toEqual(["info delegate-not-attendee"]);
    expect(codes(reply(delegate))).toEqual([]);
  });

  it("names the delegate", () => {
    expect(codes(reply("ATTENDEE;PARTSTAT=DELEGATED:mailto:jane@example.test"))).toEqual([
      "error delegate-missing",
    ]);
  });

  it("answers", () => {
    expect(codes(reply("ATTENDEE:mailto:jane@example.test"))).toEqual(["warning reply-without-answer"]);
  });
});

describe("Other methods", () => {
  const codes = (text: string) => checkMessage(text).map(({ code, severity }) => `${severity} ${code}`);

  it("cancelling raises SEQUENCE, says CANCELLED and names whom it concerns", () => {
    const cancel = (lines: string[]) => calendarText("CANCEL", [componentText("VEVENT", lines)]);
    const lines = ["UID:1", "DTSTAMP:20260501T080000Z", "ORGANIZER:mailto:org@example.test"];
    const jane = "ATTENDEE:mailto:jane@example.test";
    expect(codes(cancel([...lines, jane, "SEQUENCE:1", "STATUS:CANCELLED"]))).toEqual([]);
    expect(codes(cancel([...lines, jane, "SEQUENCE:1"]))).toEqual([]);
    expect(codes(cancel([...lines, jane, "SEQUENCE:0"]))).toEqual(["error sequence-not-raised"]);
    expect(codes(cancel([...lines, jane, "SEQUENCE:1", "STATUS:CONFIRMED"]))).toEqual([
      "error status-not-allowed",
    ]);
    expect(codes(cancel([...lines, "SEQUENCE:1"]))).toEqual(["warning cancel-without-attendee"]);
  });

  it("adding raises SEQUENCE", () => {
    const add = calendarText("ADD", [minimalComponent("VEVENT", "ADD")]).replace("SEQUENCE:1", "SEQUENCE:0");
    expect(codes(add)).toEqual(["error sequence-not-raised"]);
  });

  it("a cancelled occurrence in a REQUEST is common enough to be a warning", () => {
    const text = request.replace("STATUS:CONFIRMED", "STATUS:CANCELLED\r\nRECURRENCE-ID:20260507T093000Z");
    expect(codes(text)).toEqual(["warning status-not-allowed"]);
  });

  it("busy time is in UTC and in order", () => {
    const busy = (...lines: string[]) =>
      calendarText("REPLY", [
        minimalComponent("VFREEBUSY", "REPLY").flatMap((line) =>
          line === "END:VFREEBUSY" ? [...lines, line] : [line],
        ),
      ]);
    expect(codes(busy("FREEBUSY:20260507T093000Z/PT1H,20260507T113000Z/20260507T120000Z"))).toEqual([]);
    expect(codes(busy("FREEBUSY:20260507T113000Z/PT1H,20260507T093000Z/PT1H"))).toEqual([
      "warning periods-not-sorted",
    ]);
    expect(codes(busy("FREEBUSY;FBTYPE=FREE:20260507T113000Z/PT1H"))).toEqual(["error free-time"]);
    expect(codes(busy("FREEBUSY:20260507T113000/PT1H"))).toEqual(["error not-utc"]);
  });

  it("a METHOD with blanks around it is that method", () => {
    const text = request.replace("METHOD:REQUEST", "METHOD: REQUEST ").replace("SUMMARY:Review\r\n", "");
    expect(checkMessage(text)).toMatchObject([
      { code: "property-missing", reference: "RFC 5546 section 3.2.2" },
    ]);
  });

  it("a calendar holds something, and with a METHOD something to schedule", () => {
    const missing = (text: string) =>
      checkMessage(text)
        .filter(({ code }) => code === "component-missing")
        .map(({ severity, path, reference }) => `${severity} ${path} ${reference}`);
    expect(missing(calendarText("REQUEST", []))).toEqual(["error VCALENDAR RFC 5545 section 3.6"]);
    expect(missing(calendarText("REQUEST", [zone]))).toEqual(["error VCALENDAR RFC 5546 section 3"]);
    expect(missing(calendarText(undefined, [zone]))).toEqual([]);
  });

  it("of a component of somebody's own nothing is known", () => {
    const own = [
      "UID:1",
      "DTSTART:20260507T093000Z",
      "DTEND:20260506T093000Z",
      "ATTENDEE:mailto:jane@example.test",
    ];
    const told = (name: string) =>
      checkMessage(calendarText("REQUEST", [zone, componentText("VEVENT", event), componentText(name, own)]));
    expect(told("X-ROOM")).toEqual([]);
    expect(told("ROOM-X-")).toMatchObject([{ code: "unregistered-component", severity: "warning" }]);
  });

  it("an event in a calendar without METHOD follows RFC 5545 alone", () => {
    const text = calendarText(undefined, [
      componentText("VEVENT", ["UID:1", "DTSTAMP:20260501T080000Z", "ATTENDEE:mailto:jane@example.test"]),
    ]);
    expect(checkMessage(text).map(({ code, path, reference }) => [code, path, reference])).toEqual([
      ["method-missing", "VCALENDAR.METHOD", "RFC 5546 section 3"],
      ["property-missing", "VCALENDAR.VEVENT[0].DTSTART", "RFC 5545 section 3.6.1"],
      ["property-missing", "VCALENDAR.VEVENT[0].ORGANIZER", "RFC 5545 section 3.8.4.3"],
    ]);
  });
});

describe("RFC 6047, for a calendar that came by email", () => {
  const part = { mediaType: "text/calendar", method: "request", charset: "UTF-8", readable: true };
  const codes = (text: string, given: object) =>
    checkMessage(text, { part: given }).map(({ code, severity }) => `${severity} ${code}`);

  const within = (email: OpenedEmail) =>
    checkMessage(request, { email }).map(({ code, severity }) => `${severity} ${code}`);

  it("method is METHOD, in any case", () => {
    expect(codes(request, part)).toEqual([]);
    expect(codes(request, { ...part, method: "REPLY" })).toEqual(["error method-parameter-differs"]);
    expect(codes(request, { mediaType: "text/calendar" })).toEqual(["error method-parameter-missing"]);
    expect(codes(request.replace("METHOD:REQUEST\r\n", ""), part)).toContain(
      "error method-parameter-differs",
    );
  });

  it("text beyond ASCII is UTF-8 and says so", () => {
    const text = request.replace("Review", "Übersicht");
    expect(codes(text, part)).toEqual([]);
    expect(codes(text, { ...part, charset: "iso-8859-1" })).toEqual(["error charset-not-utf-8"]);
    const { charset, ...silent } = part;
    expect(codes(text, silent)).toEqual(["error charset-not-utf-8"]);
    expect(codes(request, silent)).toEqual([]);
  });

  it("asks for mailto: addresses, the type text/calendar, and a text for people", () => {
    const principal = request.replace("ORGANIZER:mailto:org@example.test", "ORGANIZER:urn:uuid:1");
    expect(codes(principal, part)).toEqual(["error not-mailto"]);
    expect(codes(request, { ...part, mediaType: "application/ics" })).toEqual(["error media-type"]);
    expect(codes(request, { ...part, readable: false })).toEqual(["warning no-readable-alternative"]);
    expect(codes(request, { ...part, component: "VTODO" })).toEqual(["warning component-parameter"]);
    expect(codes(request, { ...part, component: "vevent" })).toEqual([]);
  });

  it("the opened email says what people can read, and what is odd about it", async () => {
    const mail = (alternative: string) =>
      [
        "From: planner@example.com",
        "To: jane@example.com",
        "Date: Thu, 30 Apr 2026 09:00:00 +0000",
        'Content-Type: multipart/alternative; boundary="b"',
        "",
        ...(alternative === "" ? [] : ["--b", "Content-Type: text/plain", "", alternative]),
        "--b",
        "Content-Type: text/calendar; charset=UTF-8",
        "",
        request,
        "--b--",
        "",
      ].join("\r\n");
    const opened = await openEmail(mail("Come to the board."));
    expect(within(opened)).toEqual(["error method-parameter-missing"]);
    expect(within(await openEmail(mail(""))).sort()).toEqual([
      "error method-parameter-missing",
      "warning no-readable-alternative",
    ]);
  });

  it("of an email that is not at hand, it knows that everyone is a mailto there", () => {
    const principal = request.replace("ORGANIZER:mailto:org@example.test", "ORGANIZER:urn:uuid:1");
    expect(checkMessage(principal)).toEqual([]);
    expect(checkMessage(principal, { email: true })).toMatchObject([{ code: "not-mailto" }]);
    for (const email of ["x", { problems: [{}] }, { problems: new Array(1) }])
      expect(() => Reflect.apply(checkMessage, undefined, [request, { email }])).toThrow(ItipError);
  });

  it("alternatives are the same calendar", () => {
    const other = request.replace("T103000", "T093000");
    expect(codes(request, { ...part, alternatives: [request.replaceAll("\r\n", "\n")] })).toEqual([]);
    expect(codes(request, { ...part, alternatives: [other] })).toEqual(["error calendars-differ"]);
  });
});

function isWellFormed({ severity, code, reference, path, message }: Finding): boolean {
  return (
    ["error", "warning", "info"].includes(severity) &&
    /^[a-z]+(?:-[a-z]+)*$/.test(code) &&
    /^RFC \d{4} section [\d.]+$/.test(reference) &&
    path.length < 400 &&
    /^\S+ \S/.test(message) &&
    message.length < 400
  );
}

describe("A message against the one before it", () => {
  const codes = (text: string, earlier: string) =>
    checkMessage(text, { earlier }).map(
      ({ code, severity, reference }) => `${severity} ${code} ${reference}`,
    );
  const first = request.replace("SEQUENCE:0", "SEQUENCE:3");
  const follow = (method: string, changes: readonly (readonly [string, string])[] = []) =>
    changes.reduce((text, [from, to]) => text.replace(from, to), first.replace("REQUEST", method));
  const reply = (...changes: (readonly [string, string])[]) =>
    follow("REPLY", [["RSVP=TRUE", "PARTSTAT=ACCEPTED"], ...changes]);

  it("a REPLY is about the same UID and revision", () => {
    expect(codes(reply(), first)).toEqual([]);
    expect(codes(reply(["SEQUENCE:3\r\n", ""]), first)).toEqual([]);
    expect(codes(reply(["SEQUENCE:3", "SEQUENCE:4"]), first)).toEqual([
      "error sequence-not-echoed RFC 5546 section 3.2.3",
    ]);
    expect(codes(reply(["UID:1", "UID:2"]), first)).toEqual(["error uid-unknown RFC 5546 section 3.2.3"]);
  });

  it("a REPLY changes nothing, but may say the same in another form", () => {
    expect(codes(reply(["SUMMARY:Review", "SUMMARY:Accepted: Review"]), first)).toEqual([
      "error property-changed RFC 5546 section 3.2.3",
    ]);
    expect(
      codes(reply(["DTEND;TZID=Europe/London:20260507T113000", "DTEND:20260507T103000Z"]), first),
    ).toEqual([]);
    expect(
      codes(reply(["DTEND;TZID=Europe/London:20260507T113000", "DTEND:20260507T110000Z"]), first),
    ).toEqual(["error property-changed RFC 5546 section 3.2.3"]);
  });

  it("a COUNTER goes to the same organizer about the same revision", () => {
    expect(codes(follow("COUNTER", [["T113000", "T120000"]]), first)).toEqual([]);
    expect(codes(follow("COUNTER", [["SEQUENCE:3", "SEQUENCE:2"]]), first)).toEqual([
      "error sequence-not-echoed RFC 5546 section 3.2.7",
    ]);
    expect(codes(follow("COUNTER", [["mailto:org@", "mailto:other@"]]), first)).toEqual([
      "error organizer-differs RFC 5546 section 3.2.7",
    ]);
  });

  it("a CANCEL raises SEQUENCE, a REQUEST only where something weighty changed", () => {
    const cancel = (sequence: string) =>
      follow("CANCEL", [
        ["STATUS:CONFIRMED", "STATUS:CANCELLED"],
        ["SEQUENCE:3", sequence],
      ]);
    const raise = ["error sequence-not-raised RFC 5546 section 2.1.4"];
    expect(codes(cancel("SEQUENCE:4"), first)).toEqual([]);
    expect(codes(cancel("SEQUENCE:3"), first)).toEqual(raise);
    expect(codes(follow("REQUEST", [["Review", "Revue"]]), first)).toEqual([]);
    expect(codes(follow("REQUEST", [["T113000", "T120000"]]), first)).toEqual(raise);
    expect(codes(follow("REQUEST", [["SEQUENCE:3", "SEQUENCE:2"]]), first)).toEqual(raise);
    expect(
      codes(
        follow("REQUEST", [
          ["T113000", "T120000"],
          ["SEQUENCE:3", "SEQUENCE:4"],
        ]),
        first,
      ),
    ).toEqual([]);
  });

  it("an answer of ours holds against the request it answers", () => {
    fc.assert(
      fc.property(arbitraryInvitation, fc.boolean(), (input, proposed) => {
        const asked = buildRequest({ ...input, sequence: 5 });
        const { start, end } = input.event;
        const as = {
          email: "jane@example.test",
          status: "tentative",
          ...(proposed ? { proposal: { start, end } } : {}),
        } as const;
        expect(checkMessage(answer(asked, as).ics, { earlier: asked })).toEqual([]);
      }),
      { numRuns: runs(100, "message") },
    );
  });
});

describe("Any input", () => {
  it("gives findings or an ItipError", () => {
    const pieces = fc.oneof(
      fc.constantFrom(
        ...request.split("\r\n"),
        "END:VEVENT",
        "BEGIN:VTODO",
        "RRULE:",
        "TZID:",
        ";",
        ":",
        "X-A;B",
      ),
      fc.string({ unit: anyCharacter, maxLength: 20 }),
      fc.stringMatching(/^[A-Z-]{1,12};[A-Z]{1,8}=[a-z",:]{0,8}:.{0,20}$/),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), fc.constantFrom("\r\n", "\n", ""), (lines, end) => {
        try {
          const findings = checkMessage(["BEGIN:VCALENDAR", ...lines].join(end));
          expect(findings.filter((finding) => !isWellFormed(finding))).toEqual([]);
        } catch (error) {
          if (!(error instanceof ItipError)) throw error;
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it.each([undefined, null, 7, {}, []])("%j is no calendar text", (input) => {
    expect(() => Reflect.apply(checkMessage, undefined, [input])).toThrow(ItipError);
  });

  it.each([
    7,
    { part: 7 },
    { part: { method: 7 } },
    { part: { alternatives: [7] } },
    { earlier: 7 },
    { limits: 7 },
  ])("%j is no set of options", (options) => {
    expect(() => Reflect.apply(checkMessage, undefined, [request, options])).toThrow(ItipError);
  });

  it("never carries more than an excerpt of itself in a finding", () => {
    const long = "X".repeat(5_000).replaceAll("X", "AB-");
    const lines = [
      `${long}:1`,
      `URL;${long}=1:${long}`,
      `ATTENDEE;PARTSTAT=${long};CN="${long}":${long}`,
      `DTSTART;TZID=${long};VALUE=${long}:${long}`,
      `RRULE:FREQ=${long}`,
      `STATUS:${long}`,
      `BEGIN:${long}`,
      `${long}:1`,
      `END:${long}`,
      long,
    ];
    const findings = checkMessage(request.replace("END:VEVENT", [...lines, "END:VEVENT"].join("\r\n")), {
      part: { method: long, charset: long, mediaType: long, component: long },
    });
    expect(findings.length).toBeGreaterThan(10);
    expect(findings.filter((finding) => JSON.stringify(finding).length > 600)).toEqual([]);
  });

  it("lists as many findings as the limit says, the gravest, and counts the rest", () => {
    const lines = Array.from({ length: 300 }, (_, index) => (index % 2 === 0 ? "FOO:1" : "URL:none"));
    const findings = checkMessage(request.replace("END:VEVENT", [...lines, "END:VEVENT"].join("\r\n")), {
      limits: { findings: 10 },
    });
    expect(findings).toHaveLength(11);
    expect(findings.slice(0, 10).every(({ severity }) => severity === "error")).toBe(true);
    expect(findings.at(-1)).toMatchObject({ code: "findings-omitted", severity: "error" });
  });

  it("counts what is not a content line among the lines, as whoever reads the message does", () => {
    const text = request.replace("END:VEVENT", `${"no line\r\n".repeat(300)}END:VEVENT`);
    const limits = { findings: 10 };
    expect(checkMessage(text, { limits }).at(-1)?.message).toMatch(
      /^A further 290 findings .* 290 of them errors/,
    );
    const { problems } = parseMessage(text, { limits });
    expect(problems).toHaveLength(11);
    expect(problems.at(-1)).toMatchObject({ code: "findings-omitted", severity: "error" });
    expect(problems.at(-1)?.message).toContain("further 290");
  });
});
