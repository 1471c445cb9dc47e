import type { JsMsg } from "@nats-io/jetstream";
import { ItipError, type OpenedEmail, openEmail } from "../../../src/index.ts";
import type { Parcel } from "../keyed/kept.ts";
import type { Session } from "./session.ts";
import { subjectOf } from "./subjects.ts";

/** Opens a raw email once, and hands it on under the UID of each event that it speaks of; to a person, if of none. */
export async function receiveMail({ client }: Session, message: JsMsg): Promise<void> {
  const field = (name: string) => message.headers?.get(name) ?? "";
  const [id, received, verdict] = [field("id"), field("received"), field("verdict")];
  if (verdict !== "pass" && verdict !== "fail") throw new Error(`a verdict of ${verdict}`);
  const email = await opened(message.data);
  const uids = email?.uids ?? [];
  if (email === undefined || uids.length === 0) await client.publish("aside", JSON.stringify({ id }));
  else {
    const parcel: Parcel = { id, received, verdict, email };
    const text = JSON.stringify({ parcel });
    await Promise.all(uids.map((uid) => client.publish(subjectOf(uid), text)));
  }
  message.ack();
}

async function opened(raw: Uint8Array): Promise<OpenedEmail | undefined> {
  try {
    return await openEmail(raw);
  } catch (error) {
    if (error instanceof ItipError) return undefined;
    throw error;
  }
}
