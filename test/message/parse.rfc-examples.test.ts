import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import { formatMessage } from "../../src/message/format.ts";
import { parseMessage } from "../../src/message/parse.ts";

const corpus = new URL("../../../shared/corpus/rfc-examples/", import.meta.url);

/**
 * The mistakes in the examples that the RFCs print, each of them looked up in the text. Everything else in them must
 * pass without an error.
 */
const mistakes: Readonly<Record<string, readonly string[]>> = {
  // TRIGGER:19980403T120000Z without VALUE=DATE-TIME.
  "rfc5545/s3.8.8.3_04": ["value-type-missing VCALENDAR.VTODO[0].VALARM[0].TRIGGER"],
  // A VFREEBUSY to show the properties, without the two that each must have.
  "rfc5545/s3.8.8.3_06": [
    "property-missing VCALENDAR.VFREEBUSY[0].DTSTAMP",
    "property-missing VCALENDAR.VFREEBUSY[0].UID",
  ],
  // A game that ends on the day before it starts; LOCATION;VALUE=URI, and a LOCATION is TEXT.
  "rfc5546/s4.1.4_01": [
    "end-not-after-start VCALENDAR.VEVENT[0].DTEND",
    "invalid-value-type VCALENDAR.VEVENT[0].LOCATION",
  ],
  // An ATTENDEE that is no URI, and seven digits for the time of day in DTEND.
  "rfc5546/s4.2.1_01": [
    "invalid-uri VCALENDAR.VEVENT[0].ATTENDEE[4]",
    "invalid-value VCALENDAR.VEVENT[0].DTEND",
  ],
  // ATTENDEE;CUTYPE=INDIVIDUAL;mailto: with a semicolon for the colon.
  "rfc5546/s4.2.9_01": [
    "malformed-parameter VCALENDAR.VEVENT[0].ATTENDEE[0]",
    "invalid-uri VCALENDAR.VEVENT[0].ATTENDEE[0]",
  ],
  "rfc5546/s4.3.1_01": ["property-missing VCALENDAR.VFREEBUSY[0].UID"],
  // DTEND without its Z.
  "rfc5546/s4.3.2_01": ["not-utc VCALENDAR.VFREEBUSY[0].DTEND"],
  // Three people without mailto.
  "rfc5546/s4.4.1_01": [
    "invalid-uri VCALENDAR.VEVENT[0].ATTENDEE[0]",
    "invalid-uri VCALENDAR.VEVENT[0].ATTENDEE[1]",
    "invalid-uri VCALENDAR.VEVENT[0].ATTENDEE[2]",
  ],
  // The second VEVENT has no ORGANIZER, and ends a week before it starts.
  "rfc5546/s4.4.8_04": [
    "property-missing VCALENDAR.VEVENT[1].ORGANIZER",
    "end-not-after-start VCALENDAR.VEVENT[1].DTEND",
  ],
  "rfc5546/s4.5.7.2_01": ["property-missing VCALENDAR.VTODO[0].ORGANIZER"],
  // DTSTAMP in local time.
  "rfc5546/s4.7.1_01": ["not-utc VCALENDAR.VEVENT[0].DTSTAMP"],
  // Nine digits for the date in the end of an RDATE period; DTSTAMP in local time.
  "rfc5546/s4.7.2_01": ["invalid-value VCALENDAR.VEVENT[0].RDATE", "not-utc VCALENDAR.VEVENT[0].DTSTAMP"],
  "rfc5546/s4.7.2_02": ["not-utc VCALENDAR.VEVENT[0].DTSTAMP"],
  // RSVP=YES, where BOOLEAN is TRUE or FALSE.
  "rfc6047/s2.5_01": ["invalid-parameter-value VCALENDAR.VEVENT[0].ATTENDEE[1]"],
  "rfc6047/s4.1_01": ["invalid-parameter-value VCALENDAR.VEVENT[0].ATTENDEE[1]"],
  "rfc6047/s4.2_01": ["invalid-parameter-value VCALENDAR.VEVENT[0].ATTENDEE[1]"],
  "rfc6047/s4.3_01": ["invalid-parameter-value VCALENDAR.VEVENT[0].ATTENDEE[1]"],
  "rfc6047/s4.5_01": ["invalid-parameter-value VCALENDAR.VEVENT[0].ATTENDEE[1]"],
  // END:VEVENT for END:VTODO; no DTSTAMP, no DTSTART; RSVP=YES.
  "rfc6047/s4.5_02": [
    "property-missing VCALENDAR.VTODO[0].DTSTAMP",
    "property-missing VCALENDAR.VTODO[0].DTSTART",
    "invalid-parameter-value VCALENDAR.VTODO[0].ATTENDEE[1]",
    "unexpected-end VCALENDAR.VTODO[0]",
    "end-missing VCALENDAR.VTODO[0]",
  ],
  // People without mailto; RSVP=YES; nine digits for the date in DTEND.
  "rfc6047/s4.6_01": [
    "invalid-uri VCALENDAR.VEVENT[0].ORGANIZER",
    "invalid-uri VCALENDAR.VEVENT[0].ATTENDEE[0]",
    "invalid-parameter-value VCALENDAR.VEVENT[0].ATTENDEE[1]",
    "invalid-parameter-value VCALENDAR.VEVENT[0].ATTENDEE[2]",
    "invalid-value VCALENDAR.VEVENT[0].DTEND",
  ],
};

/** Where the RFC contradicts itself, or prints what it forbids: named, and no error. */
const contradictions: Readonly<Record<string, readonly string[]>> = {
  "rfc5546/s4.1.3_01": ["warning cancel-without-attendee"],
  "rfc5546/s4.2.5_01": ["info delegate-not-attendee"],
  "rfc5546/s4.2.6_01": ["info property-repeated"],
  "rfc5546/s4.2.7_01": ["warning text-not-escaped", "info property-repeated"],
  "rfc5546/s4.4.5_01": ["warning range-without-name", "warning text-not-escaped"],
  "rfc5546/s4.7.1_01": ["warning property-repeated"],
  "rfc6047/s4.5_02": ["warning property-missing"],
};

function examples(): string[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(corpus).flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, corpus)).map((file) => `${folder}/${file.replace(/\.ics$/, "")}`),
  );
}

function readExample(name: string): string {
  return readFileSync(new URL(`${name}.ics`, corpus), "utf8");
}

// The RFCs' texts stand beside the project and are no part of it: their licence is not ours.
describe.skipIf(!existsSync(corpus))("The examples printed in RFC 5545, 5546, 6047 and 6638", () => {
  it("are eighty", () => {
    expect(examples()).toHaveLength(80);
  });

  it.each(examples())("%s has the errors that it is known for and no others", (name) => {
    const errors = checkMessage(readExample(name)).filter(({ severity }) => severity === "error");
    expect(errors.map(({ code, path }) => `${code} ${path}`).sort()).toEqual(
      [...(mistakes[name] ?? [])].sort(),
    );
  });

  it.each(Object.keys(contradictions))("%s shows where the RFC contradicts itself", (name) => {
    const found = checkMessage(readExample(name)).map(({ severity, code }) => `${severity} ${code}`);
    expect(found).toEqual(expect.arrayContaining([...(contradictions[name] ?? [])]));
  });

  it.each(examples())("%s is read, and written so that it reads the same", (name) => {
    const message = parseMessage(readExample(name));
    const again = parseMessage(formatMessage(message));
    expect(plain(again.calendar)).toEqual(plain(message.calendar));
    expect([again.method, again.kind, again.uid]).toEqual([message.method, message.kind, message.uid]);
  });
});

type Tree = { name: string; lines: readonly { text: string }[]; components: readonly Tree[] };

/** Without the line numbers, which are the text's. */
function plain({ name, lines, components }: Tree): unknown {
  return { name, lines: lines.map(({ text }) => text), components: components.map(plain) };
}
