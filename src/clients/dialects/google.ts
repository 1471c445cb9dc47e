import type { Dialect } from "./dialect.ts";

/**
 * Google Calendar: the comment is HTML inside a parameter, single events are in UTC, the calendar text goes along
 * twice, and the calendar's own address is the Sender.
 */
export const google = {
  calendar: [
    "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
    "VERSION:2.0",
    "CALSCALE:GREGORIAN",
    "METHOD:{METHOD}",
  ],
  event: [
    "DTSTART",
    "DTEND",
    "RRULE",
    "DTSTAMP",
    "ORGANIZER",
    "UID",
    "ATTENDEE",
    "RECURRENCE-ID",
    "CREATED:{stamp}",
    "DESCRIPTION!",
    "LAST-MODIFIED:{stamp}",
    "LOCATION!",
    "SEQUENCE",
    "STATUS:CONFIRMED",
    "SUMMARY",
    "TRANSP:OPAQUE",
    "X-MICROSOFT-DISALLOW-COUNTER?",
  ],
  attendee: {
    parameters: ["CUTYPE=INDIVIDUAL", "ROLE", "PARTSTAT", "CN", "X-NUM-GUESTS=0", "X-RESPONSE-COMMENT"],
    scheme: "mailto:",
    addressAsName: true,
  },
  organizer: { parameters: ["CN"], scheme: "mailto:", addressAsName: true },
  times: {
    single: "utc",
    days: "date",
    names: "iana",
    form: "rules",
    place: "before",
    more: ["X-LIC-LOCATION:{tzid}"],
  },
  comment: { in: ["X-RESPONSE-COMMENT"] },
  proposal: { of: "any" },
  words: {
    en: {
      subject: {
        accepted: "Accepted: {summary} @ {when} ({organizer})",
        tentative: "Tentatively Accepted: {summary} @ {when} ({organizer})",
        declined: "Declined: {summary} @ {when} ({organizer})",
        counter: "New time proposed: {summary} @ {when} ({organizer})",
      },
      text: {
        accepted: "{name} has accepted this invitation.\n{comment}",
        tentative: '{name} has replied "Maybe" to this invitation.\n{comment}',
        declined: "{name} has declined this invitation.\n{comment}",
        counter: "{name} has proposed a new time for this event.\n{comment}",
      },
    },
  },
  html: '<div dir="ltr"><p>{text}</p><p>Invitation from Google Calendar</p></div>',
  fields: [
    "MIME-Version: 1.0",
    "Reply-To",
    "Sender: Google Calendar <calendar-notification@google.com>",
    "Message-ID: <calendar-{hex8}-{hex4}-{hex4}-{hex4}-{hex12}@google.com>",
    "Date",
    "Subject",
    "From",
    "To",
    "Content-Type",
  ],
  body: {
    fields: ['Content-Type: multipart/mixed; boundary="{boundary}"'],
    boundary: "000000000000{hex16}",
    parts: [
      {
        fields: ['Content-Type: multipart/alternative; boundary="{boundary}"'],
        boundary: "000000000000{hex16}",
        parts: [
          {
            fields: [
              'Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes',
              "Content-Transfer-Encoding: {encoding}",
            ],
            holds: "text",
            encodings: ["base64"],
          },
          {
            fields: ['Content-Type: text/html; charset="UTF-8"', "Content-Transfer-Encoding: {encoding}"],
            holds: "html",
            encodings: ["quoted-printable"],
          },
          {
            fields: [
              'Content-Type: text/calendar; charset="UTF-8"; method={METHOD}',
              "Content-Transfer-Encoding: {encoding}",
            ],
            holds: "calendar",
            encodings: ["7bit", "base64"],
          },
        ],
      },
      {
        fields: [
          'Content-Type: application/ics; name="invite.ics"',
          'Content-Disposition: attachment; filename="invite.ics"',
          "Content-Transfer-Encoding: {encoding}",
        ],
        holds: "calendar",
        encodings: ["base64"],
      },
    ],
  },
} as const satisfies Dialect;
