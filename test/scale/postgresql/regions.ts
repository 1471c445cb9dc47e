import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomOf } from "../../fuzz/random.ts";
import { runnable } from "../../support/runnable.ts";
import { type Course, follow } from "../course.ts";
import { crewOf } from "../crew.ts";
import type { Engine, Order, Ran } from "../engine.ts";
import type { World } from "../world.ts";
import { fill } from "./fill.ts";
import { fingerprintOf, progressOf, storedIn } from "./look.ts";
import type { Task } from "./process.ts";
import { replayOutbox } from "./replay.ts";
import { installPostgresql, type Server, startPostgresql } from "./server.ts";
import { type Session, sessionOf } from "./session.ts";

const names = ["Frankfurt", "Dublin", "Oregon"] as const;

/**
 * Three databases of three regions. An email comes in at any of them, a second copy of it at another; the organizer writes in the first
 * alone. A messenger joins the copies, and at times the regions have no contact.
 */
export const postgresqlRegions: Engine = {
  name: "PostgreSQL, three regions",
  install: installPostgresql,
  async start() {
    const servers = await Promise.all(names.map(() => startPostgresql()));
    return {
      run: (order) => run(servers, order),
      stop: async () => {
        for (const server of servers) await server.remove();
      },
    };
  },
};

async function run(servers: readonly Server[], order: Order): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "itip-scale-"));
  const wire = join(folder, "wire");
  const worlds = apart(order);
  const sessions = servers.map(({ connection }) => sessionOf(connection));
  await Promise.all(worlds.map((world, region) => sessions[region]?.use((db) => fill(db, world))));
  const program = await runnable("test/scale/postgresql/process.ts");
  const begun = performance.now();
  const crew = crewOf(program, tasksOf(servers, order, wire), order);
  try {
    const total = order.world.deliveries.length;
    const progress = () => progressOfAll(sessions, worlds);
    const restart = (nth: number) => loseOrRegain(servers, `${wire}.apart`, nth);
    const { faults, log } = order;
    const course: Course = { crew, faults, log, total, progress, restart };
    await follow(course);
    const seconds = (performance.now() - begun) / 1_000;
    const [first] = sessions;
    if (first === undefined) throw new Error("there is no region");
    const sent = await replayOutbox(first, course, wire);
    const stored = await Promise.all(sessions.map((session) => session.use(storedIn)));
    return {
      copies: stored.map(({ states }) => states),
      aside: new Set(stored.flatMap(({ aside }) => aside)),
      ...{ ...sent, deliveries: total, seconds, retries: crew.retries },
    };
  } finally {
    await crew.dismiss();
    await Promise.all(sessions.map((session) => session.end()));
    rmSync(folder, { recursive: true, force: true });
  }
}

function tasksOf(servers: readonly Server[], { workers, faults, brokenSwap }: Order, wire: string): Task[] {
  const connections = servers.map(({ connection }) => connection);
  const task = (role: Task["role"], region: number): Task => ({
    ...{ role, skewDays: faults.skewDays, brokenSwap, wire },
    connections: connections.slice(region, region + 1),
  });
  return [
    ...connections.flatMap((_, region) => Array.from({ length: workers }, () => task("batches", region))),
    ...[task("organizer", 0), task("sender", 0)],
    { ...task("messenger", 0), connections },
  ];
}

/** The part of the world that each region is given. The first alone has the organizer, and the outbox. */
function apart({ world, faults }: Order): World[] {
  const random = randomOf(faults.seed, -3);
  const regions = world.deliveries.map(() => random.below(names.length));
  return names.map((_, region): World => {
    const deliveries = world.deliveries.filter((_, k) => regions[k] === region);
    if (region > 0) {
      const silent = world.stories.map((story) => ({
        ...story,
        created: { ...story.created, messages: [] },
      }));
      return { stories: silent, deliveries, commands: [] };
    }
    const commands = world.commands.map(({ command, after }) => ({ command, after: after / names.length }));
    return {
      ...world,
      deliveries,
      commands: commands.map((due) => ({ ...due, after: Math.floor(due.after) })),
    };
  });
}

/** Everything is done when nothing waits anywhere, and all regions hold the same. */
async function progressOfAll(sessions: readonly Session[], worlds: readonly World[]) {
  const all = await Promise.all(
    sessions.map((session, k) => session.use((db) => progressOf(db, worlds[k]?.deliveries.length ?? 0))),
  );
  const done = all.reduce((sum, one) => sum + one.done, 0);
  if (all.some(({ finished }) => !finished)) return { done, finished: false };
  const held = await Promise.all(sessions.map((session) => session.use(fingerprintOf)));
  return { done, finished: new Set(held).size === 1, left: `regions that hold ${held.join(", ")}` };
}

/** Between two faults there is no contact; the second region's database is stopped and started meanwhile. */
async function loseOrRegain(servers: readonly Server[], mark: string, nth: number): Promise<string> {
  if (existsSync(mark)) {
    rmSync(mark);
    return "the regions have contact again";
  }
  writeFileSync(mark, "");
  const how = nth % 4 === 1 ? "immediate" : "fast";
  await servers[1]?.stop(how);
  await servers[1]?.start();
  return `the regions lose contact, PostgreSQL in ${names[1]}: ${how}`;
}
