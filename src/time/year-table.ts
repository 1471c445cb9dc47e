import { day, hour } from "./civil.ts";
import { runtimeOffset } from "./runtime.ts";
import type { Tzid } from "./zone.ts";

/**
 * How a zone's clocks stood in one calendar year of UTC and two days around it: `offsets[i]` up to the change at
 * `at[i]`, `offsets[i + 1]` from then on. Milliseconds.
 */
export interface Year {
  readonly at: readonly number[];
  readonly offsets: readonly number[];
}

// No zone has ever changed its clocks twice within less: Freetown did after four days in 1939.
const step = 3 * day;

/** Asks from a full hour on for the offset every few days, and between two different answers for the second of the change. */
export function scanYear(tzid: Tzid, from: number, to: number): Year {
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
    const probe = changed - same > hour / 1_000 ? half - (half % 3_600) : half;
    if (runtimeOffset(tzid, probe * 1_000) === before) same = probe;
    else changed = probe;
  }
  return changed * 1_000;
}
