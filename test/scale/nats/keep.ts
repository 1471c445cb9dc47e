import type { JsMsg } from "@nats-io/jetstream";
import { JetStreamApiError } from "@nats-io/jetstream";
import type { KV } from "@nats-io/kv";
import { type OutgoingMessage, parseInvite } from "../../../src/index.ts";
import { keyOf } from "../key-of.ts";
import { type Kept, type Numbered, obey, type Parcel, type Step, takeParcels } from "../keyed/kept.ts";
import type { Session } from "./session.ts";

/** What stands under a key. State and messages are one value: one is never written without the other. */
interface Value extends Kept {
  /** Messages of the last step, which may not stand in the outbox yet. */
  readonly pending: readonly OutgoingMessage[];
}

/** What concerns an invite: an email, or a command of the organizer's. */
type Matter = { readonly parcel: Parcel } | { readonly order: Numbered };

export interface Keeping {
  readonly session: Session;
  readonly invites: KV;
  /** Writes a value if nobody has written since that revision. */
  readonly swap: (key: string, value: string, revision: number) => Promise<boolean>;
  readonly lostRace: () => void;
}

/**
 * Takes in what came for some invites: each is read and written once, however much has come for it. Nothing is acknowledged before
 * it is written: whoever dies in between leaves it to be delivered again.
 */
export async function keep(keeping: Keeping, batch: readonly JsMsg[]): Promise<void> {
  const byKey = new Map<string, JsMsg[]>();
  for (const message of batch) {
    const key = message.subject.slice(message.subject.lastIndexOf(".") + 1);
    byKey.set(key, [...(byKey.get(key) ?? []), message]);
  }
  await Promise.all(Array.from(byKey, ([key, messages]) => keepOne(keeping, key, messages)));
}

async function keepOne(keeping: Keeping, key: string, messages: readonly JsMsg[]): Promise<void> {
  const { client } = keeping.session;
  const matters = messages.map((message): Matter => message.json());
  const taken = await change(keeping, key, matters);
  const aside = taken?.aside ?? matters.flatMap((matter) => ("parcel" in matter ? [matter.parcel] : []));
  await Promise.all(aside.map(({ id }) => client.publish("aside", JSON.stringify({ id }))));
  for (const [k, message] of messages.entries()) {
    const matter = matters[k];
    if (matter !== undefined && taken?.early.has(matter)) message.nak(50);
    else message.ack();
  }
}

/** Reads, steps, writes; starts again when somebody else was faster. Nothing, where no invite stands under the key. */
async function change(
  { session, invites, swap, lostRace }: Keeping,
  key: string,
  matters: readonly Matter[],
): Promise<Steps | undefined> {
  for (;;) {
    const entry = await invites.get(key);
    if (entry === null) return undefined; // somebody else's event
    const { pending, ...stored }: Value = entry.json();
    const before = { ...stored, invite: parseInvite(stored.invite) }; // refuses damaged or newer state
    const steps = stepsOf(before, matters);
    // What the step before has left to be sent: its process may have died.
    await post(session, pending);
    if (steps.kept === before && steps.messages.length === 0) return steps;
    const value: Value = { ...steps.kept, pending: steps.messages };
    if (await swap(key, JSON.stringify(value), entry.revision)) {
      await post(session, steps.messages);
      return steps;
    }
    lostRace();
  }
}

interface Steps extends Step {
  /** Commands whose turn has not come. */
  readonly early: ReadonlySet<Matter>;
}

/** Takes all that came in its order, emails that follow one another at once. */
function stepsOf(before: Kept, matters: readonly Matter[]): Steps {
  const early = new Set<Matter>();
  let { kept, messages, aside }: Step = { kept: before, messages: [], aside: [] };
  const add = (step: Step | undefined) => {
    kept = step?.kept ?? kept;
    messages = [...messages, ...(step?.messages ?? [])];
    aside = [...aside, ...(step?.aside ?? [])];
  };
  for (const [k, matter] of matters.entries()) {
    if ("order" in matter) {
      const step = obey(kept, matter.order);
      if (step === undefined) early.add(matter);
      add(step);
    } else if (k === 0 || "order" in (matters[k - 1] ?? {})) add(takeParcels(kept, parcelsFrom(matters, k)));
  }
  return { kept, messages, aside, early };
}

/** The emails from here on, up to the next command. */
function parcelsFrom(matters: readonly Matter[], at: number): Parcel[] {
  const next = matters.findIndex((matter, k) => k > at && "order" in matter);
  return matters
    .slice(at, next === -1 ? undefined : next)
    .flatMap((matter) => ("parcel" in matter ? [matter.parcel] : []));
}

/** The server knows a message that it was given twice within two minutes; after that the Message-ID says it. */
async function post({ client }: Session, messages: readonly OutgoingMessage[]): Promise<void> {
  await Promise.all(
    messages.map((message) => client.publish("outbox", JSON.stringify(message), { msgID: keyOf(message) })),
  );
}

/** The compare-and-swap of a key-value bucket: says whether nobody had written since that revision. */
export function swapIn(invites: KV): Keeping["swap"] {
  return async (key, value, revision) => {
    try {
      await invites.update(key, value, revision);
      return true;
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === wrongLastSequence) return false;
      throw error;
    }
  };
}

const wrongLastSequence = 10_071;
