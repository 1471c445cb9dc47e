import type { ItipMessage, Reply } from "../index.ts";
import { momentOf, type Span, spanOf } from "./moment.ts";

/**
 * When it was to happen before somebody proposed another time: Microsoft's calendars say it, an answer to one occurrence
 * names its start, and otherwise only the invitation knows.
 *
 * @param invitations messages that were looked into as well
 */
export function originalTime(
  message: ItipMessage,
  reply: Reply,
  invitations: readonly ItipMessage[],
): Span | undefined {
  const [component] = message.components;
  const stated = spanOf(component, "X-MS-OLK-ORIGINALSTART", "X-MS-OLK-ORIGINALEND");
  if (stated !== undefined) return stated;
  const invitation = invitations.find(({ method, uid }) => method === "REQUEST" && uid === message.uid);
  const invited = spanOf(invitation?.components[0], "DTSTART", "DTEND");
  const start = momentOf(component, "RECURRENCE-ID");
  if (start === undefined) return invited;
  const proposed = proposedTime(reply);
  const length = invited ?? proposed;
  return { start, end: start + (length === undefined ? 0 : length.end - length.start) };
}

/** The proposed time of a reply. */
export function proposedTime({ proposal }: Reply): Span | undefined {
  return proposal === undefined
    ? undefined
    : { start: Date.parse(proposal.start.time), end: Date.parse(proposal.end.time) };
}
