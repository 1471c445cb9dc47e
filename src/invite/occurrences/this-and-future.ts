import type { CheckedEvent } from "../../event/event.ts";
import type { Entry } from "../invite.ts";
import { keyIn } from "./occurrence-key.ts";

/** What follows the key of an occurrence where an answer is about this and all later ones. */
const mark = "+";

/** The key of an occurrence and all later ones. */
export function laterKey(key: string): string {
  return `${key}${mark}`;
}

/** The first occurrence that a key is about, and whether it is about later ones as well. */
export function splitKey(key: string): { readonly first: string; readonly later: boolean } {
  return key.endsWith(mark)
    ? { first: key.slice(0, -mark.length), later: true }
    : { first: key, later: false };
}

/**
 * The entry that covers an occurrence: of one person's entries about an occurrence and all later ones, the one that begins last
 * without beginning after it.
 */
export function laterEntry(entries: readonly Entry[], key: string, event: CheckedEvent): Entry | undefined {
  let found: { readonly entry: Entry; readonly from: string } | undefined;
  for (const entry of entries) {
    const { first, later } = splitKey(entry.occurrence);
    if (!later) continue;
    // Keys of one series sort like the times that they name.
    const from = keyIn(event, first);
    if (from <= key && (found === undefined || from >= found.from)) found = { entry, from };
  }
  return found?.entry;
}
