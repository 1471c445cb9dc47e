import type { CheckedEvent } from "../../event/event.ts";
import { localTimeOf } from "../../event/span.ts";
import { midnightOf } from "../../time/civil.ts";
import { instantOf } from "../../time/offset.ts";
import { type Point, rezone } from "../../time/point.ts";
import type { Plan, PlannedOccurrence } from "../invite.ts";
import { isInSeries } from "../occurrences/occurrence.ts";
import { keyFits, keyIn, keyOf, startOfKey } from "../occurrences/occurrence-key.ts";
import { byKey } from "../order.ts";

/**
 * The occurrences that were cancelled or changed, under their keys in a series that was changed: one that was
 * cancelled at 10:00 stays cancelled when the series moves to 11:00, and its day does when the series becomes one of days.
 */
export function rekeyed(
  occurrences: readonly PlannedOccurrence[],
  before: CheckedEvent,
  after: CheckedEvent,
): readonly PlannedOccurrence[] {
  const moved = occurrences.flatMap((occurrence): PlannedOccurrence[] => {
    const key = newKey(occurrence.key, before, after);
    if (key !== undefined) return [{ ...occurrence, key }];
    // Cut off today, part of the series again tomorrow: cancelled is cancelled.
    const kept = occurrence.cancelled === true ? keptKey(occurrence.key, before, after) : undefined;
    return kept === undefined ? [] : [{ ...occurrence, key: kept }];
  });
  const standing = new Map(moved.map((occurrence) => [occurrence.key, occurrence]));
  return [...standing.values()].sort(byKey);
}

/** The occurrences of a series that was changed, and those that it has lost by it. */
interface Rekeyed {
  readonly occurrences: readonly PlannedOccurrence[];
  /** Absent where there are none. */
  readonly lost?: readonly PlannedOccurrence[];
}

/**
 * What was planned for occurrences apart, in a series that was changed. Of one that the series has no more, its text and who is left out of it
 * are kept for the day that it comes back: calendars keep them too. Who came to it alone has been told that it is gone.
 */
export function replannedOccurrences(plan: Plan, before: CheckedEvent, after: CheckedEvent): Rekeyed {
  const { occurrences, lost: away = [] } = plan;
  const all = [...away, ...occurrences];
  const standing = rekeyed(all, before, after);
  if (after.recurrence === undefined) return { occurrences: standing };
  const lost = new Map(
    all.flatMap((one) => lostFrom(one, before, after)).map((one) => [one.key, one] as const),
  );
  for (const { key } of standing) lost.delete(key);
  if (lost.size === 0) return { occurrences: standing };
  return { occurrences: standing, lost: [...lost.values()].sort(byKey) };
}

function lostFrom(
  occurrence: PlannedOccurrence,
  before: CheckedEvent,
  after: CheckedEvent,
): PlannedOccurrence[] {
  if (occurrence.cancelled === true || newKey(occurrence.key, before, after) !== undefined) return [];
  const key = keptKey(occurrence.key, before, after);
  const { with: _, ...kept } = occurrence;
  return key === undefined ? [] : [{ changes: {}, ...kept, key }];
}

/** Where an occurrence is in the changed series: where it was, or as far away from there as the series moved. */
function newKey(key: string, before: CheckedEvent, after: CheckedEvent): string | undefined {
  if (isInSeries(after, key)) return keyIn(after, key);
  const moved = movedPoint(startOfKey(key, before), before, after);
  const shifted = moved === undefined ? undefined : keyOf(moved);
  return shifted !== undefined && isInSeries(after, shifted) ? shifted : undefined;
}

/** The key of an occurrence that the changed series does not have, in the form of the changed series. */
function keptKey(key: string, before: CheckedEvent, after: CheckedEvent): string | undefined {
  if (keyFits(key, after)) return keyIn(after, key);
  const moved =
    after.recurrence === undefined ? undefined : movedPoint(startOfKey(key, before), before, after);
  return moved === undefined ? undefined : keyOf(moved);
}

/** A point moved on the clock and calendar by as much as the start of the event was. */
function movedPoint(point: Point, before: CheckedEvent, after: CheckedEvent): Point | undefined {
  const { start: from } = before;
  const { start: to } = after;
  if (point.kind !== from.kind) return undefined;
  const wall = localTimeOf(rezone(point, from.tzid)) + localTimeOf(to) - localTimeOf(from);
  return to.kind === "date"
    ? { ...to, wall: midnightOf(wall) }
    : { kind: "instant", instant: instantOf(to.tzid, wall), tzid: to.tzid };
}

/** A series that moved: the dates left out of it move with it where they would not hit anything any more. */
export function withMovedExclusions(before: CheckedEvent, after: CheckedEvent): CheckedEvent {
  const { recurrence } = after;
  const exclude = movedExclusions(recurrence?.exclude, before, after);
  return recurrence === undefined || exclude === undefined
    ? after
    : { ...after, recurrence: { ...recurrence, exclude } };
}

function movedExclusions(
  exclude: readonly Point[] | undefined,
  before: CheckedEvent,
  after: CheckedEvent,
): Point[] | undefined {
  if (exclude === undefined || after.recurrence === undefined) return undefined;
  const { exclude: _, ...open } = after.recurrence;
  const whole = { ...after, recurrence: open };
  return exclude.map((point) => {
    const moved = movedPoint(point, before, after);
    const stays = moved === undefined || isInSeries(whole, keyOf(point)) || !isInSeries(whole, keyOf(moved));
    return stays ? point : moved;
  });
}
