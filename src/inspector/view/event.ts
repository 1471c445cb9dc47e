import type { ItipMessage } from "../../index.ts";
import {
  type Component,
  excerptOf,
  type Property,
  personOf,
  propertiesOf,
  propertyOf,
} from "../inspect/property.ts";
import { statedSpan } from "../inspect/stated-span.ts";
import { statedTime } from "../inspect/stated-time.ts";
import { element, facts } from "./element.ts";
import { momentInWords, spanInWords } from "./time-words.ts";

const mostGuests = 100;

/** What a component says of an event or a task: when, where and how often it is, and who is to come. */
export function eventView({ calendar }: ItipMessage, component: Component, zone: string): HTMLElement {
  const span = statedSpan(component, calendar, ["DTSTART", component.name === "VTODO" ? "DUE" : "DTEND"]);
  const organizer = propertyOf(component, "ORGANIZER");
  const occurrence = statedTime(component, "RECURRENCE-ID", calendar);
  const due = span === undefined ? statedTime(component, "DUE", calendar) : undefined;
  return element(
    "article",
    { class: "event" },
    element("h3", {}, excerptOf(component, "SUMMARY") || "Without a summary"),
    facts([
      ["When", span === undefined ? undefined : spanInWords(span, zone)],
      ["Due", due === undefined ? undefined : momentInWords(due, zone)],
      ["Repeats", propertyOf(component, "RRULE")?.value],
      ["Occurrence", occurrence === undefined ? undefined : momentInWords(occurrence, zone)],
      ["Where", excerptOf(component, "LOCATION")],
      ["Organizer", organizer === undefined ? undefined : personOf(organizer)],
      ["Description", excerptOf(component, "DESCRIPTION")],
    ]),
    guestList(propertiesOf(component, "ATTENDEE")),
  );
}

function guestList(guests: readonly Property[]): HTMLElement | undefined {
  if (guests.length === 0) return undefined;
  const rows = guests
    .slice(0, mostGuests)
    .map((guest) => element("li", {}, personOf(guest), " ", statusView(guest)));
  const left = guests.length - rows.length;
  return element(
    "div",
    { class: "guests" },
    element("h4", {}, guests.length === 1 ? "1 guest" : `${guests.length} guests`),
    element("ul", {}, ...rows),
    left > 0 ? element("p", { class: "note" }, `${left} further guests are not shown.`) : undefined,
  );
}

/** RFC 5545 section 3.2.12: without PARTSTAT, an answer is still awaited. */
function statusView({ parameters }: Property): HTMLElement {
  const status = (parameters.get("PARTSTAT") ?? "NEEDS-ACTION").toLowerCase();
  const known = ["accepted", "declined", "tentative"].includes(status) ? ` ${status}` : "";
  return element("span", { class: `status${known}` }, status.replace("-", " "));
}
