import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Invite } from "../../../src/index.ts";
import { runnable } from "../../support/runnable.ts";
import { follow, type Progress } from "../course.ts";
import { type Crew, crewOf } from "../crew.ts";
import type { Engine, Order, Ran } from "../engine.ts";
import type { Kept } from "../keyed/kept.ts";
import { arrivedIn } from "../sent-mail.ts";
import type { Task } from "./process.ts";
import { installNats, type Server, startNats } from "./server.ts";
import { type Session, withNats } from "./session.ts";
import { addConsumer, fill, makeStreams } from "./streams.ts";
import { partitions } from "./subjects.ts";

/** A stream keyed by UID: the one consumer of a part is the one writer of its invites, and a compare-and-swap holds if it is not. */
export const nats: Engine = {
  name: "NATS JetStream",
  install: installNats,
  async start() {
    const server = await startNats();
    return { run: (order) => run(server, order), stop: () => server.remove() };
  },
};

async function run(server: Server, order: Order): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "itip-scale-"));
  const wire = join(folder, "wire");
  const { url } = server;
  await withNats(url, async (session) => {
    await makeStreams(session);
    await fill(session, order.world);
  });
  const program = await runnable("test/scale/nats/process.ts");
  const begun = performance.now();
  const crew = crewOf(program, tasksOf(order, url, wire), order);
  try {
    await follow({
      ...courseOf(server, order, crew),
      progress: () => withNats(url, (session) => progressOf(session, order)),
    });
    const seconds = (performance.now() - begun) / 1_000;
    const sent = arrivedIn(wire);
    await replayOutbox(server, order, { program, wire });
    const replayed = arrivedIn(wire).slice(sent.length);
    const seen = await withNats(url, gathered);
    const deliveries = order.world.deliveries.length;
    return { ...seen, sent, replayed, deliveries, seconds, retries: crew.retries };
  } finally {
    await crew.dismiss();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without its comparison, a swap does harm only where two write one invite: then each keeper reads from all parts. */
function tasksOf({ workers, faults, brokenSwap }: Order, url: string, wire: string): Task[] {
  const task = (role: Task["role"], consumers: readonly string[]): Task => ({
    ...{ role, consumers, url, wire, brokenSwap, skewDays: faults.skewDays },
  });
  const parts = Array.from({ length: partitions }, (_, k) => `part-${k}`);
  const own = (worker: number) => parts.filter((_, k) => brokenSwap || k % workers === worker);
  return [
    ...Array.from({ length: workers }, (_, worker) => task("keeper", own(worker))),
    ...[task("receiver", ["receiver"]), task("organizer", []), task("sender", ["sender"])],
  ];
}

function courseOf(server: Server, { world, faults, log }: Order, crew: Crew) {
  const restart = async (nth: number) => {
    const how = nth % 2 === 0 ? "immediate" : "orderly";
    await server.stop(how);
    server.start();
    return `NATS, ${how}`;
  };
  return { crew, faults, log, restart, total: world.deliveries.length };
}

/** What is left, in the order in which it passes through the streams. */
async function progressOf(session: Session, { world }: Order): Promise<Progress> {
  const [mails, commands] = [await left(session, "mail"), await left(session, "command")];
  const matters = await left(session, "invite");
  const messages = await left(session, "outbox");
  return {
    done: Math.max(0, world.deliveries.length - mails - matters),
    finished: mails + commands + matters + messages === 0,
    left: `${mails} emails, ${commands} commands, ${matters} matters of invites and ${messages} messages`,
  };
}

/** What the consumers of a stream have not acknowledged. */
async function left({ streams }: Session, stream: string, only?: string): Promise<number> {
  let sum = 0;
  for await (const { name, num_pending, num_ack_pending } of streams.consumers.list(stream)) {
    if (only === undefined || name === only) sum += num_pending + num_ack_pending;
  }
  return sum;
}

/** As after a backup of what was sent that is older than the outbox: all goes out a second time, from a machine with another clock. */
async function replayOutbox(
  { url }: Server,
  { log, faults: { seed, skewDays } }: Order,
  { program, wire }: { program: string; wire: string },
): Promise<void> {
  await withNats(url, (session) => addConsumer(session, "outbox", "replay"));
  const task: Task = {
    role: "sender",
    consumers: ["replay"],
    url,
    wire,
    brokenSwap: false,
    skewDays,
  };
  const faults = { seed, skewDays, kills: 0, halts: 0, restarts: 0 };
  const crew = crewOf(program, [task], { faults, log });
  const unsent = () => withNats(url, (session) => left(session, "outbox", "replay"));
  try {
    const total = await unsent();
    log.note("replay", `of the whole outbox, ${total} messages`);
    const progress = async () => {
      const still = await unsent();
      return { done: total - still, finished: still === 0 };
    };
    await follow({ crew, log, total, progress, faults });
  } finally {
    await crew.dismiss();
  }
}

async function gathered(session: Session): Promise<{ copies: Map<string, Invite>[]; aside: Set<string> }> {
  const invites = await session.invites();
  const states = new Map<string, Invite>();
  const aside = new Set<string>();
  for await (const key of await invites.keys()) {
    const kept: Kept | undefined = (await invites.get(key))?.json();
    if (kept === undefined) continue;
    states.set(kept.invite.uid, kept.invite);
    for (const { id } of kept.waiting) aside.add(id);
  }
  for await (const { id } of all(session, "aside")) aside.add(id);
  return { copies: [states], aside };
}

/** All that stands in a stream. */
async function* all({ client, streams }: Session, name: string): AsyncGenerator<{ id: string }> {
  let left = (await streams.streams.info(name)).state.messages;
  if (left === 0) return;
  const consumer = await client.consumers.get(name);
  for await (const message of await consumer.consume()) {
    yield message.json();
    left -= 1;
    if (left === 0) return;
  }
}
