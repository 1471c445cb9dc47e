import { readFileSync } from "node:fs";
import { partsOf, type Transition } from "../../../src/index.ts";
import type { World } from "../world.ts";
import { post } from "./change.ts";
import type { Database } from "./database.ts";
import { addInvites, addMails } from "./enter.ts";
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
    const made = some.map(({ created }) => created);
    if (form === "parts") await addParts(db, made);
    else await addInvites(db, made);
  }
  for (const some of pagesOf(deliveries)) await addMails(db, some);
  await db.query("INSERT INTO command (after, body) SELECT * FROM unnest($1::bigint[], $2::text[])", [
    commands.map(({ after }) => after),
    commands.map(({ command }) => JSON.stringify(command)),
  ]);
  await db.query("ANALYZE");
}

async function addParts(db: Database, created: readonly Transition[]): Promise<void> {
  const parts = created.map(({ invite }) => partsOf(invite));
  await writeParts(db, parts, []);
  await post(
    db,
    created.flatMap(({ messages }) => messages),
  );
}

function pagesOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / 500) }, (_, k) => all.slice(500 * k, 500 * (k + 1)));
}
