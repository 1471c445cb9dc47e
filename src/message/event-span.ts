import { ItipError } from "../errors.ts";
import type { EventTime } from "../time/event-time.ts";
import { wallAt } from "../time/offset.ts";
import { type Point, readTime } from "../time/point.ts";
import { utc } from "../time/zone.ts";

/**
 * The point that a time of the contract's outgoing form stands for.
 *
 * @throws {ItipError} `invalid-time` for anything else: stored state was changed by hand
 */
export function pointOf(time: EventTime): Point {
  const point = readTime(time, utc);
  if (point.kind !== "fault") return point;
  throw new ItipError("invalid-time", [{ path: "", code: point.code, message: point.message }]);
}

/** Local time as if it were UTC, in milliseconds: what recurrence rules count in. */
export function wallOf(point: Point): number {
  return point.kind === "date" ? point.wall : wallAt(point.tzid, point.instant);
}
