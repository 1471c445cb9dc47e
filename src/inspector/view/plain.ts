import type { ItipMessage } from "../../index.ts";
import { type Component, personOf, propertiesOf, propertyOf, textOf } from "../inspect/property.ts";
import { statedSpan } from "../inspect/stated-span.ts";
import { statedTime } from "../inspect/stated-time.ts";
import { element, facts } from "./element.ts";
import { excerptOf } from "./excerpt.ts";
import { momentInWords, spanInWords } from "./span-in-words.ts";

const mostPeople = 100;

/** What `readInvitation` has no words for: a task, a journal entry, busy time, or a cancellation that does not say when the event is. */
export function plainView({ calendar }: ItipMessage, component: Component, zone: string): HTMLElement {
  const span = statedSpan(component, calendar, ["DTSTART", component.name === "VTODO" ? "DUE" : "DTEND"]);
  const due = span === undefined ? statedTime(component, "DUE", calendar) : undefined;
  const organizer = propertyOf(component, "ORGANIZER");
  const people = propertiesOf(component, "ATTENDEE").slice(0, mostPeople).map(personOf);
  return element(
    "article",
    { class: "event" },
    element("h3", {}, excerptOf(textOf(component, "SUMMARY")) || "Without a summary"),
    facts([
      ["When", span && spanInWords(span, zone)],
      ["Due", due && momentInWords(due, zone)],
      ["Repeats", propertyOf(component, "RRULE")?.value],
      ["Where", excerptOf(textOf(component, "LOCATION"))],
      ["Organizer", organizer && personOf(organizer)],
      ["For", people.length === 0 ? undefined : people.join(", ")],
      ["Description", excerptOf(textOf(component, "DESCRIPTION"))],
      ["Comment", excerptOf(textOf(component, "COMMENT"))],
    ]),
  );
}
