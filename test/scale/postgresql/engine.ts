import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Invite } from "../../../src/index.ts";
import { runnable } from "../../support/runnable.ts";
import { follow } from "../course.ts";
import { type Crew, crewOf } from "../crew.ts";
import type { Engine, Order, Ran } from "../engine.ts";
import { arrivedIn } from "../sent-mail.ts";
import type { Database } from "./database.ts";
import { fill } from "./fill.ts";
import type { Task } from "./process.ts";
import { installPostgresql, type Server, startPostgresql } from "./server.ts";
import { withDatabase } from "./session.ts";

/** Many answers in one transaction: the form to use. */
export const postgresql: Engine = engineOf("PostgreSQL, batches", "batches");

/** One answer in one transaction, the plain compare-and-swap. */
export const postgresqlOneByOne: Engine = engineOf("PostgreSQL, one by one", "one by one");

function engineOf(name: string, role: Task["role"]): Engine {
  return {
    name,
    install: installPostgresql,
    async start() {
      const server = await startPostgresql();
      return { run: (order) => run(server, role, order), stop: () => server.remove() };
    },
  };
}

async function run(server: Server, role: Task["role"], order: Order): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "itip-scale-"));
  const wire = join(folder, "wire");
  await withDatabase(server.connection, (db) => fill(db, order.world));
  const { connection } = server;
  const { brokenSwap, faults, log, workers } = order;
  const task = (each: Task["role"]): Task => ({
    ...{ role: each, connection, skewDays: faults.skewDays, brokenSwap, wire },
  });
  const roles = [...Array.from({ length: workers }, () => role), "organizer" as const, "sender" as const];
  const program = await runnable("test/scale/postgresql/process.ts");
  const begun = performance.now();
  const crew = crewOf(program, roles.map(task), log);
  try {
    await toTheEnd(server, order, crew);
    const seconds = (performance.now() - begun) / 1_000;
    if (faults.kills > 0) await replayOutbox(server, order, crew);
    const seen = await withDatabase(connection, gathered);
    const deliveries = order.world.deliveries.length;
    return { ...seen, sent: arrivedIn(wire), deliveries, seconds, retries: crew.retries };
  } finally {
    await crew.dismiss();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function toTheEnd(server: Server, { world, faults, log }: Order, crew: Crew): Promise<void> {
  const total = world.deliveries.length;
  const restart = async (nth: number) => {
    const how = nth % 2 === 0 ? "immediate" : "fast";
    await server.stop(how);
    await server.start();
    return `PostgreSQL, ${how}`;
  };
  const progress = () => withDatabase(server.connection, (db) => progressOf(db, total));
  await follow({ crew, faults, log, total, progress, restart });
}

async function progressOf(db: Database, total: number): Promise<{ done: number; finished: boolean }> {
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

/** As after a backup of the outbox that is older than what was sent: all goes out a second time, from a machine with another clock. */
async function replayOutbox(server: Server, order: Order, crew: Crew): Promise<void> {
  const { rowCount } = await withDatabase(server.connection, (db) =>
    db.query("UPDATE outbox SET sent = false"),
  );
  order.log.note("replay", `of the whole outbox, ${rowCount} messages`);
  await toTheEnd(server, { ...order, faults: { ...order.faults, kills: 0, restarts: 0 } }, crew);
}

async function gathered(db: Database): Promise<{ copies: Map<string, Invite>[]; aside: Set<string> }> {
  const states = await db.query<{ uid: string; state: string }>("SELECT uid, state FROM invite");
  const kept = await db.query<{ mail: string }>("SELECT mail FROM aside UNION SELECT mail FROM again");
  return {
    copies: [new Map(states.rows.map(({ uid, state }) => [uid, JSON.parse(state)]))],
    aside: new Set(kept.rows.map(({ mail }) => mail)),
  };
}
