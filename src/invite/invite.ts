import type { EventDetails, Organizer, Recipient } from "../event/event.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import type { StatedReply } from "../reply/read-reply.ts";
import type { Answer } from "../reply/reply.ts";
import type { EventTime } from "../time/event-time.ts";
import type { StatedTime } from "../timezone/time-property.ts";

/** The version of the stored shape that this package writes. */
export const stateVersion = 2;

/**
 * One tracked invitation: the organizer's plan, and what everybody has answered. Plain JSON, to be stored as it is.
 *
 * The plan has one writer; the answers only ever grow towards what was said last, so that two copies that saw
 * different replies can always be joined (`mergeInvites`).
 */
export interface Invite {
  /** The form in which this is stored; `parseInvite` reads every earlier one. */
  readonly version: number;
  /** The application's own id. */
  readonly id: string;
  /** UID of the event: the key to store the invite under. */
  readonly uid: string;
  /** The highest SEQUENCE ever used. */
  readonly sequence: number;
  /** The zone of the first start, for ever: floating times and guessed zones of replies are read with it. */
  readonly timeZone: string;
  /** The application's own address, as it was given to `createInvite`. */
  readonly callbackUrl?: string;
  /** What `replySecret` makes unguessable for this invite: derived from the secret and the UID; the secret cannot be worked out from it. */
  readonly replyKey?: string;
  /** PRODID of every message; absent: this package's. */
  readonly productId?: string;
  /** What the organizer has planned: event, people and occurrences. For `parseInvite` alone; `statusOf` shows it. */
  readonly plan: Plan;
  /** Everyone who was ever invited, by address. */
  readonly invited: readonly KnownPerson[];
  /** What the people in `invited` said, sorted by address, then occurrence. */
  readonly answers: readonly Entry[];
  /** What others said, sorted likewise; bounded, see `strangerLimit`. */
  readonly strangers: readonly Entry[];
  /** The SEQUENCE at which copies had been moved to different times; present while that is the current one. */
  readonly conflict?: number;
}

/** What the organizer wants at present. */
export interface Plan {
  readonly state: "active" | "cancelled";
  /** DTSTAMP of the latest change, RFC 3339 in UTC; rises with every change. */
  readonly updatedAt: string;
  readonly organizer: Organizer;
  /** In the order invited. */
  readonly recipients: readonly Recipient[];
  readonly event: EventDetails;
  readonly guestList: "shown" | "hidden";
  readonly counterProposals: boolean;
  /** SEQUENCE of the last change of start or end. */
  readonly timeSequence: number;
  /** SEQUENCE of the last change of recurrence; that a series is merely cut short or extended does not count. */
  readonly recurrenceSequence: number;
  /** Occurrences that are not what the series says, sorted by key. */
  readonly occurrences: readonly PlannedOccurrence[];
  /** Occurrences that the series has lost, cut short or left out, sorted by key: what was planned for them counts again when it has them back. */
  readonly lost?: readonly PlannedOccurrence[];
  /** Digests of the latest descriptions that the event had before: KDE's answers echo them, which is no comment. */
  readonly formerDescriptions: readonly string[];
  /** The latest times that the event had before: who names one of them answers what is not planned any more. */
  readonly formerTimes: readonly FormerTime[];
  /** People who were taken off the list and invited again, sorted by address. */
  readonly reinvited: readonly Reinvited[];
}

/** A start and an end in the form of an occurrence's key: instants in UTC, or dates. */
export interface FormerTime {
  readonly start: string;
  readonly end: string;
}

/** From when on somebody who was invited again is heard: what they said before belongs to the invitation that was withdrawn. */
export interface Reinvited {
  /** Folded as `addressKey` does. */
  readonly address: string;
  /** SEQUENCE of the new invitation. */
  readonly sequence: number;
  /** DTSTAMP of the new invitation. */
  readonly updatedAt: string;
}

/** One occurrence that was cancelled, or changed, or that somebody was left out of. */
export interface PlannedOccurrence {
  /** Its original start by the clock of the series, with the zone behind it; a date in a series of whole days. */
  readonly key: string;
  readonly cancelled?: true;
  /** SEQUENCE of its own last change of time. */
  readonly timeSequence?: number;
  /** The latest times that it had before, apart from the series. */
  readonly formerTimes?: readonly FormerTime[];
  /**
   * What differs from the series; `null`: the series has it, the occurrence does not. Empty: nothing differs any more, but people have
   * been told of the occurrence apart, and their calendars keep it apart unless the series names it.
   */
  readonly changes?: OccurrenceChanges;
  /** Addresses (folded) of people who are invited to the series and not to this occurrence. */
  readonly without?: readonly string[];
  /** People who are invited to this occurrence and not to the series. */
  readonly with?: readonly Recipient[];
  /** People who were left out of this occurrence and invited to it again, sorted by address. */
  readonly reinvited?: readonly Reinvited[];
}

/** The part of an event that a single occurrence may have of its own. */
export type OccurrenceChanges = {
  readonly [K in Exclude<keyof EventDetails, "recurrence" | "tzid">]?: EventDetails[K] | null;
};

/** A person who was invited at some time. `address` is folded as `addressKey` does. */
export interface KnownPerson {
  readonly address: string;
  readonly email: string;
  readonly name?: string;
}

/** What one person said about the series (`occurrence` is `""`), one occurrence, or one and all later ones. */
export interface Entry {
  /** Folded as `addressKey` does. */
  readonly address: string;
  /** `""`, or the key of an occurrence as in {@link PlannedOccurrence}, with `+` behind it: of that and all later ones. */
  readonly occurrence: string;
  /** The greatest REPLY. */
  readonly reply?: Statement;
  /** The greatest COUNTER. */
  readonly counter?: Statement;
  /** The greatest COUNTER that the organizer has dealt with. */
  readonly settled?: Statement;
  /** A mail to this address came back: the Date of the latest report, `""` when it had none, which is older than any. */
  readonly bounced?: string;
  /** The latest REFRESH that was answered: DTSTAMP of what was sent, and the day. */
  readonly refreshed?: string;
  /** Digests of statements that the organizer wants forgotten, sorted. */
  readonly forgotten?: readonly string[];
}

/**
 * One REPLY or COUNTER, as it was said: nothing in it depends on what the organizer did before or since. Absent
 * `status`: it states no answer, as a COUNTER may.
 */
export type Statement = Readonly<
  Omit<
    StatedReply,
    "method" | "uid" | "instance" | "thisAndFuture" | "organizer" | "byAuthor" | "proposal" | "named"
  > & {
    proposal?: KeptSpan;
    named?: KeptSpan;
  }
>;

/**
 * A time of a reply as it is kept: in a zone by its clock, as the reply wrote it. `offset`, in milliseconds, stands there where the
 * clock showed that time twice and the second time was meant.
 */
export type KeptTime =
  | Exclude<StatedTime, { kind: "zoned" }>
  | (Omit<Extract<StatedTime, { kind: "zoned" }>, "instant"> & { wall: number; offset?: number });

/** Start and end of a reply, as they are kept. */
export interface KeptSpan {
  readonly start: KeptTime;
  readonly end: KeptTime;
}

/** The next state, and the messages to send for it. */
export interface Transition {
  /** The state afterwards: store it in place of the former. */
  readonly invite: Invite;
  /** What to send: each message is for one person. */
  readonly messages: OutgoingMessage[];
}

/** How an invitation stands. */
export interface InviteStatus {
  /** Whether the event stands or was called off. */
  state: "active" | "cancelled";
  /** What is planned: the series, or the one occurrence that was asked for. */
  event: EventDetails;
  /** Whose event it is. */
  organizer: Organizer;
  /** The highest SEQUENCE ever used. */
  sequence: number;
  /** DTSTAMP of the latest change, RFC 3339 in UTC. */
  updatedAt: string;
  /** Everyone invited, in the order invited, addresses as they were given. */
  recipients: Answer[];
  /** Every reply by address, also from people never invited, sorted by address. */
  replies: Answer[];
  /** Occurrences of the series that were answered, changed or cancelled apart from it, in order of time. */
  instances?: EventTime[];
  /** Copies were merged that had been moved to different times; the next update sends to all. */
  conflict?: true;
}
