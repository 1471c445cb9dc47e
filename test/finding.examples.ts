import type { FindingCode } from "../src/finding.table.ts";
import { type CheckOptions, checkMessage, type Finding, openEmail, parseMessage } from "../src/index.ts";
import { londonZone as zone } from "./support/fixtures/london-zone.ts";
import { calendarText, componentText, minimalComponent } from "./support/fixtures/minimal-message.ts";

const event = [
  "UID:1@example.test",
  "SEQUENCE:1",
  "DTSTAMP:20260501T080000Z",
  "SUMMARY:Review",
  "ORGANIZER:mailto:org@example.test",
  "ATTENDEE;RSVP=TRUE:mailto:jane@example.test",
  "DTSTART;TZID=Europe/London:20260507T103000",
  "DTEND;TZID=Europe/London:20260507T113000",
];

/** A REQUEST that nothing is odd about. */
export const sound = calendarText("REQUEST", [zone, componentText("VEVENT", event)]);

/** How a finding comes about. */
type Example = () => readonly Finding[] | Promise<readonly Finding[]>;

/** The sound REQUEST with more lines in its VEVENT. */
function withLines(...lines: string[]): Example {
  return () => checkMessage(sound.replace("END:VEVENT", [...lines, "END:VEVENT"].join("\r\n")));
}

/** The sound REQUEST with another text in the place of one of its own. */
function withText(from: string | RegExp, to: string, options?: CheckOptions): Example {
  return () => checkMessage(sound.replace(from, to), options);
}

/** The sound REQUEST as a part of an email that is not what it should be. */
function inPart(part: CheckOptions["part"], text = sound): Example {
  return () => checkMessage(text, { part: { mediaType: "text/calendar", method: "REQUEST", ...part } });
}

/** A VEVENT of some method that has these lines beside those it needs, and what it answers or follows. */
function withMethod(
  method: "REPLY" | "CANCEL" | "ADD" | "COUNTER",
  lines: string[],
  earlier?: string,
): Example {
  const component = minimalComponent("VEVENT", method);
  const names = new Set(lines.map((line) => /^[A-Z-]+/.exec(line)?.[0]));
  const own = component.slice(1, -1).filter((line) => !names.has(/^[A-Z-]+/.exec(line)?.[0]));
  const text = calendarText(method, [componentText("VEVENT", [...own, ...lines.filter(hasValue)])]);
  return () => checkMessage(text, earlier === undefined ? {} : { earlier });
}

/** A name alone leaves the property out. */
function hasValue(line: string): boolean {
  return /[:;]/.test(line);
}

/** A busy time answered with these periods. */
function busy(...lines: string[]): Example {
  const needed = minimalComponent("VFREEBUSY", "REPLY").slice(1, -1);
  const text = calendarText("REPLY", [componentText("VFREEBUSY", [...needed, ...lines])]);
  return () => checkMessage(text);
}

/** What reading says of calendar text. */
function read(text: string): Example {
  return () => parseMessage(text).problems;
}

/** An answer to the sound REQUEST. */
function answered(partstat: string): string {
  const attendee = `ATTENDEE;PARTSTAT=${partstat}:mailto:jane@example.test`;
  const needed = minimalComponent("VEVENT", "REPLY").slice(1, -1);
  const own = needed.filter((line) => !/^(?:UID|ATTENDEE)/.test(line));
  return calendarText("REPLY", [componentText("VEVENT", ["UID:1@example.test", ...own, attendee])]);
}

const head = [
  "From: Jane <jane@example.test>",
  "To: org@example.test",
  "Date: Thu, 7 May 2026 09:00:00 +0000",
];
const inWords = ["Content-Type: text/plain", "", "Yes."];
const asCalendar = ["Content-Type: text/calendar; method=REQUEST; charset=utf-8", ""];

/** What opening says of an email in parts. */
function opened(parts: string[][], header = head, kind = "mixed", limits = {}): Example {
  const raw = [
    ...header,
    "MIME-Version: 1.0",
    `Content-Type: multipart/${kind}; boundary=b`,
    "",
    ...parts.flatMap((part) => ["--b", ...part]),
    "--b--",
    "",
  ].join("\r\n");
  return async () => {
    const { problems, messages } = await openEmail(raw, { limits });
    return [...problems, ...messages.flatMap((message) => message.problems)];
  };
}

const alarm = (...lines: string[]) =>
  componentText("VALARM", ["ACTION:DISPLAY", "DESCRIPTION:Soon", ...lines]);
/** The sound REQUEST with a second VEVENT. */
const beside = (...lines: string[]): Example =>
  withText("END:VEVENT", ["END:VEVENT", ...componentText("VEVENT", lines)].join("\r\n"));
const clients = { clients: ["outlook"] } as const;
const delivery = [
  "Content-Type: message/delivery-status",
  "",
  "Reporting-MTA: dns; mx.example.test",
  "",
  "Final-Recipient: rfc822; jane@example.test",
  "Action: delayed",
  "Status: 4.4.1",
  "",
];

/** For every code the smallest text that is odd in that way. */
export const findingExamples = {
  "added-dates-not-understood": withText("END:VEVENT", "RDATE:20260601T093000Z\r\nEND:VEVENT", clients),
  "alarm-repetition": withLines(...alarm("TRIGGER:-PT15M", "REPEAT:2")),
  "alarms-not-understood": withText(
    "END:VEVENT",
    [...alarm("TRIGGER:-PT15M"), ...alarm("TRIGGER:-PT5M"), "END:VEVENT"].join("\r\n"),
    clients,
  ),
  "answers-differ": opened([
    inWords,
    ["Content-Type: text/calendar; method=REPLY; charset=utf-8", "", answered("ACCEPTED")],
    ["Content-Type: text/calendar; method=REPLY; charset=utf-8", "", answered("DECLINED")],
  ]),
  "attachment-differs": opened([
    inWords,
    ["Content-Type: text/calendar; method=REPLY; charset=utf-8", "", answered("ACCEPTED")],
    [
      "Content-Type: application/ics; name=answer.ics",
      "Content-Disposition: attachment; filename=answer.ics",
      "",
      answered("DECLINED"),
    ],
  ]),
  "attendee-without-address": read(
    calendarText("REPLY", [
      componentText("VEVENT", ["UID:1", "ATTENDEE;PARTSTAT=ACCEPTED:https://example.test/jane"]),
    ]),
  ),
  "boundary-missing": opened([["Content-Type: multipart/mixed", "", "Lost"], inWords]),
  "byte-order-mark": withText(/^/, "\uFEFF"),
  "calendar-by-name": opened([
    ["Content-Type: application/octet-stream; name=invite.ics", "", sound],
    inWords,
  ]),
  "calendar-in-text": opened([["Content-Type: text/plain", "", `See below.\r\n\r\n${sound}`]]),
  "calendar-too-large": opened([[...asCalendar, sound]], head, "mixed", { calendarLength: 200 }),
  "calendars-differ": inPart({ alternatives: [sound.replace("Review", "Another")] }),
  "cancel-without-attendee": withMethod("CANCEL", ["ATTENDEE"]),
  "charset-not-utf-8": inPart({ charset: "windows-1252" }, sound.replace("Review", "Kaffee für Zoë")),
  "component-misplaced": withLines("BEGIN:STANDARD", "END:STANDARD"),
  "component-missing": () => checkMessage("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
  "component-not-allowed": withText("END:VEVENT", "END:VEVENT\r\nBEGIN:VTODO\r\nEND:VTODO"),
  "component-parameter": inPart({ component: "VTODO" }),
  "component-repeated": () =>
    checkMessage(calendarText("REPLY", [zone, zone, minimalComponent("VTODO", "REPLY")])),
  "component-twice": beside(...event),
  "control-character": withText("Review", "Re\u0007view"),
  "date-missing": opened([inWords], head.slice(0, 2)),
  "delegate-missing": withMethod("REPLY", ["ATTENDEE;PARTSTAT=DELEGATED:mailto:jane@example.test"]),
  "delegate-not-attendee": withMethod("REPLY", [
    'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:joe@example.test":mailto:jane@example.test',
  ]),
  "delivery-delayed": opened([inWords, delivery], head, "report; report-type=delivery-status"),
  "duration-not-in-days": withText(/DTSTART.*\r\nDTEND.*/, "DTSTART;VALUE=DATE:20260507\r\nDURATION:PT1H"),
  "duration-not-positive": withText(/DTEND.*/, "DURATION:-PT1H"),
  "duration-without-start": () =>
    checkMessage(calendarText(undefined, [componentText("VTODO", ["DURATION:PT1H"])])),
  "empty-calendar": opened([[...asCalendar, ""], inWords]),
  encrypted: opened([["Content-Type: application/pkcs7-mime", "", "AAAA"], inWords]),
  "end-and-duration": withLines("DURATION:PT1H"),
  "end-missing": withText("END:VEVENT\r\n", ""),
  "end-not-after-start": withText("20260507T113000", "20260507T093000"),
  "findings-omitted": () =>
    checkMessage(sound.replace("END:VEVENT", "PRIORITY:10\r\nPRIORITY:11\r\nEND:VEVENT"), {
      limits: { findings: 1 },
    }),
  "forwarded-calendar": opened([["Content-Type: message/rfc822", "", ...asCalendar, sound], inWords]),
  "free-time": busy("FREEBUSY;FBTYPE=FREE:20260507T093000Z/PT1H"),
  "invalid-address": withText("mailto:jane@example.test", "mailto:jane"),
  "invalid-character": withText("Review", "Re\uD800view"),
  "invalid-date": opened([inWords], [...head.slice(0, 2), "Date: some day"]),
  "invalid-escape": withText("Review", "Re\\qview"),
  "invalid-parameter-value": withText("RSVP=TRUE", "RSVP=PERHAPS"),
  "invalid-until": withLines("RRULE:FREQ=DAILY;UNTIL=20260601"),
  "invalid-uri": withLines("URL:example"),
  "invalid-value": withText("20260507T113000", "20260230T113000"),
  "invalid-value-type": withLines("PRIORITY;VALUE=DATE:20260507"),
  "line-end": withText("SUMMARY:Review\r\n", "SUMMARY:Review\n"),
  "line-too-long": withText("Review", "x".repeat(80)),
  "lost-fold": withText("ATTENDEE;RSVP", "ATTENDEE\r\n;RSVP"),
  "malformed-attendee": withLines("ATTENDEE mailto:joe@example.test"),
  "malformed-component": withLines("BEGIN:no name", "END:no name"),
  "malformed-line": withLines("no content line"),
  "malformed-name": withLines("X_NAME:1"),
  "malformed-parameter": withText("RSVP=TRUE", "RSVP"),
  "media-type": inPart({ mediaType: "text/plain" }),
  "method-missing": withText("METHOD:REQUEST\r\n", ""),
  "method-not-for-component": () =>
    checkMessage(calendarText("COUNTER", [componentText("VJOURNAL", ["UID:1"])])),
  "method-parameter-differs": inPart({ method: "REPLY" }),
  "method-parameter-missing": () => checkMessage(sound, { part: { mediaType: "text/calendar" } }),
  "misplaced-parameter": withText("SUMMARY:", "SUMMARY;RSVP=TRUE:"),
  "misplaced-property": withLines("PERCENT-COMPLETE:50"),
  "no-readable-alternative": inPart({ readable: false }),
  "no-single-author": opened([inWords], head.slice(1)),
  "not-everyone-cancelled": withMethod(
    "CANCEL",
    ["UID:1@example.test", "SEQUENCE:2", "STATUS:CANCELLED", "ATTENDEE:mailto:jane@example.test"],
    sound.replace("END:VEVENT", "ATTENDEE:mailto:joe@example.test\r\nEND:VEVENT"),
  ),
  "not-mailto": inPart({}, sound.replace("mailto:jane@example.test", "https://example.test/jane")),
  "not-utc": withText("DTSTAMP:20260501T080000Z", "DTSTAMP:20260501T080000"),
  "observance-not-local": withText("19701025T020000", "19701025T020000Z"),
  "occurrence-of-nothing": beside(...event, "RECURRENCE-ID:20260507T093000Z"),
  "organizer-differs": withMethod(
    "COUNTER",
    ["UID:1@example.test", "ORGANIZER:mailto:joe@example.test"],
    sound,
  ),
  "out-of-range": withLines("PRIORITY:10"),
  "parameter-not-quoted": withText("RSVP=TRUE", "DELEGATED-FROM=mailto:joe@example.test"),
  "parameter-repeated": withText("RSVP=TRUE", "RSVP=TRUE;RSVP=TRUE"),
  "periods-not-sorted": busy("FREEBUSY:20260507T093000Z/PT1H", "FREEBUSY:20260506T093000Z/PT1H"),
  "property-changed": withMethod("REPLY", ["UID:1@example.test", "SUMMARY:Another"], sound),
  "property-missing": withText("SUMMARY:Review\r\n", ""),
  "property-not-allowed": withLines("REQUEST-STATUS:2.0;Success"),
  "property-repeated": withLines("SUMMARY:Review"),
  "range-without-name": beside(...event, "RECURRENCE-ID;THISANDFUTURE:20260507T093000Z"),
  "recurrence-not-understood": withText("END:VEVENT", "RRULE:FREQ=HOURLY;COUNT=3\r\nEND:VEVENT", clients),
  "related-not-allowed": withLines(...alarm("TRIGGER;VALUE=DATE-TIME;RELATED=START:20260507T080000Z")),
  "reply-without-answer": withMethod("REPLY", ["ATTENDEE:mailto:jane@example.test"]),
  "rule-and-dates": withText("END:STANDARD", "RDATE:19711031T020000\r\nEND:STANDARD"),
  "rule-without-start": withText(/DTSTART;.*\r\nDTEND.*/, "RRULE:FREQ=DAILY;COUNT=2"),
  "schedule-parameter": withText("RSVP=TRUE", "SCHEDULE-AGENT=CLIENT"),
  "sequence-not-echoed": withMethod("REPLY", ["UID:1@example.test", "SEQUENCE:3"], sound),
  "sequence-not-raised": withMethod("CANCEL", ["SEQUENCE:0"]),
  "several-calendars": read(sound + sound),
  "start-not-in-rule": withText("END:VEVENT", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3\r\nEND:VEVENT"),
  "status-not-allowed": withLines("STATUS:CANCELLED"),
  "text-not-escaped": withText("Review", "Review, again"),
  "text-outside-calendar": withText(/^/, "Hello\r\n"),
  "text-truncated": opened([["Content-Type: text/plain", "", `${"x".repeat(90)}\r\n`.repeat(6_000)]]),
  "time-forms-differ": withText("DTEND;TZID=Europe/London:", "DTEND:"),
  "time-zone-contradicted": withText("TZOFFSETTO:+0100", "TZOFFSETTO:+0200"),
  "time-zone-empty": withText(/BEGIN:STANDARD.*END:DAYLIGHT\r\n/s, ""),
  "time-zone-missing": withText("DTSTART;TZID=Europe/London", "DTSTART;TZID=Europe/Paris"),
  "time-zone-not-understood": withText("END:STANDARD", "RDATE:19711031T020000\r\nEND:STANDARD", clients),
  "time-zone-repeated": withText("BEGIN:VEVENT", [...zone, "BEGIN:VEVENT"].join("\r\n")),
  "time-zone-unused": withText(/;TZID=Europe\/London(:\d+T\d+)/g, "$1Z"),
  tnef: opened([["Content-Type: application/ms-tnef; name=winmail.dat", "", "AAAA"], inWords]),
  "trigger-without-end": withText(/DTEND.*/, alarm("TRIGGER;RELATED=END:-PT15M").join("\r\n")),
  "trigger-without-start": () =>
    checkMessage(calendarText(undefined, [componentText("VTODO", alarm("TRIGGER:-PT15M"))])),
  "tzid-not-allowed": withText("20260507T103000", "20260507T103000Z"),
  "uid-unknown": withMethod("REPLY", ["UID:2@example.test"], sound),
  "uids-differ": beside("UID:2@example.test"),
  "unexpected-end": withLines("END:VTODO"),
  "unreadable-calendar": opened([[...asCalendar, "BEGIN:VCALENDAR", "END:VCALENDAR"], inWords]),
  "unregistered-component": withText("BEGIN:VEVENT", "BEGIN:VOTHER\r\nEND:VOTHER\r\nBEGIN:VEVENT"),
  "unregistered-method": withText("METHOD:REQUEST", "METHOD:INVITE"),
  "unregistered-parameter": withText("RSVP=TRUE", "OTHER=TRUE"),
  "unregistered-property": withLines("OTHER:1"),
  "unregistered-value": withLines("CLASS:SECRET"),
  "unresolved-time-zone": read(sound.replace(/TZID=Europe.London/g, "TZID=Nowhere")),
  "uri-not-encoded": withLines("URL:https://example.test/{room}"),
  "value-type-missing": withLines("CONFERENCE:https://example.test/room"),
  "value-types-differ": withText(/DTEND.*/, "DTEND;VALUE=DATE:20260508"),
} satisfies Record<FindingCode, Example>;
