import type { Dialect } from "./dialect.ts";

/**
 * Thunderbird 153: the whole event goes back, alarms left out, twice in one email, in raw UTF-8 (`8BIT`), under boundaries that
 * never change; also a COMMENT of the organizer's. A tentative answer says "has accepted" in its text, and a declining one begins "Invitation Declined".
 */
export const thunderbird = {
  calendar: ["PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "VERSION:2.0", "METHOD:{METHOD}"],
  event: [
    "CREATED?",
    "LAST-MODIFIED:{stamp}",
    "DTSTAMP",
    "UID",
    "SUMMARY",
    "PRIORITY?",
    "STATUS?",
    "RECURRENCE-ID",
    "ORGANIZER",
    "ATTENDEE",
    "ATTACH*",
    "CATEGORIES*",
    "RELATED-TO*",
    "RRULE",
    "RDATE",
    "EXDATE",
    "DTSTART",
    "DTEND",
    "SEQUENCE",
    "*",
  ],
  attendee: { parameters: ["CN", "PARTSTAT", "CUTYPE=INDIVIDUAL", "ROLE"], scheme: "mailto:" },
  organizer: { parameters: ["CN"], scheme: "mailto:" },
  times: { single: "zone", days: "date", names: "iana", form: "rules", place: "before" },
  valueLast: true,
  ruleOrder: "ical.js",
  folds: "octets",
  words: {
    en: {
      subject: {
        accepted: "Accepted: {summary}",
        tentative: "Tentative: {summary}",
        declined: "Invitation Declined: {summary}",
        counter: "",
      },
      text: {
        accepted: "{who} has accepted your event invitation.\n",
        tentative: "{who} has accepted your event invitation.\n",
        declined: "{who} has declined your event invitation.\n",
        counter: "",
      },
    },
  },
  fields: [
    "MIME-version: 1.0",
    "From",
    "Message-ID: <{hex8}-{hex4}-4{hex3}-9{hex3}-{hex12}@{domain}>",
    "To",
    "Date",
    "Subject",
    "Content-Type",
  ],
  body: {
    fields: ['Content-type: multipart/mixed; boundary="{boundary}"'],
    boundary: "Boundary_(ID_qyG4ZdjoAsiZ+Jo19dCbWQ)",
    preamble: "\r\n",
    parts: [
      {
        fields: ['Content-type: multipart/alternative;\r\n boundary="{boundary}"'],
        boundary: "Boundary_(ID_ryU4ZdJoASiZ+Jo21dCbwA)",
        preamble: "\r\n",
        parts: [
          {
            fields: ["Content-type: text/plain; charset=UTF-8", "Content-transfer-encoding: {ENCODING}"],
            holds: "text",
            encodings: ["8bit"],
            gap: true,
          },
          {
            fields: [
              "Content-type: text/calendar; method={METHOD}; charset=UTF-8",
              "Content-transfer-encoding: {ENCODING}",
            ],
            holds: "calendar",
            encodings: ["8bit"],
            gap: true,
          },
        ],
      },
      {
        fields: [
          "Content-type: application/ics; name=invite.ics",
          "Content-transfer-encoding: {ENCODING}",
          "Content-disposition: attachment; filename=invite.ics",
        ],
        holds: "calendar",
        encodings: ["8bit"],
        gap: true,
      },
    ],
  },
} as const satisfies Dialect;
