import type { Problem } from "../../src/errors.ts";
import type { CheckedEvent, EventInput } from "../../src/event/event.ts";
import { readEvent } from "../../src/event/read-event.ts";
import type { TimeInput } from "../../src/time/event-time.ts";
import { type Point, readTime } from "../../src/time/point.ts";
import { utc } from "../../src/time/zone.ts";

/** A time that is one, as a point. */
export function pointOf(time: TimeInput): Point {
  const point = readTime(time, utc);
  if (point.kind === "fault") throw new Error(point.message);
  return point;
}

/** An event that is one, as the reader of events gives it. */
export function checkedEvent(event: EventInput): CheckedEvent {
  const problems: Problem[] = [];
  const checked = readEvent(event, { path: "event", problems });
  if (checked === undefined) throw new Error(problems.map(({ message }) => message).join("; "));
  return checked;
}
