import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { convertIcsCalendar } from "ts-ics";
import { parseMessage, readReplies } from "../../src/index.ts";
import { bench, describe, goal } from "./bench.ts";
import { replies } from "./replies.ts";

/** What an application wants of a reply: whose it is, what it says, of which event and which revision. */
export function byIcal(text: string): unknown {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const event = calendar.getFirstSubcomponent("vevent");
  const attendee = event?.getFirstProperty("attendee");
  return [
    calendar.getFirstPropertyValue("method"),
    attendee?.getFirstValue(),
    attendee?.getParameter("partstat"),
    attendee?.getParameter("cn"),
    ...["comment", "uid", "dtstart", "dtend", "dtstamp", "sequence", "recurrence-id"].map((name) =>
      event?.getFirstPropertyValue(name),
    ),
  ];
}

/** The same of node-ical, which reads all it knows in any case. */
export function byNodeIcal(text: string): unknown {
  return Object.values(nodeIcal.sync.parseICS(text)).map((entry) =>
    entry?.type === "VEVENT" ? [entry.attendee, entry.uid, entry.start, entry.end, entry.dtstamp] : entry,
  );
}

for (const [client, text] of Object.entries(replies)) {
  describe(`read a reply, ${client}`, () => {
    bench("itip", () => readReplies(parseMessage(text)));
    bench("ICAL.parse and access", () => byIcal(text));
    bench("node-ical", () => byNodeIcal(text));
    bench("ts-ics", () => convertIcsCalendar(undefined, text));
    goal({ kind: "times", than: "ICAL.parse and access", times: 2 });
  });
}
