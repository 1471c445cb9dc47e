import { signCallback } from "../cronofy/signature.ts";
import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import { refusal } from "../errors.ts";
import { answerLinks } from "../links/answer-links.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import type { Setup } from "./options.ts";
import { claimed, dueFirst, postponed, type Waiting } from "./queue.ts";
import type { StoredInvite, WaitingCallback } from "./record.ts";
import { swap } from "./swap.ts";
import { markOf, type QueueName, type QueueState, watchList } from "./watch-list.ts";

/** Hands over what waits, in order for each invite and queue. */
export interface HandOver {
  /** Hands over what is due in a queue; at once done where another call is at it, which takes along what was added. */
  run(key: string, name: QueueName): Promise<void>;
  /** Remembers that something waits in a queue. To be called after it was stored. */
  watch(key: string, name: QueueName): void;
  /** Begins what is due in every queue that is remembered, without waiting for it. */
  begin(): void;
  /** Resolves when nothing that is remembered is due or under way. */
  idle(): Promise<void>;
}

/** The worker of one service. */
export function handOver(setup: Setup): HandOver {
  const waiting = watchList(() => setup.now());
  const running = new Map<string, Promise<void>>();

  async function drain(mark: string, key: string, name: QueueName): Promise<void> {
    for (;;) {
      const heard = waiting.heard(mark);
      const state = await handOverFirst(setup, key, name).catch((error: unknown) => {
        running.delete(mark);
        throw error;
      });
      if (!waiting.isOver(mark, heard, state)) continue;
      running.delete(mark);
      return;
    }
  }

  function run(key: string, name: QueueName): Promise<void> {
    const mark = markOf(key, name);
    if (running.has(mark)) return Promise.resolve();
    const work = drain(mark, key, name);
    running.set(mark, work);
    return work;
  }

  return {
    run,
    watch: waiting.add,
    begin: () => {
      for (const { key, name } of waiting.due())
        run(key, name).catch((error) => reportFailure(setup, key, name, error));
    },
    idle: async () => {
      do {
        await Promise.all(running.values());
        await Promise.all(waiting.due().map(({ key, name }) => run(key, name)));
      } while (running.size > 0);
    },
  };
}

function reportFailure(setup: Setup, key: string, name: QueueName, error: unknown): void {
  setup.onFailure({ key, what: name === "mails" ? "mail" : "callback", error });
}

/** A stored invite, and what was taken from one of its queues to hand it over. */
interface Taken {
  readonly row: StoredInvite;
  readonly first: Waiting;
}

/** Takes the first of a queue into its hands, if it is due, and hands it over; what is left then, or when to come again. */
async function handOverFirst(setup: Setup, key: string, name: QueueName): Promise<QueueState> {
  const { store, now } = setup;
  const taken = await swap<Taken | "empty" | number>(store, key, (row) => {
    const queue: readonly Waiting[] = row?.[name] ?? [];
    const first = dueFirst(queue, now());
    if (row === undefined || first === undefined) return { result: dueMoment(queue[0]) };
    return { next: withItem(row, name, first.number, claimed(first, now())), result: { row, first } };
  });
  if (taken === "empty" || typeof taken === "number") return taken;
  const { row, first } = taken;
  const failure = await attempt(() => handOverOne(setup, row, name, first.number));
  const again = failure === undefined ? undefined : postponed(first, now());
  await swap(store, key, (current) => ({
    next: current === undefined ? undefined : withItem(current, name, first.number, again),
    result: undefined,
  }));
  if (failure !== undefined) reportFailure(setup, key, name, failure.error);
  return again === undefined ? "more" : Date.parse(again.due);
}

/** When the first of a queue is due. */
function dueMoment(first: Waiting | undefined): "empty" | number {
  return first === undefined ? "empty" : Date.parse(first.due);
}

/** The error of a failed attempt in a box, since anything may be thrown. */
async function attempt(act: () => Promise<void>): Promise<{ error: unknown } | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** A stored invite with one thing of a queue due at another moment, or (`undefined`) taken out. */
function withItem(
  row: StoredInvite,
  name: QueueName,
  number: number,
  item: Waiting | undefined,
): StoredInvite {
  const changed = <T extends Waiting>(queue: readonly T[]): T[] =>
    queue.flatMap((one) => {
      if (one.number !== number) return one;
      return item === undefined ? [] : { ...one, due: item.due, refusals: item.refusals };
    });
  return name === "mails"
    ? { ...row, mails: changed(row.mails) }
    : { ...row, callbacks: changed(row.callbacks) };
}

async function handOverOne(setup: Setup, row: StoredInvite, name: QueueName, number: number): Promise<void> {
  if (name === "mails") {
    const mail = row.mails.find((one) => one.number === number);
    if (mail !== undefined)
      await setup.send(composeEmail(mail.message, await letterOptions(setup, mail.message)));
    return;
  }
  const callback = row.callbacks.find((one) => one.number === number);
  if (callback !== undefined) await callBack(setup, callback, row.invite.callbackUrl ?? callback.url);
}

async function letterOptions({ links }: Setup, message: OutgoingMessage): Promise<ComposeOptions> {
  if (links === undefined || (message.method !== "REQUEST" && message.method !== "ADD"))
    return { smtputf8: true };
  const { base, secret } = links;
  const expires = links.expires(message.event);
  return { smtputf8: true, links: await answerLinks(message, { base, secret, expires }) };
}

/** Posts a callback; whatever is no success counts as refused. */
async function callBack(setup: Setup, { body }: WaitingCallback, url: string): Promise<void> {
  const response = await setup.fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cronofy-HMAC-SHA256": await signCallback(body, setup.clientSecret),
    },
    body,
    redirect: "manual",
  });
  await response.body?.cancel();
  if (response.ok) return;
  const message = `must be answered with success, got ${response.status}`;
  throw refusal("invalid-argument", "callback_url", "refused", message);
}
