import { setTimeout as pause } from "node:timers/promises";
import type { JsMsg } from "@nats-io/jetstream";
import type { Session } from "./session.ts";

/** What a consumer is given, to be taken in batches: all that has come while the last batch was worked on. */
export interface Feed {
  /** Up to so many, in order of delivery; waits a little when there is nothing. */
  take(most: number): Promise<JsMsg[]>;
}

/** Reads from consumers that outlive this process: what it takes and does not acknowledge goes to whoever comes next. */
export async function feedOf(
  { client, streams }: Session,
  stream: string,
  names: readonly string[],
): Promise<Feed> {
  const come: JsMsg[] = [];
  let ended = false;
  for (const name of names) {
    const consumer = await client.consumers.get(stream, name);
    const messages = await consumer.consume({
      ...{ max_messages: 200, expires: 2_000 },
      callback: (message) => {
        come.push(message);
      },
    });
    void messages.closed().then(() => {
      ended = true;
    });
  }
  return {
    async take(most) {
      if (ended) await streams.getAccountInfo(); // says why, by what it throws
      if (come.length === 0) await pause(5);
      return come.splice(0, most);
    },
  };
}
