import type { Client } from "../../src/clients/index.ts";

/** How one client answers, as messages of the real one show it. */
interface Shape {
  /** Parts with their transfer encodings. */
  readonly tree: string;
  /** The Content-Type of the calendar part, unfolded. */
  readonly type: string;
  readonly subject: Readonly<Record<"accepted" | "tentative" | "declined", string>>;
  /** Names of the VCALENDAR's properties, in order. */
  readonly calendar: string;
  /** Names of the VEVENT's properties, in order. */
  readonly event: string;
  /** Lines, unfolded, that must be there. */
  readonly lines: readonly string[];
}

/** An acceptance without a comment, of the first invitation in `shape.test.ts`. */
export const shapes: Readonly<Record<Client, Shape>> = {
  google: {
    tree: "multipart/mixed [multipart/alternative [text/plain base64, text/html quoted-printable, text/calendar 7bit], application/ics base64]",
    type: 'text/calendar; charset="UTF-8"; method=REPLY',
    subject: { accepted: "Accepted: ", tentative: "Tentatively Accepted: ", declined: "Declined: " },
    calendar: "PRODID VERSION CALSCALE METHOD",
    event:
      "DTSTART DTEND DTSTAMP ORGANIZER UID ATTENDEE CREATED DESCRIPTION LAST-MODIFIED LOCATION SEQUENCE STATUS SUMMARY TRANSP",
    lines: [
      "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
      "DTSTART:20260507T093000Z",
      "DTEND:20260507T103000Z",
      "ORGANIZER;CN=Planner:mailto:planner@example.com",
      "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Jane Doe;X-NUM-GUESTS=0:mailto:jane@example.test",
      "DESCRIPTION:Numbers for the second quarter.",
      "LOCATION:",
    ],
  },
  outlook: {
    tree: "multipart/alternative [text/plain quoted-printable, text/html quoted-printable, text/calendar base64]",
    type: 'text/calendar; charset="utf-8"; method=REPLY',
    subject: { accepted: "Accepted: ", tentative: "Tentative: ", declined: "Declined: " },
    calendar: "PRODID VERSION METHOD X-MS-OLK-FORCEINSPECTOROPEN",
    event:
      "ATTENDEE CLASS COMMENT CREATED DESCRIPTION DTEND DTSTAMP DTSTART LAST-MODIFIED PRIORITY SEQUENCE SUMMARY TRANSP UID X-ALT-DESC X-MICROSOFT-CDO-ALLDAYEVENT X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-IMPORTANCE X-MICROSOFT-DISALLOW-COUNTER X-MS-OLK-APPTSEQTIME X-MS-OLK-AUTOFILLLOCATION X-MS-OLK-CONFTYPE",
    lines: [
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
      "COMMENT;LANGUAGE=en-US:\\n",
      'DTSTART;TZID="GMT Standard Time":20260507T103000',
      "DTSTART:16010325T010000",
      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
      "SUMMARY;LANGUAGE=en-US:Accepted: Budget review",
    ],
  },
  exchange: {
    tree: "multipart/alternative [text/plain quoted-printable, text/html quoted-printable, text/calendar base64]",
    type: 'text/calendar; charset="utf-8"; method=REPLY',
    subject: { accepted: "Accepted: ", tentative: "Tentative: ", declined: "Declined: " },
    calendar: "METHOD PRODID VERSION",
    event:
      "ATTENDEE COMMENT UID SUMMARY DTSTART DTEND CLASS PRIORITY DTSTAMP TRANSP STATUS SEQUENCE X-MICROSOFT-CDO-APPT-SEQUENCE X-MICROSOFT-CDO-OWNERAPPTID X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-INTENDEDSTATUS X-MICROSOFT-CDO-ALLDAYEVENT X-MICROSOFT-CDO-IMPORTANCE X-MICROSOFT-CDO-INSTTYPE X-MICROSOFT-DONOTFORWARDMEETING X-MICROSOFT-DISALLOW-COUNTER",
    lines: [
      "PRODID:Microsoft Exchange Server 2010",
      "ATTENDEE;PARTSTAT=ACCEPTED;CN=Jane Doe:mailto:jane@example.test",
      "COMMENT;LANGUAGE=en-US:\\n",
      "TZID:GMT Standard Time",
      "DTSTART:16010101T020000",
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
      "DTSTART;TZID=GMT Standard Time:20260507T103000",
      "SUMMARY;LANGUAGE=en-US:Accepted: Budget review",
    ],
  },
  apple: {
    tree: "multipart/alternative [text/plain 7bit, text/calendar quoted-printable]",
    type: 'text/calendar; charset=utf-8; method=REPLY; name="iCal-20260501-073000.ics"',
    subject: { accepted: "Accepted: ", tentative: "Tentatively accepted: ", declined: "Declined: " },
    calendar: "METHOD VERSION PRODID CALSCALE",
    event: "CREATED UID DTEND TRANSP SUMMARY LAST-MODIFIED DTSTAMP DTSTART SEQUENCE ORGANIZER ATTENDEE",
    lines: [
      'ORGANIZER;CN="Planner";EMAIL="planner@example.com":mailto:planner@example.com',
      'ATTENDEE;CN="Jane Doe";CUTYPE=INDIVIDUAL;EMAIL="jane@example.test";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:jane@example.test',
      "DTSTART;TZID=Europe/London:20260507T103000",
    ],
  },
  thunderbird: {
    tree: "multipart/mixed [multipart/alternative [text/plain 8BIT, text/calendar 8BIT], application/ics 8BIT]",
    type: "text/calendar; method=REPLY; charset=UTF-8",
    subject: { accepted: "Accepted: ", tentative: "Tentative: ", declined: "Invitation Declined: " },
    calendar: "PRODID VERSION METHOD",
    event: "LAST-MODIFIED DTSTAMP UID SUMMARY STATUS ORGANIZER ATTENDEE DTSTART DTEND SEQUENCE DESCRIPTION",
    lines: [
      "ATTENDEE;CN=Jane Doe;PARTSTAT=ACCEPTED;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT:mailto:jane@example.test",
      "DTSTART;TZID=Europe/London:20260507T103000",
    ],
  },
  evolution: {
    tree: "text/calendar 7bit",
    type: 'text/calendar; name="calendar.ics"; charset="utf-8"; METHOD="REPLY"',
    subject: { accepted: "Accepted: ", tentative: "Tentatively Accepted: ", declined: "Declined: " },
    calendar: "CALSCALE PRODID VERSION METHOD",
    event: "UID SEQUENCE DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION STATUS ORGANIZER ATTENDEE TRANSP COMMENT",
    lines: [
      "ORGANIZER;CN=Planner:mailto:planner@example.com",
      "ATTENDEE;CN=Jane Doe;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;RSVP=TRUE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
      "COMMENT:",
    ],
  },
  korganizer: {
    tree: "multipart/mixed [text/plain 7bit, text/calendar base64]",
    type: 'text/calendar; charset="utf-8"; method="reply"; name="cal.ics"',
    subject: { accepted: "Answer: ", tentative: "Answer: ", declined: "Answer: " },
    calendar: "PRODID VERSION X-KDE-ICAL-IMPLEMENTATION-VERSION METHOD",
    event:
      "ORGANIZER DTSTAMP ATTENDEE CREATED UID LAST-MODIFIED DESCRIPTION SUMMARY STATUS DTSTART DTEND TRANSP REQUEST-STATUS",
    lines: [
      "ORGANIZER;CN=Planner:MAILTO:planner@example.com",
      "DTSTART:20260507T093000Z",
      "DESCRIPTION:Numbers for the second quarter.",
      "REQUEST-STATUS:2.0;Success.",
    ],
  },
  yahoo: {
    tree: "text/calendar 7bit",
    type: 'text/calendar; charset="utf-8"; method=REPLY',
    subject: { accepted: "Accepted: ", tentative: "Tentative: ", declined: "Declined: " },
    calendar: "PRODID VERSION METHOD",
    event:
      "SUMMARY DESCRIPTION CLASS DTSTART DTEND PRIORITY SEQUENCE STATUS UID DTSTAMP ATTENDEE ORGANIZER TRANSP STATUS X-YAHOO-USER-STATUS X-YAHOO-EVENT-STATUS X-MICROSOFT-DISALLOW-COUNTER",
    lines: [
      "ATTENDEE;PARTSTAT=ACCEPTED;CN=Jane Doe;ROLE=REQ_PARTICIPANT;RSVP=TRUE;X-COMMENT=:mailto:jane@example.test",
      'ORGANIZER;CN=Planner;SENT-BY="mailto:planner@example.com":mailto:planner@example.com',
    ],
  },
  zimbra: {
    tree: "multipart/alternative [text/plain 7bit, text/html 7bit, text/calendar 7bit]",
    type: "text/calendar; charset=utf-8; method=REPLY; name=meeting.ics",
    subject: { accepted: "Accepted: ", tentative: "Tentative: ", declined: "Declined: " },
    calendar: "PRODID VERSION METHOD",
    event:
      "UID SUMMARY ATTENDEE ORGANIZER DTSTART DTEND STATUS CLASS X-MICROSOFT-DISALLOW-COUNTER DTSTAMP SEQUENCE",
    lines: [
      "PRODID:Zimbra-Calendar-Provider",
      "SUMMARY:Accepted: Budget review",
      'DTSTART;TZID="Europe/London":20260507T103000',
      "ATTENDEE;CN=Jane Doe;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:jane@example.test",
    ],
  },
  fastmail: {
    tree: "text/calendar 7bit",
    type: "text/calendar; charset=utf-8; method=REPLY; component=VEVENT",
    subject: {
      accepted: "Jane Doe accepted: ",
      tentative: "Jane Doe might attend: ",
      declined: "Jane Doe declined: ",
    },
    calendar: "VERSION PRODID METHOD CALSCALE",
    event:
      "UID DTSTAMP CREATED DTSTART DURATION SEQUENCE PRIORITY SUMMARY STATUS ORGANIZER ATTENDEE X-APPLE-DEFAULT-ALARM X-JMAP-SENT-BY",
    lines: [
      "TZUNTIL:20260508T000000Z",
      "X-LIC-LOCATION:Europe/London",
      "DURATION:PT1H",
      "ORGANIZER;X-JMAP-ID=cGxhbm5lckBleGFtcGxlLmNvbQ;CN=Planner;EMAIL=planner@example.com:mailto:planner@example.com",
    ],
  },
};
