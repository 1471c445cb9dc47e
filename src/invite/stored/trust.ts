import { refusal } from "../../errors.ts";
import type { Invite } from "../invite.ts";

/** Invites that this package made or checked: they need no second check. */
const trusted = new WeakSet<object>();

/** Invites that were put together of some guests' parts: sound, and not everybody is in them. */
const excerpts = new WeakSet<object>();

/** Marks an invite as sound. */
export function trust(invite: Invite): Invite {
  trusted.add(invite);
  return invite;
}

/** Whether a value is an invite that was made or checked here. */
export function isTrusted(value: unknown): value is Invite {
  return typeof value === "object" && value !== null && trusted.has(value);
}

/** Marks an invite as sound, and as one that not everybody is in. */
export function asExcerpt(invite: Invite): Invite {
  excerpts.add(invite);
  return invite;
}

/** Whether a value is an invite of some guests' parts. */
export function isExcerpt(value: unknown): value is Invite {
  return typeof value === "object" && value !== null && excerpts.has(value);
}

/** Marks an invite that was made of another one as that one is marked. */
export function trustLike(former: Invite, invite: Invite): Invite {
  return isExcerpt(former) ? asExcerpt(invite) : trust(invite);
}

/** The error of a step that concerns everybody, taken where only some are at hand. */
export function incompleteParts(): Error {
  return refusal(
    "invalid-argument",
    "parts.guests",
    "incomplete",
    "must be the parts of all guests: this step concerns everybody",
  );
}
