import type { Period } from "./period.ts";
import { walkOf } from "./periods.ts";
import type { RecurrenceRule } from "./rule.ts";

/** How much work is left; below 0: none, and what was found is not all. */
export interface StepBudget {
  left: number;
}

/** Where a rule begins and which part of it is wanted; all in wall time, both ends inclusive. */
interface RuleSpan {
  readonly start: number;
  readonly date: boolean;
  readonly from: number;
  readonly end: number;
}

/**
 * What a rule gives after DTSTART, ascending, until its COUNT, the end of the span, the year 9999, or the end of the
 * budget. DTSTART itself counts as the first and is not among it. Every period and every wall costs a step, so that
 * the work is bounded whatever the rule.
 */
export function* ruleWalls(rule: RecurrenceRule, span: RuleSpan, budget: StepBudget): Generator<number> {
  const walk = walkOf(rule, span.start, span.date);
  // What lies before `from` must be counted where there is a COUNT.
  const from = rule.count === undefined ? Math.max(span.from, span.start + 1) : span.start + 1;
  let index = walk.indexAt(from);
  let found = index;
  // Two more: week 1 may begin in the year before, and `indexAt` allows for a last week that ends in the year after.
  const last = walk.indexAt(span.end) + 2;
  for (let count = 1; count < (rule.count ?? Number.POSITIVE_INFINITY); ) {
    if (--budget.left < 0) return;
    const period = walk.periodAt(index);
    if (period === undefined || index > last || index - found > walk.cycle) return;
    if (typeof period === "number") {
      index = period;
      continue;
    }
    for (const wall of wallsOfPeriod(rule, period, from)) {
      if (wall > span.end || --budget.left < 0) return;
      found = index;
      yield wall;
      if (++count >= (rule.count ?? Number.POSITIVE_INFINITY)) return;
    }
    index++;
  }
}

/** Whether a rule gives the DTSTART that it begins with, which is an occurrence in any case (RFC 5545 section 3.8.5.3). */
export function givesStart(rule: RecurrenceRule, start: number, date: boolean): boolean {
  const walk = walkOf(rule, start, date);
  const first = walk.indexAt(start);
  // Week 1 may begin in the year before, and a last week end in the year after.
  for (let index = first; index <= first + 2; index++) {
    const period = walk.periodAt(index);
    if (period === undefined || typeof period === "number") continue;
    for (const wall of wallsOfPeriod(rule, period, start)) return wall === start;
  }
  return false;
}

/** The walls of a period from `from` on; BYSETPOS picks from all of them, those before DTSTART too. */
function* wallsOfPeriod(rule: RecurrenceRule, period: Period, from: number): Generator<number> {
  const size = period.bases.length * period.offsets.length;
  if (rule.bySetPos === undefined) {
    for (let place = firstPlace(period, size, from); place < size; place++) yield wallOfPlace(period, place);
    return;
  }
  const places = rule.bySetPos.map((position) => (position > 0 ? position - 1 : size + position));
  const kept = new Set(places.filter((place) => place >= 0 && place < size));
  for (const place of Array.from(kept).sort((a, b) => a - b)) {
    const wall = wallOfPlace(period, place);
    if (wall >= from) yield wall;
  }
}

function wallOfPlace({ bases, offsets }: Period, place: number): number {
  return (bases[Math.floor(place / offsets.length)] ?? 0) + (offsets[place % offsets.length] ?? 0);
}

/** By halving: a year may hold millions of walls before `from`. */
function firstPlace(period: Period, size: number, from: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (wallOfPlace(period, middle) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
