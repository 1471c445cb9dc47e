import { setTimeout as pause } from "node:timers/promises";
import type { ConsumerMessages, JsMsg } from "@nats-io/jetstream";
import type { Session } from "./session.ts";

/** What a consumer is given, to be taken in batches: all that has come while the last batch was worked on. */
export interface Feed {
  /** Up to so many, in order of delivery; waits a little when there is nothing. */
  take(most: number): Promise<JsMsg[]>;
}

/** So much may have come and wait here; a process that takes more than it can do makes the server deliver it again to others. */
const room = 100;

/** Reads from consumers that outlive this process: what it takes and does not acknowledge goes to whoever comes next. */
export async function feedOf(
  { client, streams }: Session,
  stream: string,
  names: readonly string[],
): Promise<Feed> {
  const come: JsMsg[] = [];
  let ended = false;
  let failure: unknown;
  const read = async (messages: ConsumerMessages) => {
    for await (const message of messages) {
      come.push(message);
      while (come.length >= room && !ended) await pause(5);
    }
  };
  for (const name of names) {
    const consumer = await client.consumers.get(stream, name);
    const messages = await consumer.consume({ max_messages: 50, expires: 2_000 });
    void read(messages)
      .catch((error) => {
        failure = error;
      })
      .then(() => {
        ended = true;
      });
  }
  return {
    async take(most) {
      if (failure !== undefined) throw failure;
      if (ended) await streams.getAccountInfo(); // the connection is gone: says why, by what it throws
      if (come.length === 0) await pause(5);
      return come.splice(0, most);
    },
  };
}
