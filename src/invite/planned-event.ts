import { ItipError, type Problem } from "../errors.ts";
import type { CheckedEvent, EventDetails } from "../event/event.ts";
import { readEvent } from "../event/read-event.ts";
import { showEvent } from "../event/show-event.ts";
import { formatLocal } from "../time/point.ts";
import type { Plan } from "./invite.ts";

/** What stored events say: it was known when they were written or checked, and is kept as long as they are. */
const known = new WeakMap<EventDetails, CheckedEvent>();

/** An event as a plan stores it: the times of its clocks, see `formatLocal`. */
export function storeEvent(event: CheckedEvent): EventDetails {
  return rememberEvent(showEvent(event, formatLocal), event);
}

/** A stored event, whose meaning was told when it was checked. */
export function rememberEvent(stored: EventDetails, event: CheckedEvent): EventDetails {
  known.set(stored, event);
  return stored;
}

/**
 * The event of a plan.
 *
 * @throws {ItipError} `invalid-state` for one that nobody has checked
 */
export function eventOf(plan: Pick<Plan, "event">): CheckedEvent {
  const event = known.get(plan.event);
  if (event !== undefined) return event;
  const problems: Problem[] = [];
  const read = readEvent(plan.event, { path: "plan.event", problems });
  if (read === undefined) throw new ItipError("invalid-state", problems);
  known.set(plan.event, read);
  return read;
}
