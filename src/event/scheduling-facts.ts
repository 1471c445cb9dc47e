import type { EventTime } from "../time/event-time.ts";
import type { EventDetails, Mailbox, Recipient } from "./event.ts";

/** One occurrence of a series that differs from the others. */
export interface Occurrence {
  /** Its original start (RECURRENCE-ID). */
  readonly instance: EventTime;
  readonly event: EventDetails;
  /** Its own SEQUENCE; default the message's. */
  readonly sequence?: number;
  /** Who comes to it, with what they say about it; default those of the series. */
  readonly attendees?: readonly Recipient[];
}

/** All that an organizer's message says. */
export interface SchedulingFacts {
  readonly uid: string;
  readonly sequence: number;
  readonly dtstamp: Date;
  /** As this copy names the organizer, the reply token included. */
  readonly organizer: Mailbox;
  /** Those that this copy lists; `status` becomes PARTSTAT. */
  readonly attendees: readonly Recipient[];
  /** The series, or the one occurrence when `instance` is given. */
  readonly event: EventDetails;
  /** RECURRENCE-ID: the message is about this occurrence alone. */
  readonly instance?: EventTime;
  /** Occurrences that differ and go along with the series. */
  readonly occurrences?: readonly Occurrence[];
  /** Cancelled occurrences: EXDATE beside the event's own. */
  readonly excluded?: readonly EventTime[];
  readonly counterProposals?: boolean;
  readonly comment?: string;
}
