import { shown } from "../errors.ts";
import { busyStatus, type Transparency } from "../event/busy-status.table.ts";
import type { CheckedEvent, EventDetails } from "../event/event.ts";
import { readEvent } from "../event/read-event.ts";
import { at, defined, fault, isRecord, type Reading, readChoice } from "../input.ts";
import type { EventTime } from "../time/event-time.ts";
import { formatPoint, readTime } from "../time/point.ts";
import { utc } from "../time/zone.ts";
import { type RecurrenceJson, readRecurrenceJson, recurrenceJson } from "./recurrence.ts";
import { extendedTransparencies } from "./transparency.table.ts";

/**
 * The event of a Smart Invite as the API answers it: what was posted, with both times as `{ time, tzid }`.
 *
 * `time` is in UTC (`2026-05-07T09:30:00Z`), whatever `tzid` is, or a date for all day.
 */
export interface SmartInviteEventJson {
  /** The title. */
  summary: string;
  /** Plain text. */
  description?: string;
  /** When it begins: a time in UTC, or a date. */
  start: EventTime;
  /** When it ends; of an event of whole days, the day after the last. */
  end: EventTime;
  /** Where it is; `lat` and `long` are decimal degrees as text. */
  location?: { description?: string; lat?: string; long?: string };
  /** A page about the event. */
  url?: string;
  /** In order of priority. An empty list: explicitly none. */
  reminders?: { minutes: number }[];
  /** Whether the time counts as taken (`opaque`) or as free. */
  transparency?: "opaque" | "transparent";
  /** A finer word for the time than `transparency`. */
  extended_transparency?: "tentative" | "out_of_office" | "working_elsewhere";
  /** Whether calendars hide the event from those who may see the calendar. */
  event_private?: boolean;
  /** A CSS3 color name, `#rgb` or `#rrggbb`. */
  color?: string;
  /** Alpha in the API. Absent for a series that the API's words cannot express. */
  recurrence?: RecurrenceJson;
}

/** The event of a request, and whether the request ends the series. */
interface ReadEvent {
  readonly checked: CheckedEvent;
  readonly endsRecurrence: boolean;
}

/** Characters that the API takes. */
const longest = { summary: 1_024, description: 4_096 } as const;

/** Where the Web Mercator projection ends, and with it the maps that the API shows. */
const greatestLatitude = 85.05115;

/** What the API has for other events and not for these: the attendees are the recipients. */
const unsupported = ["attendees", "conferencing"] as const;

/**
 * The event of a request, checked; problems are noted under the API's own names. Other keys, of which
 * the Events API has many, are let pass. A time that names no zone is in `tzid`, and without that in Etc/UTC.
 */
export function readSmartInviteEvent(value: unknown, reading: Reading): ReadEvent | undefined {
  if (!isRecord(value)) {
    readEvent(value, reading);
    return undefined;
  }
  for (const name of unsupported) {
    if (value[name] !== undefined && value[name] !== null) {
      fault(at(reading, name), "unsupported", "must not be given: it is not supported in Smart Invites");
    }
  }
  const { start, end, url, reminders, color } = value;
  const tzid = value.tzid ?? utc;
  const transparency = readTransparency(value, reading);
  const rule = readRecurrenceJson(value.recurrence, at(reading, "recurrence"));
  const recurrence = rule === undefined || rule === "none" ? undefined : { rule };
  const summary = withinLength(value.summary, longest.summary, at(reading, "summary"));
  const description = withinLength(value.description, longest.description, at(reading, "description"));
  const location = onTheMap(value.location, at(reading, "location"));
  const isPrivate = booleanAt(value.event_private, at(reading, "event_private"));
  const given = { summary, description, start, end, tzid, location, url, reminders, transparency, color };
  const event = readEvent({ ...given, recurrence, private: isPrivate }, reading);
  if (event === undefined) return undefined;
  // A response has no zone but those of its times, and posted again it has to be the same event.
  return { checked: { ...event, tzid: event.start.tzid }, endsRecurrence: rule === "none" };
}

/** The extended word says more than the plain one, which may stand beside it. */
function readTransparency(value: Record<string, unknown>, reading: Reading): string | undefined {
  const plain = readChoice(value.transparency, ["opaque", "transparent"], at(reading, "transparency"));
  const words = ["opaque", "transparent", "tentative", "out_of_office", "working_elsewhere"] as const;
  const word = readChoice(value.extended_transparency, words, at(reading, "extended_transparency"));
  return word === undefined ? plain : extendedTransparencies[word];
}

function withinLength(value: unknown, most: number, reading: Reading): unknown {
  // Characters beyond the basic plane take two units: no need to count those of a text twice as long.
  if (typeof value !== "string" || value.length <= most) return value;
  if (value.length <= 2 * most && [...value].length <= most) return value;
  return fault(reading, "too-long", `must have at most ${most} characters`);
}

function onTheMap(value: unknown, reading: Reading): unknown {
  if (!isRecord(value)) return value;
  const { description, long } = value;
  const degrees = typeof value.lat === "string" ? Number(value.lat) : value.lat;
  if (typeof degrees !== "number" || !(Math.abs(degrees) > greatestLatitude)) return value;
  const message = `must be a number of degrees from -${greatestLatitude} to ${greatestLatitude}, got ${shown(degrees)}`;
  return { description, long, lat: fault(at(reading, "lat"), "out-of-range", message) };
}

function booleanAt(value: unknown, reading: Reading): boolean | undefined {
  if (value === undefined || value === null || typeof value === "boolean") return value ?? undefined;
  return fault(reading, "must-be-boolean", "must be true or false", value);
}

/** The event as the API answers it. What it has no key for, such as a link to join a call, is left out. */
export function smartInviteEvent(event: EventDetails): SmartInviteEventJson {
  const { summary, description, location, url, reminders, transparency, color } = event;
  const recurrence = event.recurrence === undefined ? undefined : recurrenceJson(event.recurrence);
  return {
    summary,
    ...defined({ description }),
    start: timeInUtc(event.start),
    end: timeInUtc(event.end),
    ...defined({
      location: location && locationJson(location),
      url,
      reminders: reminders?.map(({ minutes }) => ({ minutes })),
    }),
    ...(transparency === undefined ? {} : transparencyJson(transparency)),
    ...defined({ event_private: event.private, color, recurrence }),
  };
}

function transparencyJson(
  transparency: Transparency,
): Pick<SmartInviteEventJson, "transparency" | "extended_transparency"> {
  const isTaken = busyStatus[transparency].transp === "OPAQUE";
  const plain = { transparency: isTaken ? ("opaque" as const) : ("transparent" as const) };
  const words = ["tentative", "out_of_office", "working_elsewhere"] as const;
  const word = words.find((candidate) => extendedTransparencies[candidate] === transparency);
  return word === undefined ? plain : { ...plain, extended_transparency: word };
}

/** Every documented answer has the times of events in UTC beside their zone. */
function timeInUtc({ time, tzid }: EventTime): EventTime {
  const point = readTime({ time, tzid }, utc);
  return { time: point.kind === "instant" ? formatPoint({ ...point, tzid: utc }).time : time, tzid };
}

/** The API writes degrees as text. */
function locationJson({
  description,
  lat,
  long,
}: NonNullable<EventDetails["location"]>): NonNullable<SmartInviteEventJson["location"]> {
  return defined({ description, lat: lat?.toString(), long: long?.toString() });
}
