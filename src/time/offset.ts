import { day, hour } from "./civil.ts";
import { runtimeOffset } from "./runtime.ts";
import { type Tzid, utc } from "./zone.ts";

/** What is known of a year of a zone: the offsets at a few moments, or all of its changes, once so many were asked for that it pays to look for them. */
interface KnownYear {
  readonly begin: number;
  readonly end: number;
  /** Offsets by the instant, of this year or next to it. */
  readonly asked: Map<number, number>;
  table?: Year;
}

/** To look for a year's changes takes as long as some hundred questions: a message with a time in each of a thousand years asks less. */
const mostAsked = 40;

// Ten years of all zones, of a few kilobytes each at the most; beyond that all is asked for anew, which costs time and nothing else.
const mostYears = 5_000;
const zones = new Map<Tzid, Map<number, KnownYear>>();
let years = 0;

/**
 * How far a zone's clocks are ahead of UTC at an instant, in milliseconds.
 *
 * @example
 * offsetAt(london, Date.UTC(2026, 6, 1)) // 3_600_000
 */
export function offsetAt(tzid: Tzid, instant: number): number {
  if (tzid === utc) return 0;
  const { table, asked } = yearOf(tzid, instant);
  if (table === undefined) return askedOffset(tzid, asked, instant);
  const { at, offsets } = table;
  let i = 0;
  while (i < at.length && instant >= (at[i] ?? 0)) i++;
  return offsets[i] ?? 0;
}

/** The local date and time at an instant, read as if it were UTC, in milliseconds. */
export function wallAt(tzid: Tzid, instant: number): number {
  return instant + offsetAt(tzid, instant);
}

/**
 * The instant of a local date and time (RFC 5545 section 3.3.5): in a gap, by the offset before it; in an overlap,
 * the first of the two.
 *
 * @example
 * // Europe/Paris skips 02:00 to 03:00 on 29 March 2026: 02:30 is what 03:30 is.
 * instantOf(paris, Date.UTC(2026, 2, 29, 2, 30)) // Date.UTC(2026, 2, 29, 1, 30)
 */
export function instantOf(tzid: Tzid, wall: number): number {
  if (tzid === utc) return wall;
  const { table, asked } = yearOf(tzid, wall);
  if (table === undefined) return askedInstant(tzid, asked, wall);
  const { at, offsets } = table;
  let i = 0;
  // Past a change only when the clocks of before it would be: the first of an overlap falls out of this.
  while (i < at.length && wall - (offsets[i] ?? 0) >= (at[i] ?? 0)) i++;
  const gap = i > 0 && wall - (offsets[i] ?? 0) < (at[i - 1] ?? 0);
  return wall - (offsets[gap ? i - 1 : i] ?? 0);
}

/** No zone was ever further from UTC: Manila's clocks were 15:56 behind until 1844. */
const furthest = 16 * hour;

/** The instant of a wall time, without a search for the year's changes of the clocks: at most one is so near. */
function askedInstant(tzid: Tzid, asked: Map<number, number>, wall: number): number {
  const before = askedOffset(tzid, asked, wall - furthest);
  const after = askedOffset(tzid, asked, wall + furthest);
  const first = wall - before;
  if (before === after || askedOffset(tzid, asked, first) === before) return first;
  const second = wall - after;
  return askedOffset(tzid, asked, second) === after ? second : first;
}

function askedOffset(tzid: Tzid, asked: Map<number, number>, instant: number): number {
  // Outside of what a Date can hold there are no zones; its edge serves.
  const moment = Math.min(Math.max(instant, -8.64e15), 8.64e15);
  let offset = asked.get(moment);
  if (offset === undefined) {
    offset = runtimeOffset(tzid, moment);
    asked.set(moment, offset);
  }
  return offset;
}

/**
 * The changes of a zone's offset in a stretch of time, in order: the instant, the offset before and after.
 *
 * @example
 * changesBetween(paris, Date.UTC(2026, 0), Date.UTC(2027, 0)).length // 2
 */
export function changesBetween(
  tzid: Tzid,
  from: number,
  to: number,
): { at: number; before: number; after: number }[] {
  const found: { at: number; before: number; after: number }[] = [];
  const last = new Date(to).getUTCFullYear();
  for (let year = new Date(from).getUTCFullYear(); year <= last; year++) {
    const begin = startOf(year);
    const end = startOf(year + 1);
    const { at, offsets } = tableOf(tzid, yearOf(tzid, begin));
    for (const [i, moment] of at.entries()) {
      if (moment < begin || moment >= end || moment < from || moment > to) continue;
      found.push({ at: moment, before: offsets[i] ?? 0, after: offsets[i + 1] ?? 0 });
    }
  }
  return found;
}

/** The year that was last asked about: start, end and stamp of an event follow each other. */
let latest: { tzid: Tzid; year: KnownYear } | undefined;

function yearOf(tzid: Tzid, moment: number): KnownYear {
  const known = latest?.tzid === tzid ? latest.year : undefined;
  const year =
    known !== undefined && moment >= known.begin && moment < known.end ? known : findYear(tzid, moment);
  if (year !== known) latest = { tzid, year };
  if (year.table === undefined && year.asked.size >= mostAsked) tableOf(tzid, year);
  return year;
}

function findYear(tzid: Tzid, moment: number): KnownYear {
  const year = new Date(Math.min(Math.max(moment, -8.64e15), 8.64e15)).getUTCFullYear();
  let zone = zones.get(tzid);
  const cached = zone?.get(year);
  if (cached !== undefined) return cached;
  if (years >= mostYears) {
    zones.clear();
    zone = undefined;
    years = 0;
  }
  if (zone === undefined) {
    zone = new Map();
    zones.set(tzid, zone);
  }
  const found: KnownYear = { begin: startOf(year), end: startOf(year + 1), asked: new Map() };
  zone.set(year, found);
  years++;
  return found;
}

function tableOf(tzid: Tzid, year: KnownYear): Year {
  if (year.table === undefined) {
    year.table = scanYear(tzid, year.begin - 2 * day, year.end + 2 * day);
    year.asked.clear();
  }
  return year.table;
}

function startOf(year: number): number {
  return new Date(0).setUTCFullYear(year, 0, 1);
}

/**
 * How a zone's clocks stood in one calendar year of UTC and two days around it: `offsets[i]` up to the change at
 * `at[i]`, `offsets[i + 1]` from then on. Milliseconds.
 */
export interface Year {
  readonly at: readonly number[];
  readonly offsets: readonly number[];
}

/** No zone has ever changed its clocks twice within less: Freetown did after four days in 1939, and none within a week since then. */
const stepFrom = (instant: number) => (instant < -946_771_200_000 ? 3 * day : 6 * day);

/** Asks from a full hour on for the offset every few days, and between two different answers for the second of the change. */
export function scanYear(tzid: Tzid, from: number, to: number): Year {
  const at: number[] = [];
  let offset = runtimeOffset(tzid, from);
  const offsets = [offset];
  const step = stepFrom(from);
  for (let low = from; low < to; low += step) {
    const after = runtimeOffset(tzid, low + step);
    if (after === offset) continue;
    at.push(changeWithin(tzid, low, low + step, offset));
    offsets.push(after);
    offset = after;
  }
  return { at, offsets };
}

/** The second at which the offset stops being `before`. */
function changeWithin(tzid: Tzid, low: number, high: number, before: number): number {
  let same = low / 1_000;
  let changed = high / 1_000;
  while (changed - same > 1) {
    const probe = probeBetween(same, changed);
    if (runtimeOffset(tzid, probe * 1_000) === before) same = probe;
    else changed = probe;
  }
  return changed * 1_000;
}

/** The second to ask about next. Nearly all changes fall on a full hour: to ask there first takes a third of the questions. */
function probeBetween(same: number, changed: number): number {
  const half = same + Math.floor((changed - same) / 2);
  if (changed - same > 3_600) return half - (half % 3_600);
  return changed - same === 3_600 ? changed - 1 : half;
}
