import type { Invite, Transition } from "../../../src/index.ts";
import { type Command, perform } from "../perform.ts";
import { type Database, transaction } from "./database.ts";
import { presentAgain } from "./inbox.ts";

/**
 * Performs the organizer's next command, once: it is taken out of its table in the transaction that writes what came of it.
 * Says whether there was one.
 */
export async function obey(
  db: Database,
  change: (uid: string, step: (invite: Invite) => Transition) => Promise<unknown>,
): Promise<boolean> {
  return transaction(db, async () => {
    const { rows } = await db.query<{ id: string; body: string }>(
      "SELECT id, body FROM command ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED",
    );
    const [row] = rows;
    if (row === undefined) return false;
    const command: Command = JSON.parse(row.body);
    await change(command.uid, (invite) => perform(invite, command));
    await presentAgain(db, command.uid);
    await db.query("DELETE FROM command WHERE id = $1", [row.id]);
    return true;
  });
}
