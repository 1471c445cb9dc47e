import type { JsMsg } from "@nats-io/jetstream";
import { composeEmail, type OutgoingMessage } from "../../../src/index.ts";
import { sendInto, sentMailOf } from "../sent-mail.ts";
import { taskOfProcess } from "../task-of-process.ts";
import { command } from "./command.ts";
import { type Feed, feedOf } from "./feed.ts";
import { halting, haltingSwap } from "./halting.ts";
import { keep, swapIn } from "./keep.ts";
import { receiveMail } from "./receive-mail.ts";
import { type Session, withNats } from "./session.ts";

/** One process of the application: it does one thing until it is told to end, or killed. */
export interface Task {
  readonly role: "receiver" | "keeper" | "organizer" | "sender";
  readonly url: string;
  /** What it reads from: of a keeper, its own parts of the stream. */
  readonly consumers: readonly string[];
  readonly skewDays: number;
  /** Writes without comparing. */
  readonly brokenSwap: boolean;
  /** Where the sender's mails arrive. */
  readonly wire: string;
}

const { task, isEnding, halt } = taskOfProcess<Task>();
/** A keeper stores much and publishes little: of its deaths, one half is about the one, the other about the other. */
const storing = task.role === "keeper" && (task.haltAt ?? 0) % 2 === 1;
while (!isEnding()) await withNats(task.url, work);
process.exit(0);

async function work(connected: Session): Promise<void> {
  const client = storing ? connected.client : halting(connected.client, halt);
  const step = await stepOf({ ...connected, client });
  process.send?.("ready");
  while (!isEnding()) await step();
}

/** What this process does over and over. */
async function stepOf(session: Session): Promise<() => Promise<void>> {
  switch (task.role) {
    case "receiver": {
      const feed = await feedOf(session, "mail", task.consumers);
      return () => each(feed, (message) => receiveMail(session, message));
    }
    case "keeper": {
      const feed = await feedOf(session, "invite", task.consumers);
      const invites = await session.invites();
      const put = async (key: string, value: string) => (await invites.put(key, value)) > 0;
      const ownSwap = task.brokenSwap ? put : swapIn(invites);
      const swap = storing ? haltingSwap(ownSwap, halt) : ownSwap;
      const lostRace = () => process.send?.("retry");
      return async () => keep({ session, invites, swap, lostRace }, await feed.take(100));
    }
    case "organizer":
      return () => command(session, isEnding);
    case "sender": {
      const feed = await feedOf(session, "outbox", task.consumers);
      return () =>
        each(feed, async (message) => {
          const outgoing: OutgoingMessage = message.json();
          await halt("before sending");
          sendInto(task.wire, sentMailOf(outgoing, composeEmail(outgoing)));
          await halt("after sending");
          message.ack();
        });
    }
  }
}

async function each(feed: Feed, take: (message: JsMsg) => Promise<void>): Promise<void> {
  await Promise.all((await feed.take(100)).map(take));
}
