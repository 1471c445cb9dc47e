import type { CheckedEvent } from "../../event/event.ts";
import { localTimeOf } from "../../event/span.ts";
import { followStart, givesStart, type RecurrenceRule } from "../../recurrence/expand.ts";
import { lastWall } from "../../time/civil.ts";
import { instantOf, wallAt } from "../../time/offset.ts";
import type { Point } from "../../time/point.ts";

/**
 * A series that moved as a whole: every Thursday becomes every Friday, and it ends as much later as it begins, so that it keeps
 * as many occurrences. A rule that cannot follow by itself stays as it was, see {@link isInStep}.
 */
export function withMovedRule(before: CheckedEvent, after: CheckedEvent): CheckedEvent {
  const [from, to] = [before.start, after.start];
  const { recurrence } = after;
  const old = before.recurrence?.rule;
  const rule = recurrence?.rule;
  if (recurrence === undefined || rule === undefined || old === undefined || from.kind !== to.kind)
    return after;
  const [then, now] = [localTimeOf(from), localTimeOf(to)];
  const date = to.kind === "date";
  const followed = givesStart(old, then, date) ? followStart(rule, now, date) : undefined;
  const moved = withMovedUntil(followed ?? rule, from, to);
  return { ...after, recurrence: { ...recurrence, rule: moved } };
}

/**
 * The rule with its UNTIL moved as far on the clock as the start was: where the clocks change in between, an end that was moved in UTC
 * would cut off the last occurrence.
 */
function withMovedUntil(rule: RecurrenceRule, from: Point, to: Point): RecurrenceRule {
  const { until } = rule;
  const by = localTimeOf(to) - localTimeOf(from);
  if (until === undefined || (by === 0 && from.tzid === to.tzid)) return rule;
  const wall =
    until.form === "utc" ? instantOf(to.tzid, wallAt(from.tzid, until.wall) + by) : until.wall + by;
  return wall > lastWall ? rule : { ...rule, until: { ...until, wall } };
}

/** Whether the rule of an event, if it has one, gives its start (RFC 5545 section 3.8.5.3: what it gives otherwise is undefined). */
export function isInStep({ start, recurrence }: CheckedEvent): boolean {
  const rule = recurrence?.rule;
  return rule === undefined || givesStart(rule, localTimeOf(start), start.kind === "date");
}
