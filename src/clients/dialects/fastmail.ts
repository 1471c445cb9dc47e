import type { Dialect } from "./dialect.ts";

/** Fastmail (Cyrus): DURATION in place of DTEND, a VTIMEZONE that claims to end with the event, JMAP's parameters. */
export const fastmail = {
  calendar: [
    "VERSION:2.0",
    "PRODID:-//CyrusIMAP.org/Cyrus 3.9.0-alpha0-499-g0000000000-fm-20260401.001-g00000000//EN",
    "METHOD:{METHOD}",
    "CALSCALE:GREGORIAN",
  ],
  event: [
    "RECURRENCE-ID",
    "UID",
    "DTSTAMP",
    "CREATED:{stamp}",
    "DTSTART",
    "DURATION",
    "SEQUENCE",
    "PRIORITY:0",
    "SUMMARY",
    "STATUS:CONFIRMED",
    "ORGANIZER",
    "ATTENDEE",
    "X-APPLE-DEFAULT-ALARM;VALUE=BOOLEAN:TRUE",
    "X-JMAP-SENT-BY;VALUE=TEXT:{organizer}",
  ],
  attendee: {
    parameters: [
      "X-JMAP-ID",
      "CN",
      "EMAIL",
      "CUTYPE=INDIVIDUAL",
      "X-JMAP-ROLE=attendee",
      "PARTSTAT",
      "RSVP=FALSE",
      "X-SEQUENCE={sequence}",
      "X-DTSTAMP={stamp}",
    ],
    scheme: "mailto:",
  },
  organizer: { parameters: ["X-JMAP-ID", "CN", "EMAIL"], scheme: "mailto:" },
  times: {
    single: "zone",
    days: "date",
    names: "iana",
    form: "rules",
    place: "before",
    more: ["LAST-MODIFIED:20260401T000000Z", "X-LIC-LOCATION:{tzid}", "TZUNTIL:{until}"],
  },
  folds: "separators",
  words: {
    en: {
      subject: {
        accepted: "{name} accepted: {summary}",
        tentative: "{name} might attend: {summary}",
        declined: "{name} declined: {summary}",
        counter: "",
      },
      text: { accepted: "", tentative: "", declined: "", counter: "" },
    },
  },
  fields: [
    "MIME-Version: 1.0",
    "Message-Id: <{hex8}-{hex4}-4{hex3}-9{hex3}-{hex12}@app.fastmail.com>",
    "Date",
    "From",
    "To",
    "Subject",
    "Content-Type",
  ],
  body: {
    fields: [
      "Content-Type: text/calendar; charset=utf-8; method={METHOD}; component=VEVENT",
      "Content-Transfer-Encoding: {encoding}",
    ],
    holds: "calendar",
    encodings: ["7bit", "base64"],
  },
} as const satisfies Dialect;
