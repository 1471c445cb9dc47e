import { readFileSync } from "node:fs";
import { partsOf } from "../../../src/index.ts";
import type { Mail, Story } from "../story.ts";
import type { World } from "../world.ts";
import type { Database } from "./database.ts";
import { writeParts } from "./parts/rows.ts";

const tables = ["invite", "invite_part", "outbox", "inbox", "again", "aside", "command"];

/** Puts a world into empty tables: invites with their first messages, all emails as they come in, and the organizer's commands. */
export async function fill(db: Database, world: World, form: "whole" | "parts" = "whole"): Promise<void> {
  const { stories, deliveries, commands } = world;
  await db.query(`DROP TABLE IF EXISTS ${tables.join(", ")}`);
  for (const file of ["schema.sql", "parts/schema.sql"])
    await db.query(readFileSync(new URL(file, import.meta.url), "utf8"));
  // How many deliveries are to be done with before the command is given.
  await db.query("ALTER TABLE command ADD after bigint NOT NULL");
  for (const some of pagesOf(stories)) {
    if (form === "parts") await addParts(db, some);
    else await addStates(db, some);
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

async function addStates(db: Database, stories: readonly Story[]): Promise<void> {
  await insert(
    db,
    "invite (uid, state)",
    ["text", "text"],
    [
      stories.map(({ created }) => created.invite.uid),
      stories.map(({ created }) => JSON.stringify(created.invite)),
    ],
  );
}

async function addParts(db: Database, stories: readonly Story[]): Promise<void> {
  for (const { created } of stories) await writeParts(db, [partsOf(created.invite)], []);
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
