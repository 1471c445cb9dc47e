import type { Client, ClientReply, PersonAnswer } from "../../../clients/index.ts";
import { type ComposedEmail, composeEmail } from "../../../email/compose/compose.ts";
import { openEmail } from "../../../email/open/open.ts";
import type { OpenedEmail } from "../../../email/open/opened-email.ts";
import { parseStored } from "../../../emulator/record.ts";
import { createSmartInvites, type SmartInvites } from "../../../emulator/smart-invites.ts";
import type { InviteStore } from "../../../emulator/store.ts";
import { ItipError } from "../../../errors.ts";
import { addressKey } from "../../../event/address/address.ts";
import type { Mailbox } from "../../../event/event.ts";
import { defined } from "../../../input.ts";
import type { Invite } from "../../../invite/invite.ts";
import { currentMessages } from "../../../invite/organize/resend.ts";
import { parseMessage } from "../../../message/parse.ts";
import { day } from "../../../time/civil.ts";
import { messageOf } from "../../system-error.ts";
import { type Journal, journal, type LoggedMail } from "./journal.ts";
import { linkSecretOf } from "./link-secret.ts";
import { type People, people } from "./people.ts";
import type { Answerer } from "./people-file.ts";

/** What the service on this machine is made of. */
interface HouseOptions {
  readonly clientSecret: string;
  readonly organizer: Mailbox;
  readonly store: InviteStore;
  readonly answerers: readonly Answerer[];
  /** Where the service is reached. */
  readonly url: string;
  readonly now: () => Date;
  /** Sends mails to people whom nobody plays. */
  readonly mailOut?: (email: ComposedEmail) => Promise<void>;
  /** What went wrong outside of any request: a mail server that is away, a callback that was refused. */
  readonly tell: (line: string) => void;
  readonly fetch?: typeof fetch;
}

/** The service, the people whom it invites, and a journal of what passes between them. */
export interface House {
  readonly options: HouseOptions;
  readonly service: SmartInvites;
  readonly journal: Journal;
  readonly people: People;
  /** Everything stored, damaged files aside. */
  invites(): Promise<Invite[]>;
  /** A mail that came in, by a person's calendar or over SMTP. */
  receive(raw: string | Uint8Array, envelope: Envelope): Promise<LoggedMail>;
  /** Somebody answers. */
  say(email: string, uid: string, said: PersonAnswer, client: Client): Promise<void>;
  /** Answers and callbacks whose time has come. */
  tick(): Promise<void>;
  /** Brings the people's calendars up to date with what is stored, after a start. */
  remember(): Promise<void>;
}

/** From whom and to whom a mail was sent, whatever stands in it. */
interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** A year: a link lasts as long as anybody may look for the mail. */
const linkLife = 365 * day;

export function house(options: HouseOptions): House {
  const { clientSecret, organizer, store, now, tell, url } = options;
  const log = journal();
  const guests = people(options.answerers, now, tell);
  const played = new Set(options.answerers.map(({ email }) => addressKey(email)));

  const service = createSmartInvites({
    clientSecret,
    organizer,
    store,
    now,
    fetch: loggedFetch(options, log),
    links: {
      base: `${url}/answer`,
      secret: linkSecretOf(clientSecret),
      expires: () => new Date(now().getTime() + linkLife),
    },
    send: async (email) => {
      if (options.mailOut !== undefined && !played.has(addressKey(email.to.email)))
        await options.mailOut(email);
      await arrive(email);
    },
    onFailure: ({ key, what, error }) => {
      tell(`${what} of ${key}: ${messageOf(error)}; it will be tried again`);
    },
  });

  async function arrive(email: ComposedEmail): Promise<void> {
    log.noteMail({ at: now(), ...outgoingMail(email) });
    await guests.receive(email.to, email.raw);
  }

  async function receive(raw: string | Uint8Array, envelope: Envelope): Promise<LoggedMail> {
    const opened = await openEmail(raw).catch(() => undefined);
    const outcome = await service.deliver(raw, "pass").catch((error: unknown) => {
      if (!(error instanceof ItipError)) throw error;
      return { kind: "refused" as const, message: error.message };
    });
    return log.noteMail({ at: now(), ...incomingMail(raw, envelope, opened), outcome });
  }

  const takeAll = async (mails: readonly ClientReply[]) => {
    for (const { raw, envelope } of mails) await receive(raw, envelope);
  };

  return {
    options,
    service,
    journal: log,
    people: guests,
    invites: () => storedInvites(store),
    receive,
    say: async (email, uid, said, client) => takeAll(await guests.say(email, uid, said, client)),
    tick: async () => {
      await takeAll(await guests.due());
      await service.idle();
    },
    remember: async () => {
      for (const invite of await storedInvites(store)) {
        for (const message of currentMessages(invite, { now: now() })) {
          await arrive(composeEmail(message, { smtputf8: true }));
        }
      }
    },
  };
}

/** What the journal notes of a mail of the service. */
function outgoingMail({ raw, from, to, subject, parts }: ComposedEmail) {
  const { html, text, method } = parts;
  const { uid } = parseMessage(parts.calendar);
  return { direction: "out" as const, from: from.email, to: to.email, subject, raw, html, text, method, uid };
}

/** What the journal notes of a mail that came in; of one that cannot be opened, what its envelope says. */
function incomingMail(raw: string | Uint8Array, envelope: Envelope, opened: OpenedEmail | undefined) {
  const [uid] = opened?.uids ?? [];
  return {
    direction: "in" as const,
    from: opened?.from?.email ?? envelope.from,
    to: envelope.to.join(", "),
    subject: opened?.subject ?? "",
    raw: typeof raw === "string" ? raw : Buffer.from(raw).toString("latin1"),
    ...defined({ text: opened?.text, method: opened?.messages[0]?.method, uid }),
  };
}

async function storedInvites(store: InviteStore): Promise<Invite[]> {
  const rows = await Promise.all((await store.list()).map((key) => store.get(key).catch(() => undefined)));
  return rows.flatMap((row) => inviteIn(row?.value) ?? []);
}

function inviteIn(value: string | undefined): Invite | undefined {
  if (value === undefined) return undefined;
  try {
    return parseStored(value).invite;
  } catch (error) {
    if (error instanceof ItipError) return undefined;
    throw error;
  }
}

/** Callbacks as they go out: each attempt is noted with its answer, and none waits for longer than ten seconds. */
function loggedFetch({ fetch: given, now }: HouseOptions, log: Journal): typeof fetch {
  const send =
    given ?? ((input: string | URL | Request, init?: RequestInit) => globalThis.fetch(input, init));
  return async (input, init) => {
    const noted = {
      at: now(),
      url: String(input instanceof Request ? input.url : input),
      body: typeof init?.body === "string" ? init.body : "",
      signature: new Headers(init?.headers).get("Cronofy-HMAC-SHA256") ?? "",
    };
    try {
      const response = await send(input, { ...init, signal: AbortSignal.timeout(10_000) });
      log.noteCallback({ ...noted, answer: String(response.status), isTaken: response.ok });
      return response;
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
      log.noteCallback({ ...noted, answer: `${messageOf(error)}${cause}`, isTaken: false });
      throw error;
    }
  };
}
