import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { parameter, readProperty, textValue, textValues, valueIn } from "../icalendar/property.ts";
import { defined, filled, type Reading } from "../input.ts";
import { epochOf, type Point } from "../time/point.ts";
import { placeCalendarTime } from "../timezone/calendar-time.ts";
import { statedSpan } from "../timezone/time-property.ts";
import { busyStatus, type Transparency, transparencies } from "./busy-status.table.ts";
import type { CheckedEvent, Location } from "./event.ts";
import { addableProperties } from "./own-property.table.ts";
import { type Particulars, readParticulars } from "./read-particulars.ts";
import { type EventContext, recurrenceOf } from "./recurrence-of.ts";
import { plainDescription, withoutLink, withoutLinkInHtml } from "./shown-text.ts";

/**
 * The event that a VEVENT describes; `undefined` where its time cannot be told: a start or an end that is none, or that
 * do not go together. Any other property that is wrong is left out, and costs nothing but itself.
 */
export function eventOf(component: Component, context: EventContext): CheckedEvent | undefined {
  const span = spanOf(component, context);
  if (span === undefined) return undefined;
  const recurrence = recurrenceOf(component, span.start, context);
  return {
    // SUMMARY may be empty (RFC 5546 section 3.2.2).
    summary: textValue(firstLine(component, "SUMMARY")) ?? "",
    ...particularsOf(component),
    ...span,
    tzid: span.start.tzid,
    ...defined({ recurrence }),
  };
}

function spanOf(component: Component, context: EventContext): { start: Point; end: Point } | undefined {
  const span = statedSpan(component, ["DTSTART", "DTEND"], context);
  if (span === undefined) return undefined;
  const start = placeCalendarTime(span.start, context.zone);
  const end = placeCalendarTime(span.end, start.tzid);
  return start.kind === end.kind && epochOf(end) >= epochOf(start) ? { start, end } : undefined;
}

/** Each property read by itself: one that is wrong is left out. */
function particularsOf(component: Component): Particulars {
  const { position, ...said } = statedIn(component);
  const read = Object.entries(said).map(([name, value]) => alone(name, value));
  const particulars: Particulars = Object.assign({}, ...read);
  const { location = position } = particulars;
  return location === undefined ? particulars : { ...particulars, location: { ...location, ...position } };
}

function alone(name: string, value: unknown): Particulars {
  const reading: Reading = { path: "", problems: [] };
  const read = readParticulars({ [name]: value }, reading);
  return reading.problems.length === 0 ? read : {};
}

function statedIn(component: Component): Record<string, unknown> & { position: Location | undefined } {
  const text = (name: string) => textValue(firstLine(component, name));
  const raw = (name: string) => valueIn(component, name);
  const [lat, long] = raw("GEO")?.slice(0, 100).split(";") ?? [];
  const conferenceUrl = raw("CONFERENCE");
  // The link of the meeting stands there for calendars that show no CONFERENCE.
  const place = text("LOCATION") === conferenceUrl ? undefined : text("LOCATION");
  const html = withoutLinkInHtml(htmlOf(component), conferenceUrl);
  const description = withoutLink(text("DESCRIPTION"), conferenceUrl);
  const secrecy = raw("CLASS")?.toUpperCase();
  return {
    // What was made from the HTML is not said twice.
    description: html !== undefined && description === plainDescription({ html }) ? undefined : description,
    html,
    location: place === undefined ? undefined : { description: place },
    position: lat === undefined || long === undefined ? undefined : alone("location", { lat, long }).location,
    url: raw("URL"),
    transparency: transparencyOf(raw("TRANSP"), raw("X-MICROSOFT-CDO-BUSYSTATUS"), raw("STATUS")),
    status: confirmationOf(raw("TRANSP"), raw("X-MICROSOFT-CDO-BUSYSTATUS"), raw("STATUS")),
    private: secrecy === undefined ? undefined : secrecy !== "PUBLIC",
    color: text("COLOR"),
    conferenceUrl,
    categories: categoriesOf(component),
    attachments: attachmentsOf(component),
    properties: propertiesOf(component),
  };
}

/** RFC 9073 section 6.5, else as Outlook writes it. */
function htmlOf(component: Component): string | undefined {
  const lines = [...linesOf(component, "STYLED-DESCRIPTION"), ...linesOf(component, "X-ALT-DESC")];
  const line = lines.find((one) => /^text\/html$/i.test(parameter(readProperty(one), "FMTTYPE") ?? ""));
  return textValue(line);
}

/** Exchange's word where TRANSP cannot say it; a hold that says nothing else takes up time tentatively by itself. */
function transparencyOf(transp = "", busy = "", status = ""): Transparency | undefined {
  const word = transparencies.find((one) => busyStatus[one].busy === busy.toUpperCase());
  const plain = transparencies.find((one) => busyStatus[one].transp === transp.toUpperCase());
  if (word === "tentative" && transp === "" && status.toUpperCase() === "TENTATIVE") return undefined;
  return word === undefined || word === "opaque" || word === "transparent" ? plain : word;
}

/** STATUS:CONFIRMED tells nothing, as every event is confirmed; only with BUSY and without TRANSP, as `eventComponent` writes it, is it the caller's word. */
function confirmationOf(transp = "", busy = "", status = ""): "tentative" | "confirmed" | undefined {
  if (status.toUpperCase() === "TENTATIVE") return "tentative";
  const spoken = status.toUpperCase() === "CONFIRMED" && busy.toUpperCase() === busyStatus.opaque.busy;
  return spoken && transp === "" ? "confirmed" : undefined;
}

function categoriesOf(component: Component): string[] | undefined {
  const names = linesOf(component, "CATEGORIES").flatMap(textValues);
  return filled(names.map((name) => name.trim()).filter((name) => name !== ""));
}

/** Attachments that are links. Files inside of the calendar text belong to the mail, which has them as parts. */
function attachmentsOf(component: Component): unknown[] | undefined {
  const links = linesOf(component, "ATTACH").flatMap((line) => {
    const property = readProperty(line);
    if (parameter(property, "VALUE")?.toUpperCase() === "BINARY") return [];
    const read = {
      url: property.value.trim(),
      name: parameter(property, "FILENAME") ?? parameter(property, "X-FILENAME"),
      mediaType: parameter(property, "FMTTYPE"),
    };
    return alone("attachments", [read]).attachments ?? [];
  });
  return filled(links);
}

/** Properties that a caller may add in `properties`, without those that this package writes by itself and those that must not be written. */
function propertiesOf(component: Component): unknown[] | undefined {
  const own = component.lines.flatMap((line) => {
    if (!isKept(line.name)) return [];
    const { name, value, parameters } = readProperty(line);
    const pairs = [...parameters].map(([key, values]) => [key, values.join(",")]);
    const read = { name, value, ...(pairs.length === 0 ? {} : { parameters: Object.fromEntries(pairs) }) };
    return alone("properties", [read]).properties ?? [];
  });
  return filled(own);
}

/** What a caller may add goes on; LAST-MODIFIED would be a lie from the next change on (RFC 5545 section 3.8.7.3). */
function isKept(name: string): boolean {
  return /^X-/i.test(name) || (Object.hasOwn(addableProperties, name) && name !== "LAST-MODIFIED");
}
