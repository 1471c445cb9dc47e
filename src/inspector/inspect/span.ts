import type { ItipMessage } from "../../index.ts";
import { type Moment, momentOf } from "./moment.ts";
import { type Component, propertyOf } from "./property.ts";
import { day, instantOf, wallAt } from "./wall-clock.ts";

/** A span of time, the end exclusive. */
export interface Span {
  readonly start: Moment;
  readonly end: Moment;
}

/** The last moment that four digits can write. */
const latest = Date.UTC(9999, 11, 31);

/**
 * Start and end of a component: by two properties, or by DTSTART and DURATION; with neither, a date lasts a day and a
 * moment no time (RFC 5545 section 3.6.1).
 */
export function spanOf(
  component: Component | undefined,
  calendar: ItipMessage["calendar"],
  [first, last]: readonly [string, string] = ["DTSTART", "DTEND"],
): Span | undefined {
  const start = momentOf(component, first, calendar);
  if (start === undefined) return undefined;
  const end = momentOf(component, last, calendar);
  if (end !== undefined) return { start, end };
  const duration = first === "DTSTART" ? readDuration(propertyOf(component, "DURATION")?.value) : undefined;
  return { start, end: later(start, duration ?? { days: start.kind === "date" ? 1 : 0, seconds: 0 }) };
}

/** As long a span as another one, from a start of its own; where that cannot be told, no time. */
export function spanFrom(start: Moment, length: Span | undefined): Span {
  if (length === undefined || length.start.kind !== length.end.kind) return { start, end: start };
  const milliseconds = numberOf(length.end) - numberOf(length.start);
  return { start, end: later(start, { days: 0, seconds: milliseconds / 1_000 }) };
}

/** What moments of one kind are compared by. */
export function numberOf(moment: Moment): number {
  return moment.kind === "instant" ? moment.instant : moment.wall;
}

/** Days are counted on the calendar, seconds are exact (RFC 5545 section 3.3.6). */
interface Duration {
  readonly days: number;
  readonly seconds: number;
}

function readDuration(text: string | undefined): Duration | undefined {
  const found =
    /^\+?P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i.exec(
      text?.trim() ?? "",
    );
  if (found === null) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return { days: weeks * 7 + days, seconds: (hours * 60 + minutes) * 60 + seconds };
}

function later(moment: Moment, { days, seconds }: Duration): Moment {
  switch (moment.kind) {
    case "date":
      return { ...moment, wall: held(moment.wall + (days + Math.ceil(seconds / 86_400)) * day) };
    case "floating":
    case "unknown-zone":
      return { ...moment, wall: held(moment.wall + days * day + seconds * 1_000) };
    case "instant": {
      const { instant, tzid } = moment;
      const moved = days === 0 ? instant : instantOf(held(wallAt(instant, tzid) + days * day), tzid);
      return { ...moment, instant: held(moved + seconds * 1_000) };
    }
  }
}

function held(milliseconds: number): number {
  return Math.min(milliseconds, latest);
}
