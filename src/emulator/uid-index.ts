import { ItipError } from "../errors.ts";
import { parseStored } from "./record.ts";
import type { InviteStore } from "./store.ts";
import type { QueueName } from "./watch-list.ts";

/** Which key an event is stored under: answers name a UID, and nothing else. */
export interface UidIndex {
  /** The keys of events; those that are not stored have none. */
  keysOf(uids: readonly string[]): Promise<string[]>;
  note(uid: string, key: string): void;
}

/** An index that reads each stored invite once. What another handler has stored is found when it is first asked for. */
export function uidIndex(store: InviteStore, found: (key: string, name: QueueName) => void): UidIndex {
  const keys = new Map<string, string>();
  const read = new Set<string>();

  async function readKey(key: string): Promise<void> {
    const row = await store.get(key);
    if (row === undefined) return;
    try {
      const { invite, callbacks, mails } = parseStored(row.value);
      read.add(key);
      keys.set(invite.uid, key);
      if (callbacks.length > 0) found(key, "callbacks");
      if (mails.length > 0) found(key, "mails");
    } catch (error) {
      // A damaged invite is refused when it is asked for; the others are served.
      if (!(error instanceof ItipError)) throw error;
    }
  }

  async function readNew(): Promise<void> {
    for (const key of await store.list()) if (!read.has(key)) await readKey(key);
  }

  return {
    keysOf: async (uids) => {
      if (!uids.every((uid) => keys.has(uid))) await readNew();
      return [...new Set(uids.flatMap((uid) => keys.get(uid) ?? []))];
    },
    note: (uid, key) => {
      read.add(key);
      keys.set(uid, key);
    },
  };
}
