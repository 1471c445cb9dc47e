/**
 * One period of a rule (a year, a month … a second) that may hold occurrences: every base with every offset, both in
 * milliseconds and ascending. As a product it can be counted, searched and picked from without being written out.
 */
export interface Period {
  /** How many intervals after the first period. */
  readonly index: number;
  readonly bases: readonly number[];
  readonly offsets: readonly number[];
}

/** How a rule walks through time. */
export interface Walk {
  /** The last period that begins at or before a wall time, or the first. */
  indexAt(wall: number): number;
  /** The period of an index; a greater index where the periods between hold no occurrence; `undefined` beyond the year 9999. */
  periodAt(index: number): Period | number | undefined;
  /** After so many periods without an occurrence there is none: the Gregorian calendar repeats every 400 years. */
  readonly cycle: number;
}

/** 400 years: the Gregorian calendar then repeats, weekdays and all. */
export const daysOfCycle = 146_097;
