import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Invite } from "../../../src/index.ts";
import { randomOf } from "../../fuzz/random.ts";
import type { Engine, Order, Ran } from "../engine.ts";
import type { Kept } from "../keyed/kept.ts";
import { numbered } from "../keyed/numbered.ts";
import type { World } from "../world.ts";
import { type Host, hostOf } from "./host.ts";
import { handOver } from "./mail-server.ts";
import { postOffice } from "./post-office.ts";
import { installMiniflare, startRuntime } from "./runtime.ts";

/** One object an invite, its state in its storage, mail by the handler of Email Workers. */
export const durableObject: Engine = {
  name: "Durable Object",
  install: installMiniflare,
  async start() {
    const folder = mkdtempSync(join(tmpdir(), "itip-workerd-"));
    const remove = () => rmSync(folder, { recursive: true, force: true });
    process.once("exit", remove); // also where a signal ends this process
    return { run: (order) => run(folder, order), stop: async () => remove() };
  },
};

/** So many mails are under way at once. */
const lanes = 16;

async function run(folder: string, order: Order): Promise<Ran> {
  const { world, brokenSwap } = order;
  const { arrived, take } = postOffice(order, () => host.restart("kill"));
  const host: Host = await hostOf(() => startRuntime({ folder, broken: brokenSwap }, take));
  try {
    await inLanes(world.stories, ({ created: { invite, messages } }) =>
      host.use((runtime) => runtime.ask("/create", invite.uid, { invite, messages })),
    );
    const begun = performance.now();
    const count = { done: 0 };
    await Promise.all([deliver(host, order, count), command(host, world, count)]);
    await untilSent(host, world);
    const seconds = (performance.now() - begun) / 1_000;
    const sent = [...arrived];
    await replayOutboxes(host, order);
    const { states, waiting } = await looked(host, world);
    const aside = new Set([...waiting, ...(await host.use((runtime) => runtime.aside()))]);
    const deliveries = world.deliveries.length;
    const replayed = arrived.slice(sent.length);
    return { copies: [states], aside, sent, replayed, deliveries, seconds, retries: 0 };
  } finally {
    await host.stop();
  }
}

/** How far the run has come. */
interface Count {
  done: number;
}

async function deliver(host: Host, order: Order, count: Count): Promise<void> {
  const disturb = disturber(host, order);
  await inLanes(order.world.deliveries, async (mail) => {
    await handOver(host, mail);
    count.done += 1;
    await disturb(count.done);
  });
}

/** Gives each command when so many mails are taken in; gives it again until the object has answered. */
async function command(host: Host, { commands }: World, count: Count): Promise<void> {
  for (const { after, ...order } of numbered(commands)) {
    while (count.done < after) await pause(5);
    await host.use((runtime) => runtime.ask<boolean>("/command", order.command.uid, order));
  }
}

/** Kills the runtime, or stops and starts it, as soon as so many mails are taken in: what it has taken in must not be gone. */
function disturber(host: Host, { faults, log, world }: Order): (done: number) => Promise<void> {
  const random = randomOf(faults.seed, faults.kills);
  const total = world.deliveries.length;
  const plan = (["kill", "stop"] as const).flatMap((how) =>
    Array.from({ length: how === "kill" ? faults.kills : faults.restarts }, () => ({
      how,
      at: random.below(total),
    })),
  );
  plan.sort((a, b) => a.at - b.at);
  return async (done) => {
    for (let next = plan[0]; next !== undefined && next.at < done; next = plan[0]) {
      plan.shift();
      log.note(next.how === "kill" ? "kill -9" : "restart", `workerd at delivery ${done} of ${total}`);
      await host.restart(next.how);
    }
  };
}

async function untilSent(host: Host, world: World): Promise<void> {
  for (const until = performance.now() + 120_000; performance.now() < until; await pause(50)) {
    if ((await looked(host, world)).unsent === 0) return;
  }
  throw new Error("the outboxes do not become empty");
}

async function replayOutboxes(host: Host, { world, log }: Order): Promise<void> {
  let messages = 0;
  await inLanes(world.stories, async ({ created: { invite } }) => {
    const again = await host.use((runtime) => runtime.ask<number>("/replay", invite.uid));
    messages += again;
  });
  log.note("replay", `of all outboxes, ${messages} messages`);
  await untilSent(host, world);
}

/** What all objects hold. */
async function looked(
  host: Host,
  { stories }: World,
): Promise<{ states: Map<string, Invite>; waiting: string[]; unsent: number }> {
  const states = new Map<string, Invite>();
  const waiting: string[] = [];
  let unsent = 0;
  await inLanes(stories, async ({ created: { invite } }) => {
    const seen = await host.use((runtime) =>
      runtime.ask<{ kept?: Kept; unsent: number }>("/look", invite.uid),
    );
    if (seen.kept !== undefined) states.set(invite.uid, seen.kept.invite);
    waiting.push(...(seen.kept?.waiting ?? []).map(({ id }) => id));
    unsent += seen.unsent;
  });
  return { states, waiting, unsent };
}

/** Does so many at a time, in their order. */
async function inLanes<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const rest = all.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const one of rest) await work(one);
    }),
  );
}
