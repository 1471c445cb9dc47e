import type { Dialect } from "./dialect.ts";

/**
 * Zimbra: SUMMARY begins like the subject, TZIDs stand in quotation marks, a series keeps its rule. It can propose
 * another time; what that looks like was never seen, so it is written like its REPLY.
 */
export const zimbra = {
  calendar: ["PRODID:Zimbra-Calendar-Provider", "VERSION:2.0", "METHOD:{METHOD}"],
  event: [
    "UID",
    "RRULE",
    "SUMMARY",
    "LOCATION?",
    "ATTENDEE",
    "ORGANIZER",
    "DTSTART",
    "DTEND",
    "RECURRENCE-ID",
    "STATUS:CONFIRMED",
    "CLASS:PUBLIC",
    "X-MICROSOFT-DISALLOW-COUNTER:TRUE",
    "DTSTAMP",
    "SEQUENCE",
  ],
  attendee: { parameters: ["CN", "ROLE", "PARTSTAT"], scheme: "mailto:" },
  organizer: { parameters: ["CN"], scheme: "mailto:" },
  times: {
    single: "zone",
    days: "date",
    names: "iana",
    quoted: true,
    form: "rules",
    place: "before",
  },
  proposal: { of: "any" },
  prefixedSummary: true,
  words: {
    en: {
      subject: {
        accepted: "Accepted: {summary}",
        tentative: "Tentative: {summary}",
        declined: "Declined: {summary}",
        counter: "New Time Proposed: {summary}",
      },
      text: {
        accepted: "Yes, I will attend.",
        tentative: "I might attend.",
        declined: "No, I won't attend.",
        counter: "I have proposed a new time.",
      },
    },
  },
  html: "<html><body>{text}</body></html>",
  fields: [
    "Date",
    "From",
    "To",
    "Message-ID: <{digits7}.{digits4}.{digits13}.JavaMail.zimbra@{domain}>",
    "In-Reply-To",
    "References",
    "Subject",
    "MIME-Version: 1.0",
    "Content-Type",
    "X-Mailer: Zimbra 9.0.0_GA_4612 (ZimbraWebClient - FF125 (Linux))",
  ],
  body: {
    fields: ['Content-Type: multipart/alternative; \r\n\tboundary="{boundary}"'],
    boundary: "=_{hex8}-{hex4}-4{hex3}-9{hex3}-{hex12}",
    parts: [
      {
        fields: ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: {encoding}"],
        holds: "text",
        encodings: ["7bit", "quoted-printable"],
      },
      {
        fields: ["Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: {encoding}"],
        holds: "html",
        encodings: ["7bit", "quoted-printable"],
      },
      {
        fields: [
          "Content-Type: text/calendar; charset=utf-8; method={METHOD}; name=meeting.ics",
          "Content-Transfer-Encoding: {encoding}",
        ],
        holds: "calendar",
        encodings: ["7bit", "base64"],
      },
    ],
  },
} as const satisfies Dialect;
