import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { parameter, readProperty, textValue, textValues } from "../../src/icalendar/property.ts";
import { lineOf } from "../support/fixtures/calendar-text.ts";
import { runs } from "../support/runs.ts";

describe("readProperty", () => {
  it.each<[string, Record<string, readonly string[]>, string]>([
    ["SUMMARY:Lunch", {}, "Lunch"],
    ["SUMMARY:", {}, ""],
    ["SUMMARY:12:30; or so", {}, "12:30; or so"],
    [
      "ATTENDEE;RSVP=TRUE;cn=Jane:mailto:jane@example.com",
      { RSVP: ["TRUE"], CN: ["Jane"] },
      "mailto:jane@example.com",
    ],
    [
      'ATTENDEE;CN="Doe; Jane: PhD":mailto:jane@example.com',
      { CN: ["Doe; Jane: PhD"] },
      "mailto:jane@example.com",
    ],
    [
      "ATTENDEE;PARTSTAT=DECLINED:mailto:MAILTO:jane@example.com",
      { PARTSTAT: ["DECLINED"] },
      "mailto:MAILTO:jane@example.com",
    ],
    // A colon that ought to have been quoted: no time has one in it.
    ["DTSTART;TZID=GMT+02:00:20260723T102000", { TZID: ["GMT+02:00"] }, "20260723T102000"],
    ["EXDATE;TZID=(UTC+01:00) Rome:20260723,20260724", { TZID: ["(UTC+01:00) Rome"] }, "20260723,20260724"],
    ["DTSTART;VALUE=DATE:here:there", { VALUE: ["DATE"] }, "here:there"],
    // Spark writes a comma without quotation marks.
    [
      "ATTENDEE;CN=Doe, Jane;ROLE=CHAIR:mailto:j@example.com",
      { CN: ["Doe, Jane"], ROLE: ["CHAIR"] },
      "mailto:j@example.com",
    ],
    ['ATTENDEE;CN=Jane "JD" Doe:mailto:j@example.com', { CN: ['Jane "JD" Doe'] }, "mailto:j@example.com"],
    ['ATTENDEE;CN="":mailto:j@example.com', { CN: [""] }, "mailto:j@example.com"],
    // Yahoo.
    ["ATTENDEE;X-COMMENT=:mailto:j@example.com", { "X-COMMENT": [""] }, "mailto:j@example.com"],
    ["ATTENDEE;RSVP:mailto:j@example.com", {}, "mailto:j@example.com"],
    ["ATTENDEE;:mailto:j@example.com", {}, "mailto:j@example.com"],
    ["ATTENDEE; CN = Jane :mailto:j@example.com", { CN: [" Jane "] }, "mailto:j@example.com"],
    ["ATTENDEE;CN=A;CN=B;cn=C:mailto:j@example.com", { CN: ["A"] }, "mailto:j@example.com"],
    [
      'ATTENDEE;CN="Jane;PARTSTAT=ACCEPTED:mailto:j@example.com',
      { CN: ["Jane"], PARTSTAT: ["ACCEPTED"] },
      "mailto:j@example.com",
    ],
    ["X-A;__PROTO__=1;CONSTRUCTOR=2:3", { __PROTO__: ["1"], CONSTRUCTOR: ["2"] }, "3"],
    // RFC 6868 section 3.1; a caret before anything else is a caret.
    [
      "ATTENDEE;CN=George Herman ^'Babe^' Ruth:mailto:b@example.com",
      { CN: ['George Herman "Babe" Ruth'] },
      "mailto:b@example.com",
    ],
    ["X-A;B=a^nb^^nc^d^:e", { B: ["a\nb^nc^d^"] }, "e"],
    // Parameters know no backslash (RFC 5545 section 3.2); Google's are for the reader of the comment to undo.
    [
      'ATTENDEE;X-RESPONSE-COMMENT="Sorry\\, no\\;":mailto:j@example.com',
      { "X-RESPONSE-COMMENT": ["Sorry\\, no\\;"] },
      "mailto:j@example.com",
    ],
    [
      'ATTENDEE;DELEGATED-TO="mailto:a@example.com","mailto:b@example.com","mailto:c@example.com","mailto:d@example.com":mailto:j@example.com',
      {
        "DELEGATED-TO": [
          "mailto:a@example.com",
          "mailto:b@example.com",
          "mailto:c@example.com",
          "mailto:d@example.com",
        ],
      },
      "mailto:j@example.com",
    ],
    // KOrganizer: neither mailto: nor quotation marks.
    [
      "ATTENDEE;DELEGATED-TO=bob@example.com:mailto:j@example.com",
      { "DELEGATED-TO": ["bob@example.com"] },
      "mailto:j@example.com",
    ],
    [
      'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin":20260507T103000',
      { TZID: ["(UTC+01:00) Amsterdam, Berlin"] },
      "20260507T103000",
    ],
  ])("%s has the parameters %j and the value %j", (text, parameters, value) => {
    const property = readProperty(lineOf(text));
    expect(Array.from(property.parameters)).toEqual(Object.entries(parameters));
    expect(property.value).toBe(value);
  });

  it("gives one parameter, or none", () => {
    const property = readProperty(lineOf("ATTENDEE;PARTSTAT=DECLINED:mailto:jane@example.com"));
    expect(property.name).toBe("ATTENDEE");
    expect(parameter(property, "PARTSTAT")).toBe("DECLINED");
    expect(parameter(property, "CN")).toBeUndefined();
    expect(parameter(property, "constructor")).toBeUndefined();
  });

  it("makes an empty property of a line that is not a content line", () => {
    expect(readProperty({ name: "X", text: "no colon", line: 0 })).toEqual({
      name: "X",
      parameters: new Map(),
      value: "",
    });
  });
});

describe("textValue (RFC 5545 section 3.3.11)", () => {
  it.each([
    ["COMMENT:Sorry\\, no", "Sorry, no"],
    ["COMMENT:a\\nb\\Nc", "a\nb\nc"],
    ["COMMENT:a\\;b\\\\nc", "a;b\\nc"],
    ["COMMENT:a\\\\\\, b", "a\\, b"],
    ["COMMENT:no such \\x escape\\", "no such \\x escape\\"],
    ['COMMENT;LANGUAGE=de:Später: ja; oder "nein"', 'Später: ja; oder "nein"'],
    ["X-ALT-DESC;FMTTYPE=text/html:<p>a\\, b</p>", "<p>a, b</p>"],
    ["COMMENT:", ""],
  ])("%s says %j", (text, expected) => {
    expect(textValue(lineOf(text))).toBe(expected);
  });

  it("undoes whatever escapes ical.js undoes, and no others", () => {
    const pieces = fc.constantFrom("\\", ",", ";", ":", "n", "N", "r", '"', "x", "ü", " ");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (written) => {
        const text = `COMMENT:${written.join("")}`;
        expect(textValue(lineOf(text))).toBe(ICAL.parse.property(text)[3]);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it("is undefined where the property is absent", () => {
    expect(textValue(undefined)).toBeUndefined();
  });
});

describe("textValues", () => {
  it.each([
    ["CATEGORIES:A,B", ["A", "B"]],
    ["CATEGORIES:A\\,B,C", ["A,B", "C"]],
    // An escaped backslash escapes no comma.
    ["CATEGORIES:A\\\\,B", ["A\\", "B"]],
    ["EXDATE;VALUE=DATE:20260501,20260502", ["20260501", "20260502"]],
    ["CATEGORIES:", [""]],
    ["CATEGORIES:A,,", ["A", "", ""]],
  ])("%s lists %j", (text, expected) => {
    expect(textValues(lineOf(text))).toEqual(expected);
  });
});
