import { isDeepStrictEqual } from "node:util";
import type { Component } from "../../src/icalendar/component.ts";
import {
  answer,
  checkMessage,
  currentMessages,
  type Finding,
  formatMessage,
  type Invite,
  ItipError,
  type ItipMessage,
  itipErrorCodes,
  mergeInvites,
  type OpenedEmail,
  openEmail,
  parseInvite,
  parseMessage,
  readReplies,
  receive,
  statusOf,
  updateInvite,
} from "../../src/index.ts";
import { resolveTimeZone } from "../../src/timezone/resolve-time-zone.ts";
import { calendarBeside } from "./calendar-beside.ts";
import type { Seeds } from "./seeds.ts";

const now = new Date("2026-05-02T12:00:00Z");
const options = { sender: "jane@example.test", timeZone: "Europe/Paris", method: "REPLY" } as const;

/** Limits that every other message is over. */
const tight = {
  ...{
    emailBytes: 5_000,
    emailLines: 100,
    emailParts: 3,
    emailDepth: 2,
    emailHeaders: 12,
    calendarLength: 1_500,
  },
  ...{
    calendarLines: 40,
    lineLength: 150,
    components: 3,
    depth: 2,
    properties: 12,
    parameters: 3,
    values: 2,
  },
  ...{ attendees: 1, timeZones: 1, observances: 2, findings: 2, recurrenceSteps: 10 },
};

/** What is accepted can be written, reads the same then, and can be answered or is refused an answer. */
export function acceptedByParseMessage(input: Uint8Array): string {
  return outcomeOf(() => {
    const message = parseMessage(textOf(input), options);
    survives(message);
    hold(message.problems.length <= 101, "more findings than the limit");
    onlyItipError(() => {
      const few = parseMessage(textOf(input), { limits: tight });
      hold(few.problems.length <= tight.findings + 1, "more findings than a tight limit");
    });
    onlyItipError(() => {
      const given = answer(message, { email: "jane@example.test", status: "accepted" }, { now });
      hold(parseMessage(given.ics).uid === given.uid, "the answer has another UID");
    });
  });
}

/** Whatever it says is well formed and bounded. */
export function checked(input: Uint8Array, seeds: Seeds): string {
  return outcomeOf(() => {
    const text = textOf(input);
    formed(checkMessage(text), 101);
    onlyItipError(() => formed(checkMessage(text, { limits: tight }), tight.findings + 1));
    const other = calendarBeside(input, seeds);
    const part = {
      mediaType: text.slice(0, input.length % 20),
      method: text.slice(-(input.length % 7)),
      charset: input.length % 3 === 0 ? "UTF-8" : text.slice(20, 25),
      component: "VEVENT",
      readable: input.length % 5 === 0,
      alternatives: [other],
    };
    onlyItipError(() => formed(checkMessage(text, { earlier: other, part }), 101));
    onlyItipError(() => formed(checkMessage(other, { earlier: text, part }), 101));
  });
}

function formed(findings: readonly Finding[], most: number): void {
  hold(findings.length <= most, "more findings than the limit");
  hold(
    findings.every(({ code, reference }) => /^[a-z0-9-]+$/.test(code) && reference.startsWith("RFC ")),
    "a finding of no known form",
  );
}

/** Every message found in an email survives being written, and so do its bytes; ASCII given as a string is the same email. */
export async function openedEmail(input: Uint8Array): Promise<string> {
  return outcomeOfAsync(async () => {
    const given = Buffer.from(input);
    const opened = await openEmail(given);
    hold(given.equals(input), "the bytes of the email were changed");
    opened.messages.forEach(survives);
    await openEmail(input, { limits: tight }).catch(codeOf);
    hold(opened.problems.length <= 101, "more findings than the limit");
    if (input.length % 8 === 0 && input.every((byte) => byte < 128)) {
      same(await openEmail(Buffer.from(input).toString("latin1")), opened, "a string is read otherwise");
    }
  });
}

/** Text that the caller vouches for. */
export function received(input: Uint8Array, seeds: Seeds): string {
  return outcomeOf(() => {
    const text = textOf(input);
    takenIn(text, inviteFor(text, seeds), input, seeds);
  });
}

/** The same for an email, which its author vouches for. */
export async function receivedEmail(input: Uint8Array, seeds: Seeds): Promise<string> {
  return outcomeOfAsync(async () => {
    const opened = await openEmail(input);
    const invite = inviteFor(opened.uids.join(), seeds);
    takenIn(opened, invite, input, seeds);
    heardOf(opened, invite, input);
  });
}

/** An answer was there and nobody heard of it: what stands whole in a mail and has no outcome has a finding. */
function heardOf(opened: OpenedEmail, invite: Invite, input: Uint8Array): void {
  const { outcome } = receive(invite, opened, { now });
  if (outcome.kind !== "ignored" || outcome.reason !== "not-a-reply") return;
  const found = [...opened.problems, ...opened.messages.flatMap(({ problems }) => problems)];
  const answers = calendarsIn(Buffer.from(input).toString("latin1")).some(answersWhole);
  hold(!answers || found.length > 0, "an answer was there and nobody heard of it");
}

/** The calendars of a mail that are its own: not those behind it, and not those of a mail that it returns undelivered. */
function calendarsIn(mail: string): string[] {
  const behind = closingLine(mail);
  const end = behind === undefined ? -1 : mail.search(behind);
  const whole = end < 0 ? mail : mail.slice(0, end);
  const returned = /^Content-Type:\s*message\/delivery-status/im.test(whole)
    ? whole.search(/^Content-Type:\s*(?:message\/rfc822|text\/rfc822-headers)/im)
    : -1;
  const own = returned < 0 ? whole : whole.slice(0, returned);
  return own.split(/^(?=BEGIN:VCALENDAR\r?$)/m).slice(1);
}

/** What closes the outermost multipart: whatever stands behind it is to be ignored (RFC 2046 section 5.1.1). */
function closingLine(mail: string): RegExp | undefined {
  const [head = ""] = mail.split(/\r?\n\r?\n/, 1);
  const boundary = /boundary="?([^"\r\n;]+)/i.exec(head)?.[1];
  if (boundary === undefined) return undefined;
  return new RegExp(`^--${boundary.replace(/[^\w]/g, "\\$&")}--[ \\t]*\\r?$`, "m");
}

/** A calendar with nothing damaged that an answer needs. */
function answersWhole(calendar: string): boolean {
  return [
    /^METHOD:(?:REPLY|COUNTER)\r?$/m,
    /^BEGIN:VEVENT\r?$/m,
    /^UID:\S/m,
    /^ATTENDEE;.*PARTSTAT=(?:ACCEPTED|DECLINED|TENTATIVE)[;:]/m,
    /^END:VCALENDAR\s*$/m,
  ].every((line) => line.test(calendar));
}

/** A zone that was found is one, under its name of today. */
export function resolvedZone(input: Uint8Array): string {
  const { tzid, vtimezone, at, hint } = jsonOf(input);
  return outcomeOf(() => {
    const found = resolveTimeZone(String(tzid), {
      ...(typeof vtimezone === "string" ? { vtimezone } : {}),
      ...(typeof hint === "string" ? { hint } : {}),
      at: new Date(Number(at)),
    });
    if (found === undefined) return;
    same(resolveTimeZone(found.tzid), { tzid: found.tzid, guessed: false }, "not a zone of its own name");
  });
}

/** State that was accepted is what JSON keeps, and every function can work with it. */
export function parsedState(input: Uint8Array, seeds: Seeds): string {
  let stored: unknown;
  try {
    stored = JSON.parse(textOf(input));
  } catch {
    return "no-json";
  }
  return outcomeOf(() => {
    const invite = parseInvite(stored);
    isPlain(invite);
    statusOf(invite);
    onlyItipError(() => currentMessages(invite, { now }));
    onlyItipError(() => isPlain(updateInvite(invite, { event: { summary: "x" } }, { now }).invite));
    for (const other of seeds.states) {
      if (other.uid === invite.uid) {
        onlyItipError(() => same(mergeInvites(invite, other), mergeInvites(other, invite), "sides matter"));
      }
    }
  });
}

/** Once or twice, before or after another answer, stored in between or not: the same. */
function takenIn(incoming: OpenedEmail | string, invite: Invite, input: Uint8Array, seeds: Seeds): void {
  const first = receive(invite, incoming, { now });
  isPlain(first.invite);
  same(receive(first.invite, incoming, { now }).invite, first.invite, "the second time changes something");
  if (input.length % 3 !== 0) return;
  const rival = rivalOf(invite, seeds);
  const after = receive(rival, incoming, { now }).invite;
  same(
    statusOf(mergeInvites(first.invite, rival)),
    statusOf(after),
    "copies that saw one answer each do not merge into one that saw both",
  );
}

/** The seeds hold each invite twice: as it was made, and with answers. */
function rivalOf(invite: Invite, seeds: Seeds): Invite {
  return seeds.states.find((other) => other.uid === invite.uid && other !== invite) ?? invite;
}

function inviteFor(text: string, seeds: Seeds): Invite {
  const named = seeds.states.find((state) => text.includes(state.uid)) ?? seeds.states[0];
  if (named === undefined) throw new Error("the seeds have no invite");
  return named;
}

function survives(message: ItipMessage): void {
  const text = formatMessage(message);
  const { sender, sentAt, timeZone } = message;
  const read = parseMessage(text, {
    ...(sender === undefined ? {} : { sender }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const again = message.attached === true ? { ...read, attached: true as const } : read;
  same(formatMessage(again), text, "written twice it differs");
  same(
    [again.method, again.uid, again.kind, again.components.map(linesIn), keptOf(again)],
    [message.method, message.uid, message.kind, message.components.map(linesIn), keptOf(message)],
    "it does not read the same once written",
  );
  same(readReplies(again), readReplies(message), "the answers differ once written");
}

/** Everything but the three lines of a calendar that are repaired. */
function keptOf({ calendar }: ItipMessage): unknown {
  const lines = calendar.lines.filter(({ name }) => !["PRODID", "VERSION", "METHOD"].includes(name));
  return linesIn({ ...calendar, lines });
}

function linesIn({ name, lines, components }: Component): unknown {
  return [name, lines.map(({ text }) => text), components.map(linesIn)];
}

function isPlain(invite: Invite): void {
  same(parseInvite(JSON.parse(JSON.stringify(invite))), invite, "the state does not survive JSON");
}

/** `read`, or the code of the ItipError that was thrown. */
export function outcomeOf(run: () => void): string {
  try {
    run();
    return "read";
  } catch (error) {
    return codeOf(error);
  }
}

async function outcomeOfAsync(run: () => Promise<void>): Promise<string> {
  try {
    await run();
    return "read";
  } catch (error) {
    return codeOf(error);
  }
}

/** @throws what is no ItipError */
function codeOf(error: unknown): string {
  if (!(error instanceof ItipError) || !Object.hasOwn(itipErrorCodes, error.code)) throw error;
  hold(error.problems.length > 0, "an error without a problem");
  return error.code;
}

/** Lets an ItipError pass, and nothing else. */
export function onlyItipError(run: () => void): void {
  try {
    run();
  } catch (error) {
    codeOf(error);
  }
}

/** @throws where a law is broken */
export function hold(condition: boolean, law: string): void {
  if (!condition) throw new Error(`broken law: ${law}`);
}

/** @throws where two values differ */
export function same(actual: unknown, expected: unknown, law: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  const shown = [expected, actual].map((value) => JSON.stringify(value)?.slice(0, 1_500));
  throw new Error(`broken law: ${law}\n  expected ${shown[0]}\n  actual   ${shown[1]}`);
}

/** An input as text. */
export function textOf(input: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(input);
}

function jsonOf(input: Uint8Array): Record<string, unknown> {
  const value: unknown = JSON.parse(textOf(input));
  return typeof value === "object" && value !== null ? { ...value } : {};
}
