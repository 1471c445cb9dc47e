import { defined } from "../input.ts";
import { defaultLimits } from "../limits.ts";
import { lastOccurrence, type RecurrenceSet } from "../recurrence/expand.ts";
import type { Until } from "../recurrence/grammar.ts";
import type { RecurrenceRule } from "../recurrence/rule.ts";
import { day, midnightOf } from "../time/civil.ts";
import { instantOf, wallAt } from "../time/offset.ts";
import { epochOf, type Point, rezone } from "../time/point.ts";
import { foreignInstantOf, foreignOffsetAt } from "../timezone/vtimezone-offset.ts";
import type { CheckedEvent } from "./event.ts";

/** When an event starts, and when it happens again: all that its occurrences are counted by. */
export type Timing = Pick<CheckedEvent, "start" | "recurrence">;

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
  if (start.kind === "date") return { form: "date", wall: midnightOf(local) };
  if (until.form === "utc") return until;
  return {
    form: "utc",
    wall: instantOf(start.tzid, until.form === "date" ? until.wall + day - 1_000 : until.wall),
  };
}

/** The local time of a point as the occurrences of an event are counted: by its zone, or by the clocks of a private one. */
export function countedTime({ start, recurrence }: Timing, point: Point): number {
  const clock = recurrence?.clock;
  if (clock === undefined || point.kind === "date") return localTimeOf(rezone(point, start.tzid));
  return point.instant + (foreignOffsetAt(clock, point.instant) ?? 0);
}

/** The instant of a local time that was counted. */
export function countedInstant({ start, recurrence }: Timing, wall: number): number {
  const clock = recurrence?.clock;
  const counted = clock === undefined ? undefined : foreignInstantOf(clock, wall);
  return counted ?? instantOf(start.tzid, wall);
}

/**
 * The occurrences of an event as recurrence rules count them, in the local time of its start; an event without
 * recurrence has one.
 */
export function recurrenceSetOf(event: Timing): RecurrenceSet {
  const { start, recurrence } = event;
  const local = (point: Point) => countedTime(event, point);
  const rule = recurrence?.rule;
  return {
    start: local(start),
    date: start.kind === "date",
    include: (recurrence?.include ?? []).map(local),
    exclude: (recurrence?.exclude ?? []).map(local),
    ...defined({ rule }),
    ...(rule?.until === undefined ? {} : { until: untilInLocalTime(event, rule.until) }),
  };
}

function untilInLocalTime(event: Timing, { form, wall }: Until): number {
  const { tzid } = event.start;
  return form === "utc" ? countedTime(event, { kind: "instant", instant: wall, tzid }) : wall;
}

/** The start of the last occurrence in milliseconds since 1970; infinite for an endless series. */
export function lastStart(event: Timing): number {
  const { start } = event;
  if (event.recurrence === undefined) return epochOf(start);
  const last = lastOccurrence(recurrenceSetOf(event), defaultLimits.recurrenceSteps);
  if (last === undefined) return Number.POSITIVE_INFINITY;
  return start.kind === "date" ? instantOf(start.tzid, last) : countedInstant(event, last);
}
