import type { OutgoingMessage } from "../../src/index.ts";

/** What tells one message of the organizer's from all others: a step gives each person one. */
export function keyOf({ uid, method, sequence, dtstamp, to }: OutgoingMessage): string {
  return [uid, method, sequence, dtstamp, to.email].join(" ");
}
