import { ItipError } from "../../errors.ts";
import type { CheckedEvent } from "../../event/event.ts";
import { showEvent } from "../../event/show-event.ts";
import { localTimeOf, recurrenceSetOf } from "../../event/span.ts";
import { defaultLimits } from "../../limits.ts";
import { expandRecurrence, isOccurrence, type RecurrenceSet } from "../../recurrence/expand.ts";
import { day } from "../../time/civil.ts";
import type { EventTime } from "../../time/event-time.ts";
import { instantOf, offsetAt } from "../../time/offset.ts";
import { epochOf, formatLocal, type Point, readTime, rezone } from "../../time/point.ts";
import { utc } from "../../time/zone.ts";
import type { OccurrenceChanges, Plan, PlannedOccurrence } from "../invite.ts";
import { compareTexts } from "../order.ts";
import { eventOf } from "../planned-event.ts";
import { pointOfKey, startOfKey } from "./occurrence-key.ts";

/** What is planned for one occurrence apart from the series. */
export function plannedOccurrence(plan: Plan, key: string): PlannedOccurrence | undefined {
  return indexOf(plan.occurrences).get(key);
}

/** A plan never changes, and thousands of answers may ask it. */
const indices = new WeakMap<readonly PlannedOccurrence[], ReadonlyMap<string, PlannedOccurrence>>();

function indexOf(occurrences: readonly PlannedOccurrence[]): ReadonlyMap<string, PlannedOccurrence> {
  const known = indices.get(occurrences);
  if (known !== undefined) return known;
  const index = new Map(occurrences.map((occurrence) => [occurrence.key, occurrence]));
  indices.set(occurrences, index);
  return index;
}

/** The occurrences of a plan with one replaced, added, or (when nothing is left to say about it) taken out. */
export function withOccurrence(plan: Plan, occurrence: PlannedOccurrence): readonly PlannedOccurrence[] {
  const others = plan.occurrences.filter((other) => other.key !== occurrence.key);
  const { cancelled, changes, timeSequence, without } = occurrence;
  const plain =
    cancelled === undefined &&
    timeSequence === undefined &&
    Object.keys(changes ?? {}).length === 0 &&
    (without ?? []).length === 0;
  return plain ? others : [...others, occurrence].sort((a, b) => compareTexts(a.key, b.key));
}

/** Whether the series has an occurrence, cancelled ones included. */
export function hasOccurrence(plan: Plan, key: string): boolean {
  return plannedOccurrence(plan, key) !== undefined || isInSeries(eventOf(plan), key);
}

/** Whether the recurrence itself gives an occurrence at that moment. */
export function isInSeries(event: CheckedEvent, key: string): boolean {
  if (event.recurrence === undefined) return false;
  const { start } = event;
  const point = pointOfKey(key);
  if (point === undefined || point.kind !== start.kind) return false;
  const isOn = occurrencesOf(event);
  return wallsOf(rezone(point, start.tzid)).some(isOn);
}

/** An event never changes, so its recurrence is read once; nobody can tell but by the time it takes. */
const recurrences = new WeakMap<CheckedEvent, (wall: number) => boolean>();

function occurrencesOf(event: CheckedEvent): (wall: number) => boolean {
  const known = recurrences.get(event);
  if (known !== undefined) return known;
  const isOn = membership(recurrenceSetOf(event));
  recurrences.set(event, isOn);
  return isOn;
}

/**
 * Whether a wall time is in a recurrence set. A rule with COUNT has to be counted from its start: once for the set and not for each of
 * the thousands of times that a mail may name.
 */
function membership(set: RecurrenceSet): (wall: number) => boolean {
  const steps = defaultLimits.recurrenceSteps;
  if (set.rule?.count !== undefined) {
    const all = new Set(expandRecurrence(set, { steps }).occurrences);
    return (wall) => all.has(wall);
  }
  const excluded = new Set(set.exclude);
  const added = new Set(set.include.filter((wall) => wall > set.start));
  const plain = { ...set, include: [], exclude: [] };
  return (wall) => !excluded.has(wall) && (added.has(wall) || isOccurrence(plain, wall, steps) === true);
}

/** A local time that the clocks skip is moved by RFC 5545 section 3.3.5; the rule still counts in the skipped one. */
function wallsOf(point: Point): number[] {
  const wall = localTimeOf(point);
  if (point.kind === "date") return [wall];
  const skipped = point.instant + offsetAt(point.tzid, point.instant - day);
  return skipped !== wall && instantOf(point.tzid, skipped) === point.instant ? [wall, skipped] : [wall];
}

/** What happens at one occurrence: the series' event there, with what was changed for it alone. */
export function eventOfOccurrence(plan: Plan, key: string): CheckedEvent {
  return withChanges(templateOf(eventOf(plan), key), plannedOccurrence(plan, key)?.changes ?? {});
}

/** What the series alone says about an occurrence: the same length from its own start. */
export function templateOf(event: CheckedEvent, key: string): CheckedEvent {
  const { recurrence: _, ...single } = event;
  const start = startOfKey(key, event);
  return { ...single, start, end: movedEnd(event, start) };
}

/** The end that keeps the length of an event from another start: days for dates, an exact time otherwise. */
export function movedEnd(event: CheckedEvent, start: Point): Point {
  const { start: from, end: to } = event;
  if (start.kind === "date") {
    const length = from.kind === "date" && to.kind === "date" ? to.wall - from.wall : day;
    return { ...start, wall: start.wall + length };
  }
  const length = from.kind === "date" ? 0 : epochOf(to) - epochOf(from);
  // An end in the zone of its start follows the start into another zone.
  return { ...start, instant: start.instant + length, tzid: from.tzid === to.tzid ? start.tzid : to.tzid };
}

/** An event with some values replaced and others cleared. */
export function withChanges(event: CheckedEvent, changes: OccurrenceChanges): CheckedEvent {
  const { recurrence: _recurrence, ...single } = event;
  const { summary, start, end, ...optional } = changes;
  const kept: Record<string, unknown> = { ...single };
  for (const [name, value] of Object.entries(optional)) {
    if (value === null) delete kept[name];
    else kept[name] = value;
  }
  return {
    ...kept,
    summary: summary ?? event.summary,
    start: storedPoint(start) ?? event.start,
    end: storedPoint(end) ?? event.end,
    tzid: event.tzid,
  };
}

function storedPoint(time: EventTime | null | undefined): Point | undefined {
  if (time === undefined || time === null) return undefined;
  const point = readTime(time, utc);
  if (point.kind !== "fault") return point;
  throw new ItipError("invalid-state", [
    { path: "plan.occurrences", code: point.code, message: point.message },
  ]);
}

/** What is to be remembered of an occurrence's event: its differences from what the series says. */
export function changesFrom(template: CheckedEvent, event: CheckedEvent): OccurrenceChanges {
  const { recurrence: _a, tzid: _b, ...old } = showEvent(template, formatLocal);
  const { recurrence: _c, tzid: _d, ...now } = showEvent(event, formatLocal);
  const changes: Record<string, unknown> = {};
  const before: Record<string, unknown> = old;
  const after: Record<string, unknown> = now;
  for (const name of [...Object.keys(before), ...Object.keys(after)]) {
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) changes[name] = after[name] ?? null;
  }
  // Start and end only make sense together.
  if ("start" in changes || "end" in changes) Object.assign(changes, { start: now.start, end: now.end });
  return changes;
}
