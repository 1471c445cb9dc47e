import type { Entry } from "../invite.ts";

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

/** Of one person's entries about an occurrence and later ones, the one that begins last before an occurrence, or at it. */
export function laterEntry(entries: readonly Entry[], key: string): Entry | undefined {
  return entries.findLast(({ occurrence }) => {
    const { first, later } = splitKey(occurrence);
    // Keys of one series sort like the times that they name.
    return later && first <= key;
  });
}
