import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { rawValue, readProperty, readText } from "../icalendar/property.ts";
import type { Reading } from "../input.ts";
import type { EventTime } from "../time/event-time.ts";
import { formatPoint } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { placeCalendarTime } from "../timezone/calendar-time.ts";
import { readTimeLine, type StatedTime, statedSpan, type TimeContext } from "../timezone/time-property.ts";
import type { EventDetails } from "./event.ts";
import { readEventDetails } from "./read-event.ts";

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
  const place = text("LOCATION");
  const secret = raw("CLASS")?.toUpperCase();
  return {
    description: text("DESCRIPTION"),
    location: {
      ...(place === undefined ? {} : { description: place }),
      ...(lat === undefined || long === undefined ? {} : { lat, long }),
    },
    url: raw("URL"),
    transparency: raw("TRANSP")?.toLowerCase(),
    private: secret === undefined ? undefined : secret !== "PUBLIC",
    color: text("COLOR"),
    conferenceUrl: raw("CONFERENCE"),
  };
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
