import { minute as aMinute, daysInMonth, isoUtcOf, lastWall, twoDigits } from "../time/civil.ts";

const dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const lowerMonths = months.map((name) => name.toLowerCase());

/** Hours east of Greenwich of the zone names of RFC 5322 section 4.3; any other name tells nothing, and counts as UTC. */
const obsoleteZones: ReadonlyMap<string, number> = new Map([
  ["EST", -5],
  ["EDT", -4],
  ["CST", -6],
  ["CDT", -5],
  ["MST", -7],
  ["MDT", -6],
  ["PST", -8],
  ["PDT", -7],
]);

/**
 * A Date header value (RFC 5322 section 3.3), in UTC.
 *
 * @example
 * formatDate(new Date(0)) // "Thu, 01 Jan 1970 00:00:00 +0000"
 */
export function formatDate(date: Date): string {
  const day = `${dayNames[date.getUTCDay()]}, ${twoDigits(date.getUTCDate())} ${months[date.getUTCMonth()]}`;
  const time = `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}:${twoDigits(date.getUTCSeconds())}`;
  return `${day} ${String(date.getUTCFullYear()).padStart(4, "0")} ${time} +0000`;
}

const dateTime =
  /^(?:[A-Za-z]{2,9}\.?,? ?)?(\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}[ -](\d{2,4}) (\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)? ?(?:([+-])(\d{2}):?(\d{2})|([A-Za-z]{1,5}))?/;

/**
 * The moment a Date header names, RFC 3339 in UTC, with the obsolete forms of RFC 5322 section 4.3; nothing when it names none.
 *
 * @example
 * readDate("Thu, 7 May 2026 10:30:00 +0200 (CEST)") // "2026-05-07T08:30:00Z"
 */
export function readDate(value: string): string | undefined {
  const match = dateTime.exec(singleSpaced(value.slice(0, 200)));
  if (match === null) return undefined;
  const [, days, name = "", years = "", hours, minutes, seconds = "0"] = match;
  const [day, hour, minute, second] = [Number(days), Number(hours), Number(minutes), Number(seconds)];
  const month = lowerMonths.indexOf(name.toLowerCase()) + 1;
  const year = yearOf(years);
  const inRange = hour < 24 && minute < 60 && second <= 60 && year >= 1900;
  if (!inRange || day < 1 || day > daysInMonth(year, month)) return undefined;
  // Seconds of 60 are leap seconds, which the count of milliseconds does not know.
  const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  const instant = local - offsetIn(match) * aMinute;
  return instant > lastWall ? undefined : isoUtcOf(instant);
}

function singleSpaced(value: string): string {
  return /[^\S ]| {2}/.test(value) ? value.replace(/\s+/g, " ").trim() : value.trim();
}

/** RFC 5322 section 4.3: two digits below 50 are of this century, three digits count from 1900. */
function yearOf(digits: string): number {
  const given = Number(digits);
  if (digits.length === 4) return given;
  return given + (digits.length === 2 && given < 50 ? 2000 : 1900);
}

/** Minutes east of Greenwich. */
function offsetIn([, , , , , , , sign, hours, minutes, zone = ""]: RegExpExecArray): number {
  if (sign === undefined) return (obsoleteZones.get(zone.toUpperCase()) ?? 0) * 60;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
