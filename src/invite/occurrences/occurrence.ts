import { refusal } from "../../errors.ts";
import type { CheckedEvent } from "../../event/event.ts";
import { hasStart, movedEnd } from "../../event/series.ts";
import { showEvent } from "../../event/show-event.ts";
import { keptWith } from "../../kept.ts";
import type { EventTime } from "../../time/event-time.ts";
import { formatLocal, type Point, readTime } from "../../time/point.ts";
import { utc } from "../../time/zone.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { OccurrenceChanges, Plan, PlannedOccurrence } from "../invite.ts";
import { byKey } from "../order.ts";
import { pointOfKey, startOfKey } from "./occurrence-key.ts";

/** What is planned for one occurrence apart from the series. */
export function plannedOccurrence(plan: Plan, key: string): PlannedOccurrence | undefined {
  return indexOf(plan.occurrences).get(key);
}

/** The occurrences of a plan by their keys: a plan never changes, and thousands of answers may ask for them. */
const indexOf = keptWith(
  (occurrences: readonly PlannedOccurrence[]): ReadonlyMap<string, PlannedOccurrence> =>
    new Map(occurrences.map((occurrence) => [occurrence.key, occurrence])),
);

/** The occurrences of a plan with one replaced, added, or (when nothing is left to say about it) taken out. */
export function withOccurrence(plan: Plan, occurrence: PlannedOccurrence): readonly PlannedOccurrence[] {
  const others = plan.occurrences.filter((other) => other.key !== occurrence.key);
  const { cancelled, changes, timeSequence, without = [], with: apart = [], reinvited = [] } = occurrence;
  const plain =
    cancelled === undefined &&
    timeSequence === undefined &&
    changes === undefined &&
    without.length + reinvited.length + apart.length === 0;
  return plain ? others : [...others, occurrence].sort(byKey);
}

/** Whether the series has an occurrence, cancelled ones included. */
export function hasOccurrence(plan: Plan, key: string): boolean {
  return plannedOccurrence(plan, key) !== undefined || isInSeries(eventOfPlan(plan), key);
}

/** Whether the recurrence itself gives an occurrence at that moment. */
export function isInSeries(event: CheckedEvent, key: string): boolean {
  const point = pointOfKey(key);
  return point !== undefined && hasStart(event, point) === true;
}

/** What is planned as a whole (`""`), or for one occurrence: the series' event there, with what was changed for it alone. */
export function plannedEvent(plan: Plan, key: string): CheckedEvent {
  if (key === "") return eventOfPlan(plan);
  return withChanges(templateOf(eventOfPlan(plan), key), plannedOccurrence(plan, key)?.changes ?? {});
}

/** The original start of an occurrence; none of the whole (`""`). */
export function originalStart(plan: Plan, key: string): Point | undefined {
  return key === "" ? undefined : startOfKey(key, eventOfPlan(plan));
}

/** What the series alone says about an occurrence: the same length from its own start. */
export function templateOf(event: CheckedEvent, key: string): CheckedEvent {
  const { recurrence: _, ...single } = event;
  const start = startOfKey(key, event);
  return { ...single, start, end: movedEnd(event, start) };
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
  throw refusal("invalid-state", "plan.occurrences", point.code, point.message);
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
