import { fromCloudflare, type InboundEmail } from "../../../src/inbound/index.ts";
import { ItipError } from "../../../src/index.ts";
import type { Parcel } from "../keyed/kept.ts";
import type { Received } from "./invite-object.ts";

/** The message of the `email` handler, as far as it is used here. */
export interface EmailMessage {
  readonly from: string;
  readonly to: string;
  readonly headers: Headers;
  readonly raw: ReadableStream<Uint8Array>;
}

/** What a mail needs of what the runtime has bound to the Worker. */
export interface MailEnv {
  /** One object an invite, found by its UID. */
  readonly INVITES: {
    idFromName(name: string): object;
    get(id: object): { takeIn(parcel: Parcel): Promise<Received> };
  };
  /** Emails for a person to look at. */
  readonly ASIDE: { put(key: string, value: Uint8Array): Promise<void> };
}

/**
 * The `email` handler. The mail is opened here, and not in the object: while it waits for that, the object would let others in.
 * Should this throw, the server that hands the mail over tries again later.
 */
export async function receiveEmail(message: EmailMessage, env: MailEnv): Promise<void> {
  const { from, to, headers } = message;
  const raw = new Uint8Array(await new Response(message.raw).arrayBuffer());
  const trace = traceOf(headers);
  const inbound = await openedOrNothing({ from, to, headers, raw });
  const became = inbound === undefined ? [] : await takeIn(inbound, trace, env);
  if (!became.includes("taken")) await env.ASIDE.put(trace.id, raw);
}

function takeIn(
  { email, authentication }: InboundEmail,
  trace: Trace,
  { INVITES }: MailEnv,
): Promise<Received[]> {
  const parcel: Parcel = { ...trace, verdict: authentication, email };
  return Promise.all(email.uids.map((uid) => INVITES.get(INVITES.idFromName(uid)).takeIn(parcel)));
}

/** A mail that cannot be opened must not hold up the others. */
async function openedOrNothing(
  message: Parameters<typeof fromCloudflare>[0],
): Promise<InboundEmail | undefined> {
  try {
    return await fromCloudflare(message, { servers: ["mx.cloudflare.net"] });
  } catch (error) {
    if (error instanceof ItipError) return undefined;
    throw error;
  }
}

/** What our own mail server calls the mail, and when it took it in. */
type Trace = Pick<Parcel, "id" | "received">;

/** What our own mail server has written on top of the mail. */
function traceOf(headers: Headers): Trace {
  const line = headers.get("received") ?? "";
  const [, id, date] = /\bid (\S+); (\w+, \d+ \w+ \d+ [\d:]+ \+0000)/.exec(line) ?? [];
  if (id === undefined || date === undefined) throw new Error("our own server has not signed for this mail");
  return { id, received: new Date(date).toISOString() };
}
