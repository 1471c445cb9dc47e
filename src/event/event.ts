import type { EventTime, TimeInput } from "../time/event-time.ts";
import type { Role, Status } from "./status.table.ts";

/** A person's address, and the name to show for it. */
export interface Mailbox {
  email: string;
  name?: string;
}

/** A person invited. `status` is what they are known to have answered already; default `pending`. */
export interface Recipient extends Mailbox {
  role?: Role;
  status?: Status;
}

export interface Location {
  description?: string;
  /** Degrees, −90 … 90. GEO needs both. */
  lat?: string | number;
  /** Degrees, −180 … 180. */
  long?: string | number;
}

export interface Recurrence<T = TimeInput> {
  /** An RFC 5545 RRULE value: `FREQ=WEEKLY;BYDAY=MO;COUNT=10`. */
  rule: string;
  /** Occurrences left out (EXDATE). */
  exclude?: T[];
  /** Occurrences added (RDATE). */
  include?: T[];
}

/** What is to happen, in the caller's words. Times may be given in any form of {@link TimeInput}. */
export interface EventInput<T = TimeInput> {
  summary: string;
  description?: string;
  /** Both dates: all day, the end exclusive. */
  start: T;
  end: T;
  /** IANA zone of times that name none. Default `Etc/UTC`. */
  tzid?: string;
  location?: Location;
  url?: string;
  reminders?: { minutes: number }[];
  transparency?: "opaque" | "transparent";
  private?: boolean;
  color?: string;
  conferenceUrl?: string;
  recurrence?: Recurrence<T>;
}

/** An event that was checked: every time in the contract's outgoing form, plain JSON, nothing absent kept as a key. */
export type EventDetails = EventInput<EventTime>;

/** Everything an invitation needs. */
export interface InviteInput {
  /** The application's own id (`smart_invite_id`). */
  id: string;
  /** Default: derived from `id` and the organizer's domain; stable, ASCII, at most 255 octets. */
  uid?: string;
  organizer: Mailbox;
  recipients: Recipient[];
  event: EventInput;
  /** `hidden`: each recipient's copy lists only that recipient. Default `shown`. */
  guestList?: "shown" | "hidden";
  /** `false` asks clients not to offer "propose new time". Default `true`. */
  counterProposals?: boolean;
  callbackUrl?: string;
  /** Makes the organizer address of each recipient's copy unguessable, which `receive` checks. */
  replySecret?: string;
}

/** An invitation that was checked. */
export interface Invitation extends Omit<InviteInput, "event" | "uid"> {
  uid: string;
  event: EventDetails;
}
