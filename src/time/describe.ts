import { kept } from "../kept.ts";
import { day, minute } from "./civil.ts";
import type { EventTime } from "./event-time.ts";
import { offsetAt } from "./offset.ts";
import { epochOf, type Point, readShown, rezone } from "./point.ts";
import { parseZone, utc } from "./zone.ts";

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
  const [start, end] = [momentOf(from), momentOf(to)];
  const begin = `${dateIn(start.wall, locale)}, ${timeIn(start.wall, locale)}`;
  if (start.instant === end.instant && start.zone === end.zone) return `${begin} ${start.zone}`;
  const sameDay = Math.floor(start.wall / day) === Math.floor(end.wall / day);
  const time = timeIn(end.wall, locale);
  // Clocks that change in between, or two zones: each side says its own.
  if (start.zone !== end.zone)
    return `${begin} ${start.zone} – ${dateIn(end.wall, locale)}, ${time} ${end.zone}`;
  return `${begin} – ${sameDay ? time : `${dateIn(end.wall, locale)}, ${time}`} ${start.zone}`;
}

/** A point with what its clock shows and the name of its zone. */
function momentOf(point: Point): { instant: number; wall: number; zone: string } {
  const instant = epochOf(point);
  const offset = offsetAt(point.tzid, instant);
  const clock = point.tzid === utc ? "UTC" : `${point.tzid}, ${offsetLabel(offset)}`;
  return { instant, wall: instant + offset, zone: `(${clock})` };
}

function dateIn(wall: number, locale: string): string {
  return formatted("date", wall, locale);
}

function timeIn(wall: number, locale: string): string {
  return formatted("time", wall, locale);
}

/**
 * A part of a wall time in words, in a language.
 *
 * @example
 * describePart("weekday", Date.UTC(2026, 4, 7), "de") // "Donnerstag"
 */
export function describePart(what: keyof typeof forms, wall: number, locale: string): string {
  return formatted(what, wall, localeOf(locale));
}

/** Some runtimes put a narrow space before AM and PM, which is not ASCII and to nobody's use: an email is the same everywhere. */
function formatted(what: keyof typeof forms, wall: number, locale: string): string {
  return formatters[what](locale).format(wall).replaceAll("\u202f", " ");
}

/** The wall time is shown as UTC: which offset held is settled already, and not by the runtime's zone data. */
const forms = {
  date: { timeZone: "UTC", weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { timeZone: "UTC", hour: "numeric", minute: "numeric" },
  weekday: { timeZone: "UTC", weekday: "long" },
  month: { timeZone: "UTC", month: "long" },
  monthDay: { timeZone: "UTC", month: "long", day: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making one takes longer than a hundred uses; locales are the caller's, and must not add up. */
const formatters = {
  date: kept(40, (locale: string) => new Intl.DateTimeFormat(locale, forms.date)),
  time: kept(40, (locale: string) => new Intl.DateTimeFormat(locale, forms.time)),
  weekday: kept(40, (locale: string) => new Intl.DateTimeFormat(locale, forms.weekday)),
  month: kept(40, (locale: string) => new Intl.DateTimeFormat(locale, forms.month)),
  monthDay: kept(40, (locale: string) => new Intl.DateTimeFormat(locale, forms.monthDay)),
};

/** `UTC`, `UTC+1`, `UTC+5:30`, with a real minus sign. */
function offsetLabel(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / minute);
  if (minutes === 0) return "UTC";
  const rest = minutes % 60 === 0 ? "" : `:${String(minutes % 60).padStart(2, "0")}`;
  return `UTC${offset < 0 ? "−" : "+"}${Math.floor(minutes / 60)}${rest}`;
}

/** The language in which the runtime shows dates for a tag. */
function localeOf(tag: string | undefined): string {
  return typeof tag === "string" ? supportedLocale(tag) : fallback;
}

/** To ask the runtime takes as long as to write a date. */
const supportedLocale = kept(100, askForLocale);

function askForLocale(tag: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([tag])[0] ?? fallback;
  } catch {
    return fallback;
  }
}
