import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ItipError } from "../../src/errors.ts";
import type { Finding } from "../../src/finding.ts";
import { scanCalendar } from "../../src/icalendar/scan.ts";
import { formatComponent } from "../../src/icalendar/write.ts";
import { defaultLimits, type Limits } from "../../src/limits.ts";
import { anyText, brokenCalendar, calendarsOf, meaningOf } from "../support/fixtures/calendar-text.ts";
import { runs } from "../support/runs.ts";

const reply = [
  "BEGIN:VCALENDAR",
  "PRODID:-//Example//Example 1.0//EN",
  "VERSION:2.0",
  "METHOD:REPLY",
  "BEGIN:VEVENT",
  "UID:lunch-17@example.com",
  "DTSTAMP:20260501T080000Z",
  "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.com",
  "END:VEVENT",
  "END:VCALENDAR",
];

const replyMeaning = {
  name: "VCALENDAR",
  lines: ["PRODID:-//Example//Example 1.0//EN", "VERSION:2.0", "METHOD:REPLY"],
  components: [
    {
      name: "VEVENT",
      lines: [
        "UID:lunch-17@example.com",
        "DTSTAMP:20260501T080000Z",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.com",
      ],
      components: [],
    },
  ],
};

describe("line ends and folding (RFC 5545 section 3.1)", () => {
  it.each([
    ["CRLF", "\r\n"],
    ["bare LF", "\n"],
    ["bare CR", "\r"],
    ["blank lines between", "\r\n\r\n"],
    ["CR CR LF", "\r\r\n"],
  ])("reads %s without a finding", (_, end) => {
    expect(meanings(reply.join(end) + end)).toEqual([replyMeaning]);
    expect(meanings(reply.join(end))).toEqual([replyMeaning]);
    if (end !== "\r\r\n") expect(codes(reply.join(end) + end)).toEqual([]);
  });

  it("reads CRLF and LF mixed in one text", () => {
    expect(meanings(reply.map((line, index) => line + (index % 2 === 0 ? "\n" : "\r\n")).join(""))).toEqual([
      replyMeaning,
    ]);
  });

  it("unfolds at a space and at a tab, between any two characters", () => {
    const folded = reply.map((line) =>
      line.replace(/(.)(?=.)/gu, "$1\r\n ").replace(/\r\n (?=.{3})/, "\r\n\t"),
    );
    expect(meanings(`${folded.join("\r\n")}\r\n`)).toEqual([replyMeaning]);
  });

  it("keeps one space of two, and a space at the end of a folded line", () => {
    expect(linesOf("SUMMARY:Lunch \r\n  with Bob")).toEqual(["SUMMARY:Lunch  with Bob"]);
  });

  it("takes the continuation behind a blank line for one", () => {
    expect(linesOf("SUMMARY:Lunch\r\n\r\n  with Bob")).toEqual(["SUMMARY:Lunch with Bob"]);
  });

  it("counts lines as they stand in the text", () => {
    const [calendar] = calendarsOf("BEGIN:VCALENDAR\r\nX-A:1\r\n 2\r\n\r\nX-B:3\r\nEND:VCALENDAR\r\n");
    expect(calendar?.lines.map((line) => [line.text, line.line])).toEqual([
      ["X-A:12", 2],
      ["X-B:3", 5],
    ]);
  });

  it("takes names in any case, and shows them in upper case", () => {
    const [calendar] = calendarsOf(
      "begin:vcalendar\nbegin:vEvent\nSummary:Lunch\nend:VEVENT\nend:vcalendar\n",
    );
    expect(calendar?.components[0]?.name).toBe("VEVENT");
    expect(calendar?.components[0]?.lines[0]).toEqual({ name: "SUMMARY", text: "Summary:Lunch", line: 3 });
  });

  it("a lone CR in text with other line ends adds no line", () => {
    expect(linesOf("SUMMARY:x\rATTENDEE:mailto:mallory@example.com")).toEqual([
      "SUMMARY:xATTENDEE:mailto:mallory@example.com",
    ]);
    expect(linesOf("SUMMARY:BEGIN:VCALENDAR\rATTENDEE:mailto:mallory@example.com")).toHaveLength(1);
  });
});

describe("what is odd is repaired and reported", () => {
  it("a byte order mark", () => {
    expect(meanings(`\uFEFF${reply.join("\n")}`)).toEqual([replyMeaning]);
    expect(found(`\uFEFF${reply.join("\n")}`)).toMatchObject([
      { code: "byte-order-mark", severity: "info", line: 1 },
    ]);
  });

  it("text before, between and behind calendars", () => {
    const one = reply.join("\r\n");
    const text = `Hello,\r\nsee below.\r\n  ${one}\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n${one}\r\n-- \r\nJane\r\n`;
    expect(meanings(text)).toEqual([replyMeaning, replyMeaning]);
    expect(found(text).map(({ code, line }) => [code, line])).toEqual([
      ["text-outside-calendar", 1],
      ["text-outside-calendar", 13],
      ["text-outside-calendar", 25],
    ]);
  });

  it.each([
    [
      "a web address",
      "ATTENDEE;DIR=https://example.test/jane",
      ";PARTSTAT=ACCEPTED:mailto:jane@example.test",
    ],
    [
      "an assistant",
      "ATTENDEE;SENT-BY=mailto:pa@example.test",
      ";PARTSTAT=ACCEPTED:mailto:jane@example.test",
    ],
    ["a name", "ATTENDEE;CN=Jane: head of all", ";PARTSTAT=ACCEPTED:mailto:jane@example.test"],
    ["the scheme", "ATTENDEE;PARTSTAT=ACCEPTED:mailto", ":jane@example.test"],
  ])("a line that lost its fold goes on behind %s with a colon in it", (_, line, rest) => {
    const text = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", line, rest, "END:VEVENT", "END:VCALENDAR"].join("\r\n");
    const { calendars, findings } = scanCalendar(text, defaultLimits);
    expect(calendars[0]?.components[0]?.lines.map((one) => one.text)).toEqual([`${line}${rest}`]);
    expect(findings.map(({ code }) => code)).toEqual(["lost-fold"]);
  });

  it("a malformed line is set aside, and the rest is read", () => {
    const text = reply
      .toSpliced(6, 0, "This line has no name", "1 2:3", "X.Y:1", ":value", ";A=b:c", 'X-Y;A="b')
      .join("\r\n");
    expect(meanings(text)).toEqual([replyMeaning]);
    // A line that begins with the mark behind a name continues the one above, which is malformed as before.
    expect(codes(text)).toEqual([
      "malformed-line",
      "malformed-line",
      "lost-fold",
      "malformed-line",
      "malformed-line",
    ]);
    expect(found(text)[0]).toEqual({
      code: "malformed-line",
      severity: "error",
      message: "This is no content line, and was set aside: This line has no name.",
      path: "VCALENDAR.VEVENT[0]",
      line: 7,
      reference: "RFC 5545 section 3.1",
    });
  });

  it("a name with an underscore, as Lotus Notes and Yandex have them, is reported and kept", () => {
    const text = reply
      .toSpliced(6, 0, "X-LOTUS-CHILD_UID:7A0C", "x-yandex_mail_type;A=b:c", "X-Y_Z")
      .join("\r\n");
    expect(found(text).map(({ code, severity, line }) => [code, severity, line])).toEqual([
      ["malformed-name", "error", 7],
      ["malformed-name", "error", 8],
      ["malformed-line", "error", 9],
    ]);
    expect(found(text)[0]?.message).toContain("X-LOTUS-CHILD_UID");
    expect(calendarsOf(text)[0]?.components[0]?.lines.slice(1, 3)).toMatchObject([
      { name: "X-LOTUS-CHILD_UID", text: "X-LOTUS-CHILD_UID:7A0C" },
      { name: "X-YANDEX_MAIL_TYPE", text: "x-yandex_mail_type;A=b:c" },
    ]);
    expect(codes(["is_mail: yes", ...reply].join("\r\n"))).toEqual(["text-outside-calendar"]);
  });

  it("a quotation mark that is never closed does not lose the line", () => {
    expect(linesOf('ATTENDEE;CN="Jane;PARTSTAT=ACCEPTED:mailto:jane@example.com')).toHaveLength(1);
  });

  it("missing ENDs, at the end of the text, before an outer END, and before a component that cannot stand inside", () => {
    const text = (end: string[]) => [...reply.slice(0, 8), ...end].join("\r\n");
    expect(meanings(text([]))).toEqual([replyMeaning]);
    expect(codes(text([]))).toEqual(["end-missing", "end-missing"]);
    expect(meanings(text(["END:VCALENDAR"]))).toEqual([replyMeaning]);
    expect(codes(text(["END:VCALENDAR"]))).toEqual(["end-missing"]);
    const next = meanings(text(["BEGIN:VALARM", "BEGIN:VEVENT", "UID:2", "END:VEVENT", "END:VCALENDAR"]));
    expect(next[0]?.components.map((component) => component.lines.length)).toEqual([3, 1]);
  });

  it("BEGIN:VCALENDAR ends a calendar that is open, and counts once when it stands twice", () => {
    expect(meanings([...reply.slice(0, 8), ...reply].join("\n"))).toEqual([replyMeaning, replyMeaning]);
    expect(meanings(["BEGIN:VCALENDAR", ...reply].join("\n"))).toEqual([replyMeaning]);
    const empty = { name: "VCALENDAR", lines: [], components: [] };
    expect(meanings(["BEGIN:VCALENDAR", "END:VCALENDAR", ...reply].join("\n"))).toEqual([
      empty,
      replyMeaning,
    ]);
  });

  it("an END that ends nothing", () => {
    const text = reply.toSpliced(7, 0, "END:VALARM", "END:").join("\r\n");
    expect(meanings(text)).toEqual([replyMeaning]);
    expect(codes(text)).toEqual(["unexpected-end", "unexpected-end"]);
  });

  it("a component whose name is none is left out with all that is in it", () => {
    const text = reply.toSpliced(7, 0, "BEGIN:__PROTO__", "UID:2", "END:__proto__").join("\r\n");
    expect(meanings(text)).toEqual([replyMeaning]);
    expect(codes(text)).toEqual(["malformed-component"]);
  });

  it("control characters, and half a surrogate pair", () => {
    expect(linesOf("SUMMARY:a\0b\u001bc\u007fd\ud800e\tf")).toEqual(["SUMMARY:abcd\uFFFDe\tf"]);
    expect(codes("BEGIN:VCALENDAR\nX:\0\nEND:VCALENDAR")).toEqual(["control-character"]);
  });

  it("numbers components of one name, and a second calendar, in the path", () => {
    const text = `${reply.join("\n")}\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nBEGIN:VTODO\nEND:VTODO\nBEGIN:VEVENT\nx\n`;
    expect(found(text)[0]?.path).toBe("VCALENDAR[1].VEVENT[1]");
  });

  it("shows an excerpt, never the input", () => {
    const [finding] = found(`BEGIN:VCALENDAR\n${"secret ".repeat(10_000)}\n`);
    expect(finding?.message.length).toBeLessThan(150);
  });

  it("lists as many findings as the limit says, and counts the rest", () => {
    const text = `BEGIN:VCALENDAR\n${"bad\n".repeat(250)}END:VCALENDAR\n`;
    const { findings, unlisted } = scanCalendar(text, { ...defaultLimits, findings: 3 });
    expect([findings.length, unlisted]).toEqual([3, 247]);
  });
});

describe("what is no calendar", () => {
  it.each([
    "",
    "Hello",
    "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    "BEGIN:VCARD\r\nEND:VCARD\r\n",
    "END:VCALENDAR",
    "\uFEFF",
  ])("%j is refused", (text) => {
    expect(() => calendarsOf(text)).toThrow(expect.objectContaining({ code: "not-calendar-text" }));
  });

  it.each([undefined, null, 17, {}, [], Symbol("x")])("%s is refused", (value) => {
    expect(() => Reflect.apply(scanCalendar, undefined, [value, defaultLimits])).toThrow(ItipError);
  });
});

describe("limits", () => {
  const event = (lines: string) => `BEGIN:VCALENDAR\nBEGIN:VEVENT\n${lines}\nEND:VEVENT\nEND:VCALENDAR\n`;
  const nested = "BEGIN:X-A\n".repeat(5) + "END:X-A\n".repeat(5);
  const zone = (observances: number) =>
    `BEGIN:VTIMEZONE\n${"BEGIN:STANDARD\nEND:STANDARD\n".repeat(observances)}END:VTIMEZONE\n`;

  it.each<[keyof Limits, number, string]>([
    ["calendarLength", 60, event("SUMMARY:Lunch")],
    ["calendarLines", 6, event("X-A:1\n\n\n")],
    ["lineLength", 20, event("SUMMARY:Lunch\n with\n Bob and Alice")],
    ["components", 3, event(nested)],
    ["depth", 4, event(nested)],
    ["properties", 2, event("X-A:1\nX-B:2\nX-C:3")],
    ["parameters", 2, event("X-A;B=1;C=2;D=3:4")],
    ["values", 2, event("EXDATE:20260501,20260502,20260503")],
    ["attendees", 1, event("ATTENDEE:mailto:a@example.com\nATTENDEE:mailto:b@example.com")],
    ["timeZones", 1, event(zone(1) + zone(1))],
    ["observances", 1, event(zone(2))],
  ])("%s: %i is held", (name, most, text) => {
    const refusal = {
      code: "limit-exceeded",
      problems: [{ path: `limits.${name}`, code: name, message: expect.any(String) }],
    };
    expect(() => calendarsOf(text, { [name]: most })).toThrow(expect.objectContaining(refusal));
    expect(() => calendarsOf(text, { [name]: most * 10 })).not.toThrow();
  });

  it("commas and semicolons inside quotation marks, and those of other properties, do not count", () => {
    const text = event('X-A;B="1;2;3";C="4,5":6,7,8,9');
    expect(() => calendarsOf(text, { parameters: 2, values: 1 })).not.toThrow();
  });
});

describe("laws", () => {
  it("any string gives calendars or an ItipError, and no finding carries more than an excerpt", () => {
    fc.assert(fc.property(fc.oneof(anyText, brokenCalendar), expectReadOrRefused), { numRuns: runs(2_000) });
  });

  it("what was read can be written, and then reads the same without a finding but on names that were kept", () => {
    fc.assert(
      fc.property(brokenCalendar, (text) => {
        const before = calendarsOf(`BEGIN:VCALENDAR\r\nX-A:1\r\n${text}`);
        const written = before.map(formatComponent).join("");
        const after = scanCalendar(written, defaultLimits);
        expect(after.findings.filter(({ code }) => code !== "malformed-name")).toEqual([]);
        expect(after.calendars.map(meaningOf)).toEqual(before.map(meaningOf));
      }),
      { numRuns: runs(1_000) },
    );
  });
});

function expectReadOrRefused(text: string): void {
  let findings: readonly Finding[] = [];
  try {
    findings = scanCalendar(text, defaultLimits).findings;
  } catch (error) {
    expect(error).toBeInstanceOf(ItipError);
  }
  for (const finding of findings) expect(finding.message.length).toBeLessThan(150);
}

function found(text: string): Finding[] {
  return scanCalendar(text, defaultLimits).findings;
}

function codes(text: string): string[] {
  return found(text).map((finding) => finding.code);
}

function meanings(text: string) {
  return calendarsOf(text).map(meaningOf);
}

function linesOf(lines: string): string[] {
  const [calendar] = calendarsOf(`BEGIN:VCALENDAR\r\n${lines}\r\nEND:VCALENDAR\r\n`);
  return calendar?.lines.map((line) => line.text) ?? [];
}
