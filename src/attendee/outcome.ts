import type { Change } from "../message/outgoing.ts";
import type { EventTime } from "../time/event-time.ts";

/** Which occurrence a message is about, where it is about one. */
interface AboutOccurrence {
  /** Its original start. */
  instance?: EventTime;
  /** Where `instance` stands: all that follow are meant too (RFC 5545 section 3.2.13). */
  thisAndFuture?: true;
}

/** What a message means to the person who received it. */
export type AttendeeOutcome =
  | ({ kind: "new" } & AboutOccurrence)
  | ({ kind: "updated"; changes: Change[]; answerStands: boolean } & AboutOccurrence)
  | ({ kind: "cancelled" } & AboutOccurrence)
  | ({ kind: "reinvited"; changes: Change[]; answerStands: boolean } & AboutOccurrence)
  | ({ kind: "proposal-declined"; comment?: string } & AboutOccurrence)
  /** Received already. */
  | { kind: "duplicate" }
  /** Something later is known. */
  | { kind: "outdated" }
  | { kind: "held"; reason: AttendeeHeld }
  | { kind: "ignored"; reason: AttendeeIgnored };

/**
 * Why a person should look: the mail has no author, it is not the organizer's own, its author is not proven, or it names another
 * organizer than the one whose event it is; or it is dated more than a day after its email or `now`, and would shadow what comes later; or
 * when the event is cannot be read: a zone that nobody knows, a damaged date, none at all.
 */
export type AttendeeHeld =
  | "no-author"
  | "sender-mismatch"
  | "authentication-failed"
  | "organizer-change"
  | "dtstamp-in-the-future"
  | "unreadable-time";

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
