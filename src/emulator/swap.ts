import { refusal } from "../errors.ts";
import { parseStored, type StoredInvite } from "./record.ts";
import type { InviteStore } from "./store.ts";

/** How often a write may lose against others: a store that refuses so many does not keep the promise of compare-and-swap. */
const mostAttempts = 10_000;

/** What a change makes of a stored invite: what to write, or nothing; and what to tell its caller. */
interface Step<T> {
  readonly next?: StoredInvite | undefined;
  readonly result: T;
}

/**
 * Changes what is stored under a key by compare-and-swap: the change is made again on what somebody else has written in between,
 * so that nothing is lost.
 *
 * @throws {ItipError} `invalid-argument` for a store that refuses every write; what the change throws
 */
export async function swap<T>(
  store: InviteStore,
  key: string,
  change: (stored: StoredInvite | undefined) => Step<T>,
): Promise<T> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const row = await store.get(key);
    const { next, result } = change(row === undefined ? undefined : parseStored(row.value));
    if (next === undefined || (await store.set(key, JSON.stringify(next), row?.version))) return result;
  }
  const message = `must take a write within ${mostAttempts} attempts`;
  throw refusal("invalid-argument", "options.store", "limit-exceeded", message);
}
