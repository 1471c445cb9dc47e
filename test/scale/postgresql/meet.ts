import { type Invite, mergeInvites, parseInvite } from "../../../src/index.ts";
import { change } from "./change.ts";
import { type Database, transaction } from "./database.ts";
import { presentAgain } from "./inbox.ts";

/**
 * Brings what one region knows to another: the two copies of each invite are joined there. `seen` keeps the versions that were
 * brought over before; a messenger that has lost it brings all of them again, which changes nothing.
 */
export async function meet(from: Database, to: Database, seen: Map<string, number>): Promise<void> {
  const { rows: all } = await from.query<{ uid: string; version: number }>("SELECT uid, version FROM invite");
  for (const { uid, version } of all.filter((row) => seen.get(row.uid) !== row.version)) {
    const { rows } = await from.query<{ state: string }>("SELECT state FROM invite WHERE uid = $1", [uid]);
    for (const { state } of rows) await join(to, parseInvite(JSON.parse(state)));
    seen.set(uid, version);
  }
}

async function join(db: Database, other: Invite): Promise<void> {
  await transaction(db, async () => {
    let news = false;
    await change(db, other.uid, (invite) => {
      const joined = mergeInvites(invite, other);
      news = JSON.stringify(joined) !== JSON.stringify(invite);
      return { invite: news ? joined : invite, messages: [] };
    });
    // The organizer may have moved the event over there: what waited for that is taken in now.
    if (news) await presentAgain(db, other.uid);
  });
}
