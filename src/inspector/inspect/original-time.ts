import type { ItipMessage } from "../../index.ts";
import type { Component } from "./property.ts";
import { type StatedSpan, spanFrom, statedSpan } from "./stated-span.ts";
import { statedTime } from "./stated-time.ts";

/** At most so many changed occurrences are searched for the one that the proposal is about. */
const mostOccurrences = 500;

/**
 * The time of an event before somebody proposed another. Microsoft's calendars write it into the proposal; else it is in the
 * invitation, if that was opened too; and an answer to one occurrence names at least that occurrence's start.
 *
 * @param component of `message`, the one that proposes
 * @param others messages that were looked into as well
 */
export function originalTime(
  message: ItipMessage,
  component: Component,
  others: readonly ItipMessage[],
): StatedSpan | undefined {
  const { calendar, uid } = message;
  const stated = statedSpan(component, calendar, ["X-MS-OLK-ORIGINALSTART", "X-MS-OLK-ORIGINALEND"]);
  if (stated !== undefined) return stated;
  const invitation = others.find((other) => other.method === "REQUEST" && other.uid === uid);
  const invited =
    invitation === undefined ? undefined : statedSpan(invitation.components[0], invitation.calendar);
  const instance = statedTime(component, "RECURRENCE-ID", calendar);
  if (instance === undefined) return invited;
  const moved = invitation?.components.slice(0, mostOccurrences).find((other) => {
    const named = statedTime(other, "RECURRENCE-ID", invitation.calendar);
    return named?.kind === instance.kind && named.at.toMillis() === instance.at.toMillis();
  });
  const own = invitation === undefined ? undefined : statedSpan(moved, invitation.calendar);
  return own ?? spanFrom(instance, invited ?? statedSpan(component, calendar));
}
