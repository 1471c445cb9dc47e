import { day, firstWall, lastWall, second } from "../time/civil.ts";
import { ruleWalls, type StepBudget } from "./occurrences-of-rule.ts";
import type { RecurrenceRule } from "./rule.ts";

export { followStart } from "./follow-start.ts";
export type { RuleFault, Until } from "./grammar.ts";
export { givesStart } from "./occurrences-of-rule.ts";
export {
  formatRule,
  isCutOrExtended,
  parseRule,
  type RecurrenceRule,
  sameRule,
  type WeekdayOfPeriod,
} from "./rule.ts";

/**
 * A recurrence set (RFC 5545 section 3.8.5) in wall time: milliseconds of the local date and time read as if they were
 * UTC. Zones are not looked at.
 */
export interface RecurrenceSet {
  /** DTSTART. */
  readonly start: number;
  /** DTSTART is a date: BYHOUR, BYMINUTE and BYSECOND are ignored. */
  readonly date: boolean;
  readonly rule?: RecurrenceRule;
  /** UNTIL in wall time of DTSTART's zone, inclusive. Default: the UNTIL of the rule, as written. */
  readonly until?: number;
  /** RDATE. */
  readonly include: readonly number[];
  /** EXDATE. */
  readonly exclude: readonly number[];
}

/** What part of a set is asked for: `from` and `to` inclusive, at most `max` occurrences, at most `steps` of work. */
interface ExpansionOptions {
  readonly from?: number;
  readonly to?: number;
  readonly max?: number;
  readonly steps: number;
}

/**
 * The occurrences of a set, ascending and without repetition, none before DTSTART and none after the year 9999.
 *
 * DTSTART is the first, also where the rule would not give it, and counts for COUNT; EXDATE wins over everything
 * (RFC 5545 section 3.8.5.3). `complete` is false when the steps were used up before everything asked for was found.
 *
 * @example
 * // every second Tuesday from 5 May 2026, 10:00
 * expandRecurrence(set, { max: 2, steps: 1_000 })
 * // { occurrences: [Date.UTC(2026, 4, 5, 10), Date.UTC(2026, 4, 19, 10)], complete: true }
 */
export function expandRecurrence(
  set: RecurrenceSet,
  options: ExpansionOptions,
): { occurrences: number[]; complete: boolean } {
  const {
    from = Number.NEGATIVE_INFINITY,
    to = Number.POSITIVE_INFINITY,
    max = Number.POSITIVE_INFINITY,
  } = options;
  const budget = { left: options.steps };
  const excluded = new Set(set.exclude);
  const occurrences: number[] = [];
  for (const wall of wallsOf(set, from, to, budget)) {
    if (wall > to || occurrences.length >= max) break;
    if (wall >= from && !excluded.has(wall)) occurrences.push(wall);
    if (occurrences.length >= max) break;
  }
  return { occurrences, complete: budget.left >= 0 };
}

/** Whether a wall time is an occurrence of a set; `unknown` when the steps do not suffice to tell. */
export function isOccurrence(set: RecurrenceSet, wall: number, steps: number): boolean | "unknown" {
  const { occurrences, complete } = expandRecurrence(set, { from: wall, to: wall, steps });
  return occurrences.length > 0 ? true : complete ? false : "unknown";
}

/**
 * The last occurrence of a set that has an end; undefined for one that is endless, empty, or takes too many steps.
 */
export function lastOccurrence(set: RecurrenceSet, steps: number): number | undefined {
  const until = untilOf(set);
  if (set.rule !== undefined && set.rule.count === undefined && until === undefined) return undefined;
  const latest = set.include.reduce((a, b) => Math.max(a, b), Math.max(until ?? lastWall, set.start));
  const counted = set.rule?.count !== undefined;
  // A rule with UNTIL is expanded over spans that end at UNTIL and grow, so that earlier years cost nothing.
  for (let span = counted ? Number.POSITIVE_INFINITY : 400 * day; ; span *= 8) {
    const from = Math.max(set.start, latest - span);
    const { occurrences, complete } = expandRecurrence(set, { from, to: latest, steps });
    if (!complete) return undefined;
    if (occurrences.length > 0 || from === set.start) return occurrences.at(-1);
  }
}

/** All wall times of the set, before EXDATE takes any away: ascending, each once. Without COUNT they begin at about `from`. */
function* wallsOf(set: RecurrenceSet, from: number, to: number, budget: StepBudget): Generator<number> {
  const { start, rule } = set;
  if (!(start >= firstWall && start <= lastWall)) return;
  const include = Array.from(new Set(set.include.filter((wall) => wall > start))).sort((a, b) => a - b);
  yield start;
  let at = 0;
  if (rule !== undefined) {
    const end = Math.min(untilOf(set) ?? lastWall, to, lastWall);
    for (const wall of ruleWalls(rule, { start, date: set.date, from, end }, budget)) {
      for (; at < include.length; at++) {
        const added = include[at] ?? 0;
        if (added >= wall) break;
        yield added;
      }
      if (include[at] === wall) at++;
      yield wall;
    }
  }
  if (budget.left >= 0) yield* include.slice(at);
}

/** The last wall time that UNTIL allows. For a timed event, an UNTIL that is a date allows all of that day. */
function untilOf(set: RecurrenceSet): number | undefined {
  const until = set.rule?.until;
  if (set.until !== undefined || until === undefined) return set.until;
  return until.form === "date" && !set.date ? until.wall + day - second : until.wall;
}
