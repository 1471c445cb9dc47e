import { cancelInvite, type Invite, type Transition, updateInvite } from "../../src/index.ts";

/** What the organizer does to one invite. */
export interface Command {
  readonly id: string;
  readonly uid: string;
  /** When it was given, RFC 3339 in UTC: the `now` of the change. */
  readonly at: string;
  readonly kind: "move" | "cancel" | "revive";
  /** The new start, for `move` and `revive`. */
  readonly start?: string;
}

/** Takes one step of the organizer's. */
export function perform(invite: Invite, { kind, at, start }: Command): Transition {
  const now = new Date(at);
  if (kind === "cancel" || start === undefined) return cancelInvite(invite, { now });
  return updateInvite(invite, { event: { start } }, { now });
}
