import { expect } from "vitest";
import {
  type Answer,
  composeEmail,
  createInvite,
  type Invite,
  type ItipMessage,
  mergeInvites,
  type OpenedEmail,
  openEmail,
  parseInvite,
  parseMessage,
  type Reply,
  readReplies,
  receive,
  statusOf,
} from "../../src/index.ts";
import {
  type ExpectedEmail,
  type ExpectedStatus,
  type Fixture,
  type FixtureInput,
  readInvites,
} from "./fixtures.ts";

type Incoming = OpenedEmail | string;

const { now: made, ...invites } = readInvites();
const created = { now: new Date(made) };
const received = { now: new Date("2026-05-02T12:00:00Z") };

/** Every claim that a fixture makes about its inputs. */
export async function judgeFixture({ inputs, expected }: Fixture): Promise<void> {
  const incoming = await Promise.all(inputs.map(readInput));
  const messages = incoming.flatMap(messagesOf);
  if (expected.replies !== undefined) {
    expect(messages.flatMap((message) => readReplies(message).map(comparableReply))).toEqual(
      expected.replies.map(comparableReply),
    );
  }
  if (expected.findings === "some") expect(incoming.flatMap(problemsOf)).not.toEqual([]);
  for (const each of incoming) {
    if (typeof each !== "string" && expected.email !== undefined) judgeEmail(each, expected.email);
  }
  if (expected.afterReceive !== undefined) judgeStatus(incoming, expected.afterReceive);
}

/** An email is opened, with our own Message-ID put where the fixture leaves room for it; calendar text stays text. */
async function readInput({ name, bytes }: FixtureInput): Promise<Incoming> {
  const text = Buffer.from(bytes).toString("latin1");
  if (name.endsWith(".ics")) return Buffer.from(bytes).toString("utf8");
  const filled = text.replaceAll("{{MESSAGE_ID_OF_INVITE_A}}", messageIdOfInviteA);
  const opened = await openEmail(Uint8Array.from(Buffer.from(filled, "latin1")));
  if (isAscii(filled)) expect(await openEmail(filled)).toEqual(opened);
  return opened;
}

function isAscii(text: string): boolean {
  return !/[\u0080-\u00ff]/.test(text);
}

function messageIdOfInviteA(): string {
  const [first] = createInvite(invites.A, created).messages;
  if (first === undefined) throw new Error("invite A sends nothing");
  return composeEmail(first).messageId.replace(/^<|>$/g, "");
}

function messagesOf(incoming: Incoming): ItipMessage[] {
  return typeof incoming === "string" ? [parseMessage(incoming)] : incoming.messages;
}

function problemsOf(incoming: Incoming): unknown[] {
  const own = typeof incoming === "string" ? [] : incoming.problems;
  return [...own, ...messagesOf(incoming).flatMap((message) => message.problems)];
}

function judgeEmail(opened: OpenedEmail, expected: ExpectedEmail): void {
  expect({
    from: opened.from === undefined ? null : comparableMailbox(opened.from),
    uids: opened.uids,
    messageCount: opened.messages.length,
    bounces: opened.bounces,
    ...(expected.subject === undefined ? {} : { subject: opened.subject }),
    ...(expected.text === undefined ? {} : { text: plain(opened.text ?? "") }),
  }).toEqual({
    ...expected,
    from: expected.from === null ? null : comparableMailbox(expected.from),
    bounces: expected.bounces ?? [],
  });
}

/** The answers must be the same in any order, however often they come, in copies that are merged, and once stored. */
function judgeStatus(incoming: Incoming[], expected: ExpectedStatus): void {
  const invite = createInvite(invites[expected.invite], created).invite;
  const outcomes = outcomesOf(invite, incoming);
  if (expected.outcome !== undefined) expect(outcomes.at(-1)).toMatchObject(expected.outcome);
  for (const order of [incoming, incoming.toReversed(), [...incoming, ...incoming]]) {
    judgeAnswers(receiveInTurn(invite, order), expected);
  }
  const copies = incoming.map((each) => receive(invite, each, received).invite);
  judgeAnswers(copies.reduce(mergeInvites, invite), expected);
  judgeAnswers(parseInvite(JSON.parse(JSON.stringify(receiveInTurn(invite, incoming)))), expected);
}

function outcomesOf(invite: Invite, incoming: Incoming[]): unknown[] {
  return incoming.map(
    (each, index) => receive(receiveInTurn(invite, incoming.slice(0, index)), each, received).outcome,
  );
}

function receiveInTurn(invite: Invite, incoming: Incoming[]): Invite {
  return incoming.reduce((state, each) => receive(state, each, received).invite, invite);
}

function judgeAnswers(invite: Invite, expected: ExpectedStatus): void {
  const status = statusOf(invite);
  expect(status.recipients.map(comparableAnswer)).toEqual(expected.recipients);
  if (expected.replies !== undefined) judgeReplies(status.replies, expected.replies);
  for (const { instance, recipients } of expected.instances ?? []) {
    expect({ instance, recipients: statusOf(invite, { instance }).recipients.map(comparableAnswer) }).toEqual(
      {
        instance,
        recipients,
      },
    );
  }
}

/** By address; a name is compared only where the fixture gives one, since the contract leaves open whose word counts. */
function judgeReplies(actual: Answer[], expected: Answer[]): void {
  const named = new Set(expected.filter((answer) => answer.name !== undefined).map((answer) => answer.email));
  const comparable = actual.map(comparableAnswer).map(({ name, ...answer }) => ({
    ...answer,
    ...(name !== undefined && named.has(answer.email) ? { name } : {}),
  }));
  expect(comparable.sort(byAddress)).toEqual([...expected].sort(byAddress));
}

function byAddress(a: Answer, b: Answer): number {
  return a.email < b.email ? -1 : a.email > b.email ? 1 : 0;
}

/** The fields of the contract alone: a shape may gain others. Addresses are compared without regard to case. */
function comparableAnswer(answer: Answer): Answer {
  const { name, status, comment, proposal, undeliverable } = answer;
  return present({ email: answer.email.toLowerCase(), name, status, comment, proposal, undeliverable });
}

function comparableReply(reply: Reply): Reply {
  const { uid, sequence, dtstamp, sentAt, instance, sentBy, delegatedTo, delegatedFrom } = reply;
  return {
    ...comparableAnswer(reply),
    ...present({ uid, sequence, dtstamp, sentAt, instance, sentBy, delegatedTo, delegatedFrom }),
  };
}

function comparableMailbox(mailbox: { email: string; name?: string }): { email: string; name?: string } {
  return present({ email: mailbox.email.toLowerCase(), name: mailbox.name });
}

function present<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T;
function present(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
