import { day, minute } from "./civil.ts";
import type { EventTime } from "./event-time.ts";
import { offsetAt, wallAt } from "./offset.ts";
import { epochOf, type Point, readShown, rezone } from "./point.ts";
import { parseZone } from "./zone.ts";

// English that most of the world reads alike: 7 May and not May 7, 14:00 and not 2 PM.
const fallback = "en-GB";

/**
 * A span of time in words, for people.
 *
 * @param options `locale`: a BCP 47 tag, default British English, also for one that is none; `timeZone`: the reader's
 *   zone, default the event's own.
 *
 * @example
 * describeSpan(start, end) // "Thursday, 7 May 2026, 10:30 – 11:30 (Europe/London, UTC+1)"
 */
export function describeSpan(
  start: EventTime,
  end: EventTime,
  options?: { locale?: string; timeZone?: string },
): string {
  const [from, to] = [readShown(start), readShown(end)];
  if (from === undefined || to === undefined) return [start.time, end.time].join(" – ");
  return describePoints(from, to, options);
}

/** {@link describeSpan} of two points in time. */
export function describePoints(
  from: Point,
  to: Point,
  options?: { locale?: string; timeZone?: string },
): string {
  const locale = localeOf(options?.locale);
  const reader = parseZone(options?.timeZone);
  if (from.kind === "date") return days(from.wall, to.kind === "date" ? to.wall : from.wall, locale);
  const forReader = (point: Point) => (reader === undefined ? point : rezone(point, reader));
  return moments(forReader(from), forReader(to), locale);
}

/** The end of an all-day event is exclusive (RFC 5545 section 3.6.1); people name the last day. */
function days(first: number, end: number, locale: string): string {
  const last = Math.max(first, end - day);
  return first === last ? dateIn(first, locale) : `${dateIn(first, locale)} – ${dateIn(last, locale)}`;
}

function moments(from: Point, to: Point, locale: string): string {
  const [start, end] = [from, to].map((point) => {
    const instant = epochOf(point);
    const wall = wallAt(point.tzid, instant);
    return {
      instant,
      date: dateIn(wall, locale),
      time: timeIn(wall, locale),
      zone: `(${point.tzid}, ${offsetLabel(offsetAt(point.tzid, instant))})`,
    };
  });
  if (start === undefined || end === undefined) return "";
  const begin = `${start.date}, ${start.time}`;
  if (start.instant === end.instant && start.zone === end.zone) return `${begin} ${start.zone}`;
  // Clocks that change in between, or two zones: each side says its own.
  if (start.zone !== end.zone) return `${begin} ${start.zone} – ${end.date}, ${end.time} ${end.zone}`;
  const rest = start.date === end.date ? end.time : `${end.date}, ${end.time}`;
  return `${begin} – ${rest} ${start.zone}`;
}

function dateIn(wall: number, locale: string): string {
  return shown("date", wall, locale);
}

function timeIn(wall: number, locale: string): string {
  return shown("time", wall, locale);
}

/** Some runtimes put a narrow space before AM and PM, which is not ASCII and to nobody's use: an email is the same everywhere. */
function shown(what: keyof typeof forms, wall: number, locale: string): string {
  return formatterOf(locale, what).format(wall).replaceAll("\u202f", " ");
}

/** The wall time is shown as UTC: which offset held is settled already, and not by the runtime's zone data. */
const forms = {
  date: { timeZone: "UTC", weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { timeZone: "UTC", hour: "numeric", minute: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making one takes longer than a hundred uses; locales are the caller's, and must not add up. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const mostFormatters = 100;

function formatterOf(locale: string, what: keyof typeof forms): Intl.DateTimeFormat {
  const key = `${what} ${locale}`;
  const kept = formatters.get(key);
  if (kept !== undefined) return kept;
  if (formatters.size >= mostFormatters) formatters.clear();
  const made = new Intl.DateTimeFormat(locale, forms[what]);
  formatters.set(key, made);
  return made;
}

/** `UTC`, `UTC+1`, `UTC+5:30`, with a real minus sign. */
function offsetLabel(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / minute);
  if (minutes === 0) return "UTC";
  const rest = minutes % 60 === 0 ? "" : `:${String(minutes % 60).padStart(2, "0")}`;
  return `UTC${offset < 0 ? "−" : "+"}${Math.floor(minutes / 60)}${rest}`;
}

function localeOf(tag: string | undefined): string {
  if (typeof tag !== "string") return fallback;
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([tag])[0] ?? fallback;
  } catch {
    return fallback;
  }
}
