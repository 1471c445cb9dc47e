import type { Point } from "../time/point.ts";
import { addressKey } from "./address/address.ts";
import type { CheckedEvent, Mailbox, Organizer, Recipient } from "./event.ts";

/** One occurrence of a series that differs from the others. */
interface ChangedOccurrence {
  /** Its original start (RECURRENCE-ID). */
  readonly instance: Point;
  readonly event: CheckedEvent;
  /** Its own SEQUENCE; default the message's. */
  readonly sequence?: number;
  /** Who comes to it, with what they say about it; default those of the series. */
  readonly attendees?: readonly Attendee[];
}

/** Somebody on the list of a message; the organizer's own place on it is that of the chair, who has accepted and is not asked. */
export interface Attendee extends Recipient {
  readonly isOrganizer?: true;
}

/** The people of a list as a message names them: the organizer, where they are on it, is marked as such. */
export function asAttendees(recipients: readonly Recipient[], organizer: Mailbox): readonly Attendee[] {
  const key = addressKey(organizer.email);
  if (!recipients.some(({ email }) => addressKey(email) === key)) return recipients;
  return recipients.map((one) =>
    addressKey(one.email) === key ? { ...one, isOrganizer: true as const } : one,
  );
}

/** All that an organizer's message says. */
export interface SchedulingFacts {
  readonly uid: string;
  readonly sequence: number;
  readonly dtstamp: Date;
  /** As this copy names the organizer, the reply token included. */
  readonly organizer: Organizer;
  /** Those that this copy lists; `status` becomes PARTSTAT. */
  readonly attendees: readonly Attendee[];
  /** The series, or the one occurrence when `instance` is given. */
  readonly event: CheckedEvent;
  /** RECURRENCE-ID: the message is about this occurrence alone. */
  readonly instance?: Point;
  /** Occurrences that differ and go along with the series. */
  readonly occurrences?: readonly ChangedOccurrence[];
  /** Cancelled occurrences: EXDATE beside the event's own. */
  readonly excluded?: readonly Point[];
  /** PRODID; default this package's. */
  readonly productId?: string;
  readonly counterProposals?: boolean;
  readonly comment?: string;
}
