import { expect } from "vitest";
import {
  type AnswerInput,
  acceptProposal,
  adoptInvite,
  answer,
  cancelInvite,
  checkMessage,
  createInvite,
  currentMessages,
  declineProposal,
  type Invite,
  type InviteInput,
  mergeInvites,
  type OutgoingMessage,
  parseInvite,
  parseMessage,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { answerText, opened } from "../fixtures/answer-text.ts";
import {
  approves,
  asks,
  comesIn,
  decides,
  expectHas,
  expectMeant,
  expectStored,
  type Guests,
  shownTo,
} from "./guest-side.ts";
import { type Calendars, deliver, hasLine, keep, outsideObservances, unfolded } from "./person-calendar.ts";

/**
 * A conversation between an organizer and the people invited, one step a line; fixtures/conversations/README.md has
 * the grammar. Each step is an action with the expectations that follow it.
 */
interface Step {
  readonly line: number;
  readonly text: string;
  /** Lines set in below an action: lines of its VEVENT, or a whole calendar between `<<<` and `>>>`. */
  readonly block: readonly string[];
}

export function readConversation(text: string): Step[] {
  const steps: { line: number; text: string; block: string[] }[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    if (raw.trim() === "" || raw.startsWith("#")) return;
    if (/^\s/.test(raw)) steps.at(-1)?.block.push(raw.trim());
    else steps.push({ line: index + 1, text: raw.trim(), block: [] });
  });
  return steps;
}

interface Side {
  invite: Invite | undefined;
}

interface World {
  readonly sides: Map<string, Side>;
  /** What was sent by the last action and not asked for yet. */
  sent: OutgoingMessage[];
  outcome: unknown;
  error: unknown;
  clock: number;
  /** What each person's calendar holds: by address and occurrence, the lines of the newest message. */
  readonly calendars: Calendars;
  /** What each person holds by `itip/attendee`, who gets all that is sent to them. */
  readonly guests: Guests;
  /** What the last person to answer wrote. */
  written: string[];
}

const expectations = new Set([
  "sends",
  "outcome",
  "holds",
  "holds-one",
  "replies",
  "state",
  "refused",
  "keeps",
  "lacks",
  "nothing",
  "sequence",
  "conflict",
  "says",
  "omits",
  "meant",
  "has",
  "stores",
  "drops",
]);

export function playConversation(steps: readonly Step[]): void {
  const world: World = {
    sides: new Map([["A", { invite: undefined }]]),
    sent: [],
    outcome: undefined,
    error: undefined,
    clock: Date.UTC(2026, 3, 20, 8),
    calendars: new Map(),
    guests: new Map(),
    written: [],
  };
  for (const step of steps) {
    const [, side = "A", text = ""] = /^(?:([AB]): )?(.*)$/.exec(step.text) ?? [];
    const word = text.split(" ")[0] ?? "";
    try {
      if (expectations.has(word)) expectThat(world, side, word, text.slice(word.length).trim());
      else act(world, side, text, step.block);
    } catch (error) {
      if (error instanceof Error) error.message = `line ${step.line}: ${step.text}\n${error.message}`;
      throw error;
    }
  }
  settleAccounts(world);
}

/** Nothing may be sent, or refused, that the conversation does not tell of. */
function settleAccounts(world: World): void {
  expect(world.sent.map(summary), "sent without being told").toEqual([]);
  expect(world.error, "refused without being told").toBeUndefined();
}

function summary({ method, sequence, to, instance }: OutgoingMessage): string {
  return `${method} ${sequence} to ${to.email}${instance === undefined ? "" : ` about ${instance.time}`}`;
}

function inviteOf(world: World, side: string): Invite {
  const invite = world.sides.get(side)?.invite;
  if (invite === undefined) throw new Error(`there is no invite on side ${side}`);
  return invite;
}

function act(world: World, side: string, text: string, block: readonly string[]): void {
  settleAccounts(world);
  world.outcome = undefined;
  world.clock += 3_600_000;
  const now = new Date(world.clock);
  const [actor = "", verb = "", ...rest] = text.split(" ");
  try {
    if (actor === "organizer" && verb === "writes") organizerWrites(world, side, block);
    else if (actor === "organizer") organizerActs(world, side, verb, rest.join(" "));
    else if (actor === "copies") copiesAct(world, verb);
    else if (verb === "gets") getsFromElsewhere(world, actor, block, settingsIn(rest).get("from"));
    else if (verb === "decides")
      guestSends(world, side, actor, decides(world.guests, actor, rest.join(" "), now));
    else if (verb === "asks") guestSends(world, side, actor, [asks(world.guests, actor, now)]);
    else if (verb === "approves") approves(world.guests, actor, rest.join(" "));
    else if (verb === "answers") answers(world, side, actor, rest.join(" "));
    else personActs(world, side, { actor, verb, rest: rest.join(" "), block });
  } catch (error) {
    if (error instanceof Error && error.name === "AssertionError") throw error;
    world.error = error;
  }
}

function organizerActs(world: World, side: string, verb: string, rest: string): void {
  const now = new Date(world.clock);
  const { email, first, second } = argumentsIn(rest);
  const options = (value: object) => ({ now, ...value });
  if (verb === "invites") {
    const input: Omit<InviteInput, "id" | "organizer"> = JSON.parse(rest);
    take(
      world,
      side,
      createInvite(
        { id: "1", uid: "conversation@example.com", organizer: { email: "planner@example.com" }, ...input },
        { now },
      ),
    );
    return;
  }
  const invite = inviteOf(world, side);
  switch (verb) {
    case "updates":
      take(world, side, updateInvite(invite, first, options(second)));
      return;
    case "cancels":
      take(world, side, cancelInvite(invite, options(first)));
      return;
    case "accepts":
      take(world, side, acceptProposal(invite, email, options(first)));
      return;
    case "declines":
      take(world, side, declineProposal(invite, email, options(first)));
      return;
    case "resends":
      take(world, side, { invite, messages: currentMessages(invite, options(first)) });
      return;
    default:
      throw new Error(`nobody knows how an organizer ${verb}`);
  }
}

/** `email {json} {json}`, each of them optional. */
function argumentsIn(rest: string): { email: string; first: object; second: object } {
  const email = /^[^\s{]+/.exec(rest)?.[0] ?? "";
  const objects = rest
    .slice(email.length)
    .trim()
    .split(/(?<=\}) (?=\{)/)
    .filter((text) => text !== "");
  const [first = {}, second = {}] = objects.map((text): object => JSON.parse(text));
  return { email, first, second };
}

function copiesAct(world: World, verb: string): void {
  if (verb === "part")
    world.sides.set("B", { invite: parseInvite(JSON.parse(JSON.stringify(inviteOf(world, "A")))) });
  else if (verb === "merge")
    world.sides.set("A", { invite: mergeInvites(inviteOf(world, "A"), inviteOf(world, "B")) });
  else throw new Error(`nobody knows how copies ${verb}`);
}

function take(
  world: World,
  side: string,
  { invite, messages }: { invite: Invite; messages: readonly OutgoingMessage[] },
): void {
  expectSound(invite, messages);
  world.sides.set(side, { invite: frozen(invite) });
  world.sent = [...messages];
  for (const message of messages) {
    deliver(world.calendars, message);
    arrives(world, message);
  }
  if (world.sides.size > 1) return;
  for (const { method, to, instance } of messages)
    if (method !== "DECLINECOUNTER") expectAlike(world, invite, to.email, instance);
}

/** Whoever has got the latest mail sees the event as the organizer has it; who was taken off the list sees it called off. */
function expectAlike(
  { guests }: World,
  invite: Invite,
  email: string,
  instance: OutgoingMessage["instance"],
): void {
  const at = instance === undefined ? {} : { instance };
  const seen = shownTo(guests, email, instance);
  const { state, event, recipients } = statusOf(invite, at);
  const isInvited = state === "active" && recipients.some((one) => one.email === email);
  expect(seen?.cancelled, `${email} sees it called off`).toBe(!isInvited);
  if (!isInvited) return;
  const { summary, start, end } = event;
  // A day names no zone: each side shows it in its own.
  const sees = { summary, start: { time: start.time }, end: { time: end.time } };
  expect(seen?.event, `what ${email} sees`).toMatchObject(sees);
}

function arrives({ guests }: World, { to, ics, from, dtstamp }: OutgoingMessage): void {
  comesIn(guests, to.email, { ics, author: from.email, sentAt: dtstamp });
}

/** A whole calendar of the organizer's, from another program than this: all whom it lists get it, and it is taken over where it is the whole event. */
function organizerWrites(world: World, side: string, block: readonly string[]): void {
  const ics = `${block.join("\r\n")}\r\n`;
  const people = new Set(
    block.filter((line) => line.startsWith("ATTENDEE")).map((line) => line.replace(/^.*mailto:/, "")),
  );
  const organizer = block.find((line) => line.startsWith("ORGANIZER"))?.replace(/^.*mailto:/, "");
  for (const email of people) if (email !== organizer) getsFromElsewhere(world, email, block, organizer);
  const isWhole = block.includes("METHOD:REQUEST") && !block.some((line) => line.startsWith("RECURRENCE-ID"));
  if (isWhole) world.sides.set(side, { invite: frozen(adoptInvite({ id: "1", ics })) });
}

/** A guest's messages: the organizer hears what is for them, whoever else gets what is for them. */
function guestSends(world: World, side: string, author: string, messages: readonly OutgoingMessage[]): void {
  const [first, ...others] = messages;
  world.written = outsideObservances(unfolded(first?.ics ?? ""));
  const invite = world.sides.get(side)?.invite;
  if (first !== undefined && invite?.uid === first.uid) {
    const parsed = parseMessage(first.ics, { sender: author, sentAt: first.dtstamp });
    const arrived = opened([parsed], { author, date: first.dtstamp, to: [first.to] });
    took(world, side, receive(invite, arrived, { now: new Date(world.clock) }));
  }
  world.sent.push(...others);
  for (const message of others) arrives(world, message);
}

/** What holds of every state and every message, whatever the story. */
function expectSound(invite: Invite, messages: readonly OutgoingMessage[]): void {
  const stored: unknown = JSON.parse(JSON.stringify(invite));
  expect(stored).toEqual(invite);
  expect(parseInvite(stored)).toEqual(invite);
  for (const message of messages) {
    expect(JSON.parse(JSON.stringify(message))).toEqual(message);
    expect(checkMessage(message.ics)).toEqual([]);
  }
}

/** No function changes its arguments: a frozen one would not let it. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) frozen(member);
  return value;
}

/** `EMAIL gets` a whole calendar, set in: from an organizer who is nobody's here. */
function getsFromElsewhere(
  world: World,
  email: string,
  block: readonly string[],
  from: string | undefined,
): void {
  const value = (name: string) =>
    block.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? "";
  const ics = `${block.join("\r\n")}\r\n`;
  const [method, dtstamp] = [value("METHOD"), value("DTSTAMP")];
  keep(world.calendars, email, { method, sequence: Number(value("SEQUENCE")), dtstamp, ics });
  comesIn(world.guests, email, { ics, author: from, sentAt: dateOf(dtstamp) });
}

/** `EMAIL answers [@RECURRENCE-ID] STATUS {…}`: by `answer`, what that place of the person's calendar holds. */
function answers(world: World, side: string, email: string, text: string): void {
  const [, recurrenceId = "", status = "", more = "{}"] =
    /^(?:@(\S+) )?(\S+)(?: (\{.*\}))?$/.exec(text) ?? [];
  const request = world.calendars.get(`${email} ${recurrenceId}`)?.ics ?? "";
  const options: object = JSON.parse(more);
  const as: AnswerInput = { email, status: statusNamed(status), ...options };
  const message = answer(request, as, { now: new Date(world.clock) });
  expect(JSON.parse(JSON.stringify(message))).toEqual(message);
  expect(checkMessage(message.ics)).toEqual([]);
  world.written = outsideObservances(unfolded(message.ics));
  const invite = world.sides.get(side)?.invite;
  if (invite === undefined || invite.uid !== message.uid) return;
  const parsed = parseMessage(message.ics, { sender: email, sentAt: message.dtstamp });
  const arrived = opened([parsed], { author: email, date: message.dtstamp, to: [message.to] });
  took(world, side, receive(invite, arrived, { now: new Date(world.clock) }));
}

function statusNamed(word: string): AnswerInput["status"] {
  const known = (["accepted", "tentative", "declined"] as const).find((status) => status === word);
  if (known === undefined) throw new Error(`nobody answers ${word}`);
  return known;
}

/** `REPLY PARTSTAT SEQUENCE DTSTAMP key=value …`, or `sends` with a whole calendar, `bounces`, `refreshes`. */
function personActs(
  world: World,
  side: string,
  { actor, verb, rest, block }: { actor: string; verb: string; rest: string; block: readonly string[] },
): void {
  const invite = inviteOf(world, side);
  const words = rest.split(" ").filter((word) => word !== "");
  const settings = settingsIn(words);
  const [partstat, sequence, dtstamp] = words.filter((word) => !/^[a-z-]+=/.test(word));
  const author = actor === "text" ? undefined : actor;
  const date = settings.get("date") ?? dateOf(dtstamp);
  // All that people say has been said by then: what is written later than a day after it is held.
  const options = {
    now: new Date(Math.max(world.clock, Date.parse(date), Date.UTC(2026, 4, 3, 12))),
    ...(settings.get("authentication") === "fail" ? { authentication: "fail" as const } : {}),
    ...(settings.get("mismatch") === "apply" ? { senderMismatch: "apply" as const } : {}),
  };
  const bounced = settings.get("of");
  const text =
    verb === "sends"
      ? block.join("\r\n").replaceAll("{uid}", invite.uid)
      : answerText({
          method: methodOf(verb),
          uid: settings.get("uid") ?? invite.uid,
          ...given("email", settings.get("as") === "nobody" ? undefined : (settings.get("as") ?? author)),
          ...given("partstat", partstat === "-" ? undefined : partstat),
          ...given("sequence", sequence === undefined || sequence === "-" ? undefined : Number(sequence)),
          ...given("dtstamp", dtstamp === "-" ? undefined : dtstamp),
          ...given("organizer", organizerIn(world, settings.get("organizer"), actor)),
          parameters: block.filter((line) => line.startsWith(";")).map((line) => line.slice(1)),
          lines: block.filter((line) => !line.startsWith(";")),
        });
  if (verb === "bounces") {
    const report = opened([], {
      author: actor,
      date,
      uids: [invite.uid],
      bounces: [{ email: bounced ?? "", status: "5.1.1" }],
    });
    took(world, side, receive(invite, report, options));
    return;
  }
  if (author === undefined) {
    took(world, side, receive(invite, text, options));
    return;
  }
  const message = parseMessage(text, { sender: author, sentAt: date });
  took(world, side, receive(invite, opened([message], { author, date }), options));
}

function settingsIn(words: readonly string[]): Map<string, string> {
  return new Map(
    words
      .filter((word) => /^[a-z-]+=/.test(word))
      .map((word): [string, string] => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]),
  );
}

/** An email leaves when it is written. */
function dateOf(dtstamp: string | undefined): string {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(dtstamp ?? "");
  if (parts === null) return "2026-05-01T12:00:00Z";
  const [, year, month, day, hour, minute, second] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

function methodOf(verb: string): "REPLY" | "COUNTER" | "REFRESH" | "REQUEST" | "CANCEL" {
  const known = (["REPLY", "COUNTER", "REFRESH", "REQUEST", "CANCEL"] as const).find(
    (method) => method === verb,
  );
  return known ?? "REPLY";
}

/** `organizer=copy`: the ORGANIZER that this person's own copy names. */
function organizerIn(world: World, setting: string | undefined, actor: string): string | undefined {
  if (setting !== "copy") return setting;
  const line = world.calendars.get(`${actor} `)?.lines.find((one) => one.startsWith("ORGANIZER"));
  return line?.replace(/^.*mailto:/, "");
}

function given<K extends string, V>(name: K, value: V | undefined): { [N in K]?: V } {
  const object: { [N in K]?: V } = {};
  if (value !== undefined) object[name] = value;
  return object;
}

function took(
  world: World,
  side: string,
  result: { invite: Invite; messages: readonly OutgoingMessage[]; outcome: unknown },
): void {
  world.outcome = result.outcome;
  take(world, side, result);
}

function expectThat(world: World, side: string, word: string, rest: string): void {
  switch (word) {
    case "sends":
      expectSent(world, rest);
      return;
    case "nothing":
      expect(world.sent.map(summary)).toEqual([]);
      return;
    case "outcome":
      expectOutcome(world.outcome, rest);
      return;
    case "refused": {
      const code =
        typeof world.error === "object" && world.error !== null && "code" in world.error
          ? world.error.code
          : world.error;
      expect(code).toBe(rest);
      world.error = undefined;
      return;
    }
    case "state":
      expect(statusOf(inviteOf(world, side)).state).toBe(rest);
      return;
    case "sequence":
      expect(inviteOf(world, side).sequence).toBe(Number(rest));
      return;
    case "conflict":
      expect(String(statusOf(inviteOf(world, side)).conflict === true)).toBe(rest);
      return;
    case "holds":
    case "replies":
    case "holds-one":
      expectHeld(world, side, word, rest);
      return;
    case "says":
    case "omits":
      expect(hasLine(world.written, rest) ? "says" : "omits", world.written.join("\n")).toBe(word);
      return;
    case "meant":
      expectMeant(world.guests, rest);
      return;
    case "has":
      expectHas(world.guests, rest);
      return;
    case "stores":
    case "drops":
      expectStored(world.guests, word, rest);
      return;
    default:
      expectKept(world, word, rest);
      return;
  }
}

/** `sends REQUEST 1 to a, b [about TIME]`: exactly these, of everything that the last action sent. */
function expectSent(world: World, rest: string): void {
  const [, what = "", people = "", about = ""] = /^(\S+ \d+) to (.*?)( about \S+)?$/.exec(rest) ?? [];
  const expected = people.split(", ").map((email) => `${what} to ${email}${about}`);
  const matching = world.sent.filter((message) => expected.includes(summary(message)));
  expect(
    world.sent.map(summary).filter((line) => expected.includes(line)),
    world.sent.map(summary).join("\n"),
  ).toEqual(expected);
  world.sent = world.sent.filter((message) => !matching.includes(message));
}

function expectOutcome(outcome: unknown, rest: string): void {
  const [kind, reason] = rest.split(" ");
  expect(outcome).toMatchObject({ kind, ...(reason === undefined ? {} : { reason }) });
}

/** `holds [@TIME] email status ["comment"] [{json}]`: what `statusOf` shows of one person. */
function expectHeld(world: World, side: string, word: string, rest: string): void {
  const [, time, email = "", status = "", comment, more] =
    /^(?:@(\S+) )?(\S+) (\S+)(?: ("(?:[^"\\]|\\.)*"))?(?: (\{.*\}))?$/.exec(rest) ?? [];
  const shown = statusOf(inviteOf(world, side), time === undefined ? {} : { instance: time });
  const list = word === "replies" ? shown.replies : shown.recipients;
  const answer = list.find((one) => one.email === email);
  if (status === "nothing") {
    expect(answer).toBeUndefined();
    return;
  }
  const said: object = comment === undefined ? {} : { comment: JSON.parse(comment) };
  const rest2: object = more === undefined ? {} : JSON.parse(more);
  const { name: _, ...plain } = answer ?? { email: "" };
  expect(plain).toEqual({ email, status, ...said, ...rest2 });
}

/** `keeps email [@RECURRENCE-ID] LINE`: a line of what that person's calendar holds; `lacks` the opposite. */
function expectKept(world: World, word: string, rest: string): void {
  const [, email = "", recurrenceId = "", line = ""] = /^(\S+) (?:@(\S+) )?(.*)$/.exec(rest) ?? [];
  const lines = world.calendars.get(`${email} ${recurrenceId}`)?.lines ?? [];
  expect(hasLine(lines, line) ? "keeps" : "lacks", lines.join("\n")).toBe(word);
}
