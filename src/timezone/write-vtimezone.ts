import { refusal, shown } from "../errors.ts";
import type { Component } from "../icalendar/component.ts";
import { component, contentLine, formatComponent } from "../icalendar/write.ts";
import { fault, groupedBy, readVerbOptions } from "../input.ts";
import { day, firstWall, lastWall, utcOf } from "../time/civil.ts";
import { timeOfDate } from "../time/now.ts";
import { changesBetween, instantOf, offsetAt, wallAt } from "../time/offset.ts";
import { parseZone, type Tzid } from "../time/zone.ts";
import {
  type Observance,
  type OffsetChange,
  observanceComponent,
  observancesOf,
  simpleRuleOf,
} from "./observance.ts";
import { plainFor } from "./plain-pair.ts";
import { occurrenceIn, rruleValues, type YearlyRule, yearOfWall } from "./yearly-rule.ts";

// What zone data foresee of an endless series, and what they can know of a past one: rules hold beyond, onsets end.
const foreseen = 2045;
const farthest = 2100;
const earliest = 1840;

/** No two plain rules have held longer anywhere but where they hold for whole years. */
const longest = 30;

/** The year in which other calendars let their rules begin. */
const begin = 1970;

const written = new Map<string, OfYears>();

/**
 * A VTIMEZONE (RFC 5545 section 3.6.5) that is right at every moment of a span of time: in the form that Outlook
 * understands wherever two plain rules are right for the span, one STANDARD and one DAYLIGHT that return every year on
 * the nth weekday of a month. Else other rules, and explicit onsets where no rule holds. Rules begin in 1970, as those
 * of other calendars do: some readers compare them over the past to tell which zone they are.
 *
 * @param tzid An IANA zone id, or another name of one; the text has its name of today.
 * @param span The first and the last moment that need it; without `to`, for ever.
 * @returns Content lines with CRLF, folded, the last one ended too.
 * @throws {ItipError} `invalid-time-zone`, `invalid-argument`.
 *
 * @example
 * formatTimeZone("Asia/Kolkata", { from: new Date("2026-05-07T09:30:00Z"), to: new Date("2026-05-07T10:30:00Z") })
 * // BEGIN:VTIMEZONE
 * // TZID:Asia/Kolkata
 * // BEGIN:STANDARD
 * // DTSTART:19700101T000000
 * // TZOFFSETFROM:+0530
 * // TZOFFSETTO:+0530
 * // END:STANDARD
 * // END:VTIMEZONE
 */
export function formatTimeZone(tzid: string, span: { from: Date; to?: Date }): string {
  const zone = parseZone(tzid);
  if (zone === undefined) {
    const message = `must be an IANA zone id such as Europe/London, got ${shown(tzid)}`;
    throw refusal("invalid-time-zone", "tzid", "invalid-time-zone", message);
  }
  const { from, to } = readVerbOptions(
    span,
    ["from", "to"],
    (given, reading) => {
      const first = timeOfDate(given.from);
      const last = given.to === undefined ? Number.POSITIVE_INFINITY : timeOfDate(given.to);
      return first !== undefined && last !== undefined && last >= first
        ? { from: first, to: last }
        : fault(
            reading,
            "invalid-span",
            "must have a Date in `from`, and in `to` none or one that is not before it",
          );
    },
    "span",
  );
  return formatComponent(writeVtimezone(zone, { from, to }));
}

/** The first and the last moment that a zone is used for, in milliseconds since 1970; `to` may be infinite. */
export interface ZoneSpan {
  readonly from: number;
  readonly to: number;
}

/** A VTIMEZONE for each zone, right for every moment that it is used for (RFC 5545 section 3.6.5). */
export function vtimezonesOf(zones: ReadonlyMap<Tzid, ZoneSpan>): Component[] {
  return Array.from(zones, ([zone, span]) => writeVtimezone(zone, span));
}

/** A year that four digits can write, and the one before it and after it too. */
function yearIn(zone: Tzid, instant: number): number {
  const held = Math.min(Math.max(instant, firstWall + 732 * day), lastWall - 366 * day);
  return yearOfWall(wallAt(zone, held));
}

/**
 * A VTIMEZONE as a component: `formatTimeZone` without the text.
 *
 * @example
 * writeVtimezone(kolkata, { from: start, to: end }).lines.map(({ text }) => text) // ["TZID:Asia/Kolkata"]
 */
function writeVtimezone(zone: Tzid, { from, to }: ZoneSpan): Component {
  const firstYear = yearIn(zone, from);
  const lastYear = Number.isFinite(to) ? yearIn(zone, to) : undefined;
  const years = wholeYears(zone, firstYear, lastYear);
  if (years.plain || lastYear === undefined || lastYear - firstYear > longest) return years.vtimezone;
  const plain = plainFor(zone, { from, to }, firstYear);
  return plain === undefined ? years.vtimezone : vtimezoneOf(zone, plain);
}

/** A VTIMEZONE that is right for whole calendar years, and whether Outlook understands it. */
interface OfYears {
  readonly vtimezone: Component;
  readonly plain: boolean;
}

/** Nearly every zone has the same for all times of a year. */
function wholeYears(zone: Tzid, firstYear: number, lastYear: number | undefined): OfYears {
  const key = `${zone} ${firstYear} ${lastYear}`;
  let years = written.get(key);
  if (years === undefined) {
    const { plain, observances } = ofYears(zone, firstYear, lastYear);
    years = { plain, vtimezone: vtimezoneOf(zone, observances) };
    if (written.size >= 500) written.clear();
    written.set(key, years);
  }
  return years;
}

function vtimezoneOf(zone: Tzid, observances: readonly Observance[]): Component {
  return component("VTIMEZONE", [contentLine("TZID", zone)], observances.map(observanceComponent));
}

function ofYears(zone: Tzid, firstYear: number, lastYear: number | undefined) {
  const end = Math.min(lastYear ?? Math.max(foreseen, firstYear + 12), Math.max(farthest, firstYear));
  const from = instantOf(zone, utcOf(Math.max(firstYear, earliest), 1, 1));
  const changes = changesBetween(zone, from, instantOf(zone, utcOf(end + 1, 1, 1)) - 1);
  if (changes.length === 0) return { plain: true, observances: unchanging(offsetAt(zone, from), firstYear) };
  const pair = yearlyPair(changes, firstYear, end);
  if (pair !== undefined) return { plain: true, observances: pair };
  return { plain: false, observances: piecewise(zone, changes, firstYear, end) };
}

/** Clocks that stand still. */
function unchanging(offset: number, firstYear: number): Observance[] {
  const start = utcOf(Math.min(begin, firstYear - 1), 1, 1);
  return [{ before: offset, after: offset, start, name: "STANDARD" }];
}

/** One STANDARD and one DAYLIGHT, where each year of the span has both, by one rule each. */
function yearlyPair(
  changes: readonly OffsetChange[],
  firstYear: number,
  lastYear: number,
): Observance[] | undefined {
  const groups = grouped(changes);
  if (groups.length !== 2) return undefined;
  const pair = groups.flatMap((group) => {
    const walls = group.map(({ at, before }) => at + before);
    const [first] = group;
    const rule = walls.length === lastYear - firstYear + 1 ? simpleRuleOf(walls) : undefined;
    return first === undefined || rule === undefined ? [] : [yearlyObservance(first, rule, firstYear)];
  });
  const [one, other] = pair;
  // There and back: Bahía de Banderas went to summer time and to another zone in one night of 2010.
  return one !== undefined && other !== undefined && one.before === other.after ? pair : undefined;
}

/** A year early at the latest: the onset before the first one in the span tells how the clocks stand at its start. */
function yearlyObservance({ before, after }: OffsetChange, rule: YearlyRule, firstYear: number): Observance {
  const start = occurrenceIn(rule, Math.min(begin, firstYear - 1));
  return { before, after, start, ...rruleValues(rule).map(({ value }) => ({ rrule: value }))[0] };
}

/** What holds at the start of the span, then each kind of change by rules and onsets. */
function piecewise(
  zone: Tzid,
  changes: readonly OffsetChange[],
  firstYear: number,
  lastYear: number,
): Observance[] {
  const [first] = changes;
  if (first === undefined) return [];
  const start = utcOf(firstYear - 1, 1, 1);
  const recent = instantOf(zone, utcOf(Math.max(firstYear - 1, earliest), 1, 1));
  const earlier = changesBetween(zone, recent, first.at - 1).at(-1);
  const groups = grouped(earlier === undefined ? changes : [earlier, ...changes]);
  const rest = groups.flatMap((group) => observancesOf(group, lastYear));
  if (earlier !== undefined) return rest;
  const name = first.after < first.before ? "DAYLIGHT" : "STANDARD";
  return [{ before: first.before, after: first.before, start, name }, ...rest];
}

/** Changes between the same two offsets, each group in order. */
function grouped(changes: readonly OffsetChange[]): (readonly OffsetChange[])[] {
  return [...groupedBy(changes, ({ before, after }) => `${before} ${after}`).values()];
}
