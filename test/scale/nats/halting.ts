import type { JetStreamClient } from "@nats-io/jetstream";
import type { Halt } from "../halting.ts";
import type { Keeping } from "./keep.ts";

/** A client whose process can be killed before and after each message that it publishes. */
export function halting(client: JetStreamClient, halt: Halt): JetStreamClient {
  const publish: JetStreamClient["publish"] = async (subject, ...given) => {
    await halt(`before publishing to ${subject}`);
    const done = await client.publish(subject, ...given);
    await halt(`after publishing to ${subject}`);
    return done;
  };
  return new Proxy(client, {
    get: (target, name) => (name === "publish" ? publish : Reflect.get(target, name, target)),
  });
}

/** A swap whose process can be killed before and after it. */
export function haltingSwap(swap: Keeping["swap"], halt: Halt): Keeping["swap"] {
  return async (key, value, revision) => {
    await halt(`before storing ${key}`);
    const done = await swap(key, value, revision);
    await halt(`after storing ${key}`);
    return done;
  };
}
