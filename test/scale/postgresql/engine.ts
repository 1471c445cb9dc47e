import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runnable } from "../../support/runnable.ts";
import { follow } from "../course.ts";
import { type Crew, crewOf } from "../crew.ts";
import type { Engine, Order, Ran } from "../engine.ts";
import { arrivedIn } from "../sent-mail.ts";
import { fill } from "./fill.ts";
import { progressOf, storedIn } from "./look.ts";
import type { Task, Worker } from "./process.ts";
import { installPostgresql, type Server, startPostgresql } from "./server.ts";
import { type Session, sessionOf } from "./session.ts";

/** Many answers in one transaction: the form to use. */
export const postgresql: Engine = engineOf("PostgreSQL, batches", "batches");

/** One answer in one transaction, the plain compare-and-swap. */
export const postgresqlOneByOne: Engine = engineOf("PostgreSQL, one by one", "one by one");

/** Many answers in one transaction, each guest's in a row of their own. */
export const postgresqlParts: Engine = engineOf("PostgreSQL, a row a guest", "batches in parts");

function engineOf(name: string, role: Worker): Engine {
  return {
    name,
    install: installPostgresql,
    async start() {
      const server = await startPostgresql();
      return { run: (order) => run(server, role, order), stop: () => server.remove() };
    },
  };
}

async function run(server: Server, worker: Worker, order: Order): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "itip-scale-"));
  const wire = join(folder, "wire");
  const { connection } = server;
  const session = sessionOf(connection);
  await session.use((db) => fill(db, order.world, worker === "batches in parts" ? "parts" : "whole"));
  const { brokenSwap, faults, log, workers } = order;
  const task = (each: Task["role"]): Task => ({
    ...{ role: each, connections: [connection], skewDays: faults.skewDays, brokenSwap, wire },
  });
  const organizer = worker === "batches in parts" ? "organizer of parts" : "organizer";
  const roles: Task["role"][] = [...Array.from({ length: workers }, () => worker), organizer, "sender"];
  const program = await runnable("test/scale/postgresql/process.ts");
  const begun = performance.now();
  const crew = crewOf(program, roles.map(task), log);
  try {
    await toTheEnd({ server, session, crew }, order);
    const seconds = (performance.now() - begun) / 1_000;
    if (faults.kills > 0) await replayOutbox({ server, session, crew }, order);
    const { states, aside } = await session.use(storedIn);
    const figures = { deliveries: order.world.deliveries.length, seconds, retries: crew.retries };
    return { copies: [states], aside: new Set(aside), sent: arrivedIn(wire), ...figures };
  } finally {
    await crew.dismiss();
    await session.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface UnderWay {
  readonly server: Server;
  /** The script's own connection, to look on. */
  readonly session: Session;
  readonly crew: Crew;
}

async function toTheEnd({ server, session, crew }: UnderWay, { world, faults, log }: Order): Promise<void> {
  const total = world.deliveries.length;
  const restart = async (nth: number) => {
    const how = nth % 2 === 0 ? "immediate" : "fast";
    await server.stop(how);
    await server.start();
    return `PostgreSQL, ${how}`;
  };
  const progress = () => session.use((db) => progressOf(db, total));
  await follow({ crew, faults, log, total, progress, restart });
}

/** As after a backup of the outbox that is older than what was sent: all goes out a second time, from a process with another clock. */
async function replayOutbox(way: UnderWay, order: Order): Promise<void> {
  const { rowCount } = await way.session.use((db) => db.query("UPDATE outbox SET sent = false"));
  order.log.note("replay", `of the whole outbox, ${rowCount} messages`);
  await toTheEnd(way, { ...order, faults: { ...order.faults, kills: 0, restarts: 0 } });
}
