import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runnable } from "../../support/runnable.ts";
import { type Course, follow } from "../course.ts";
import { crewOf } from "../crew.ts";
import type { Engine, Order, Ran } from "../engine.ts";
import { fill } from "./fill.ts";
import { progressOf, storedIn } from "./look.ts";
import type { Task, Worker } from "./process.ts";
import { replayOutbox } from "./replay.ts";
import { installPostgresql, type Server, startPostgresql } from "./server.ts";
import { sessionOf } from "./session.ts";

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
  const { brokenSwap, faults, log, workers, world } = order;
  const task = (each: Task["role"]): Task => ({
    ...{ role: each, connections: [connection], skewDays: faults.skewDays, brokenSwap, wire },
  });
  const organizer = worker === "batches in parts" ? "organizer of parts" : "organizer";
  const roles: Task["role"][] = [...Array.from({ length: workers }, () => worker), organizer, "sender"];
  const program = await runnable("test/scale/postgresql/process.ts");
  const begun = performance.now();
  const crew = crewOf(program, roles.map(task), order);
  try {
    const total = world.deliveries.length;
    const progress = () => session.use((db) => progressOf(db, total));
    const course: Course = { crew, faults, log, total, progress, restart: (nth) => restart(server, nth) };
    await follow(course);
    const seconds = (performance.now() - begun) / 1_000;
    const sent = await replayOutbox(session, course, wire);
    const { states, aside } = await session.use(storedIn);
    const figures = { deliveries: total, seconds, retries: crew.retries };
    return { copies: [states], aside: new Set(aside), ...sent, ...figures };
  } finally {
    await crew.dismiss();
    await session.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function restart(server: Server, nth: number): Promise<string> {
  const how = nth % 2 === 0 ? "immediate" : "fast";
  await server.stop(how);
  await server.start();
  return `PostgreSQL, ${how}`;
}
