import { type Invite, type OutgoingMessage, parseInvite, type Transition } from "../../../src/index.ts";
import type { Database } from "./database.ts";

/** Reads, changes, writes, in a transaction of the caller's; takes the step again when somebody else has written meanwhile. */
export async function change<Result extends Transition>(
  db: Database,
  uid: string,
  step: (invite: Invite) => Result,
  lostRace?: () => void,
): Promise<Result | undefined> {
  for (;;) {
    const { rows } = await db.query<{ state: string; version: number }>(
      "SELECT state, version FROM invite WHERE uid = $1",
      [uid],
    );
    const [row] = rows;
    if (row === undefined) return undefined; // somebody else's event
    const invite = parseInvite(JSON.parse(row.state)); // refuses damaged or newer state
    const result = step(invite);
    if (result.invite === invite) return result; // nothing new, nothing to write
    const { rowCount } = await db.query(
      "UPDATE invite SET state = $1, version = version + 1 WHERE uid = $2 AND version = $3",
      [JSON.stringify(result.invite), uid, row.version],
    );
    if (rowCount === 1) {
      await post(db, result.messages);
      return result;
    }
    lostRace?.();
  }
}

/** Messages go into the outbox in the transaction that writes the state: no move without its mails, no mails without the move. */
export async function post(db: Database, messages: readonly OutgoingMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await db.query("INSERT INTO outbox (message) SELECT unnest($1::text[])", [
    messages.map((message) => JSON.stringify(message)),
  ]);
}
