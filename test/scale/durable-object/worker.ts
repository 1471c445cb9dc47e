import { fromCloudflare, type InboundEmail } from "../../../src/inbound/index.ts";
import { type Invite, ItipError, type OutgoingMessage } from "../../../src/index.ts";
import type { Kept, Numbered, Parcel } from "../keyed/kept.ts";
import type { Received } from "./invite-object.ts";

export { InviteObject } from "./invite-object.ts";

/** What the runtime has bound to this Worker. */
interface Env {
  /** One object an invite, found by its UID. */
  readonly INVITES: { idFromName(name: string): object; get(id: object): InviteStub };
  /** Emails for a person to look at. */
  readonly ASIDE: { put(key: string, value: Uint8Array): Promise<void> };
}

/** `InviteObject` from outside. */
interface InviteStub {
  create(invite: Invite, messages: readonly OutgoingMessage[]): Promise<void>;
  takeIn(parcel: Parcel): Promise<Received>;
  obey(order: Numbered): Promise<boolean>;
  look(): Promise<{ kept: Kept | undefined; unsent: number }>;
  replay(): Promise<number>;
}

/** The message of the `email` handler, as far as it is used here. */
interface EmailMessage {
  readonly from: string;
  readonly to: string;
  readonly headers: Headers;
  readonly raw: ReadableStream<Uint8Array>;
}

const trust = { servers: ["mx.cloudflare.net"] };

const application = {
  /** A mail has come in. Should this throw, the server that handed the mail over tries again later. */
  async email({ from, to, headers, raw: stream }: EmailMessage, env: Env): Promise<void> {
    const raw = new Uint8Array(await new Response(stream).arrayBuffer());
    const { id, received } = traceOf(headers);
    const inbound = await openedOrNothing({ from, to, headers, raw });
    const fates = inbound === undefined ? [] : await takeIn(inbound, { id, received }, env);
    if (!fates.includes("taken")) await env.ASIDE.put(id, raw);
  },

  /** The application's own side: what its organizer does. */
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const invite = env.INVITES.get(env.INVITES.idFromName(searchParams.get("uid") ?? ""));
    switch (pathname) {
      case "/create": {
        const { invite: made, messages }: { invite: Invite; messages: OutgoingMessage[] } =
          await request.json();
        return Response.json(await invite.create(made, messages).then(() => true));
      }
      case "/command":
        return Response.json(await invite.obey(await request.json()));
      case "/email": {
        const lines = (searchParams.get("headers") ?? "").split("\r\n").filter((line) => line !== "");
        const headers = new Headers(
          lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
        );
        await application.email({ from: "", to: "", headers, raw: request.body ?? new Blob().stream() }, env);
        return new Response();
      }
      case "/look":
        return Response.json(await invite.look());
      case "/replay":
        return Response.json(await invite.replay());
      default:
        return new Response("not found", { status: 404 });
    }
  },
};

export default application;

/** The mail is opened here, and not in the object: there, others would be let in meanwhile. */
async function takeIn(
  { email, authentication }: InboundEmail,
  { id, received }: { id: string; received: string },
  env: Env,
): Promise<Received[]> {
  const parcel: Parcel = { id, received, verdict: authentication, email };
  return Promise.all(email.uids.map((uid) => env.INVITES.get(env.INVITES.idFromName(uid)).takeIn(parcel)));
}

/** What our own mail server has written on top of the mail: what it calls it, and when it took it in. */
function traceOf(headers: Headers): { id: string; received: string } {
  const [, id, date] =
    /\bid (\S+); (\w+, \d+ \w+ \d+ [\d:]+ \+0000)/.exec(headers.get("received") ?? "") ?? [];
  if (id === undefined || date === undefined)
    throw new Error("a mail that our own server has not signed for");
  return { id, received: new Date(date).toISOString() };
}

/** A mail that cannot be opened must not hold up the others. */
async function openedOrNothing(
  message: Parameters<typeof fromCloudflare>[0],
): Promise<InboundEmail | undefined> {
  try {
    return await fromCloudflare(message, trust);
  } catch (error) {
    if (error instanceof ItipError) return undefined;
    throw error;
  }
}
