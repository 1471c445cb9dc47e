import ICAL from "ical.js";
import { firstLine, linesOf } from "../../src/icalendar/component.ts";
import { parameter, readProperty, textValue } from "../../src/icalendar/property.ts";
import { scanCalendar } from "../../src/icalendar/scan.ts";
import { component, contentLine, formatComponent, textLine } from "../../src/icalendar/write.ts";
import { defaultLimits } from "../../src/limits.ts";
import { expandRecurrence, isOccurrence } from "../../src/recurrence/expand.ts";
import { setOf, wall } from "../support/recurrence.ts";
import { bench, describe } from "./bench.ts";

/** The shape of an Exchange REPLY: a VTIMEZONE, folded lines, a description, a dozen X- properties. */
const reply = `${[
  "BEGIN:VCALENDAR",
  "METHOD:REPLY",
  "PRODID:-//Example//Mailer 1.0//EN",
  "VERSION:2.0",
  "BEGIN:VTIMEZONE",
  "TZID:W. Europe Standard Time",
  ...["STANDARD", "DAYLIGHT"].flatMap((kind) => [
    `BEGIN:${kind}`,
    "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
    `END:${kind}`,
  ]),
  "END:VTIMEZONE",
  "BEGIN:VEVENT",
  'ATTENDEE;PARTSTAT=ACCEPTED;CN="Doe, Jane";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICI',
  " PANT;RSVP=FALSE:mailto:jane.doe@example.com",
  "COMMENT;LANGUAGE=en-US:Gladly\\, see you there.\\n",
  `DESCRIPTION:${"An agenda that goes on\\, and on.\\n".repeat(20).replace(/(.{70})/g, "$1\r\n ")}`,
  "UID:lunch-17@example.com",
  "SUMMARY;LANGUAGE=en-US:Accepted: Lunch",
  "DTSTART;TZID=W. Europe Standard Time:20260507T103000",
  "DTEND;TZID=W. Europe Standard Time:20260507T113000",
  "DTSTAMP:20260501T080000Z",
  "SEQUENCE:0",
  ...[
    "APPT-SEQUENCE:0",
    "OWNERAPPTID:2118",
    "BUSYSTATUS:BUSY",
    "IMPORTANCE:1",
    "INSTTYPE:0",
    "ALLDAYEVENT:FALSE",
  ].map((line) => `X-MICROSOFT-CDO-${line}`),
  "END:VEVENT",
  "END:VCALENDAR",
].join("\r\n")}\r\n`;

describe("read a reply: its attendee, status, comment and times", () => {
  bench("itip", () => {
    const [event] = scanCalendar(reply, defaultLimits).calendars[0]?.components.slice(-1) ?? [];
    if (event === undefined) throw new Error("no event");
    for (const line of linesOf(event, "ATTENDEE")) parameter(readProperty(line), "PARTSTAT");
    for (const name of ["COMMENT", "UID"]) textValue(firstLine(event, name));
    for (const name of ["DTSTART", "DTEND", "DTSTAMP", "SEQUENCE"]) {
      const line = firstLine(event, name);
      if (line !== undefined) readProperty(line);
    }
  });

  bench("ICAL.parse and access", () => {
    const calendar = new ICAL.Component(ICAL.parse(reply));
    const event = calendar.getFirstSubcomponent("vevent");
    if (event === null) throw new Error("no event");
    for (const property of event.getAllProperties("attendee")) property.getParameter("partstat");
    for (const name of ["comment", "uid", "dtstart", "dtend", "dtstamp", "sequence"])
      event.getFirstPropertyValue(name);
  });

  bench("ICAL.parse alone", () => {
    ICAL.parse(reply);
  });
});

describe("write an event with 20 guests", () => {
  const guests = Array.from({ length: 20 }, (_, index) => `guest-${index}@example.com`);

  bench("itip", () => {
    const lines = guests.map((guest) =>
      contentLine("ATTENDEE", `mailto:${guest}`, { CN: "Doe, Jane", PARTSTAT: "NEEDS-ACTION", RSVP: "TRUE" }),
    );
    formatComponent(
      component(
        "VCALENDAR",
        [],
        [
          component("VEVENT", [
            ...lines,
            textLine("SUMMARY", "Lunch, dinner"),
            textLine("DESCRIPTION", "Long\n".repeat(50)),
          ]),
        ],
      ),
    );
  });

  bench("ICAL.Component", () => {
    const calendar = new ICAL.Component("vcalendar");
    const event = new ICAL.Component("vevent");
    for (const guest of guests) {
      const attendee = event.addPropertyWithValue("attendee", `mailto:${guest}`);
      attendee.setParameter("cn", "Doe, Jane");
      attendee.setParameter("partstat", "NEEDS-ACTION");
      attendee.setParameter("rsvp", "TRUE");
    }
    event.addPropertyWithValue("summary", "Lunch, dinner");
    event.addPropertyWithValue("description", "Long\n".repeat(50));
    calendar.addSubcomponent(event);
    calendar.toString();
  });
});

describe("expand a weekly series of two years", () => {
  const set = setOf("2026-05-05T10:00", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=208");
  const text = "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=208";

  bench("itip", () => {
    expandRecurrence(set, { steps: 10_000 });
  });

  bench("ICAL.Recur", () => {
    const walk = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateTimeString("2026-05-05T10:00:00"));
    while (walk.next());
  });
});

describe("is this an occurrence, ten years on", () => {
  const daily = setOf("2026-05-05T10:00", "FREQ=DAILY");
  const at = wall("2036-05-05T10:00");

  bench("itip", () => {
    isOccurrence(daily, at, 10_000);
  });

  bench("ICAL.Recur", () => {
    const walk = ICAL.Recur.fromString("FREQ=DAILY").iterator(
      ICAL.Time.fromDateTimeString("2026-05-05T10:00:00"),
    );
    const wanted = ICAL.Time.fromDateTimeString("2036-05-05T10:00:00");
    for (let next = walk.next(); next !== null && next.compare(wanted) < 0; next = walk.next());
  });
});
