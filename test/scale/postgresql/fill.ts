import { readFileSync } from "node:fs";
import type { Mail } from "../story.ts";
import type { World } from "../world.ts";
import type { Database } from "./database.ts";

const tables = ["invite", "outbox", "inbox", "again", "aside", "command"];

/** Puts a world into empty tables: invites with their first messages, all emails as they come in, and the organizer's commands. */
export async function fill(db: Database, { stories, deliveries, commands }: World): Promise<void> {
  await db.query(`DROP TABLE IF EXISTS ${tables.join(", ")}`);
  await db.query(readFileSync(new URL("schema.sql", import.meta.url), "utf8"));
  for (const some of pagesOf(stories)) {
    await insert(
      db,
      "invite (uid, state)",
      ["text", "text"],
      [
        some.map(({ created }) => created.invite.uid),
        some.map(({ created }) => JSON.stringify(created.invite)),
      ],
    );
    const messages = some.flatMap(({ created }) =>
      created.messages.map((message) => JSON.stringify(message)),
    );
    await insert(db, "outbox (message)", ["text"], [messages]);
  }
  for (const some of pagesOf(deliveries)) await addMails(db, some);
  await insert(
    db,
    "command (after, body)",
    ["bigint", "text"],
    [commands.map(({ after }) => after), commands.map(({ command }) => JSON.stringify(command))],
  );
  await db.query("ANALYZE");
}

async function addMails(db: Database, mails: readonly Mail[]): Promise<void> {
  await insert(
    db,
    "inbox (mail, received, verdict, raw)",
    ["text", "timestamptz", "text", "bytea"],
    [
      mails.map(({ id }) => id),
      mails.map(({ received }) => received),
      mails.map(({ verdict }) => verdict),
      mails.map(({ raw }) => raw),
    ],
  );
}

/** One statement for many rows: a list of values for each column. */
async function insert(
  db: Database,
  target: string,
  types: readonly string[],
  columns: readonly (readonly unknown[])[],
): Promise<void> {
  const lists = types.map((type, k) => `$${k + 1}::${type}[]`);
  await db.query(`INSERT INTO ${target} SELECT * FROM unnest(${lists.join(", ")})`, columns);
}

function pagesOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / 500) }, (_, k) => all.slice(500 * k, 500 * (k + 1)));
}
