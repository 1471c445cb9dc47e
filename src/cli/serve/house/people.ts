import type { Client } from "../../../clients/dialects.ts";
import { ItipError } from "../../../errors.ts";
import { addressKey } from "../../../event/address.ts";
import type { Mailbox } from "../../../event/event.ts";
import { defined } from "../../../input.ts";
import type { EventTime } from "../../../time/event-time.ts";
import type { Answerer } from "./people-file.ts";
import { answerIn, calendarOf, createPerson, deliverTo, type Person } from "./person.ts";

/** What somebody says to an invitation. */
export interface Said {
  readonly status: "accepted" | "tentative" | "declined";
  readonly comment?: string;
  readonly proposal?: { readonly start: EventTime; readonly end: EventTime };
}

/** A mail as somebody's calendar sends it. */
export interface PersonsMail {
  readonly raw: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
}

/** An answer that somebody will give by themselves. */
interface Pending {
  readonly at: number;
  readonly email: string;
  readonly uid: string;
}

/** Everybody who was ever invited, each with a calendar. */
export interface People {
  /** Somebody's calendar takes a mail; who answers by themselves will, once their delay is over. */
  receive(to: Mailbox, raw: string): Promise<void>;
  /** Somebody answers with a calendar of the kind named. */
  say(email: string, uid: string, said: Said, client: Client): Promise<readonly PersonsMail[]>;
  /** The answers whose time has come. */
  due(): Promise<readonly PersonsMail[]>;
  readonly all: () => readonly Person[];
  readonly find: (email: string) => Person | undefined;
}

/** Nobody yet. */
export function people(
  answerers: readonly Answerer[],
  now: () => Date,
  tell: (line: string) => void,
): People {
  const own = new Map(answerers.map((one) => [addressKey(one.email), one]));
  const known = new Map<string, Person>();
  /** What each was sent, oldest first: a calendar of another kind has to be told all of it. */
  const sent = new Map<string, string[]>();
  let pending: Pending[] = [];

  function meet(mailbox: Mailbox): Person {
    const key = addressKey(mailbox.email);
    const answerer = own.get(key);
    const { email } = mailbox;
    const name = answerer?.name ?? mailbox.name;
    return known.get(key) ?? createPerson(answerer?.client ?? "google", { email, ...defined({ name }) });
  }

  function schedule(key: string, person: Person): void {
    const answerer = own.get(key);
    if (answerer === undefined) return;
    const at = now().getTime() + (answerer.delay ?? 0) * 1_000;
    for (const { uid, needsAnswer } of calendarOf(person)) {
      const isPending = pending.some((one) => one.uid === uid && addressKey(one.email) === key);
      if (needsAnswer && !isPending) pending.push({ at, email: person.as.email, uid });
    }
  }

  async function withClient(person: Person, client: Client): Promise<Person> {
    if (person.client === client) return person;
    let moved = createPerson(client, person.as);
    for (const raw of sent.get(addressKey(person.as.email)) ?? [])
      moved = (await deliverTo(moved, raw)).person;
    return moved;
  }

  async function say(
    email: string,
    uid: string,
    said: Said,
    client: Client,
  ): Promise<readonly PersonsMail[]> {
    const key = addressKey(email);
    const answering = await withClient(known.get(key) ?? createPerson(client, { email }), client);
    const { person, mails } = answerIn(answering, uid, said, { now: now() });
    known.set(key, person);
    return mails;
  }

  /** What somebody cannot say with their calendar keeps nobody else from answering. */
  async function answerOf(
    { email, status, comment, client }: Answerer,
    uid: string,
  ): Promise<readonly PersonsMail[]> {
    try {
      return await say(email, uid, { status, ...defined({ comment }) }, client);
    } catch (error) {
      if (!(error instanceof ItipError)) throw error;
      tell(`${email} cannot answer: ${error.message}`);
      return [];
    }
  }

  return {
    receive: async (to, raw) => {
      const key = addressKey(to.email);
      sent.set(key, [...(sent.get(key) ?? []), raw]);
      const { person } = await deliverTo(meet(to), raw);
      known.set(key, person);
      schedule(key, person);
    },
    say,
    due: async () => {
      const time = now().getTime();
      const ready = pending.filter(({ at }) => at <= time);
      pending = pending.filter(({ at }) => at > time);
      const mails: PersonsMail[] = [];
      for (const { email, uid } of ready) {
        const answerer = own.get(addressKey(email));
        const needed = calendarOf(meet({ email })).some((entry) => entry.uid === uid && entry.needsAnswer);
        if (answerer === undefined || !needed) continue;
        mails.push(...(await answerOf(answerer, uid)));
      }
      return mails;
    },
    all: () => [...known.values()],
    find: (email) => known.get(addressKey(email)),
  };
}
