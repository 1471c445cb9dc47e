import { defaultLimits } from "../limits.ts";
import { lastOccurrence, type RecurrenceSet } from "../recurrence/expand.ts";
import type { RecurrenceRule } from "../recurrence/rule.ts";
import { day } from "../time/civil.ts";
import { instantOf, wallAt } from "../time/offset.ts";
import { epochOf, type Point, rezone } from "../time/point.ts";
import type { CheckedEvent } from "./event.ts";

type Until = NonNullable<RecurrenceRule["until"]>;

/** Local time as if it were UTC, in milliseconds: what recurrence rules count in. */
export function localTimeOf(point: Point): number {
  return point.kind === "date" ? point.wall : wallAt(point.tzid, point.instant);
}

/**
 * UNTIL in the form that RFC 5545 section 3.3.10 asks for: a date in a series of days, otherwise UTC. A date that
 * ends a series of times includes that day.
 */
export function withUntilFor(start: Point, rule: RecurrenceRule): RecurrenceRule {
  return rule.until === undefined ? rule : { ...rule, until: untilFor(start, rule.until) };
}

function untilFor(start: Point, until: Until): Until {
  const local = until.form === "utc" ? wallAt(start.tzid, until.wall) : until.wall;
  if (start.kind === "date") return { form: "date", wall: Math.floor(local / day) * day };
  if (until.form === "utc") return until;
  return {
    form: "utc",
    wall: instantOf(start.tzid, until.form === "date" ? until.wall + day - 1_000 : until.wall),
  };
}

/**
 * The occurrences of an event as recurrence rules count them, in the local time of its start; an event without
 * recurrence has one.
 */
export function recurrenceSetOf({ start, recurrence }: CheckedEvent): RecurrenceSet {
  const local = (point: Point) => localTimeOf(rezone(point, start.tzid));
  const rule = recurrence?.rule;
  return {
    start: localTimeOf(start),
    date: start.kind === "date",
    include: (recurrence?.include ?? []).map(local),
    exclude: (recurrence?.exclude ?? []).map(local),
    ...(rule === undefined ? {} : { rule }),
    ...(rule?.until === undefined ? {} : { until: untilInLocalTime(start, rule.until) }),
  };
}

function untilInLocalTime(start: Point, until: Until): number {
  return until.form === "utc" ? wallAt(start.tzid, until.wall) : until.wall;
}

/** The start of the last occurrence in milliseconds since 1970; infinite for an endless series. */
export function lastStart(event: CheckedEvent): number {
  const { start } = event;
  if (event.recurrence === undefined) return epochOf(start);
  const last = lastOccurrence(recurrenceSetOf(event), defaultLimits.recurrenceSteps);
  return last === undefined ? Number.POSITIVE_INFINITY : instantOf(start.tzid, last);
}
