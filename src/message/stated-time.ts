import { type Component, type ContentLine, componentsOf, firstLine } from "../icalendar/component.ts";
import { parameter, rawValue, readProperty } from "../icalendar/property.ts";
import { type CalendarTime, placeCalendarTime, readCalendarTime } from "../time/calendar-time.ts";
import { addDuration, type Duration, parseDuration } from "../time/duration.ts";
import { epochOf } from "../time/point.ts";
import { type Tzid, utc } from "../time/zone.ts";

/**
 * A time as a message states it, before any invite has lent it a zone. Plain JSON, so that an invite can keep it and
 * show it in whatever zone the event has by then.
 */
export type StatedTime = Exclude<CalendarTime, { kind: "fault" }>;

export interface StatedSpan {
  start: StatedTime;
  end: StatedTime;
}

/** What a time is read with: the calendar around it, and the zone of the invite that it answers. */
export interface TimeContext {
  readonly calendar: Component;
  readonly hint?: Tzid | undefined;
}

/** What a line said when it was last asked: reading a reply asks each of its times twice. */
const answers = new WeakMap<ContentLine, TimeContext & { component: Component; time: CalendarTime }>();

/** Without parameters, and in UTC: nothing around it can change what it says. */
const plainUtc = /^[A-Z-]+:(\d{8}T\d{6}Z)$/;

/** The time on a content line; the VTIMEZONE of its TZID is at hand. */
export function readTimeLine(line: ContentLine, component: Component, context: TimeContext): CalendarTime {
  const utcValue = plainUtc.exec(line.text)?.[1];
  if (utcValue !== undefined) return readCalendarTime(utcValue, {});
  const { calendar, hint } = context;
  const known = answers.get(line);
  if (known?.calendar === calendar && known.hint === hint && known.component === component) return known.time;
  const time = readTime(line, component, context);
  answers.set(line, { calendar, hint, component, time });
  return time;
}

function readTime(line: ContentLine, component: Component, context: TimeContext): CalendarTime {
  const property = readProperty(line);
  const tzid = parameter(property, "TZID");
  const allDay = firstLine(component, "X-MICROSOFT-CDO-ALLDAYEVENT");
  return readCalendarTime(property.value.trim(), {
    date: parameter(property, "VALUE")?.toUpperCase() === "DATE",
    allDay: allDay !== undefined && rawValue(allDay).trim().toUpperCase() === "TRUE",
    ...(tzid === undefined ? {} : { tzid, ...definitionOf(context.calendar, tzid) }),
    ...(context.hint === undefined ? {} : { hint: context.hint }),
  });
}

/** What a calendar says of a TZID. */
interface Definition {
  /** The text of its VTIMEZONE. */
  readonly vtimezone: string;
  /** The first local time that names it, as if it were UTC. */
  first?: number;
}

/** Worked out for each time of a long series they would cost its square. */
const definitions = new WeakMap<Component, ReadonlyMap<string, Definition>>();

/** The VTIMEZONE that defines a TZID (RFC 5545 section 3.6.5); quotation marks and letter case do not count. */
function definitionOf(calendar: Component, tzid: string): Definition | undefined {
  let known = definitions.get(calendar);
  if (known === undefined) {
    known = definitionsIn(calendar);
    definitions.set(calendar, known);
  }
  return known.get(plainName(tzid));
}

/** Of two definitions the first counts. */
function definitionsIn(calendar: Component): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  for (const zone of componentsOf(calendar, "VTIMEZONE")) {
    const line = firstLine(zone, "TZID");
    const name = line === undefined ? undefined : plainName(rawValue(line));
    if (name !== undefined && !found.has(name)) found.set(name, { vtimezone: textOf(zone).join("\r\n") });
  }
  if (found.size === 0) return found;
  for (const line of calendar.components.flatMap((component) => component.lines)) {
    if (!line.text.toUpperCase().includes(";TZID=")) continue;
    const property = readProperty(line);
    const definition = found.get(plainName(parameter(property, "TZID") ?? ""));
    if (definition === undefined || definition.first !== undefined) continue;
    const time = readCalendarTime(property.value.trim(), {});
    if (time.kind === "floating") definition.first = time.wall;
  }
  return found;
}

function plainName(tzid: string): string {
  return tzid.replaceAll('"', "").trim().toLowerCase();
}

function textOf(component: Component): string[] {
  return [
    `BEGIN:${component.name}`,
    ...component.lines.map((line) => line.text),
    ...component.components.flatMap(textOf),
    `END:${component.name}`,
  ];
}

/** The time of a property; `undefined` where it is absent or none, which `timeProblems` has reported. */
export function statedTime(component: Component, name: string, context: TimeContext): StatedTime | undefined {
  const line = firstLine(component, name);
  if (line === undefined) return undefined;
  const time = readTimeLine(line, component, context);
  return time.kind === "fault" ? undefined : time;
}

/**
 * Start and end by two properties, or by DTSTART and DURATION; with neither, a day lasts a day and a moment no time
 * (RFC 5545 section 3.6.1).
 */
export function statedSpan(
  component: Component,
  [startName, endName]: readonly [string, string],
  context: TimeContext,
): StatedSpan | undefined {
  const start = statedTime(component, startName, context);
  if (start === undefined) return undefined;
  const endLine = firstLine(component, endName);
  if (endLine !== undefined) {
    const end = statedTime(component, endName, context);
    return end === undefined ? undefined : { start, end };
  }
  const line = startName === "DTSTART" ? firstLine(component, "DURATION") : undefined;
  const duration = line === undefined ? undefined : parseDuration(rawValue(line));
  return { start, end: later(start, duration ?? { days: start.kind === "date" ? 1 : 0, seconds: 0 }) };
}

/** Whether a span ends before it starts (RFC 5545 section 3.8.2.2): nobody can meet then. */
export function isBackwards({ start, end }: StatedSpan): boolean {
  if (start.kind === "utc" && end.kind === "utc") return end.instant < start.instant;
  return epochOf(placeCalendarTime(end, utc)) < epochOf(placeCalendarTime(start, utc));
}

/** A time moved by a duration: days by the calendar of its zone, a floating time's by the calendar alone. */
function later(time: StatedTime, duration: Duration): StatedTime {
  const point = addDuration(placeCalendarTime(time, utc), duration);
  switch (time.kind) {
    case "date":
      return point.kind === "date" ? { ...time, wall: point.wall } : time;
    case "floating":
      return point.kind === "instant" ? { ...time, wall: point.instant } : time;
    case "utc":
    case "zoned":
      return point.kind === "instant" ? { ...time, instant: point.instant } : time;
  }
}
