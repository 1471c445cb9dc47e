/**
 * Where invites are kept: text by key, changed by compare-and-swap. Every database has what it needs, a row with a version for
 * instance.
 */
export interface InviteStore {
  /** What is stored under a key, and a version that changes with every write; `undefined`: nothing. */
  get(key: string): Promise<{ value: string; version: string } | undefined>;
  /**
   * Writes if the stored version is still the one that was read, `undefined` for a key that was not there; `false`: somebody else
   * wrote in between, and nothing was changed.
   */
  set(key: string, value: string, version: string | undefined): Promise<boolean>;
  /** Every key. */
  list(): Promise<string[]>;
}

/**
 * A store that lasts as long as the process.
 *
 * @example
 * const store = memoryStore();
 * await store.set("7", "{}", undefined); // true
 * await store.set("7", "{}", undefined); // false: it is there by now
 */
export function memoryStore(): InviteStore {
  const rows = new Map<string, { value: string; version: string }>();
  let writes = 0;
  return {
    get: async (key) => rows.get(key),
    set: async (key, value, version) => {
      if (rows.get(key)?.version !== version) return false;
      writes += 1;
      rows.set(key, { value, version: String(writes) });
      return true;
    },
    list: async () => [...rows.keys()],
  };
}
