import type { Dialect } from "./dialect.ts";

/**
 * KOrganizer and Kontact: the comment takes the place of the event's DESCRIPTION, single events are in UTC, an
 * occurrence's TZID comes without its VTIMEZONE, SEQUENCE only above 0, and a counter-proposal lists every guest. Unlike the real
 * program's, the VTIMEZONE of a series has the rules of its time alone, not those since 1970, and neither alarms, links to files nor
 * the link of a meeting go back.
 */
export const korganizer = {
  calendar: [
    "PRODID:-//K Desktop Environment//NONSGML libkcal 4.3//EN",
    "VERSION:2.0",
    "X-KDE-ICAL-IMPLEMENTATION-VERSION:1.0",
    "METHOD:{METHOD}",
  ],
  event: [
    "ORGANIZER",
    "DTSTAMP",
    "ATTENDEE",
    "CONTACT?",
    "COMMENT",
    "URL?",
    "X-*",
    "CREATED?CREATED:{stamp}",
    "UID",
    "SEQUENCE",
    "LAST-MODIFIED?LAST-MODIFIED:{stamp}",
    "DESCRIPTION",
    "SUMMARY",
    "LOCATION?",
    "STATUS?",
    "CLASS?",
    "COLOR?",
    "GEO?",
    "PRIORITY?",
    "CATEGORIES?",
    "RECURRENCE-ID",
    "RELATED-TO?",
    "RRULE",
    "EXDATE",
    "RDATE",
    "DTSTART",
    "DTEND",
    "TRANSP?TRANSP:OPAQUE",
    "REQUEST-STATUS",
  ],
  attendee: {
    parameters: ["CN", "RSVP=FALSE", "PARTSTAT", "ROLE", "CUTYPE=INDIVIDUAL", "X-UID={digits14}"],
    scheme: "mailto:",
  },
  organizer: { parameters: ["CN"], scheme: "MAILTO:" },
  times: { single: "utc", days: "date", names: "iana", form: "rules", place: "series" },
  comment: { in: ["DESCRIPTION"] },
  proposal: { of: "any", guests: true },
  omitsZeroSequence: true,
  geo: "float",
  ruleOrder: "libical",
  folds: "separators",
  words: {
    en: {
      subject: {
        accepted: "Answer: {summary}",
        tentative: "Answer: {summary}",
        declined: "Answer: {summary}",
        counter: "Counter proposal: {summary}",
      },
      text: {
        accepted: "{who} accepts this invitation.",
        tentative: "{who} tentatively accepts this invitation.",
        declined: "{who} declines this invitation.",
        counter: "{who} makes this counter proposal.",
      },
    },
  },
  fields: [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID: <{digits7}.{hex10}@kontact>",
    "MIME-Version: 1.0",
    "Content-Type",
  ],
  body: {
    fields: ['Content-Type: multipart/mixed; boundary="{boundary}"'],
    boundary: "nextPart{digits7}.{hex10}",
    preamble: "This is a multi-part message in MIME format.\r\n\r\n",
    parts: [
      {
        fields: [
          'Content-Type: text/plain; charset="utf-8"',
          "Content-Transfer-Encoding: {encoding}",
          "Content-Disposition: inline",
        ],
        holds: "text",
        encodings: ["7bit", "quoted-printable"],
      },
      {
        fields: [
          'Content-Type: text/calendar; charset="utf-8"; method="{method}"; name="cal.ics"',
          "Content-Transfer-Encoding: {encoding}",
          'Content-Disposition: inline; filename="cal.ics"',
        ],
        holds: "calendar",
        encodings: ["base64"],
      },
    ],
  },
} as const satisfies Dialect;
