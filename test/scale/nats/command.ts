import { setTimeout as pause } from "node:timers/promises";
import type { Numbered } from "../keyed/kept.ts";
import type { Due } from "../world.ts";
import type { Session } from "./session.ts";
import { subjectOf } from "./subjects.ts";

/** Publishes the organizer's next command under the UID of its invite, when the emails that are to come before it are received. */
export async function command({ client, streams }: Session, ending: () => boolean): Promise<void> {
  const commands = await client.consumers.get("command", "organizer");
  const message = await commands.next({ expires: 1_000 });
  if (message === null) return;
  const { after, ...order }: Numbered & Pick<Due, "after"> = message.json();
  while (!ending()) {
    const { ack_floor } = await streams.consumers.info("mail", "receiver");
    if (after <= ack_floor.stream_seq) {
      await client.publish(subjectOf(order.command.uid), JSON.stringify({ order }), {
        msgID: order.command.id,
      });
      message.ack();
      return;
    }
    message.working(); // it is not forgotten: do not give it to another
    await pause(20);
  }
}
