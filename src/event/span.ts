import { ItipError } from "../errors.ts";
import { defaultLimits } from "../limits.ts";
import { lastOccurrence, type RecurrenceSet } from "../recurrence/expand.ts";
import { parseRule, type RecurrenceRule } from "../recurrence/rule.ts";
import type { EventTime } from "../time/event-time.ts";
import { instantOf, wallAt } from "../time/offset.ts";
import { epochOf, type Point, readTime, rezone } from "../time/point.ts";
import { utc } from "../time/zone.ts";
import type { EventDetails } from "./event.ts";

type Until = NonNullable<RecurrenceRule["until"]>;

const day = 86_400_000;

/** Start and end of one event are asked for at every turn, in every message about it. */
const points = new Map<string, Point>();
const mostPoints = 500;

/**
 * The point that a time of the contract's outgoing form stands for.
 *
 * @throws {ItipError} `invalid-time` for anything else: stored state was changed by hand
 */
export function pointOf(time: EventTime): Point {
  const key = `${time.time} ${time.tzid}`;
  const known = points.get(key);
  if (known !== undefined) return known;
  const point = readTime(time, utc);
  if (point.kind !== "fault") {
    if (points.size >= mostPoints) points.clear();
    points.set(key, point);
    return point;
  }
  throw new ItipError("invalid-time", [{ path: "", code: point.code, message: point.message }]);
}

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
 *
 * @param excluded cancelled occurrences, beside those that the event itself leaves out
 * @throws {ItipError} `invalid-recurrence` for a rule that was never checked
 */
export function recurrenceSetOf(event: EventDetails, excluded: readonly EventTime[] = []): RecurrenceSet {
  const start = pointOf(event.start);
  const local = (time: EventTime) => localTimeOf(rezone(pointOf(time), start.tzid));
  const { recurrence } = event;
  const rule = recurrence === undefined ? undefined : ruleOf(recurrence.rule, start);
  return {
    start: localTimeOf(start),
    date: start.kind === "date",
    include: (recurrence?.include ?? []).map(local),
    exclude: [...(recurrence?.exclude ?? []), ...excluded].map(local),
    ...(rule === undefined ? {} : { rule }),
    ...(rule?.until === undefined ? {} : { until: untilInLocalTime(start, rule.until) }),
  };
}

function ruleOf(text: string, start: Point): RecurrenceRule {
  const rule = parseRule(text);
  if (!("kind" in rule)) return withUntilFor(start, rule);
  throw new ItipError("invalid-recurrence", [
    { path: "event.recurrence.rule", code: rule.code, message: rule.message },
  ]);
}

function untilInLocalTime(start: Point, until: Until): number {
  return until.form === "utc" ? wallAt(start.tzid, until.wall) : until.wall;
}

/** The start of the last occurrence in milliseconds since 1970; infinite for an endless series. */
export function lastStart(event: EventDetails): number {
  const start = pointOf(event.start);
  if (event.recurrence === undefined) return epochOf(start);
  const last = lastOccurrence(recurrenceSetOf(event), defaultLimits.recurrenceSteps);
  return last === undefined ? Number.POSITIVE_INFINITY : instantOf(start.tzid, last);
}
