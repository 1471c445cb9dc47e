import type { Invite } from "../invite.ts";

/** Invites that this package made or checked: nobody can tell but by the time that a second check would take. */
const trusted = new WeakSet<object>();

/** Marks an invite as sound. */
export function trust(invite: Invite): Invite {
  trusted.add(invite);
  return invite;
}

/** Whether a value is an invite that was made or checked here. */
export function isTrusted(value: unknown): value is Invite {
  return typeof value === "object" && value !== null && trusted.has(value);
}
