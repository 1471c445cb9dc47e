import type { Invite, OpenedEmail, OutgoingMessage } from "../../../src/index.ts";
import { type Letter, takeInAll } from "../letters.ts";
import { type Command, perform } from "../perform.ts";

/** All that one key holds where each invite has one writer: it is read, changed and written as a whole. */
export interface Kept {
  readonly invite: Invite;
  /** Emails that nobody can make sense of before the organizer's next change: each step of the organizer's takes them in again. */
  readonly waiting: readonly Parcel[];
  /** How many commands were performed: one that comes a second time is known by its number. */
  readonly performed: number;
}

/** An email under the UID of an invite, opened by whoever received it. Plain JSON. */
export interface Parcel extends Omit<Letter, "received" | "email"> {
  /** RFC 3339 in UTC. */
  readonly received: string;
  readonly email: OpenedEmail;
}

/** A command under the UID of an invite: the first is number 1. */
export interface Numbered {
  readonly command: Command;
  readonly nth: number;
}

/** What a step makes: what to write, what to send, and which emails a person should see. */
export interface Step {
  readonly kept: Kept;
  readonly messages: readonly OutgoingMessage[];
  readonly aside: readonly Parcel[];
}

/** What stands under the key of an invite that was just made. */
export function keptOf(invite: Invite): Kept {
  return { invite, waiting: [], performed: 0 };
}

/** Takes emails in, at once. */
export function takeParcels(kept: Kept, parcels: readonly Parcel[]): Step {
  const letters = parcels.map((parcel): Letter => ({ ...parcel, received: new Date(parcel.received) }));
  const { invite, messages, fates } = takeInAll(kept.invite, letters);
  const withFate = (wanted: string) => parcels.filter(({ id }) => fates.get(id) === wanted);
  const known = new Set(kept.waiting.map(({ id }) => id));
  const waiting = new Map(
    withFate("again").flatMap((parcel) => (known.has(parcel.id) ? [] : [[parcel.id, parcel]])),
  );
  if (invite === kept.invite && waiting.size === 0) return { kept, messages, aside: withFate("aside") };
  return {
    kept: { ...kept, invite, waiting: [...kept.waiting, ...waiting.values()] },
    ...{ messages, aside: withFate("aside") },
  };
}

/**
 * Performs a command in its turn, and takes in what has waited for it. One that was performed before changes nothing; one whose
 * turn has not come gives `undefined`, and is to be presented later.
 */
export function obey(kept: Kept, { command, nth }: Numbered): Step | undefined {
  if (nth > kept.performed + 1) return undefined;
  if (nth <= kept.performed) return { kept, messages: [], aside: [] };
  const { invite, messages } = perform(kept.invite, command);
  const then = takeParcels({ invite, waiting: [], performed: nth }, kept.waiting);
  return { ...then, messages: [...messages, ...then.messages] };
}
