import type { Dialect } from "./dialect.ts";

/**
 * Yahoo: a role that no standard knows, the organizer said to be sent by itself, STATUS twice, and a comment parameter
 * that is there even where it is empty (how it escapes a comment was never seen; here it does as Google does).
 */
export const yahoo = {
  calendar: ["PRODID://Yahoo//Calendar//EN", "VERSION:2.0", "METHOD:{METHOD}"],
  event: [
    "SUMMARY",
    "DESCRIPTION?",
    "CLASS:PUBLIC",
    "DTSTART",
    "DTEND",
    "LOCATION?",
    "PRIORITY:0",
    "SEQUENCE",
    "STATUS:CONFIRMED",
    "UID",
    "DTSTAMP",
    "RECURRENCE-ID",
    "ATTENDEE",
    "ORGANIZER",
    "TRANSP:OPAQUE",
    "STATUS:CONFIRMED",
    "X-YAHOO-USER-STATUS:BUSY",
    "X-YAHOO-EVENT-STATUS:BUSY",
    "X-MICROSOFT-DISALLOW-COUNTER:TRUE",
  ],
  attendee: {
    parameters: ["PARTSTAT", "CN", "ROLE=REQ_PARTICIPANT", "RSVP=TRUE", "X-COMMENT"],
    scheme: "mailto:",
  },
  organizer: { parameters: ["CN", "SENT-BY"], scheme: "mailto:" },
  times: { single: "zone", days: "date", names: "iana", form: "rules", place: "after" },
  comment: { in: ["X-COMMENT"] },
  words: {
    en: {
      subject: {
        accepted: "Accepted: {summary}",
        tentative: "Tentative: {summary}",
        declined: "Declined: {summary}",
        counter: "",
      },
      text: { accepted: "", tentative: "", declined: "", counter: "" },
    },
  },
  fields: [
    "Date",
    "From",
    "To",
    "Message-ID: <{digits10}.{digits7}.{digits13}@calendar.yahoo.com>",
    "Subject",
    "MIME-Version: 1.0",
    "Content-Type",
    "X-Yahoo-Newman-Property: calendar-reply",
  ],
  body: {
    fields: [
      'Content-Type: text/calendar; charset="utf-8"; method={METHOD}',
      "Content-Transfer-Encoding: {encoding}",
    ],
    holds: "calendar",
    encodings: ["7bit", "quoted-printable"],
  },
} as const satisfies Dialect;
