import type { Change } from "../message/outgoing.ts";
import type { EventTime } from "../time/event-time.ts";

/** What a message means to the person who received it. `instance`: where it is about one occurrence. */
export type AttendeeOutcome =
  | { kind: "new"; instance?: EventTime }
  | { kind: "updated"; changes: Change[]; answerStands: boolean; instance?: EventTime }
  | { kind: "cancelled"; instance?: EventTime }
  | { kind: "reinvited"; changes: Change[]; answerStands: boolean; instance?: EventTime }
  | { kind: "proposal-declined"; comment?: string; instance?: EventTime }
  /** Received already. */
  | { kind: "duplicate" }
  /** Something later is known. */
  | { kind: "outdated" }
  | { kind: "held"; reason: AttendeeHeld }
  | { kind: "ignored"; reason: AttendeeIgnored };

/**
 * Why a person should look: the mail has no author, it is not the organizer's own, its author is not proven, or it names another
 * organizer than the one whose event it is.
 */
export type AttendeeHeld = "no-author" | "sender-mismatch" | "authentication-failed" | "organizer-change";

/**
 * Why nothing is kept: the person is not listed; it is about another event; it is for an organizer (REPLY, COUNTER, REFRESH); it
 * asks for nothing; nothing in it is an event.
 */
export type AttendeeIgnored =
  | "not-invited"
  | "other-uid"
  | "not-for-attendees"
  | "no-method"
  | "not-an-event";
