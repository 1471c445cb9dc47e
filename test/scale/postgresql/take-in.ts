import { parseInvite } from "../../../src/index.ts";
import { byUid, type TakenIn, takeInAll } from "../letters.ts";
import { post } from "./change.ts";
import { type Database, transaction } from "./database.ts";
import { claim, file } from "./inbox.ts";

/**
 * Takes in up to `most` emails that wait, in one transaction, and says how many there were. Each invite is read, locked and
 * written once, however many have answered it: who comes second waits, and never works in vain.
 */
export async function takeIn(db: Database, most: number): Promise<number> {
  return transaction(db, async () => {
    const letters = await claim(db, most);
    const about = byUid(letters);
    // All workers lock in the order of UIDs, so that no two wait for each other.
    const { rows } = await db.query<{ uid: string; state: string; version: number }>(
      "SELECT uid, state, version FROM invite WHERE uid = ANY($1) ORDER BY uid FOR UPDATE",
      [[...about.keys()]],
    );
    const taken = rows.map(({ uid, state, version }) => {
      const stored = parseInvite(JSON.parse(state));
      return { uid, version, stored, ...takeInAll(stored, about.get(uid) ?? []) };
    });
    const changed = taken.filter(({ stored, invite }) => invite !== stored);
    const messages = taken.flatMap((one) => one.messages);
    await write(db, changed);
    await post(db, messages);
    const filed = taken.flatMap(({ uid, fates }) => Array.from(fates, ([id, fate]) => ({ id, fate, uid })));
    await file(db, letters, filed);
    return letters.length;
  });
}

/** The compare-and-swap of many rows at once. */
async function write(
  db: Database,
  next: readonly (Pick<TakenIn, "invite"> & { version: number })[],
): Promise<void> {
  const { rowCount } = await db.query(
    `UPDATE invite SET state = next.state, version = invite.version + 1
     FROM unnest($1::text[], $2::text[], $3::integer[]) AS next (uid, state, version)
     WHERE invite.uid = next.uid AND invite.version = next.version`,
    [
      next.map(({ invite }) => invite.uid),
      next.map(({ invite }) => JSON.stringify(invite)),
      next.map(({ version }) => version),
    ],
  );
  if (rowCount !== next.length) throw new Error("somebody wrote a row that was locked");
}
