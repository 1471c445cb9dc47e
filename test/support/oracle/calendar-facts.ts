import ICAL from "ical.js";

/** What a calendar text says, as another parser reads it. */
interface CalendarFacts {
  method: string;
  sequence: number;
  status?: string;
  summary: string;
  /** As DTSTART has it, the TZID behind it. */
  start: string;
  end: string;
  /** The value of RRULE. */
  recurrence?: string;
  organizer: string;
  /** Address → PARTSTAT. */
  attendees: Record<string, string>;
}

export function calendarFacts(ics: string): CalendarFacts {
  const calendar = ICAL.Component.fromString(ics);
  const event = calendar.getFirstSubcomponent("vevent");
  if (event === null) throw new Error("no VEVENT");
  const text = (name: string) => event.getFirstPropertyValue(name)?.toString() ?? "";
  const address = (uri: string) => uri.replace(/^mailto:/, "");
  const time = (name: string) => {
    const property = event.getFirstProperty(name);
    const zone = property?.getFirstParameter("tzid");
    const value = property?.toICALString().replace(/^.*:/, "") ?? "";
    return zone === undefined ? value : `${value} ${zone}`;
  };
  const attendees = event.getAllProperties("attendee").map((property): [string, string] => {
    return [address(String(property.getFirstValue())), property.getFirstParameter("partstat")];
  });
  return {
    method: calendar.getFirstPropertyValue("method")?.toString() ?? "",
    sequence: Number(text("sequence")),
    ...(text("status") === "" ? {} : { status: text("status") }),
    summary: text("summary"),
    start: time("dtstart"),
    end: time("dtend"),
    ...(text("rrule") === "" ? {} : { recurrence: text("rrule") }),
    organizer: address(text("organizer")),
    attendees: Object.fromEntries(attendees),
  };
}
