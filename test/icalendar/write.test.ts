import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ItipError } from "../../src/errors.ts";
import type { Component, ContentLine } from "../../src/icalendar/component.ts";
import { parameter, readProperty, textValue, textValues } from "../../src/icalendar/property.ts";
import {
  component,
  contentLine,
  escapeText,
  formatComponent,
  textLine,
  uidLine,
  uriLine,
} from "../../src/icalendar/write.ts";
import { anyText, calendarsOf, physicalLines } from "../support/fixtures/calendar-text.ts";
import { runs } from "../support/runs.ts";

const names = ["SUMMARY", "DESCRIPTION", "COMMENT", "X-A"] as const;

describe("one line", () => {
  it("escapes TEXT", () => {
    expect(textLine("summary", "a;b,c\\d\r\ne\rf\ng\u2028h").text).toBe(
      "SUMMARY:a\\;b\\,c\\\\d\\ne\\nf\\ng\\nh",
    );
    expect(textLine("SUMMARY", 'a\0b\u001bc\u007fd\te: "f"').text).toBe('SUMMARY:abcd\te: "f"');
  });

  it("quotes and encodes parameters (RFC 6868)", () => {
    const line = contentLine("ATTENDEE", "mailto:jane@example.com", {
      cn: 'Doe, "Jane"\r\n^',
      RSVP: "TRUE",
      "X-NONE": undefined,
      "X-EMPTY": "",
      "DELEGATED-TO": ["mailto:a@example.com", "mailto:b@example.com"],
      MEMBER: [],
    });
    expect(line.text).toBe(
      'ATTENDEE;CN="Doe, ^\'Jane^\'^n^^";RSVP=TRUE;DELEGATED-TO="mailto:a@example.com","mailto:b@example.com":mailto:jane@example.com',
    );
    expect(line.name).toBe("ATTENDEE");
  });

  it("encodes what no URI holds", () => {
    expect(uriLine("URL", 'https://example.com/a b?"c"<d>\\{e}|^`%20é').text).toBe(
      "URL:https://example.com/a%20b?%22c%22%3Cd%3E%5C%7Be%7D%7C%5E%60%20%C3%A9",
    );
  });

  it.each([
    [
      "a line break in a value",
      () => contentLine("DTSTART", "20260507\r\nATTENDEE:mailto:mallory@example.com"),
    ],
    ["a CR in a value", () => contentLine("DTSTART", "20260507\rX:1")],
    ["a control character in a URI", () => uriLine("URL", "https://example.com/\n")],
    ["a NUL in a URI", () => uriLine("URL", "https://example.com/\0")],
    ["a name with a colon", () => textLine("SUMMARY:x\r\nATTENDEE", "x")],
    ["an empty name", () => textLine("", "x")],
    ["BEGIN", () => contentLine("BEGIN", "VEVENT")],
    ["end", () => contentLine("end", "VEVENT")],
    ["what is not a parameter name", () => textLine("SUMMARY", "x", { "A=B:C\r\nD": "x" })],
    ["what is not a component name", () => component("VEVENT\r\nX", [])],
  ])("refuses %s", (_, write) => {
    expect(write).toThrow(expect.objectContaining({ name: "ItipError", code: "invalid-argument" }));
  });
});

it("two halves of a character with a control character between them are two halves", () => {
  expect(textLine("SUMMARY", "\ud800\u007f\udc00").text).toBe("SUMMARY:\uFFFD\uFFFD");
  expect(contentLine("X-A", "", { CN: "\ud800\u007f\udc00" }).text).toBe("X-A;CN=\uFFFD\uFFFD:");
});

describe("a UID that is answered", () => {
  it.each(["budget\u0085review\u2028;7f3a\n,\u2029@example.com", "a\\b", "7"])(
    "is the same UID again, whatever it holds",
    (uid) => {
      expect(textValue(uidLine(uid))).toBe(uid);
    },
  );

  it("adds no line", () => {
    expect(() => uidLine("a\rATTENDEE:mailto:eve@example.com")).toThrow(ItipError);
  });
});

describe("a component", () => {
  it("is written with its lines before its components, and lines that are undefined left out", () => {
    const alarm = component("valarm", [contentLine("ACTION", "DISPLAY")]);
    const event = component(
      "VEVENT",
      [contentLine("UID", "1"), undefined, textLine("SUMMARY", "Lunch")],
      [alarm],
    );
    expect(formatComponent(event)).toBe(
      "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Lunch\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\n",
    );
  });

  it.each([
    ["a line that is two", "SUMMARY:x\r\nATTENDEE:mailto:mallory@example.com"],
    ["a line that ends the component", "END:VEVENT"],
    ["a line that begins one", "begin:VEVENT"],
    ["no content line", "hello"],
    ["a control character", "SUMMARY:\0"],
  ])("refuses %s", (_, text) => {
    const event: Component = {
      name: "VEVENT",
      lines: [{ name: "SUMMARY", text, line: 1 }],
      components: [],
      line: 1,
    };
    expect(() => formatComponent(event)).toThrow(ItipError);
  });

  it("refuses one that contains itself", () => {
    const components: Component[] = [];
    const event: Component = { name: "VEVENT", lines: [], components, line: 1 };
    components.push(event, event);
    expect(() => formatComponent(event)).toThrow(ItipError);
  });
});

describe("folding (RFC 5545 section 3.1)", () => {
  it("folds at 75 octets, not before", () => {
    const at = (length: number) =>
      physicalLines(formatComponent(component("X", [contentLine("A", "x".repeat(length - 2))])));
    expect(at(75)).toHaveLength(3);
    expect(at(76)[1]).toHaveLength(75);
    expect(at(76)[2]).toBe(" x");
    expect(at(75 + 74)).toHaveLength(4);
    expect(at(75 + 75)).toHaveLength(5);
  });

  it("never cuts a character, of two, three or four octets", () => {
    for (const character of ["é", "日", "👩"]) {
      for (let shift = 0; shift < 4; shift++) {
        const lines = physicalLines(
          formatComponent(component("X", [contentLine("A", "x".repeat(shift) + character.repeat(60))])),
        );
        for (const line of lines) expect(line).not.toMatch(/\p{Surrogate}/u);
        expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
      }
    }
  });

  it("puts a space in front of the next line rather than at the end, where relays strip it", () => {
    const words = "word ".repeat(60).trim();
    const lines = physicalLines(formatComponent(component("X", [textLine("A", words)])));
    expect(lines.filter((line) => line.endsWith(" "))).toEqual([]);
    expect(
      lines
        .slice(1, -1)
        .map((line, index) => (index === 0 ? line : line.slice(1)))
        .join(""),
    ).toBe(`A:${words}`);
  });
});

describe("laws, for any Unicode text", () => {
  it("TEXT reads back as it was, line breaks as \\n and without control characters", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), anyText, (name, text) => {
        expect(textValue(readBack(textLine(name, text)))).toBe(asText(text));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it("a list of TEXT reads back item by item", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (items) => {
        const line = contentLine("CATEGORIES", items.map(escapeText).join(","));
        expect(textValues(readBack(line))).toEqual(items.map(asText));
      }),
    );
  });

  it("a parameter is read back with the value that was written", () => {
    fc.assert(
      fc.property(anyText, anyText, (name, other) => {
        const property = readProperty(
          readBack(contentLine("ATTENDEE", "mailto:jane@example.com", { CN: name, "X-B": other })),
        );
        expect(parameter(property, "CN") ?? "").toBe(asText(name));
        expect(parameter(property, "X-B") ?? "").toBe(asText(other));
        expect(property.value).toBe("mailto:jane@example.com");
      }),
      { numRuns: runs(2_000) },
    );
  });

  it("a list of parameter values reads back item by item", () => {
    const item = anyText.filter((text) => asText(text) !== "");
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 5 }), (items) => {
        const property = readProperty(
          readBack(contentLine("ATTENDEE", "mailto:jane@example.com", { MEMBER: items })),
        );
        expect(property.parameters.get("MEMBER")).toEqual(items.map(asText));
      }),
    );
  });

  it("no string in any place adds a line, or breaks the layout", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, anyText, (name, text, parameterName, uri) => {
        const lines = [
          attempt(() => textLine(name, text)),
          attempt(() => textLine("SUMMARY", text, { [parameterName]: text })),
          attempt(() => contentLine("DTSTART", uri)),
          attempt(() => uriLine("URL", uri)),
        ].filter((line) => line !== undefined);
        const text_ = formatComponent(component("VCALENDAR", lines));
        expectWellLaidOut(text_);
        expect(calendarsOf(text_)[0]?.lines.map((line) => line.text)).toEqual(lines.map((line) => line.text));
      }),
      { numRuns: runs(2_000) },
    );
  });
});

/** Written, folded, read again. */
function readBack(line: ContentLine): ContentLine {
  const text = formatComponent(component("VCALENDAR", [line]));
  expectWellLaidOut(text);
  const [calendar] = calendarsOf(text);
  expect(calendar?.lines).toHaveLength(1);
  return calendar?.lines[0] ?? line;
}

function expectWellLaidOut(text: string): void {
  for (const line of physicalLines(text)) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f]|\p{Surrogate}/u);
  }
}

/** What TEXT can hold of a string: RFC 5545 section 3.3.11 has one line break and no other control character. */
function asText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
}

function attempt(write: () => ContentLine): ContentLine | undefined {
  try {
    return write();
  } catch (error) {
    expect(error).toBeInstanceOf(ItipError);
    return undefined;
  }
}
