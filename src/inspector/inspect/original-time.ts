import type { ItipMessage } from "../../index.ts";
import { momentOf } from "./moment.ts";
import type { Component } from "./property.ts";
import { numberOf, type Span, spanFrom, spanOf } from "./span.ts";

/** So many occurrences of their own are looked through for the one that is meant. */
const mostOccurrences = 500;

/**
 * When it was to happen before somebody proposed another time: Microsoft's calendars say it, an invitation that was
 * opened too knows it, and an answer to one occurrence names at least its start.
 *
 * @param component of `message`, the one that proposes
 * @param others messages that were looked into as well
 */
export function originalTime(
  message: ItipMessage,
  component: Component,
  others: readonly ItipMessage[],
): Span | undefined {
  const { calendar, uid } = message;
  const stated = spanOf(component, calendar, ["X-MS-OLK-ORIGINALSTART", "X-MS-OLK-ORIGINALEND"]);
  if (stated !== undefined) return stated;
  const invitation = others.find((other) => other.method === "REQUEST" && other.uid === uid);
  const invited =
    invitation === undefined ? undefined : spanOf(invitation.components[0], invitation.calendar);
  const instance = momentOf(component, "RECURRENCE-ID", calendar);
  if (instance === undefined) return invited;
  const moved = invitation?.components.slice(0, mostOccurrences).find((other) => {
    const named = momentOf(other, "RECURRENCE-ID", invitation.calendar);
    return named?.kind === instance.kind && numberOf(named) === numberOf(instance);
  });
  const own = invitation === undefined ? undefined : spanOf(moved, invitation.calendar);
  return own ?? spanFrom(instance, invited ?? spanOf(component, calendar));
}
