import { movedEnd } from "../event/series.ts";
import type { Invitation } from "../reply/read-invitation.ts";
import { formatPoint, millisOf, type Point } from "../time/point.ts";
import type { Said } from "./attendance.ts";
import { readSaid, type Told } from "./read-said.ts";
import { keyedPoint, mayBeInSeries, type Standing } from "./standing.ts";

/** An occurrence that no text describes by itself: the series describes it, or a range. */
export interface Derived {
  readonly told: Told;
  readonly invitation: Invitation;
  readonly instance: Point;
  readonly start: Point;
  readonly end: Point;
}

/** An occurrence as the series has it; `undefined` where the series has none there. */
export function regularOf({ series, zone }: Standing, key: string): Derived | undefined {
  const { told, slot } = series ?? {};
  if (told?.event === undefined || slot?.invited === undefined) return undefined;
  const instance = keyedPoint(key, zone);
  if (instance === undefined || !mayBeInSeries(told.event, key, zone)) return undefined;
  return derived(told, instance, { start: instance, end: movedEnd(told.event, instance) });
}

/** An occurrence as a range has it: as far from its original start as the first of the range, and as long. */
export function rangedOf(said: Said, regular: Derived, zone: Standing["zone"]): Derived | undefined {
  const told = readSaid(said);
  const first = told.invitation?.instance;
  const from = first === undefined ? undefined : keyedPoint(first.time, zone);
  const { event } = told;
  const { instance } = regular;
  if (from?.kind !== instance.kind || event === undefined) return undefined;
  const start = moved(event.start, distance(from, instance));
  return derived(told, instance, { start, end: moved(event.end, distance(from, instance)) });
}

function distance(from: Point, to: Point): number {
  return millisOf(to) - millisOf(from);
}

function moved(point: Point, by: number): Point {
  return point.kind === "date"
    ? { ...point, wall: point.wall + by }
    : { ...point, instant: point.instant + by };
}

function derived(
  told: Told,
  instance: Point,
  { start, end }: { readonly start: Point; readonly end: Point },
): Derived | undefined {
  if (told.invitation === undefined) return undefined;
  const { thisAndFuture: _later, ...said } = told.invitation;
  const { recurrence: _rule, ...event } = said.event;
  const times = { start: formatPoint(start), end: formatPoint(end) };
  const invitation = {
    ...said,
    instance: formatPoint(instance),
    event: { ...event, ...times },
    occurrences: [],
  };
  return { told, invitation, instance, start, end };
}
