import { defaultLimits } from "../icalendar/limits.ts";
import { isOccurrence, type RecurrenceSet } from "../icalendar/recurrence.ts";
import { localTimeOf, pointOf, recurrenceSetOf } from "../message/event-span.ts";
import type { EventDetails } from "../message/invitation.ts";
import type { StatedTime } from "../message/stated-time.ts";
import { placeCalendarTime } from "../time/calendar-time.ts";
import type { EventTime } from "../time/event-time.ts";
import { instantOf, offsetAt, wallAt } from "../time/offset.ts";
import { epochOf, formatPoint, type Point, readTime, rezone } from "../time/point.ts";
import { parseZone, type Tzid, utc } from "../time/zone.ts";
import type { OccurrenceChanges, Plan, PlannedOccurrence } from "./invite.ts";
import { compareTexts } from "./order.ts";
import { isShowable } from "./statement.ts";

const day = 86_400_000;

/** The zone in which an event is shown: that of its start. */
export function zoneOf(event: EventDetails): Tzid {
  return parseZone(event.start.tzid) ?? utc;
}

/**
 * The key of an occurrence: its original start as an instant in UTC, or as a date. Two spellings of one moment, in
 * any zone, have one key.
 */
export function keyOf(point: Point): string {
  if (point.kind === "date") return formatPoint(point).time;
  return formatPoint({ ...point, tzid: utc }).time;
}

/** Whether a text could be the key of an occurrence. */
export function isOccurrenceKey(text: string): boolean {
  const point = readTime(text, utc);
  return point.kind !== "fault" && keyOf(point) === text && !isEdge(point);
}

/** Whether a key has the form that the occurrences of an event have: dates for a series of whole days. */
export function keyFits(key: string, event: EventDetails): boolean {
  const point = readTime(key, utc);
  return event.recurrence !== undefined && point.kind === pointOf(event.start).kind;
}

/** Too near to the years 0 and 9999 to be shown in every zone. */
function isEdge(point: Point): boolean {
  return !isShowable(
    point.kind === "date" ? { kind: "date", wall: point.wall } : { kind: "utc", instant: point.instant },
  );
}

/** The key that a reply's RECURRENCE-ID names, whatever form the client gave it. */
export function keyOfStated(time: StatedTime, event: EventDetails, zone: Tzid): string {
  const point = placeCalendarTime(time, zone);
  return keyOf(
    pointOf(event.start).kind === "date" ? asDate(point, time.kind === "utc" ? zone : undefined) : point,
  );
}

/**
 * Outlook names the occurrences of a series of whole days by midnights in its own zone; the same midnight in UTC
 * belongs to the invite's zone, unless it is a midnight there already.
 */
function asDate(point: Point, zone: Tzid | undefined): Point {
  if (point.kind === "date") return point;
  const walls = [
    wallAt(point.tzid, point.instant),
    ...(zone === undefined ? [] : [wallAt(zone, point.instant)]),
  ];
  const wall = walls.find((candidate) => candidate % day === 0);
  return wall === undefined ? point : { kind: "date", wall, tzid: point.tzid };
}

/** The key of an occurrence as the caller names it; `undefined` when the value is no time. */
export function keyOfInput(input: unknown, event: EventDetails): string | undefined {
  const point = readTime(input, zoneOf(event));
  if (point.kind === "fault") return undefined;
  return keyOf(pointOf(event.start).kind === "date" ? asDate(point, undefined) : point);
}

/** The start that a key stands for, in the zone of the series. */
export function startOfKey(key: string, event: EventDetails): Point {
  const point = readTime(key, utc);
  // Keys are made by keyOf, or were checked by parseInvite.
  return rezone(point.kind === "fault" ? pointOf(event.start) : point, zoneOf(event));
}

/** RECURRENCE-ID of an occurrence. */
export function instanceOf(key: string, event: EventDetails): EventTime {
  return formatPoint(startOfKey(key, event));
}

/** What is planned for one occurrence apart from the series. */
export function plannedOccurrence(plan: Plan, key: string): PlannedOccurrence | undefined {
  return plan.occurrences.find((occurrence) => occurrence.key === key);
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
  return plannedOccurrence(plan, key) !== undefined || isInSeries(plan.event, key);
}

/** Whether the recurrence itself gives an occurrence at that moment. */
export function isInSeries(event: EventDetails, key: string): boolean {
  if (event.recurrence === undefined) return false;
  const start = pointOf(event.start);
  const point = readTime(key, utc);
  if (point.kind === "fault" || point.kind !== start.kind) return false;
  const set = recurrenceOf(event);
  return wallsOf(rezone(point, zoneOf(event))).some(
    (wall) => isOccurrence(set, wall, defaultLimits.recurrenceSteps) === true,
  );
}

/** An event never changes, so its recurrence is read once; nobody can tell but by the time it takes. */
const recurrences = new WeakMap<EventDetails, RecurrenceSet>();

function recurrenceOf(event: EventDetails): RecurrenceSet {
  const known = recurrences.get(event);
  if (known !== undefined) return known;
  const set = recurrenceSetOf(event);
  recurrences.set(event, set);
  return set;
}

/** A local time that the clocks skip is moved by RFC 5545 section 3.3.5; the rule still counts in the skipped one. */
function wallsOf(point: Point): number[] {
  const wall = localTimeOf(point);
  if (point.kind === "date") return [wall];
  const skipped = point.instant + offsetAt(point.tzid, point.instant - day);
  return skipped !== wall && instantOf(point.tzid, skipped) === point.instant ? [wall, skipped] : [wall];
}

/** What happens at one occurrence: the series' event there, with what was changed for it alone. */
export function eventOfOccurrence(plan: Plan, key: string): EventDetails {
  return withChanges(templateOf(plan.event, key), plannedOccurrence(plan, key)?.changes ?? {});
}

/** What the series alone says about an occurrence: the same length from its own start. */
export function templateOf(event: EventDetails, key: string): EventDetails {
  const { recurrence: _, ...single } = event;
  const start = startOfKey(key, event);
  return { ...single, start: formatPoint(start), end: formatPoint(movedEnd(event, start)) };
}

/** The end that keeps the length of an event from another start: days for dates, an exact time otherwise. */
export function movedEnd(event: EventDetails, start: Point): Point {
  const from = pointOf(event.start);
  const to = pointOf(event.end);
  if (start.kind === "date") {
    const length = from.kind === "date" && to.kind === "date" ? to.wall - from.wall : day;
    return { ...start, wall: start.wall + length };
  }
  const length = from.kind === "date" ? 0 : epochOf(to) - epochOf(from);
  // An end in the zone of its start follows the start into another zone.
  return { ...start, instant: start.instant + length, tzid: from.tzid === to.tzid ? start.tzid : to.tzid };
}

/** An event with some values replaced and others cleared. */
export function withChanges(event: EventDetails, changes: OccurrenceChanges): EventDetails {
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
    start: start ?? event.start,
    end: end ?? event.end,
  };
}

/** What is to be remembered of an occurrence's event: its differences from what the series says. */
export function changesFrom(template: EventDetails, event: EventDetails): OccurrenceChanges {
  const { recurrence: _a, tzid: _b, ...old } = template;
  const { recurrence: _c, tzid: _d, ...now } = event;
  const changes: Record<string, unknown> = {};
  const before: Record<string, unknown> = old;
  const after: Record<string, unknown> = now;
  for (const name of [...Object.keys(before), ...Object.keys(after)]) {
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) changes[name] = after[name] ?? null;
  }
  // Start and end only make sense together.
  if ("start" in changes || "end" in changes) Object.assign(changes, { start: event.start, end: event.end });
  return changes;
}
