import { type Invite, joinParts } from "../../../src/index.ts";
import type { Database } from "./database.ts";
import { grouped, partsIn, type Row } from "./parts/rows.ts";

/** How far a database has come: the number of deliveries that are done with, and whether anything is left to do. */
export async function progressOf(db: Database, total: number): Promise<{ done: number; finished: boolean }> {
  const { rows } = await db.query<{ next: string | null; busy: boolean }>(
    `SELECT (SELECT min(id) FROM inbox) AS next,
       EXISTS (SELECT FROM command) OR EXISTS (SELECT FROM outbox WHERE NOT sent) AS busy`,
  );
  const [row] = rows;
  const waits = row?.next ?? undefined;
  return {
    done: waits === undefined ? total : Math.min(total, Number(waits) - 1),
    finished: waits === undefined && row?.busy === false,
  };
}

/** Whether so much is done with that the organizer gives the next command. */
export async function commandIsDue(db: Database): Promise<boolean> {
  const { rows } = await db.query<{ due: boolean }>(
    "SELECT after < coalesce((SELECT min(id) FROM inbox), after + 1) AS due FROM command ORDER BY id LIMIT 1",
  );
  return rows[0]?.due === true;
}

/** All that is stored, whole or in parts, for the judge. */
export async function storedIn(db: Database): Promise<{ states: Map<string, Invite>; aside: string[] }> {
  const whole = await db.query<{ uid: string; state: string }>("SELECT uid, state FROM invite");
  const parts = await db.query<Row>("SELECT * FROM invite_part ORDER BY uid, part, address");
  const kept = await db.query<{ mail: string }>("SELECT mail FROM aside UNION SELECT mail FROM again");
  return {
    states: new Map([
      ...whole.rows.map(({ uid, state }): [string, Invite] => [uid, JSON.parse(state)]),
      ...[...grouped(parts.rows)].flatMap(([uid, rows]) => joined(uid, rows)),
    ]),
    aside: kept.rows.map(({ mail }) => mail),
  };
}

function joined(uid: string, rows: readonly Row[]): [string, Invite][] {
  const parts = partsIn(rows);
  if (parts?.strangers === undefined) return [];
  return [[uid, joinParts({ ...parts, strangers: parts.strangers })]];
}

/** The same text for two databases that hold the same states. */
export async function fingerprintOf(db: Database): Promise<string> {
  const { rows } = await db.query<{ digest: string }>(
    "SELECT md5(string_agg(md5(state::jsonb::text), '' ORDER BY uid)) AS digest FROM invite",
  );
  return rows[0]?.digest ?? "";
}
