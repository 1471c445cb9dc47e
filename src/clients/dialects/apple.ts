import type { Dialect } from "./dialect.ts";

/** Apple's Calendar: whole calendar text quoted-printable, names in quotation marks, no word of the person's own. */
export const apple = {
  calendar: ["METHOD:{METHOD}", "VERSION:2.0", "PRODID:-//Apple Inc.//macOS 14.5//EN", "CALSCALE:GREGORIAN"],
  event: [
    "CREATED:{stamp}",
    "UID",
    "RECURRENCE-ID",
    "DTEND",
    "TRANSP:OPAQUE",
    "SUMMARY",
    "LAST-MODIFIED:{stamp}",
    "DTSTAMP",
    "DTSTART",
    "SEQUENCE",
    "ORGANIZER",
    "ATTENDEE",
  ],
  attendee: {
    parameters: ["CN", "CUTYPE=INDIVIDUAL", "EMAIL", "PARTSTAT", "ROLE"],
    scheme: "mailto:",
    quoted: ["CN", "EMAIL"],
    addressAsName: true,
  },
  organizer: { parameters: ["CN", "EMAIL"], scheme: "mailto:", quoted: ["CN", "EMAIL"] },
  times: { single: "zone", days: "date", names: "iana", form: "rules", place: "before" },
  words: {
    en: {
      subject: {
        accepted: "Accepted: {summary}",
        tentative: "Tentatively accepted: {summary}",
        declined: "Declined: {summary}",
        counter: "",
      },
      text: {
        accepted: "{name} has accepted your invitation to the event {summary}.",
        tentative: "{name} has tentatively accepted your invitation to the event {summary}.",
        declined: "{name} has declined your invitation to the event {summary}.",
        counter: "",
      },
    },
  },
  fields: [
    "From",
    "Content-Type",
    "Mime-Version: 1.0 (Mac OS X Mail 16.0 \\(3774.600.62\\))",
    "Subject",
    "Message-Id: <{HEX8}-{HEX4}-4{HEX3}-9{HEX3}-{HEX12}@{domain}>",
    "Date",
    "To",
    "X-Mailer: Apple Mail (2.3774.600.62)",
  ],
  body: {
    fields: ['Content-Type: multipart/alternative;\r\n\tboundary="{boundary}"'],
    boundary: "Apple-Mail=_{HEX8}-{HEX4}-4{HEX3}-9{HEX3}-{HEX12}",
    preamble: "\r\n",
    parts: [
      {
        fields: ["Content-Transfer-Encoding: {encoding}", "Content-Type: text/plain;\r\n\tcharset={charset}"],
        holds: "text",
        charsets: ["us-ascii", "utf-8"],
        encodings: ["7bit", "quoted-printable"],
      },
      {
        fields: [
          "Content-Transfer-Encoding: {encoding}",
          'Content-Type: text/calendar;\r\n\tcharset=utf-8;\r\n\tmethod={METHOD};\r\n\tname="iCal-{file}.ics"',
        ],
        holds: "calendar",
        encodings: ["quoted-printable"],
        binary: true,
      },
    ],
  },
} as const satisfies Dialect;
