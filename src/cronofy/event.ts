import { busyStatus, type Transparency } from "../event/busy-status.table.ts";
import type { EventDetails } from "../event/event.ts";
import { readEventDetails } from "../event/read-event.ts";
import { at, fault, isRecord, type Reading } from "../input.ts";
import type { EventTime } from "../time/event-time.ts";

/**
 * The event of a Smart Invite as the API answers it: what was posted, with both times as `{ time, tzid }`.
 */
export interface SmartInviteEventJson {
  summary: string;
  description?: string;
  start: EventTime;
  end: EventTime;
  location?: { description?: string; lat?: string; long?: string };
  url?: string;
  /** In order of priority. An empty list: explicitly none. */
  reminders?: { minutes: number }[];
  transparency?: "opaque" | "transparent";
  event_private?: boolean;
  color?: string;
}

/** Characters that the API takes. */
const longest = { summary: 1_024, description: 4_096 } as const;

/** Where the Web Mercator projection ends, and with it the maps that the API shows. */
const greatestLatitude = 85.05115;

/** What the API has for other events and not for these: the attendees are the recipients. */
const unsupported = ["attendees", "conferencing"] as const;

/**
 * The event of a request, checked; problems are noted under the API's own names. Other keys are of no matter
 * here, which the Events API has many of.
 */
export function readSmartInviteEvent(value: unknown, reading: Reading): EventDetails | undefined {
  if (!isRecord(value)) return readEventDetails(value, reading);
  for (const name of unsupported) {
    if (value[name] !== undefined && value[name] !== null) {
      fault(at(reading, name), "unsupported", "this is not supported in Smart Invites");
    }
  }
  const { start, end, tzid, url, reminders, transparency, color } = value;
  const summary = withinLength(value.summary, longest.summary, at(reading, "summary"));
  const description = withinLength(value.description, longest.description, at(reading, "description"));
  const location = onTheMap(value.location, at(reading, "location"));
  const isPrivate = booleanAt(value.event_private, at(reading, "event_private"));
  const given = { summary, description, start, end, tzid, location, url, reminders, transparency, color };
  const details = readEventDetails({ ...given, private: isPrivate }, reading);
  // Answers have no tzid beside those of the times: an answer posted again has to be the same event.
  return details === undefined ? undefined : { ...details, tzid: details.start.tzid };
}

function withinLength(value: unknown, most: number, reading: Reading): unknown {
  // Characters beyond the basic plane take two units: no need to count those of a text twice as long.
  if (typeof value !== "string" || value.length <= most) return value;
  if (value.length <= 2 * most && [...value].length <= most) return value;
  return fault(reading, "too-long", `this is longer than ${most} characters`);
}

function onTheMap(value: unknown, reading: Reading): unknown {
  if (!isRecord(value)) return value;
  const { description, long } = value;
  const degrees = typeof value.lat === "string" ? Number(value.lat) : value.lat;
  if (typeof degrees !== "number" || !(Math.abs(degrees) > greatestLatitude)) return value;
  const message = `this is a number of degrees from -${greatestLatitude} to ${greatestLatitude}`;
  return { description, long, lat: fault(at(reading, "lat"), "out-of-range", message) };
}

function booleanAt(value: unknown, reading: Reading): boolean | undefined {
  if (value === undefined || value === null || typeof value === "boolean") return value ?? undefined;
  return fault(reading, "must-be-boolean", "this is true or false");
}

/** The event as the API answers it. What it has no key for, such as a recurrence, is left out. */
export function smartInviteEvent(event: EventDetails): SmartInviteEventJson {
  const { summary, description, location, url, reminders, transparency, color } = event;
  return {
    summary,
    ...(description === undefined ? {} : { description }),
    start: { time: event.start.time, tzid: event.start.tzid },
    end: { time: event.end.time, tzid: event.end.tzid },
    ...(location === undefined ? {} : { location: locationJson(location) }),
    ...(url === undefined ? {} : { url }),
    ...(reminders === undefined ? {} : { reminders: reminders.map(({ minutes }) => ({ minutes })) }),
    ...(transparency === undefined ? {} : { transparency: plainTransparency(transparency) }),
    ...(event.private === undefined ? {} : { event_private: event.private }),
    ...(color === undefined ? {} : { color }),
  };
}

/** The two words that the documented field has. */
function plainTransparency(transparency: Transparency): "opaque" | "transparent" {
  return busyStatus[transparency].transp === "OPAQUE" ? "opaque" : "transparent";
}

/** Degrees are text on this wire. */
function locationJson({
  description,
  lat,
  long,
}: NonNullable<EventDetails["location"]>): NonNullable<SmartInviteEventJson["location"]> {
  return {
    ...(description === undefined ? {} : { description }),
    ...(lat === undefined ? {} : { lat: String(lat) }),
    ...(long === undefined ? {} : { long: String(long) }),
  };
}
