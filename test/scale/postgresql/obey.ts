import type { Invite, Transition } from "../../../src/index.ts";
import { type Command, perform } from "../story.ts";
import { type Database, transaction } from "./database.ts";
import { presentAgain } from "./inbox.ts";

/**
 * Performs the organizer's next command, once: it is taken out of its table in the transaction that writes what came of it.
 * Says whether there was one. A command waits until the emails that are to come before it are taken in.
 */
export async function obey(
  db: Database,
  changed: (uid: string, step: (invite: Invite) => Transition) => Promise<unknown>,
): Promise<boolean> {
  return transaction(db, async () => {
    const { rows } = await db.query<{ id: string; body: string }>(
      `SELECT id, body FROM command WHERE after < coalesce((SELECT min(id) FROM inbox), after + 1)
       ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    const [row] = rows;
    if (row === undefined) return false;
    const command: Command = JSON.parse(row.body);
    await changed(command.uid, (invite) => perform(invite, command));
    await presentAgain(db, command.uid);
    await db.query("DELETE FROM command WHERE id = $1", [row.id]);
    return true;
  });
}
