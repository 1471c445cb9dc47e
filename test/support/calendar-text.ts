import fc from "fast-check";
import type { Component, ContentLine } from "../../src/icalendar/component.ts";
import { defaultLimits, type Limits } from "../../src/icalendar/limits.ts";
import { scanCalendar } from "../../src/icalendar/scan.ts";

/** Any Unicode text, with the characters that matter in calendar text more often than chance has them. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
      { weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
      {
        weight: 5,
        arbitrary: fc.constantFrom(
          ..."\r \n \r\n \\ ; : , \" ^ ^n ^' ^^ \\n = \u0085 \u2028 \u2029 \0 \u001b \u007f \ufeff \ud800 \udc00 é 日本 👩‍👩‍👧 \t".split(
            " ",
          ),
          " ",
          "BEGIN:VEVENT",
          "\r\nEND:VCALENDAR\r\n",
          "\r\nATTENDEE:mailto:mallory@example.com\r\n",
        ),
      },
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(""));

/** Text that looks like a calendar, and is broken in every way that single lines can be. */
export const brokenCalendar: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."BEGIN:VCALENDAR|END:VCALENDAR|BEGIN:VEVENT|END:VEVENT|BEGIN:VALARM|END:VALARM|BEGIN:VTIMEZONE|BEGIN:STANDARD|END:|BEGIN:".split(
          "|",
        ),
        'ATTENDEE;CN="Jane',
        "ATTENDEE;CN=Doe, Jane;PARTSTAT=ACCEPTED:mailto:jane@example.com",
        "DTSTART;TZID=Europe/London:20260507T103000",
        " folded",
        "\tfolded",
        "",
        "no colon",
        "__PROTO__:x",
        "CONSTRUCTOR:x",
      ),
      anyText,
    ),
    { maxLength: 30 },
  )
  .chain((lines) => fc.constantFrom("\r\n", "\n", "\r").map((end) => lines.join(end)));

/** The calendars of a text that must have one, without what was found. */
export function calendarsOf(text: string, limits: Partial<Limits> = {}): Component[] {
  return scanCalendar(text, { ...defaultLimits, ...limits }).calendars;
}

/** What a text means, its layout left out: names and unfolded lines. */
export interface Meaning {
  readonly name: string;
  readonly lines: readonly string[];
  readonly components: readonly Meaning[];
}

export function meaningOf(component: Component): Meaning {
  return {
    name: component.name,
    lines: component.lines.map((line) => line.text),
    components: component.components.map(meaningOf),
  };
}

/** A line as it would stand in a text that was read. */
export function lineOf(text: string): ContentLine {
  return { name: (/^[A-Z0-9-]+/i.exec(text)?.[0] ?? "").toUpperCase(), text, line: 1 };
}

/** The physical lines of a calendar text, which must all end in CRLF. */
export function physicalLines(text: string): string[] {
  const lines = text.split("\r\n");
  if (lines.pop() !== "") throw new Error("the last line has no CRLF");
  return lines;
}
