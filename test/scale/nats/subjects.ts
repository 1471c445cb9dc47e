import { createHash } from "node:crypto";

/** In so many parts the stream of the invites is cut: at most so many processes can share it. */
export const partitions = 8;

/** What an invite is called in a subject and as a key: a UID may have dots and spaces in it. */
export function tokenOf(uid: string): string {
  return createHash("sha256").update(uid).digest("hex").slice(0, 32);
}

/** Where everything about one invite is published: the server maps it to `invite.<partition>.<token>`. */
export function subjectOf(uid: string): string {
  return `invite.${tokenOf(uid)}`;
}
