import { createHash } from "node:crypto";
import { composeEmail, type OutgoingMessage } from "../../src/index.ts";

/** A mail that has left the house, as its receiver could see it. */
export interface SentMail {
  /** Which message it is, see {@link keyOf}. */
  readonly key: string;
  readonly messageId: string;
  /** SHA-256 of the whole mail. */
  readonly digest: string;
}

/** What tells one message of the organizer's from all others: a step gives each person one. */
export function keyOf({ uid, method, sequence, dtstamp, to }: OutgoingMessage): string {
  return [uid, method, sequence, dtstamp, to.email].join(" ");
}

/** Composes a message and says what would go over the wire. */
export function sentMailOf(message: OutgoingMessage): SentMail {
  const { messageId, raw } = composeEmail(message);
  return { key: keyOf(message), messageId, digest: createHash("sha256").update(raw).digest("hex") };
}
