import { day, hour } from "./civil.ts";
import { runtimeOffset } from "./runtime.ts";
import { type Tzid, utc } from "./zone.ts";

/**
 * How a zone's clocks stood in one calendar year of UTC and two days around it: `offsets[i]` up to the change at
 * `at[i]`, `offsets[i + 1]` from then on. Milliseconds.
 */
interface Year {
  readonly at: readonly number[];
  readonly offsets: readonly number[];
}

// 40 years of all zones; beyond that the table starts anew, which costs time and nothing else.
const mostYears = 20_000;
const zones = new Map<Tzid, Map<number, Year>>();
let years = 0;

/**
 * How far a zone's clocks are ahead of UTC at an instant, in milliseconds.
 *
 * @example
 * offsetAt(london, Date.UTC(2026, 6, 1)) // 3_600_000
 */
export function offsetAt(tzid: Tzid, instant: number): number {
  if (tzid === utc) return 0;
  const { at, offsets } = yearOf(tzid, instant);
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
  const { at, offsets } = yearOf(tzid, wall);
  let i = 0;
  // Past a change only when the clocks of before it would be: the first of an overlap falls out of this.
  while (i < at.length && wall - (offsets[i] ?? 0) >= (at[i] ?? 0)) i++;
  const gap = i > 0 && wall - (offsets[i] ?? 0) < (at[i - 1] ?? 0);
  return wall - (offsets[gap ? i - 1 : i] ?? 0);
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
    const { at, offsets } = yearOf(tzid, begin);
    for (const [i, moment] of at.entries()) {
      if (moment < begin || moment >= end || moment < from || moment > to) continue;
      found.push({ at: moment, before: offsets[i] ?? 0, after: offsets[i + 1] ?? 0 });
    }
  }
  return found;
}

/** The year that was last asked about: start, end and stamp of an event follow each other. */
let latest: { tzid: Tzid; begin: number; end: number; table: Year } | undefined;

function yearOf(tzid: Tzid, moment: number): Year {
  if (latest?.tzid === tzid && moment >= latest.begin && moment < latest.end) return latest.table;
  const table = tableOf(tzid, moment);
  const year = new Date(moment).getUTCFullYear();
  if (!Number.isNaN(year)) latest = { tzid, begin: startOf(year), end: startOf(year + 1), table };
  return table;
}

function tableOf(tzid: Tzid, moment: number): Year {
  // Outside of what a Date can hold there are no zones; its edge serves.
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
  const table = scan(tzid, startOf(year) - 2 * day, startOf(year + 1) + 2 * day);
  zone.set(year, table);
  years++;
  return table;
}

function startOf(year: number): number {
  return new Date(0).setUTCFullYear(year, 0, 1);
}

// No zone has ever changed its clocks twice within less: Freetown did after four days in 1939.
const step = 3 * day;

/** Asks for the offset every few days, and between two different answers for the second of the change. */
function scan(tzid: Tzid, from: number, to: number): Year {
  const at: number[] = [];
  let offset = runtimeOffset(tzid, from);
  const offsets = [offset];
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
  // Nearly all changes fall on a full hour: asking there first halves the questions.
  while (changed - same > 1) {
    const half = same + Math.floor((changed - same) / 2);
    const middle = changed - same > hour / 1_000 ? half - (half % 3_600) : half;
    const probe = middle > same && middle < changed ? middle : half;
    if (runtimeOffset(tzid, probe * 1_000) === before) same = probe;
    else changed = probe;
  }
  return changed * 1_000;
}
