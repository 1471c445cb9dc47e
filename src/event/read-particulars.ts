import {
  at,
  defined,
  fault,
  filled,
  isRecord,
  type Readers,
  type Reading,
  readBoolean,
  readChoice,
  readListOf,
  readMembers,
  readName,
  readRecord,
  readText,
  readUri,
  refuseUnknown,
} from "../input.ts";
import { transparencies } from "./busy-status.table.ts";
import { isColorName } from "./color.ts";
import type { EventAttachment, EventDetails, Location } from "./event.ts";
import { readOwnProperties } from "./read-own-properties.ts";

/** A year of minutes: the furthest ahead that anyone is reminded. */
const furthestReminder = 527_040;
const mostReminders = 20;
/** Categories and links of one event: more than a person looks through. */
const mostOfAKind = 100;
/** RFC 6838 section 4.2: type and subtype are names of at most 127 characters. */
const mediaType = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;

/** Everything about an event but what, when and how often. */
export type Particulars = Omit<EventDetails, "summary" | "start" | "end" | "tzid" | "recurrence">;

const readers: Readers<Particulars> = {
  description: (value, reading) => readText(value, reading, 100_000),
  html: (value, reading) => readText(value, reading, 200_000),
  location: readLocation,
  url: readUri,
  reminders: readReminders,
  transparency: (value, reading) => readChoice(value, transparencies, reading),
  status: (value, reading) => readChoice(value, ["confirmed", "tentative"], reading),
  private: readBoolean,
  color: readColor,
  conferenceUrl: readUri,
  categories: readCategories,
  attachments: readEventAttachments,
  properties: readOwnProperties,
};

/** The names of the {@link Particulars}. */
export const particulars: readonly string[] = /* @__PURE__ */ Object.keys(readers);

/** Everything about an event but what, when and how often, in the caller's words, checked. */
export function readParticulars(value: Record<string, unknown>, reading: Reading): Particulars {
  return readMembers(value, readers, reading);
}

function readLocation(value: unknown, reading: Reading): Location | undefined {
  if (value === undefined || value === null) return undefined;
  const given = readRecord(value, ["description", "lat", "long"], reading, "{ description?, lat?, long? }");
  if (given === undefined) return undefined;
  const description = readText(given.description, at(reading, "description"), 10_000);
  const { lat, long } = readPosition(given, reading);
  if (description === undefined && lat === undefined && long === undefined) return undefined;
  return defined({ description, lat, long });
}

/** Both degrees or neither, as in GEO (RFC 5545 section 3.8.1.6); a service lets one alone pass and makes nothing of it. */
function readPosition(given: Record<string, unknown>, reading: Reading): Pick<Location, "lat" | "long"> {
  const lat = readDegrees(given.lat, 90, at(reading, "lat"));
  const long = readDegrees(given.long, 180, at(reading, "long"));
  const [missing, other] = ["lat", "long"].filter((name) => isAbsent(given[name]));
  if (missing === undefined || other !== undefined) return defined({ lat, long });
  if (reading.tolerant !== true)
    fault(at(reading, missing), "required", "must be given: lat and long go together");
  return {};
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function readDegrees(value: unknown, most: number, reading: Reading): string | number | undefined {
  if (isAbsent(value)) return undefined;
  const degrees =
    typeof value === "string" && /^\s*[+-]?\d{1,3}(?:\.\d{1,30})?\s*$/.test(value) ? Number(value) : value;
  if (typeof degrees === "number" && Math.abs(degrees) <= most) {
    return typeof value === "string" ? value.trim() : degrees;
  }
  return fault(reading, "out-of-range", `must be a number of degrees from -${most} to ${most}`, value);
}

function readReminders(value: unknown, reading: Reading): { minutes: number }[] | undefined {
  return readListOf(value, { what: "{ minutes }", most: mostReminders }, reading, readReminder);
}

function readReminder(value: unknown, reading: Reading): { minutes: number } | undefined {
  if (isRecord(value)) refuseUnknown(value, ["minutes"], reading);
  const minutes = isRecord(value) ? value.minutes : undefined;
  const isWhole = typeof minutes === "number" && Number.isInteger(minutes);
  if (isWhole && minutes >= 0 && minutes <= furthestReminder) return { minutes };
  const must = `must be a whole number of minutes from 0 to ${furthestReminder}`;
  return fault(at(reading, "minutes"), "out-of-range", must, minutes);
}

function readColor(value: unknown, reading: Reading): string | undefined {
  const color = readName(value, reading, 100);
  if (color === undefined || isColorName(color)) return color;
  return fault(reading, "invalid-color", "must be a CSS3 color name or #rrggbb", color);
}

function readCategories(value: unknown, reading: Reading): string[] | undefined {
  const names = readListOf(value, { what: "texts", most: mostOfAKind }, reading, readCategory);
  return names && filled([...new Set(names)]);
}

function readCategory(value: unknown, reading: Reading): string | undefined {
  const found = reading.problems.length;
  const name = readName(value, reading, 200);
  if (name !== undefined || reading.problems.length > found) return name;
  return fault(reading, "required", "must be text", value);
}

function readEventAttachments(value: unknown, reading: Reading): EventAttachment[] | undefined {
  const what = "{ url, name?, mediaType? }";
  const read = readListOf(value, { what, most: mostOfAKind }, reading, readEventAttachment);
  return read && filled(read);
}

function readEventAttachment(value: unknown, reading: Reading): EventAttachment | undefined {
  const given = readRecord(value, ["url", "name", "mediaType"], reading, "{ url, name?, mediaType? }");
  if (given === undefined) return undefined;
  const found = reading.problems.length;
  const url = readUri(given.url, at(reading, "url"));
  if (url === undefined && reading.problems.length === found)
    fault(at(reading, "url"), "required", "must be an absolute URL", given.url);
  const name = readName(given.name, at(reading, "name"), 200);
  const type = readName(given.mediaType, at(reading, "mediaType"), 255);
  if (type !== undefined && !mediaType.test(type)) {
    fault(at(reading, "mediaType"), "invalid-media-type", "must be a media type like application/pdf", type);
  }
  if (url === undefined) return undefined;
  return { url, ...defined({ name, mediaType: type }) };
}
