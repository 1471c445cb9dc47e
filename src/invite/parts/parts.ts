import type { Recipient } from "../../event/event.ts";
import type { Entry, Invite, Plan, Reinvited } from "../invite.ts";

/**
 * An invite in the parts that a database keeps in rows of their own: the head, one part a guest, and one for everybody who answers
 * without having been invited. Each is plain JSON.
 */
export interface InviteParts {
  /** What is planned, without the people. */
  readonly head: InviteHead;
  /** Everyone who was ever invited, in any order; some of them are enough for what concerns them alone. */
  readonly guests: readonly GuestPart[];
  /** What people said who were never invited; only needed where one of them says something. */
  readonly strangers?: StrangersPart;
}

/** The parts that a step made or changed: the rows to write. */
export interface ChangedParts {
  /** Present when the plan changed. */
  readonly head?: InviteHead;
  /** The guests whose part is new or another one. */
  readonly guests: readonly GuestPart[];
  /** Present when somebody who was never invited said something new. */
  readonly strangers?: StrangersPart;
}

/** An invite without its people. It grows with the occurrences that differ from the series, and not with the guests. */
export interface InviteHead extends Omit<Invite, "plan" | "invited" | "answers" | "strangers"> {
  /** Which part this is. */
  readonly part: "head";
  /** How many guests' parts there are. */
  readonly people: number;
  /** The plan, without the lists of people in it. For this package alone. */
  readonly plan: HeadPlan;
}

/** A plan without its people; where an occurrence has a list of people, an empty one stands for it. */
export type HeadPlan = Omit<Plan, "recipients">;

/** One person who was ever invited, and all that they said: stored under the UID and `address`. */
export interface GuestPart {
  /** The form in which this is stored, as of an {@link Invite}. */
  readonly version: number;
  /** Which part this is. */
  readonly part: "guest";
  /** UID of the event. */
  readonly uid: string;
  /** The address in the one form in which addresses are compared. */
  readonly address: string;
  /** The address as it was given. */
  readonly email: string;
  /** The name as it was given. */
  readonly name?: string;
  /** How the list of guests has them; absent for people who were taken off it. */
  readonly listed?: Listing;
  /** Occurrences that they are invited to and not to the series. */
  readonly apart?: readonly (Listing & { readonly occurrence: string })[];
  /** Occurrences that they are not invited to, of a series that they are. */
  readonly leftOut?: readonly { readonly occurrence: string; readonly place: number }[];
  /** When they were invited again, if they were. */
  readonly reinvited?: Omit<Reinvited, "address">;
  /** What they said, sorted by occurrence. */
  readonly answers: readonly Entry[];
}

/** A place in a list of guests: they rise in the order invited, with gaps, so that one change moves few. */
export interface Listing {
  readonly place: number;
  readonly recipient: Recipient;
}

/** What people said who were never invited: at most 500 answers and 150 proposals, a million characters in all. */
export interface StrangersPart {
  /** The form in which this is stored, as of an {@link Invite}. */
  readonly version: number;
  /** Which part this is. */
  readonly part: "strangers";
  /** UID of the event. */
  readonly uid: string;
  /** What they said, sorted by address, then occurrence. */
  readonly answers: readonly Entry[];
}
