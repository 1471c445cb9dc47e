import { type Component, type ContentLine, firstLine } from "../icalendar/component.ts";
import { parameter, rawValue, readProperty, wordIn } from "../icalendar/property.ts";
import { day, firstWall, lastWall } from "../time/civil.ts";
import { addDuration, type Duration, parseDuration } from "../time/duration.ts";
import { epochOf } from "../time/point.ts";
import { type Tzid, utc } from "../time/zone.ts";
import { type CalendarTime, placeCalendarTime, readCalendarTime } from "./calendar-time.ts";
import { type ForeignZone, readVtimezone } from "./read-vtimezone.ts";

/**
 * A time as a message states it: a floating time or a date has no zone yet. Plain JSON, so that an invite can keep it and show
 * it later in the zone that the event then has.
 */
export type StatedTime = Exclude<CalendarTime, { kind: "fault" }>;

export interface StatedSpan {
  start: StatedTime;
  end: StatedTime;
}

/** The context a time is read in: the calendar around it, and the zone of the invite that the message answers. */
export interface TimeContext {
  readonly calendar: Component;
  readonly hint?: Tzid | undefined;
}

/** The time on a content line. Without parameters, and where no X-MICROSOFT-CDO-ALLDAYEVENT makes days of midnights, it says the same wherever it stands. */
export function readTimeLine(line: ContentLine, component: Component, context: TimeContext): CalendarTime {
  const { name, text } = line;
  const isPlain = text.charCodeAt(name.length) === colon && !isAllDay(component);
  const times = isPlain ? plainTimes : memoryOf(context.calendar).times;
  const known = times.get(name);
  if (known?.text === text && (isPlain || (known.component === component && known.hint === context.hint)))
    return known.time;
  const time = readTime(line, component, context);
  if (!isPlain) times.set(name, { text, time, component, hint: context.hint });
  else if (time.kind !== "fault" && text.length <= longestPlain)
    times.set(name, { text: copyOf(text), time });
  return time;
}

const colon = 58;

/** No line with one time and without parameters is longer. */
const longestPlain = 40;

/** A text that is no piece of another: a piece would keep the whole calendar in memory that it was cut from. What is shorter than 13 characters is copied, where longer pieces only tell their place. */
function copyOf(text: string): string {
  let copy = "";
  for (let at = 0; at < text.length; at += 12) copy += text.slice(at, at + 12);
  return copy;
}

/** A time that was read, and all that it was read by but the calendar around it. */
interface KnownTime {
  readonly text: string;
  readonly time: CalendarTime;
  readonly component?: Component;
  readonly hint?: Tzid | undefined;
}

/** What each property said last in a line without parameters. Nearly all answers to an invite name the same start and end: `receiveAll` takes a ninth less. */
const plainTimes = new Map<string, KnownTime>();

function readTime(line: ContentLine, component: Component, context: TimeContext): CalendarTime {
  const property = readProperty(line);
  const tzid = parameter(property, "TZID");
  const definition = tzid === undefined ? undefined : definitionOf(context.calendar, tzid);
  return readCalendarTime(property.value, {
    date: parameter(property, "VALUE")?.toUpperCase() === "DATE",
    allDay: isAllDay(component),
    tzid,
    foreign: definition?.foreign(),
    first: definition?.first,
    hint: context.hint,
  });
}

/** The answer for the component that was asked about last: each of its thousands of dates may ask. To keep one for every component in a weak map costs as much as reading a reply. */
let latestDay: { readonly component: Component; readonly allDay: boolean } | undefined;

/** Whether midnights mean days: Outlook writes an all-day event with midnights and X-MICROSOFT-CDO-ALLDAYEVENT. */
function isAllDay(component: Component): boolean {
  if (latestDay?.component === component) return latestDay.allDay;
  const allDay = wordIn(component, "X-MICROSOFT-CDO-ALLDAYEVENT") === "TRUE";
  latestDay = { component, allDay };
  return allDay;
}

/** The VTIMEZONE for a line's TZID; `undefined` where the line has no TZID, or no VTIMEZONE defines it. */
export function definitionOfLine(line: ContentLine, { calendar }: TimeContext): Definition | undefined {
  const tzid = parameter(readProperty(line), "TZID");
  return tzid === undefined ? undefined : definitionOf(calendar, tzid);
}

/** How a calendar defines and uses a TZID. */
interface Definition {
  /** Its VTIMEZONE, as it stands in the calendar. */
  readonly vtimezone: Component;
  /** What that says. */
  readonly foreign: () => ForeignZone;
  /** The first local time that has this TZID, read as if it were UTC. */
  readonly first: () => number | undefined;
}

/** What was found in one calendar. */
interface Memory {
  readonly calendar: Component;
  /** What each property said last: it is asked for when a message is parsed, and again when its answers are read. A reply of Exchange is read in 1.5 µs less. */
  readonly times: Map<string, KnownTime>;
  definitions: ReadonlyMap<string, Definition> | undefined;
  /** The TZID that was last looked for, and what was found: start and end have the same. */
  tzid: string | undefined;
  definition: Definition | undefined;
}

/**
 * Of the calendar that was last asked about. Collecting its VTIMEZONEs anew for each time of a long series would take quadratic time. One
 * calendar is enough, since a message is read from start to end; a weak map of all calendars would cost as much as the reading.
 */
let latest: Memory | undefined;

function memoryOf(calendar: Component): Memory {
  if (latest?.calendar !== calendar)
    latest = { calendar, times: new Map(), definitions: undefined, tzid: undefined, definition: undefined };
  return latest;
}

/** The VTIMEZONE that defines a TZID (RFC 5545 section 3.6.5); quotation marks and letter case do not count. */
function definitionOf(calendar: Component, tzid: string): Definition | undefined {
  const memory = memoryOf(calendar);
  if (memory.tzid === tzid) return memory.definition;
  memory.definitions ??= definitionsIn(calendar);
  memory.tzid = tzid;
  memory.definition = memory.definitions.get(plainName(tzid));
  return memory.definition;
}

/** Recognising a zone by its rules alone means comparing it with every zone there is, and no real message has as many VTIMEZONEs. */
const mostDefinitions = 20;

/** The VTIMEZONEs of a calendar by TZID. Where two have the same TZID, the first counts. */
function definitionsIn(calendar: Component): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  let firsts: ReadonlyMap<string, number> | undefined;
  for (const zone of calendar.components) {
    const line = zone.name === "VTIMEZONE" ? firstLine(zone, "TZID") : undefined;
    const name = line === undefined ? undefined : plainName(rawValue(line));
    if (name === undefined || found.has(name)) continue;
    if (found.size === mostDefinitions) break;
    const first = () => {
      firsts ??= firstTimes(calendar);
      return firsts.get(name);
    };
    let read: ForeignZone | undefined;
    const foreign = () => {
      read ??= readVtimezone(zone);
      return read;
    };
    found.set(name, { vtimezone: zone, foreign, first });
  }
  return found;
}

/** The first local time of a calendar in each TZID. */
function firstTimes(calendar: Component): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of calendar.components.flatMap((component) => component.lines)) {
    if (!line.text.toUpperCase().includes(";TZID=")) continue;
    const property = readProperty(line);
    const name = plainName(parameter(property, "TZID") ?? "");
    const time = found.has(name) ? undefined : readCalendarTime(property.value, {});
    if (time?.kind === "floating") found.set(name, time.wall);
  }
  return found;
}

function plainName(tzid: string): string {
  return tzid.replaceAll('"', "").trim().toLowerCase();
}

/** The time of a property; `undefined` where the property is absent, or its value is no time, which `timeProblems` has reported. */
export function statedTime(component: Component, name: string, context: TimeContext): StatedTime | undefined {
  return timeOn(firstLine(component, name), component, context);
}

function timeOn(
  line: ContentLine | undefined,
  component: Component,
  context: TimeContext,
): StatedTime | undefined {
  const time = line === undefined ? undefined : readTimeLine(line, component, context);
  return time?.kind === "fault" ? undefined : time;
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
    const end = timeOn(endLine, component, context);
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

/** Whether a time can be shown in any zone: the years 0 to 9999 with two days to spare. */
export function isShowable(time: StatedTime): boolean {
  const moment = time.kind === "date" || time.kind === "floating" ? time.wall : time.instant;
  return Number.isSafeInteger(moment) && moment > firstWall + 2 * day && moment < lastWall - 2 * day;
}

/** A time moved by a duration. Days are added on the wall clock of the zone; a floating time has no zone to take into account. */
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
