import type { Dialect } from "./dialect.ts";

/**
 * Evolution 3.46: the email is the calendar text and nothing else. The event goes back as it came, alarms left out and the time
 * shown as busy; RSVP is kept, PARTSTAT is set anew behind it, and there is a COMMENT, empty where the person wrote none.
 */
export const evolution = {
  calendar: [
    "CALSCALE:GREGORIAN",
    "PRODID:-//Ximian//NONSGML Evolution Calendar//EN",
    "VERSION:2.0",
    "METHOD:{METHOD}",
  ],
  event: ["EVENT*", "TRANSP:OPAQUE", "COMMENT"],
  leavesOut: ["STYLED-DESCRIPTION", "X-MICROSOFT-CDO-BUSYSTATUS"],
  geo: "double",
  attendee: {
    parameters: ["CN", "CUTYPE", "ROLE", "RSVP", "PARTSTAT"],
    scheme: "mailto:",
    asInvited: true,
    partstatLast: true,
  },
  organizer: { parameters: ["CN"], scheme: "mailto:" },
  times: { single: "zone", days: "date", names: "iana", form: "rules", place: "before" },
  comment: { in: ["COMMENT"], ending: "" },
  ruleOrder: "libical",
  folds: "separators",
  encodesWords: "apart",
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
    "User-Agent: Evolution 3.46.4-2+deb12u1 ",
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
