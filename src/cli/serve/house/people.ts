import {
  answerIn,
  type Client,
  type ClientReply,
  calendarOf,
  createPerson,
  deliverTo,
  type Person,
  type PersonAnswer,
} from "../../../clients/index.ts";
import { ItipError } from "../../../errors.ts";
import { addressKey } from "../../../event/address/address.ts";
import type { Mailbox } from "../../../event/event.ts";
import { defined } from "../../../input.ts";
import { pendingAnswers } from "./pending-answers.ts";
import type { Answerer } from "./people-file.ts";
import { turns } from "./turns.ts";

/** Somebody who was invited, and their calendar. */
export interface Invitee {
  readonly mailbox: Mailbox;
  readonly client: Client;
  readonly person: Person;
}

/** Everybody who was ever invited, each with a calendar. */
export interface People {
  /** A person's calendar takes a mail. A person who answers by themselves does so once their delay is over. */
  receive(to: Mailbox, raw: string): Promise<void>;
  /** Somebody answers with a calendar of the kind named. */
  say(email: string, uid: string, said: PersonAnswer, client: Client): Promise<readonly ClientReply[]>;
  /** The answers whose time has come. */
  due(): Promise<readonly ClientReply[]>;
  readonly all: () => readonly Invitee[];
  readonly find: (email: string) => Invitee | undefined;
}

/** Nobody yet. */
export function people(
  answerers: readonly Answerer[],
  now: () => Date,
  tell: (line: string) => void,
): People {
  const own = new Map(answerers.map((one) => [addressKey(one.email), one]));
  const known = new Map<string, Invitee>();
  /** What each was sent, oldest first: a calendar of another kind has to be told all of it. */
  const sent = new Map<string, string[]>();
  const pending = pendingAnswers(now);
  // One thing after the other for each person, so that no mail is forgotten that comes with another.
  const inTurn = turns();

  function meet(mailbox: Mailbox): Invitee {
    const key = addressKey(mailbox.email);
    const answerer = own.get(key);
    const { email } = mailbox;
    const name = answerer?.name ?? mailbox.name;
    return known.get(key) ?? inviteeWith(answerer?.client ?? "google", { email, ...defined({ name }) });
  }

  async function withClient(guest: Invitee, client: Client): Promise<Invitee> {
    if (guest.client === client) return guest;
    let { person } = inviteeWith(client, guest.mailbox);
    for (const raw of sent.get(addressKey(guest.mailbox.email)) ?? []) {
      person = (await deliverTo(person, raw, { now: now() })).person;
    }
    return { ...guest, client, person };
  }

  function say(
    email: string,
    uid: string,
    said: PersonAnswer,
    client: Client,
  ): Promise<readonly ClientReply[]> {
    const key = addressKey(email);
    return inTurn(key, async () => {
      const guest = await withClient(meet({ email }), client);
      const { person, mails } = answerIn(guest.person, uid, said, { now: now() });
      known.set(key, { ...guest, person });
      return mails;
    });
  }

  /** What somebody cannot say with their calendar keeps nobody else from answering. */
  async function answerOf(
    { email, status, comment, client }: Answerer,
    uid: string,
  ): Promise<readonly ClientReply[]> {
    try {
      return await say(email, uid, { status, comment }, client);
    } catch (error) {
      if (!(error instanceof ItipError)) throw error;
      tell(`${email} cannot answer: ${error.message}`);
      return [];
    }
  }

  return {
    receive: (to, raw) => {
      const key = addressKey(to.email);
      return inTurn(key, async () => {
        sent.set(key, [...(sent.get(key) ?? []), raw]);
        const guest = meet(to);
        const { person } = await deliverTo(guest.person, raw, { now: now() });
        known.set(key, { ...guest, person });
        const answerer = own.get(key);
        if (answerer !== undefined) pending.schedule(answerer, person);
      });
    },
    say,
    due: async () => {
      const mails: ClientReply[] = [];
      for (const { answerer, uid } of pending.due()) {
        const entries = calendarOf(meet(answerer).person);
        if (entries.some((entry) => entry.uid === uid && entry.needsAnswer))
          mails.push(...(await answerOf(answerer, uid)));
      }
      return mails;
    },
    all: () => [...known.values()],
    find: (email) => known.get(addressKey(email)),
  };
}

function inviteeWith(client: Client, mailbox: Mailbox): Invitee {
  return { mailbox, client, person: createPerson(client, mailbox) };
}
