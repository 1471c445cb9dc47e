import { groupedBy } from "../input.ts";
import { keptWith } from "../kept.ts";
import { defaultLimits } from "../limits.ts";
import { expandRecurrence, isOccurrence, type RecurrenceSet } from "../recurrence/expand.ts";
import { day, hour, midnightOf, minute } from "../time/civil.ts";
import { addDuration } from "../time/duration.ts";
import { epochOf, type Point, readTime, rezone, type TimeFault } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { dayBegunAt, placeCalendarTime } from "../timezone/calendar-time.ts";
import type { StatedTime } from "../timezone/time-property.ts";
import type { CheckedEvent } from "./event.ts";
import { countedInstant, countedTime, recurrenceSetOf, type Timing } from "./span.ts";

/** What is asked of a series again and again, worked out once. */
interface Series {
  readonly has: (wall: number) => boolean | "unknown";
  /** The starts on the day that begins at a local midnight. */
  readonly on: (midnight: number) => readonly number[];
}

/** An event never changes: its recurrence is read once. */
const seriesOf = keptWith((event: CheckedEvent) => readSeries(recurrenceSetOf(event)));

/**
 * A rule with COUNT has to be counted from its start: once for the set, and not for each of the thousands of times that a
 * mail may name.
 */
function readSeries(set: RecurrenceSet): Series {
  const steps = defaultLimits.recurrenceSteps;
  // Two are enough to tell that a day names none.
  const within = (from: number, to: number) => expandRecurrence(set, { from, to, max: 2, steps }).occurrences;
  if (set.rule?.count === undefined) {
    const excluded = new Set(set.exclude);
    const added = new Set(set.include.filter((wall) => wall > set.start));
    const plain = { ...set, include: [], exclude: [] };
    return {
      has: (wall) => !excluded.has(wall) && (added.has(wall) || isOccurrence(plain, wall, steps)),
      on: (midnight) => within(midnight, midnight + day - 1),
    };
  }
  const { occurrences, complete } = expandRecurrence(set, { steps });
  const all = new Set(occurrences);
  const byDay = groupedBy(occurrences, midnightOf);
  return {
    has: (wall) => all.has(wall) || (complete ? false : "unknown"),
    on: (midnight) => byDay.get(midnight) ?? [],
  };
}

/**
 * Whether the recurrence of an event gives an occurrence that starts then; `unknown` for a rule too long to follow.
 *
 * @example
 * hasStart(everyThursdayTen, { kind: "instant", instant: Date.UTC(2026, 4, 14, 9), tzid: london }) // true
 */
export function hasStart(event: CheckedEvent, point: Point): boolean | "unknown" {
  if (event.recurrence === undefined || point.kind !== event.start.kind) return false;
  const { has } = seriesOf(event);
  const answers = wallsOf(event, point).map(has);
  return answers.includes(true) || (answers.includes("unknown") ? "unknown" : false);
}

/** A local time that the clocks skip is moved by RFC 5545 section 3.3.5; the rule still counts in the skipped one. */
function wallsOf(event: CheckedEvent, point: Point): number[] {
  const wall = countedTime(event, point);
  if (point.kind === "date") return [wall];
  // By the clocks of the day before.
  const skipped = countedTime(event, { ...point, instant: point.instant - day }) + day;
  return skipped !== wall && countedInstant(event, skipped) === point.instant ? [wall, skipped] : [wall];
}

/** The starts of a series on the day that begins at a local midnight: two of them at least, where there are more. */
function startsOn(event: CheckedEvent, midnight: number): Point[] {
  return seriesOf(event)
    .on(midnight)
    .map((wall) => startAt(event, wall));
}

/** The start of an event at a local time that was counted. */
function startAt(event: Timing, wall: number): Point {
  const { start } = event;
  return start.kind === "date" ? { ...start, wall } : { ...start, instant: countedInstant(event, wall) };
}

/**
 * The starts of a series on any of some days, each by the midnight that it begins at: one expansion for all of them, since
 * a hostile calendar may name thousands.
 */
export function startsOnDays(event: Timing, days: ReadonlySet<number>): Point[] {
  const sorted = [...days].sort((a, b) => a - b);
  const [first = 0, last = first] = [sorted[0], sorted.at(-1)];
  const { occurrences } = expandRecurrence(recurrenceSetOf(event), {
    from: first,
    to: last + day - 1,
    steps: defaultLimits.recurrenceSteps,
  });
  return occurrences.filter((wall) => days.has(midnightOf(wall))).map((wall) => startAt(event, wall));
}

/**
 * The start in a series that a time names, whatever form a client gave it, in the form and zone of the series.
 *
 * In a series of days a midnight names its day, by the zone that it stands in. In a series of times a day names its one
 * occurrence. A time that names none stays what it is.
 *
 * @param inUtc the time is one in UTC, whose zone nobody said: a midnight in `zone`, or in whichever zone makes it the day of
 *   one occurrence and no other
 *
 * @example
 * startNamed(everyMonday, { kind: "date", wall: Date.UTC(2026, 7, 24), tzid: berlin }) // that Monday, 10:00
 */
export function startNamed(event: CheckedEvent, point: Point, inUtc?: { readonly zone: Tzid }): Point {
  const { start } = event;
  if (start.kind === "date") {
    const wall = point.kind === "date" ? point.wall : dayNamed(event, point, inUtc);
    return wall === undefined ? rezone(point, start.tzid) : { ...start, wall };
  }
  if (point.kind === "instant" || event.recurrence === undefined) return rezone(point, start.tzid);
  const [only, another] = startsOn(event, point.wall);
  return only === undefined || another !== undefined ? rezone(point, start.tzid) : only;
}

/**
 * The start in a series that a RECURRENCE-ID names, as a calendar has written it: a time without a zone is in that of the series.
 *
 * @param zone of the reader, in which a midnight in UTC may be meant
 */
export function startStated(event: CheckedEvent, stated: StatedTime, zone: Tzid): Point {
  const inUtc = stated.kind === "utc" ? { zone } : undefined;
  return startNamed(event, placeCalendarTime(stated, event.start.tzid), inUtc);
}

function dayNamed(
  event: CheckedEvent,
  { instant, tzid }: { readonly instant: number; readonly tzid: Tzid },
  inUtc: { readonly zone: Tzid } | undefined,
): number | undefined {
  const day = dayBegunAt(tzid, instant);
  if (day !== undefined || inUtc === undefined) return day;
  return dayBegunAt(inUtc.zone, instant) ?? dayElsewhere(event, instant);
}

/** Zones are from twelve hours behind UTC to fourteen ahead, by quarters of an hour: days that begin at an instant in one of them. */
function dayElsewhere(event: CheckedEvent, instant: number): number | undefined {
  if (event.recurrence === undefined || instant % (15 * minute) !== 0) return undefined;
  const first = Math.ceil((instant - 12 * hour) / day) * day;
  const days = [first, first + day].filter((wall) => wall <= instant + 14 * hour);
  const [one, another] = days.filter(
    (wall) => hasStart(event, { ...event.start, kind: "date", wall }) === true,
  );
  return another === undefined ? one : undefined;
}

// The text of a midnight with an offset; the date is what a person means by it.
const midnightText = /^(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0{1,9})?)?[+-]\d\d:?\d\d$/;

/**
 * The start in a series that a caller names; a fault for a value that is not a time. Of a series of days, a midnight with the offset of
 * the caller's own zone names its date.
 *
 * @example
 * readStart("2026-05-14T00:00:00+09:00", everyThursdayAllDay, london) // { kind: "date", wall: Date.UTC(2026, 4, 14), tzid: london }
 */
export function readStart(input: unknown, event: CheckedEvent, zone: Tzid): Point | TimeFault {
  const date = typeof input === "string" ? midnightText.exec(input.trim())?.[1] : undefined;
  const point = readTime(event.start.kind === "date" ? (date ?? input) : input, zone);
  return point.kind === "fault" ? point : startNamed(event, point);
}

/**
 * The end of an event at another of its starts (RFC 5545 section 3.8.5.3): that of the period that was added there; with
 * DURATION as many days by the clock and calendar; else after the same exact time, of days after as many.
 */
export function movedEnd(event: CheckedEvent, start: Point): Point {
  const { start: from, end: to, recurrence } = event;
  const period = recurrence?.periods?.find((each) => epochOf(each.start) === epochOf(start));
  if (period !== undefined && period.start.kind === start.kind) return period.end;
  if (start.kind === "date") {
    const length = from.kind === "date" && to.kind === "date" ? to.wall - from.wall : day;
    return { ...start, wall: start.wall + length };
  }
  if (recurrence?.duration !== undefined) return addDuration(start, recurrence.duration);
  const length = from.kind === "date" ? 0 : epochOf(to) - epochOf(from);
  // An end in the zone of its start follows the start into another zone.
  return { ...start, instant: start.instant + length, tzid: from.tzid === to.tzid ? start.tzid : to.tzid };
}
