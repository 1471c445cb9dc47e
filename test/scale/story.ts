import { type AnswerInput, answerAs, clientCapabilities } from "../../src/clients/index.ts";
import { createInvite, type InviteInput, type OutgoingMessage, type Transition } from "../../src/index.ts";
import { mutateBytes } from "../fuzz/mutate-bytes.ts";
import { type Random, randomOf } from "../fuzz/random.ts";
import { type Command, perform } from "./perform.ts";

/** One email as it came in. */
export interface Mail {
  /** Unlike that of any other mail; a mail that is delivered twice keeps its id. */
  readonly id: string;
  /** The event that it is about, as its sender meant it: a damaged mail may not say so any more. */
  readonly uid: string;
  /** When the mail server took it in, RFC 3339 in UTC: the `now` of `receive`, whatever the clock of a worker shows. */
  readonly received: string;
  /** What the mail server found out about the author: one mail in fifty is forged. */
  readonly verdict: "pass" | "fail";
  readonly raw: Uint8Array;
  /** What its sender meant to say. */
  readonly said: AnswerInput;
  readonly damaged?: true;
}

/** All that happens to one invite. Commands stand in the order in which they are given, mails in that of their making. */
export interface Story {
  readonly created: Transition;
  readonly commands: readonly Command[];
  readonly mails: readonly Mail[];
}

const minute = 60_000;
/** When all invites are made. */
export const firstMoment = Date.parse("2027-03-01T08:00:00Z");
const clients = ["google", "outlook", "exchange", "apple", "thunderbird", "evolution", "fastmail"] as const;

/** The story of invite `n`, which the seed alone decides: 5 in 100 organizers change their minds, guests answer what they got. */
export function storyOf(seed: number, n: number, answers: number): Story {
  const random = randomOf(seed, n);
  const created = createInvite(inputOf(n, random), { now: momentOf(0) });
  const { uid } = created.invite;
  const commands = random.once(20) ? commandsOf(uid, random) : [];
  const revisions = revisionsOf(created, commands);
  const mails = Array.from({ length: answers }, (_, k): Mail => {
    const { raw, ...about } = answerTo(random.pick(revisions), k, random);
    const verdict = random.once(50) ? "fail" : "pass";
    return { id: `${n}-${k}`, uid, ...about, verdict, raw: Buffer.from(raw) };
  });
  return { created, commands, mails };
}

/** The story of one event with very many guests, of whom the first so many answer, all within a minute or so; every other thinks better of it. */
export function hotStoryOf(guests: number, answers = guests): Story {
  const recipients = Array.from({ length: guests }, (_, k) => ({ email: `guest${k}@example.test` }));
  const input = { ...inputOf(0, randomOf(0, 0)), id: "hot", recipients, guestList: "hidden" as const };
  const created = createInvite(input, { now: momentOf(0) });
  const mails = created.messages.slice(0, answers).flatMap((message, k) => {
    const words = k % 2 === 0 ? [k] : [k, k + 1];
    return words.map((word, nth) => hotMailOf(message, `hot-${k}-${nth}`, word, 60 + k / guests + nth / 10));
  });
  return { created, commands: [], mails };
}

function hotMailOf(message: OutgoingMessage, id: string, word: number, minutes: number): Mail {
  const now = momentOf(minutes);
  const status = (["accepted", "declined", "tentative"] as const)[word % 3] ?? "accepted";
  const said = { email: message.to.email, status };
  const { raw } = answerAs("google", message, said, { now });
  return {
    ...{ id, uid: message.uid, received: now.toISOString(), verdict: "pass" },
    ...{ said, raw: Buffer.from(raw) },
  };
}

/** The same mail with octets that were changed, dropped or doubled on the way. Of one in six nothing is left that could be opened. */
export function damaged(mail: Mail, random: Random): Mail {
  const raw = random.once(6) ? Buffer.from("\r\n") : mutateBytes(mail.raw, random);
  return { ...mail, id: `${mail.id}-damaged`, raw, damaged: true };
}

/** What everybody was sent at one time, and can answer from then on. */
interface Revision {
  /** Since the beginning. */
  readonly minutes: number;
  readonly messages: readonly [OutgoingMessage, ...OutgoingMessage[]];
}

function momentOf(minutes: number): Date {
  return new Date(firstMoment + Math.floor((minutes * minute) / 1_000) * 1_000);
}

/** Every tenth is a weekly series, every tenth keeps its guests to itself. */
function inputOf(n: number, random: Random): InviteInput {
  const day = 10 + random.below(10);
  const guests = 3 + random.below(4);
  const series = random.once(10) ? { recurrence: { rule: "FREQ=WEEKLY;COUNT=8" } } : {};
  return {
    id: `meeting-${n}`,
    organizer: { email: "planner@example.com", name: "Paula Planner" },
    recipients: Array.from({ length: guests }, (_, k) => ({
      email: `guest${k}@example.test`,
      name: `Guest ${k}`,
    })),
    event: {
      ...{ summary: `Meeting ${n}`, ...series, tzid: "Europe/London" },
      ...{ start: `2027-06-${day}T10:00`, end: `2027-06-${day}T11:00` },
    },
    guestList: random.once(10) ? "hidden" : "shown",
  };
}

function commandsOf(uid: string, random: Random): Command[] {
  const kinds = random.pick<readonly Command["kind"][]>([
    ["move"],
    ["move", "move"],
    ["cancel"],
    ["cancel", "revive"],
    ["move", "cancel", "revive", "move"],
  ]);
  return kinds.map((kind, k): Command => {
    const given = { id: `${uid} ${k}`, uid, at: momentOf(1_000 * (k + 1)).toISOString(), kind };
    return kind === "cancel" ? given : { ...given, start: `2027-07-${10 + k}T${11 + random.below(6)}:00` };
  });
}

/** Nobody answers that an event was called off. */
function revisionsOf(created: Transition, commands: readonly Command[]): [Revision, ...Revision[]] {
  const [first, ...others] = created.messages;
  if (first === undefined) throw new Error("an invite without an invitation");
  const revisions: [Revision, ...Revision[]] = [{ minutes: 0, messages: [first, ...others] }];
  let { invite } = created;
  for (const [k, command] of commands.entries()) {
    const done = perform(invite, command);
    const [message, ...rest] = done.messages;
    if (message !== undefined && command.kind !== "cancel")
      revisions.push({ minutes: 1_000 * (k + 1), messages: [message, ...rest] });
    invite = done.invite;
  }
  return revisions;
}

/** What one of the guests sends, from one of seven calendars, some hours after the invitation. */
function answerTo(
  { minutes, messages }: Revision,
  k: number,
  random: Random,
): { raw: string } & Pick<Mail, "received" | "said"> {
  const message = random.pick(messages);
  const client = random.pick(clients);
  const now = momentOf(minutes + 10 + 100 * k + random.below(60));
  const status = random.pick<AnswerInput["status"]>(["accepted", "declined", "tentative"]);
  const can = clientCapabilities[client];
  const comment = can.comment && random.once(4) ? { comment: `Note ${k}` } : {};
  const day = message.event.start.time.slice(0, 10);
  const single = message.event.recurrence === undefined;
  const proposal =
    single && can.proposal !== false && random.once(10)
      ? { proposal: { start: `${day}T18:00`, end: `${day}T19:00` } }
      : {};
  const instance = !single && random.once(2) ? { instance: message.event.start } : {};
  const said = { ...message.to, status, ...comment, ...proposal, ...instance };
  return { raw: answerAs(client, message, said, { now }).raw, received: now.toISOString(), said };
}
