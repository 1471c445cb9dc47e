import { readFileSync } from "node:fs";
import type { Invite } from "../../../src/index.ts";
import type { Database } from "../postgresql/database.ts";
import { fill } from "../postgresql/fill.ts";
import type { Mail } from "../story.ts";
import type { Form } from "./form.ts";

/** What it costs to take an answer in, from the raw email to the commit, one after the other in one process. */
export interface Cost {
  /** By the median: half of the answers took less than a second divided by this. */
  readonly answersASecond: number;
  /** Milliseconds of processor time for one answer, in this process and in the database: what else the machine does changes it little. */
  readonly processor: number;
  /** Octets that the database has written to its log for one answer. */
  readonly logged: number;
  /** Octets of the stored texts when all is taken in. */
  readonly stored: number;
  /** Octets of the table and its index on the disk. */
  readonly onDisk: number;
}

/** An invite as it is stored, and answers that come in: the first fifth is for warming up. */
interface Given {
  readonly invite: Invite;
  readonly answers: readonly Mail[];
  /** So many invites like it are to be there. */
  readonly copies: number;
}

export async function costOf(db: Database, form: Form, { invite, answers, copies }: Given): Promise<Cost> {
  const story = { created: { invite, messages: [] }, commands: [], mails: answers };
  await fill(db, { stories: [story], deliveries: answers, commands: [] }, form.kind);
  if (copies > 1) await multiply(db, form, copies);
  const warm = Math.ceil(answers.length / 5);
  for (let n = 0; n < warm; n += 1) await form.take(db, 1);
  const position = await logPosition(db);
  const processor = await processorTime(db);
  const times: number[] = [];
  for (let n = warm; n < answers.length; n += 1) {
    const begun = performance.now();
    await form.take(db, 1);
    times.push(performance.now() - begun);
  }
  return {
    answersASecond: 1_000 / medianOf(times),
    processor: ((await processorTime(db)) - processor) / times.length,
    logged: ((await logPosition(db)) - position) / times.length,
    ...(await sizeOf(db, form)),
  };
}

/**
 * The same invite under as many UIDs: the database copies the rows, since making a million one by one takes an hour and shows
 * nothing else.
 */
async function multiply(db: Database, { kind, table }: Form, copies: number): Promise<void> {
  const others = kind === "parts" ? "part, address, version" : "version";
  await db.query(
    `INSERT INTO ${table} (uid, state, ${others})
     SELECT n || '-' || uid, replace(state, uid, n || '-' || uid), ${others} FROM ${table}, generate_series(1, $1) AS n`,
    [copies - 1],
  );
  await db.query(`ANALYZE ${table}`);
  await db.query("CHECKPOINT");
}

async function sizeOf(db: Database, { table }: Form): Promise<{ stored: number; onDisk: number }> {
  const { rows } = await db.query<{ stored: string; disk: string }>(
    `SELECT sum(octet_length(state)) AS stored, pg_total_relation_size('${table}') AS disk FROM ${table}`,
  );
  return { stored: Number(rows[0]?.stored), onDisk: Number(rows[0]?.disk) };
}

async function logPosition(db: Database): Promise<number> {
  const { rows } = await db.query<{ at: string }>("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS at");
  return Number(rows[0]?.at);
}

/** Milliseconds that this process and the database's process for this connection have worked by now. */
async function processorTime(db: Database): Promise<number> {
  const { rows } = await db.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const fields = readFileSync(`/proc/${rows[0]?.pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  const { user, system } = process.cpuUsage();
  // Fields 14 and 15 of the whole line, in hundredths of a second (proc(5)).
  return (user + system) / 1_000 + 10 * (Number(fields[11]) + Number(fields[12]));
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
