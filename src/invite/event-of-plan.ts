import type { CheckedEvent, EventDetails } from "../event/event.ts";
import { readEvent } from "../event/read-event.ts";
import { showEvent } from "../event/show-event.ts";
import { readOrRefuse } from "../input.ts";
import { formatLocal } from "../time/point.ts";
import type { Plan } from "./invite.ts";

/** The checked events of stored ones, from when these were written or checked, and kept as long as they are. */
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
export function eventOfPlan(plan: Pick<Plan, "event">): CheckedEvent {
  const event = known.get(plan.event);
  if (event !== undefined) return event;
  const read = readOrRefuse("invalid-state", "plan.event", (reading) => readEvent(plan.event, reading));
  known.set(plan.event, read);
  return read;
}
