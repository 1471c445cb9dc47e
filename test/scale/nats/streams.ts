import { AckPolicy, RetentionPolicy, StorageType } from "@nats-io/jetstream";
import { headers } from "@nats-io/transport-node";
import { keptOf } from "../keyed/kept.ts";
import { numbered } from "../keyed/numbered.ts";
import type { Mail } from "../story.ts";
import type { World } from "../world.ts";
import type { Session } from "./session.ts";
import { partitions, tokenOf } from "./subjects.ts";

/**
 * Raw emails as they come in, what concerns one invite, what the organizer wants, messages to send, and emails for a person to look at.
 * What is done with stays where it stands: a server that removes at once what was acknowledged (work-queue retention) and is killed
 * counts afterwards as left what is gone. What lies below the `ack_floor` of all consumers of a stream can be purged at any time.
 */
const subjects = {
  mail: "mail",
  invite: "invite.*.*",
  command: "command",
  outbox: "outbox",
  aside: "aside",
} as const;

/** How long the server waits before it gives to another what one process took and did not acknowledge, in nanoseconds: 5 seconds. */
const patience = 5_000_000_000;

/** So much of one consumer may be taken and not acknowledged: what a process does within a second or two. */
const atOnce = 200;

/** Makes all streams anew, and the consumers that outlive the processes. */
export async function makeStreams({ streams }: Session): Promise<void> {
  const kept = { retention: RetentionPolicy.Limits, storage: StorageType.File };
  for (const [name, subject] of Object.entries(subjects))
    await streams.streams.add({ name, subjects: [subject], ...kept });
  await addConsumer({ streams }, "mail", "receiver");
  await addConsumer({ streams }, "command", "organizer");
  await addConsumer({ streams }, "outbox", "sender");
  for (let k = 0; k < partitions; k += 1)
    await addConsumer({ streams }, "invite", `part-${k}`, `invite.${k}.*`);
}

/** A consumer from the beginning of a stream; without an end to how often the server delivers what nobody acknowledges. */
export async function addConsumer(
  { streams }: Pick<Session, "streams">,
  stream: string,
  name: string,
  filter?: string,
): Promise<void> {
  await streams.consumers.add(stream, {
    ...{
      durable_name: name,
      ack_policy: AckPolicy.Explicit,
      ack_wait: patience,
      max_ack_pending: atOnce,
      max_deliver: -1,
    },
    ...(filter === undefined ? {} : { filter_subject: filter }),
  });
}

/** Puts a world in: invites with their first messages, all emails as they come in, and the organizer's commands. */
export async function fill(session: Session, { stories, deliveries, commands }: World): Promise<void> {
  const { client } = session;
  const invites = await session.invites();
  await inPages(stories, ({ created: { invite } }) =>
    invites.put(tokenOf(invite.uid), JSON.stringify({ ...keptOf(invite), pending: [] })),
  );
  const messages = stories.flatMap(({ created }) => created.messages);
  await inPages(messages, (message) => client.publish("outbox", JSON.stringify(message)));
  await inPages(deliveries, (mail) => client.publish("mail", mail.raw, { headers: headersOf(mail) }));
  await inPages(numbered(commands), (one) => client.publish("command", JSON.stringify(one)), 1);
}

/** What the mail server says about a mail goes beside it. */
function headersOf({ id, received, verdict }: Mail): ReturnType<typeof headers> {
  const fields = headers();
  for (const [name, value] of Object.entries({ id, received, verdict })) fields.set(name, value);
  return fields;
}

async function inPages<T>(all: readonly T[], put: (one: T) => Promise<unknown>, size = 200): Promise<void> {
  for (let at = 0; at < all.length; at += size) await Promise.all(all.slice(at, at + size).map(put));
}
