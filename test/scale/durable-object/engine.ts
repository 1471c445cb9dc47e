import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Invite } from "../../../src/index.ts";
import { randomOf } from "../../fuzz/random.ts";
import type { Engine, FaultPlan, Order, Ran } from "../engine.ts";
import type { FaultLog } from "../fault-log.ts";
import type { Kept } from "../keyed/kept.ts";
import { numbered } from "../keyed/numbered.ts";
import type { SentMail } from "../sent-mail.ts";
import type { World } from "../world.ts";
import { type Host, hostOf } from "./host.ts";
import { handOver } from "./mail-server.ts";
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
  const { world, faults, log, brokenSwap } = order;
  const sent: SentMail[] = [];
  const host = await hostOf(() => startRuntime({ folder, broken: brokenSwap }, (mail) => sent.push(mail)));
  try {
    await inLanes(world.stories, ({ created: { invite, messages } }) =>
      host.use((runtime) => runtime.ask("/create", invite.uid, { invite, messages })),
    );
    const begun = performance.now();
    const count = { done: 0 };
    await Promise.all([
      deliver(host, world, count),
      command(host, world, count),
      disturb(host, { faults, log, count, total: world.deliveries.length }),
    ]);
    await untilSent(host, world);
    const seconds = (performance.now() - begun) / 1_000;
    if (faults.kills > 0) await replayOutboxes(host, world, log);
    const { states, waiting } = await looked(host, world);
    const aside = new Set([...waiting, ...(await host.use((runtime) => runtime.aside()))]);
    const deliveries = world.deliveries.length;
    return { copies: [states], aside, sent, deliveries, seconds, retries: 0 };
  } finally {
    await host.stop();
  }
}

/** How far the run has come. */
interface Count {
  done: number;
}

async function deliver(host: Host, { deliveries }: World, count: Count): Promise<void> {
  await inLanes(deliveries, async (mail) => {
    await handOver(host, mail);
    count.done += 1;
  });
}

/** Gives each command when so many mails are taken in; gives it again until it is performed. */
async function command(host: Host, { commands }: World, count: Count): Promise<void> {
  for (const { after, ...order } of numbered(commands)) {
    while (count.done < after) await pause(5);
    const ask = () => host.use((runtime) => runtime.ask<boolean>("/command", order.command.uid, order));
    if (!(await ask())) throw new Error(`${order.command.id} has come before its turn`);
  }
}

/** Kills the runtime, or stops and starts it, when so many mails are taken in. */
async function disturb(
  host: Host,
  { faults, log, count, total }: { faults: FaultPlan; log: FaultLog; count: Count; total: number },
): Promise<void> {
  const random = randomOf(faults.seed, faults.kills);
  const plan = (["kill", "stop"] as const).flatMap((how) =>
    Array.from({ length: how === "kill" ? faults.kills : faults.restarts }, () => ({
      how,
      at: random.below(total),
    })),
  );
  for (const { how, at } of plan.sort((a, b) => a.at - b.at)) {
    while (count.done < at) await pause(5);
    log.note(how === "kill" ? "kill -9" : "restart", `workerd at delivery ${count.done} of ${total}`);
    await host.restart(how);
  }
}

async function untilSent(host: Host, world: World): Promise<void> {
  for (const until = performance.now() + 120_000; performance.now() < until; await pause(50)) {
    if ((await looked(host, world)).unsent === 0) return;
  }
  throw new Error("the outboxes do not become empty");
}

async function replayOutboxes(host: Host, world: World, log: FaultLog): Promise<void> {
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
