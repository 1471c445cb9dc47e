import {
  at,
  fault,
  isRecord,
  type Reading,
  readBoolean,
  readChoice,
  readName,
  readText,
  readUri,
  required,
} from "../input.ts";
import { formatRule, parseRule, type RecurrenceRule } from "../recurrence/rule.ts";
import type { EventTime } from "../time/event-time.ts";
import { epochOf, formatPoint, type Point, readTime } from "../time/point.ts";
import { parseZone, type Tzid, utc } from "../time/zone.ts";
import { formatCalendarTime } from "../timezone/calendar-time.ts";
import { isColorName } from "./color.ts";
import type { EventDetails, Location, Recurrence } from "./event.ts";
import { withUntilFor } from "./span.ts";

/** A year of minutes: the furthest ahead that anyone is reminded. */
const furthestReminder = 527_040;
const mostReminders = 20;
/** As many as one EXDATE or RDATE list is read with, see `Limits.values`. */
const mostDates = 2_000;

/** An event in the caller's words, checked; its times in the contract's outgoing form. */
export function readEventDetails(value: unknown, reading: Reading): EventDetails | undefined {
  if (!isRecord(value)) {
    if (value === undefined || value === null) required(reading);
    else fault(reading, "invalid-type", "an event is an object");
    return undefined;
  }
  const found = reading.problems.length;
  const zone = readZone(value.tzid, at(reading, "tzid"));
  const summary = readText(value.summary, at(reading, "summary"), 10_000);
  if (summary === undefined && reading.problems.every((p) => p.path !== at(reading, "summary").path)) {
    required(at(reading, "summary"));
  }
  const span = readSpan(value, zone, reading);
  const rest = readParticulars(value, reading);
  const recurrence = readRecurrence(value.recurrence, span?.start, zone, at(reading, "recurrence"));
  if (summary === undefined || span === undefined || reading.problems.length > found) return undefined;
  return {
    summary,
    ...rest,
    start: formatPoint(span.start),
    end: formatPoint(span.end),
    tzid: zone,
    ...(recurrence === undefined ? {} : { recurrence }),
  };
}

function readZone(value: unknown, reading: Reading): Tzid {
  if (value === undefined || value === null) return utc;
  const zone = parseZone(value);
  if (zone === undefined) fault(reading, "unknown-time-zone", "this is no IANA time zone");
  return zone ?? utc;
}

function readSpan(
  value: Record<string, unknown>,
  zone: Tzid,
  reading: Reading,
): { start: Point; end: Point } | undefined {
  const start = readPoint(value.start, zone, at(reading, "start"));
  const end = readPoint(value.end, zone, at(reading, "end"));
  if (start === undefined || end === undefined) return undefined;
  if (start.kind !== end.kind) {
    return fault(at(reading, "end"), "mixed-date-and-time", "start and end are both dates or both times");
  }
  if (epochOf(end) < epochOf(start))
    return fault(at(reading, "end"), "end-before-start", "the end is before the start");
  return { start, end };
}

function readPoint(value: unknown, zone: Tzid, reading: Reading): Point | undefined {
  if (value === undefined || value === null || value === "") {
    required(reading);
    return undefined;
  }
  const point = readTime(value, zone);
  return point.kind === "fault" ? fault(reading, point.code, point.message) : point;
}

/** Everything about an event but what, when and how often. */
function readParticulars(
  value: Record<string, unknown>,
  reading: Reading,
): Omit<EventDetails, "summary" | "start" | "end"> {
  const description = readText(value.description, at(reading, "description"), 100_000);
  const location = readLocation(value.location, at(reading, "location"));
  const url = readUri(value.url, at(reading, "url"));
  const reminders = readReminders(value.reminders, at(reading, "reminders"));
  const transparency = readChoice(value.transparency, ["opaque", "transparent"], at(reading, "transparency"));
  const isPrivate = readBoolean(value.private, at(reading, "private"));
  const color = readColor(value.color, at(reading, "color"));
  const conferenceUrl = readUri(value.conferenceUrl, at(reading, "conferenceUrl"));
  return {
    ...(description === undefined ? {} : { description }),
    ...(location === undefined ? {} : { location }),
    ...(url === undefined ? {} : { url }),
    ...(reminders === undefined ? {} : { reminders }),
    ...(transparency === undefined ? {} : { transparency }),
    ...(isPrivate === undefined ? {} : { private: isPrivate }),
    ...(color === undefined ? {} : { color }),
    ...(conferenceUrl === undefined ? {} : { conferenceUrl }),
  };
}

function readLocation(value: unknown, reading: Reading): Location | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) return fault(reading, "invalid-type", "a location is { description?, lat?, long? }");
  const description = readText(value.description, at(reading, "description"), 10_000);
  const lat = readDegrees(value.lat, 90, at(reading, "lat"));
  const long = readDegrees(value.long, 180, at(reading, "long"));
  if (description === undefined && lat === undefined && long === undefined) return undefined;
  return {
    ...(description === undefined ? {} : { description }),
    ...(lat === undefined ? {} : { lat }),
    ...(long === undefined ? {} : { long }),
  };
}

function readDegrees(value: unknown, most: number, reading: Reading): string | number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const degrees =
    typeof value === "string" && /^\s*[+-]?\d{1,3}(?:\.\d{1,30})?\s*$/.test(value) ? Number(value) : value;
  if (typeof degrees === "number" && Math.abs(degrees) <= most) {
    return typeof value === "string" ? value.trim() : degrees;
  }
  return fault(reading, "out-of-range", `this is a number of degrees from -${most} to ${most}`);
}

function readReminders(value: unknown, reading: Reading): { minutes: number }[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return fault(reading, "invalid-type", "reminders is a list of { minutes }");
  const given: readonly unknown[] = value;
  if (given.length > mostReminders)
    return fault(reading, "limit-exceeded", `at most ${mostReminders} reminders`);
  return given.flatMap((reminder, index) => {
    const here = { ...reading, path: `${reading.path}[${index}].minutes` };
    const minutes = isRecord(reminder) ? reminder.minutes : undefined;
    if (
      typeof minutes === "number" &&
      Number.isInteger(minutes) &&
      minutes >= 0 &&
      minutes <= furthestReminder
    ) {
      return [{ minutes }];
    }
    fault(here, "out-of-range", `this is a whole number of minutes from 0 to ${furthestReminder}`);
    return [];
  });
}

function readColor(value: unknown, reading: Reading): string | undefined {
  const color = readName(value, reading, 100);
  if (color === undefined || isColorName(color)) return color;
  return fault(reading, "invalid-color", "this is a CSS3 color name or #rrggbb");
}

/** Without a start nothing can be made of a recurrence, but all that is wrong with it is said all the same. */
function readRecurrence(
  value: unknown,
  start: Point | undefined,
  zone: Tzid,
  reading: Reading,
): Recurrence<EventTime> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) return fault(reading, "invalid-type", "a recurrence is { rule, exclude?, include? }");
  const rule = readRule(value.rule, at(reading, "rule"));
  const exclude = readDates(value.exclude, start, zone, at(reading, "exclude"));
  const include = readDates(value.include, start, zone, at(reading, "include"));
  if (rule === undefined || start === undefined) return undefined;
  if (start.kind === "instant" && start.tzid !== utc && formatCalendarTime(start).tzid === undefined) {
    return fault(
      reading,
      "ambiguous-start",
      "no series can start in the second half of an overlap: a TZID cannot say so",
    );
  }
  return {
    rule: formatRule(withUntilFor(start, rule)),
    ...(exclude === undefined ? {} : { exclude }),
    ...(include === undefined ? {} : { include }),
  };
}

function readRule(value: unknown, reading: Reading): RecurrenceRule | undefined {
  const found = reading.problems.length;
  const text = readName(value, reading, 1_024);
  if (text === undefined) {
    if (reading.problems.length === found) required(reading);
    return undefined;
  }
  const rule = parseRule(text.replace(/^RRULE:/i, ""));
  return "kind" in rule ? fault(reading, "invalid-recurrence", rule.message) : rule;
}

function readDates(
  value: unknown,
  start: Point | undefined,
  zone: Tzid,
  reading: Reading,
): EventTime[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return fault(reading, "invalid-type", "this is a list of times");
  const given: readonly unknown[] = value;
  if (given.length > mostDates) return fault(reading, "limit-exceeded", `at most ${mostDates} times`);
  const times = given.flatMap((time, index) => {
    const here = { ...reading, path: `${reading.path}[${index}]` };
    const point = readPoint(time, zone, here);
    if (point === undefined) return [];
    if (start === undefined || point.kind === start.kind) return [formatPoint(point)];
    fault(here, "mixed-date-and-time", "dates go with an all-day event, times with a timed one");
    return [];
  });
  return times.length === 0 ? undefined : times;
}
