import type { Status } from "../event/status.table.ts";
import type { Change } from "../message/outgoing.ts";
import type { EventTime } from "../time/event-time.ts";

/** Another time that somebody would rather have. */
export interface Proposal {
  /** When it would begin. */
  start: EventTime;
  /** When it would end. */
  end: EventTime;
}

/** What one person has said. Optional keys are absent when there is nothing to say. */
export interface Answer {
  /** Whose answer it is. */
  email: string;
  /** The person's name, where one is known. */
  name?: string;
  /** Where the person stands. */
  status: Status;
  /** As they wrote it; an invite keeps at most 10,000 characters. */
  comment?: string;
  /** Another time that the person would rather have, while nobody has answered it. */
  proposal?: Proposal;
  /** People that this person brings along (X-NUM-GUESTS), where they said so. */
  extraGuests?: number;
  /** A mail to this address came back, and nothing that its owner wrote later has come in. */
  undeliverable?: true;
  /** DELEGATED-TO: whom they sent in their place, as they say (RFC 5546 section 3.2.2.3). */
  delegatedTo?: string[];
  /** DELEGATED-FROM: the people in whose place this person answers. The delegators' own replies name the delegate in `delegatedTo`. */
  delegatedFrom?: string[];
}

/** One person's answer as one REPLY or COUNTER gives it, for the series or for one occurrence. */
export interface Reply extends Answer {
  /** UID of the event that is answered. */
  uid: string;
  /** SEQUENCE. Absent, malformed or above 2³¹−1 falls back to Microsoft's, else 0. */
  sequence: number;
  /** DTSTAMP, RFC 3339 in UTC. */
  dtstamp?: string;
  /** The email's Date, RFC 3339 in UTC. */
  sentAt?: string;
  /** The occurrence answered (RECURRENCE-ID). Absent: the series, or the only occurrence. */
  instance?: EventTime;
  /** RANGE=THISANDFUTURE: the answer is about that occurrence and all later ones (RFC 5545 section 3.2.13). */
  thisAndFuture?: true;
  /** SENT-BY: who wrote the answer for this person. */
  sentBy?: string;
  /** What a COUNTER asks for beside another time, old beside new; from `receive`, which knows what was planned. */
  changes?: Change[];
}
