import type { Dialect } from "./dialect.ts";

/** Evolution 3.46: the email is the calendar text and nothing else; parameters stand in the order of the invitation; RSVP is kept. */
export const evolution = {
  calendar: [
    "CALSCALE:GREGORIAN",
    "PRODID:-//Ximian//NONSGML Evolution Calendar//EN",
    "VERSION:2.0",
    "METHOD:{METHOD}",
  ],
  event: [
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "RECURRENCE-ID",
    "ORGANIZER",
    "ATTENDEE",
    "COMMENT",
    "SEQUENCE",
    "STATUS?",
    "TRANSP?",
  ],
  attendee: {
    parameters: ["CUTYPE=INDIVIDUAL", "ROLE", "PARTSTAT", "RSVP", "CN"],
    scheme: "mailto:",
    asInvited: true,
  },
  organizer: { parameters: ["CN"], scheme: "mailto:" },
  times: { single: "zone", days: "date", names: "iana", form: "rules", place: "before" },
  comment: { in: ["COMMENT"] },
  words: {
    en: {
      subject: {
        accepted: "Accepted: {summary}",
        tentative: "Tentatively Accepted: {summary}",
        declined: "Declined: {summary}",
        counter: "",
      },
      text: { accepted: "", tentative: "", declined: "", counter: "" },
    },
  },
  fields: [
    "Message-ID: <{hex32}.camel@{domain}>",
    "Subject",
    "From",
    "To",
    "Date",
    "Content-Type",
    "User-Agent: Evolution 3.46.4-2",
    "MIME-Version: 1.0",
  ],
  body: {
    fields: [
      'Content-Type: text/calendar; name="calendar.ics"; charset="utf-8"; METHOD="{METHOD}"',
      "Content-Transfer-Encoding: {encoding}",
    ],
    holds: "calendar",
    encodings: ["7bit", "quoted-printable"],
  },
} as const satisfies Dialect;
