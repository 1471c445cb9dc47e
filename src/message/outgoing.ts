import type { EventDetails, Mailbox } from "../event/event.ts";
import type { Method, Status } from "../event/status.table.ts";
import type { EventTime } from "../time/event-time.ts";

/** What an update changed, the old beside the new; the time comes first, then the place, then the rest. */
export interface Change {
  /** What has changed. */
  field:
    | "time"
    | "recurrence"
    | "location"
    | "summary"
    | "description"
    | "url"
    | "conferenceUrl"
    | "status"
    | "attachments"
    | "guests"
    | "organizer";
  /** `time`: the two ends; otherwise the text, of `attachments` a line for each. Absent: there was nothing before. */
  from?: string | { start: EventTime; end: EventTime };
  /** As `from`, what there is now. Absent: it was removed. */
  to?: string | { start: EventTime; end: EventTime };
  /** `guests`: who is invited now and was not before; at most 20. */
  added?: Mailbox[];
  /** `guests`: who was invited before and is not any more; at most 20. */
  removed?: Mailbox[];
}

/**
 * A message to be sent, and all that a body text needs. Plain JSON: it can wait in an outbox.
 *
 * `composeEmail` turns it into an email.
 */
export interface OutgoingMessage {
  /** What it asks for or says, METHOD. */
  method: Method;
  /** Who sends it: the organizer, or the person who answers. */
  from: Mailbox;
  /** The one person whom it is for. */
  to: Mailbox;
  /** The calendar text: CRLF line ends, folded at 75 octets. */
  ics: string;
  /** UID of the event. */
  uid: string;
  /** The revision of the event, SEQUENCE. */
  sequence: number;
  /** DTSTAMP, RFC 3339 in UTC: the default Date of the email. */
  dtstamp: string;
  /** The event that the message is about. For a message about one occurrence: that occurrence. */
  event: EventDetails;
  /** The organizer of the event; in a REPLY or COUNTER, the person to whom the answer goes. */
  organizer: Mailbox;
  /** BCP 47: the language that the recipient reads, as the organizer gave it: `composeEmail`'s default. */
  locale?: string;
  /** The recipient's IANA zone, as the organizer gave it: `composeEmail`'s default. */
  timeZone?: string;
  /** A token by which a delivery report proves to be about this mail (`replySecret`): `composeEmail` writes it into Message-ID and References. */
  proof?: string;
  /** At most 20 of the guests that the recipient may see, and how many there are in all. Absent when hidden. */
  guests?: { shown: Mailbox[]; count: number };
  /** The original start of the occurrence that this message is about. */
  instance?: EventTime;
  /** A REQUEST that repeats or changes an earlier one: what changed, possibly nothing. Absent in a first invitation. */
  changes?: Change[];
  /** Plain text for this recipient. */
  comment?: string;
  /** REPLY and COUNTER: the answer. REQUEST: the answer of the recipient that stands; absent where one is asked for. */
  status?: Status;
  /** COUNTER: the proposed time. DECLINECOUNTER: the proposal that was declined. */
  proposal?: { start: EventTime; end: EventTime };
}
