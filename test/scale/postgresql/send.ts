import { type ComposedEmail, composeEmail, type OutgoingMessage } from "../../../src/index.ts";
import { type Database, transaction } from "./database.ts";

/**
 * Empties the outbox, a hundred messages at a time, and says how many there were. A process that dies between sending and
 * writing that down leaves mails that are sent again: the Message-ID is derived from the content, so a mail sent twice is one mail.
 */
export async function send(
  db: Database,
  deliver: (email: ComposedEmail, message: OutgoingMessage) => void | Promise<void>,
): Promise<number> {
  return transaction(db, async () => {
    const { rows } = await db.query<{ id: string; message: string }>(
      "SELECT id, message FROM outbox WHERE NOT sent ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED",
    );
    for (const row of rows) {
      const message: OutgoingMessage = JSON.parse(row.message);
      await deliver(composeEmail(message), message);
    }
    await db.query("UPDATE outbox SET sent = true WHERE id = ANY($1)", [rows.map(({ id }) => id)]);
    return rows.length;
  });
}
