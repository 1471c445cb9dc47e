import type { Component } from "../icalendar/component.ts";
import { component, contentLine } from "../icalendar/write.ts";
import { basicOf, day, minute, twoDigits } from "../time/civil.ts";
import { onsetPieces } from "./onset-pieces.ts";
import { occurrenceIn, rruleValues, simpleRulesAt, type YearlyRule, yearOfWall } from "./yearly-rule.ts";

/** A change of a zone's clocks: the instant and the offset before and after, in milliseconds. */
export interface OffsetChange {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** A STANDARD or DAYLIGHT sub-component (RFC 5545 section 3.6.5) to be written. */
export interface Observance {
  readonly before: number;
  readonly after: number;
  /** Its onset, on the clocks of before, as if it were UTC. */
  readonly start: number;
  readonly rrule?: string;
  /** Further onsets. */
  readonly more?: readonly number[];
  /** STANDARD or DAYLIGHT, where the direction of the change does not tell. */
  readonly name?: "STANDARD" | "DAYLIGHT";
}

/**
 * The rule that all of some onsets follow, one in every year from the first to the last, in a form that Outlook reads.
 *
 * @param walls Onsets on the clocks of before, in order.
 */
export function simpleRuleOf(walls: readonly number[]): YearlyRule | undefined {
  const [first] = walls;
  if (first === undefined) return undefined;
  const year = yearOfWall(first);
  return simpleRulesAt(first).find((rule) => walls.every((wall, i) => wall === occurrenceIn(rule, year + i)));
}

/**
 * Changes between the same two offsets as observances: rules where they hold for three years or more, explicit onsets
 * for the rest.
 *
 * @param changes In order, all with the same `before` and `after`.
 * @param lastYear A rule that still holds in this year is written without an end.
 */
export function observancesOf(changes: readonly OffsetChange[], lastYear: number): Observance[] {
  const [sample] = changes;
  if (sample === undefined) return [];
  const { before, after } = sample;
  const walls = changes.map(({ at }) => at + before);
  const ruled: Observance[] = [];
  const single: number[] = [];
  for (const { from, length, rule } of onsetPieces(walls)) {
    const first = walls[from] ?? 0;
    const last = walls[from + length - 1] ?? first;
    if (rule === undefined) single.push(first);
    else ruled.push(...ruledObservances(rule, first, last, lastYear).map((o) => ({ before, after, ...o })));
  }
  const [start, ...more] = single;
  if (start === undefined) return ruled;
  return [...ruled, { before, after, start, more }];
}

/** One observance, or two where the week of the rule runs into the next month: each begins on a date of its own. */
function ruledObservances(rule: YearlyRule, first: number, last: number, lastYear: number) {
  const endless = yearOfWall(last) >= lastYear;
  // A day late and long before the next: python-dateutil takes UNTIL, which is UTC, for local time.
  const until = `${basicOf(last + day)}Z`;
  return rruleValues(rule, endless ? undefined : until).flatMap(({ month, value }) => {
    // Weekdays come round in 28 years, and in 40 where a century has no leap year.
    const end = endless ? yearOfWall(first) + 40 : yearOfWall(last);
    for (let year = yearOfWall(first); year <= end; year++) {
      const start = occurrenceIn(rule, year);
      if (new Date(start).getUTCMonth() + 1 === month) return [{ start, rrule: value }];
    }
    return [];
  });
}

/** An observance as a sub-component of a VTIMEZONE. */
export function observanceComponent(observance: Observance): Component {
  const { before, after, start, rrule, more = [] } = observance;
  // By the direction and not by law: Outlook knows no summer time that is behind standard time, as Ireland's law has it.
  const name = observance.name ?? (after > before ? "DAYLIGHT" : "STANDARD");
  // One RDATE a line, the first onset among them: ical.js reads the first value of a list, and forgets DTSTART.
  const dates = more.length > 0 ? [start, ...more] : [];
  return component(name, [
    contentLine("DTSTART", basicOf(start)),
    contentLine("TZOFFSETFROM", offsetValue(before)),
    contentLine("TZOFFSETTO", offsetValue(after)),
    rrule === undefined ? undefined : contentLine("RRULE", rrule),
    ...dates.map((wall) => contentLine("RDATE", basicOf(wall))),
  ]);
}

/** A UTC-OFFSET value (RFC 5545 section 3.3.14); local mean time has seconds. */
export function offsetValue(offset: number): string {
  const size = Math.abs(offset);
  const two = (value: number) => twoDigits(Math.floor(value));
  const seconds = (size % minute) / 1_000;
  const text = `${two(size / (60 * minute))}${two((size / minute) % 60)}${seconds > 0 ? two(seconds) : ""}`;
  return `${offset < 0 ? "-" : "+"}${text}`;
}
