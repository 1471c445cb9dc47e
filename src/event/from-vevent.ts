import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { parameter, rawValue, readProperty, readText, readTexts } from "../icalendar/property.ts";
import type { Reading } from "../input.ts";
import type { EventTime } from "../time/event-time.ts";
import { formatPoint } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { placeCalendarTime } from "../timezone/calendar-time.ts";
import { readTimeLine, type StatedTime, statedSpan, type TimeContext } from "../timezone/time-property.ts";
import { busyStatus, type Transparency, transparencies } from "./busy-status.table.ts";
import type { EventDetails } from "./event.ts";
import { readEventDetails } from "./read-event.ts";
import { readOwnProperties } from "./read-own-properties.ts";
import { readParticulars } from "./read-particulars.ts";
import { plainDescription, withoutLink } from "./shown-text.ts";

/** What a VEVENT is read with: the calendar around it, and the zone of times that have none. */
export interface EventContext extends TimeContext {
  readonly zone: Tzid;
}

/**
 * The event that a VEVENT describes, in the words of the caller's `EventInput`; `undefined` where its time cannot be
 * told. What is wrong in an optional property leaves that property out.
 */
export function eventOf(component: Component, context: EventContext): EventDetails | undefined {
  const span = statedSpan(component, ["DTSTART", "DTEND"], context);
  if (span === undefined) return undefined;
  const show = (time: StatedTime) => formatPoint(placeCalendarTime(time, context.zone));
  const start = show(span.start);
  const details = sound({
    ...particulars(component),
    // Any summary will do to be checked with: SUMMARY may be empty (RFC 5546 section 3.2.2).
    summary: "-",
    start,
    end: show(span.end),
    tzid: start.tzid,
    recurrence: recurrenceOf(component, context),
  });
  return details === undefined
    ? undefined
    : { ...details, summary: readText(firstLine(component, "SUMMARY")) ?? "" };
}

/** Reads it once more without the members that were refused; a start or end is asked for again, which ends it. */
function sound(input: Readonly<Record<string, unknown>>): EventDetails | undefined {
  const reading: Reading = { path: "", problems: [] };
  const details = readEventDetails(input, reading);
  if (details !== undefined) return details;
  const refused = new Set(reading.problems.map(({ path }) => path.split(".")[0] ?? ""));
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !refused.has(name)));
  return Object.keys(rest).length < Object.keys(input).length ? sound(rest) : undefined;
}

function particulars(component: Component): Record<string, unknown> {
  const text = (name: string) => readText(firstLine(component, name));
  const raw = (name: string) => {
    const line = firstLine(component, name);
    return line === undefined ? undefined : rawValue(line).trim();
  };
  const [lat, long] = raw("GEO")?.slice(0, 100).split(";") ?? [];
  const conferenceUrl = raw("CONFERENCE");
  // The link of the meeting stands there for calendars that show no CONFERENCE.
  const place = text("LOCATION") === conferenceUrl ? undefined : text("LOCATION");
  const html = htmlOf(component);
  const description = withoutLink(text("DESCRIPTION"), conferenceUrl);
  const secret = raw("CLASS")?.toUpperCase();
  return {
    // What was made from the HTML is not said twice.
    description: html !== undefined && description === plainDescription({ html }) ? undefined : description,
    html,
    location: {
      ...(place === undefined ? {} : { description: place }),
      ...(lat === undefined || long === undefined ? {} : { lat, long }),
    },
    url: raw("URL"),
    transparency: transparencyOf(raw("TRANSP"), raw("X-MICROSOFT-CDO-BUSYSTATUS"), raw("STATUS")),
    status: raw("STATUS")?.toUpperCase() === "TENTATIVE" ? "tentative" : undefined,
    private: secret === undefined ? undefined : secret !== "PUBLIC",
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
  return readText(line);
}

/** Exchange's word where TRANSP cannot say it; a hold that says nothing else takes up time tentatively by itself. */
function transparencyOf(transp = "", busy = "", status = ""): Transparency | undefined {
  const word = transparencies.find((one) => busyStatus[one].busy === busy.toUpperCase());
  const plain = transparencies.find((one) => busyStatus[one].transp === transp.toUpperCase());
  if (word === "tentative" && transp === "" && status.toUpperCase() === "TENTATIVE") return undefined;
  return word === undefined || word === "opaque" || word === "transparent" ? plain : word;
}

function categoriesOf(component: Component): string[] | undefined {
  const names = linesOf(component, "CATEGORIES").flatMap((line) =>
    readTexts(line).map((name) => name.trim()),
  );
  const said = names.filter((name) => name !== "");
  return said.length === 0 ? undefined : said;
}

/** Links alone: files inside of the calendar text are the mail's business. */
function attachmentsOf(component: Component): unknown[] | undefined {
  const links = linesOf(component, "ATTACH").flatMap((line) => {
    const property = readProperty(line);
    if (parameter(property, "VALUE")?.toUpperCase() === "BINARY") return [];
    const read = {
      url: property.value.trim(),
      name: parameter(property, "FILENAME") ?? parameter(property, "X-FILENAME"),
      mediaType: parameter(property, "FMTTYPE"),
    };
    return isSound((reading) => readParticulars({ attachments: [read] }, reading)) ? [read] : [];
  });
  return links.length === 0 ? undefined : links;
}

/** Extensions that a caller might have added; what this package writes by itself, or may not be written, is left. */
function propertiesOf(component: Component): unknown[] | undefined {
  const own = component.lines.flatMap((line) => {
    if (!/^X-/i.test(line.name)) return [];
    const { name, value, parameters } = readProperty(line);
    const pairs = [...parameters].map(([key, values]) => [key, values.join(",")]);
    const read = { name, value, ...(pairs.length === 0 ? {} : { parameters: Object.fromEntries(pairs) }) };
    return isSound((reading) => readOwnProperties([read], reading)) ? [read] : [];
  });
  return own.length === 0 ? undefined : own;
}

function isSound(read: (reading: Reading) => unknown): boolean {
  const reading: Reading = { path: "", problems: [] };
  read(reading);
  return reading.problems.length === 0;
}

function recurrenceOf(component: Component, context: EventContext): Record<string, unknown> | undefined {
  const rule = firstLine(component, "RRULE");
  const include = datesOf(component, "RDATE", context);
  const exclude = datesOf(component, "EXDATE", context);
  // A series of added dates alone has no word in EventInput; a rule that gives the first occurrence only stands in.
  const value = rule === undefined ? (include.length > 0 ? "FREQ=DAILY;COUNT=1" : undefined) : rawValue(rule);
  return value === undefined ? undefined : { rule: value, include, exclude };
}

function datesOf(component: Component, name: string, context: EventContext): EventTime[] {
  return linesOf(component, name).flatMap((line) => {
    const property = readProperty(line);
    return property.value.split(",").flatMap((value) => {
      // Of a period its start counts, also where VALUE=PERIOD was forgotten.
      const [written = ""] = value.split("/", 1);
      const prefix = line.text.slice(0, line.text.length - property.value.length);
      const time = readTimeLine({ ...line, text: `${prefix}${written}` }, component, context);
      return time.kind === "fault" ? [] : [formatPoint(placeCalendarTime(time, context.zone))];
    });
  });
}
