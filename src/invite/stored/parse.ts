import { kindOf, type Problem, refusal, shown } from "../../errors.ts";
import type { Recipient } from "../../event/event.ts";
import { readProductId, readUid } from "../../event/read-invite.ts";
import {
  at,
  defined,
  fault,
  isPlainText,
  isRecord,
  type Reading,
  readName,
  readOrRefuse,
  readUri,
} from "../../input.ts";
import { parseZone } from "../../time/zone.ts";
import { inOrder, placeOf } from "../answers/entries.ts";
import { addressOf } from "../answers/people.ts";
import { type Entry, type Invite, type KnownPerson, type Plan, stateVersion } from "../invite.ts";
import { byAddress, compareEntries } from "../order.ts";
import { carryOver } from "./carry-over.ts";
import { isPlainEntry } from "./plain-entry.ts";
import { isPlainKnown } from "./plain-person.ts";
import { type CheckedTexts, readEntry, readKnown } from "./read-entries.ts";
import { readPlan } from "./read-plan.ts";
import { readObject, readOptional, readPlainList, readSequence, requireOrder, words } from "./read-value.ts";
import { incompleteParts, isExcerpt, isTrusted, trust } from "./trust.ts";

/**
 * A stored invite, checked: what comes back can be given to every other function. State that is damaged or was
 * written by a newer version of this package is refused whole, never half-read.
 *
 * Takes about as long as `JSON.parse` of the same text; the other functions check an invite that did not come from here or from one of them
 * in the same way, and none is checked twice. The invite shares with `stored` what it took as it is: change neither.
 *
 * @param stored what `JSON.parse` gave back
 * @throws {ItipError} `invalid-state` with every problem found, `newer-state`
 * @example
 * parseInvite(JSON.parse(row.invite)) // the invite
 * parseInvite({ version: 99 })        // throws newer-state
 */
export function parseInvite(stored: unknown): Invite {
  if (isTrusted(stored)) return stored;
  if (isExcerpt(stored)) throw incompleteParts();
  if (!isRecord(stored))
    throw refusal("invalid-state", "", "invalid-type", `must be an object, got ${kindOf(stored)}`);
  requireVersion(stored.version);
  const current = stored.version === 1 ? carryOver(stored) : stored;
  return trust(
    readAtAGlance(current) ??
      readOrRefuse("invalid-state", "", (reading) => readStoredInvite(current, reading)),
  );
}

/** An invite in which nothing is wrong, as nearly all are: the paths of its members take a third of the time to read it, and nobody would ask for them. */
function readAtAGlance(stored: Record<string, unknown>): Invite | undefined {
  const problems: Problem[] = [];
  const invite = readStoredInvite(stored, { path: "", problems, blind: true });
  return problems.length === 0 ? invite : undefined;
}

/** An invite as the verbs take it that concern one person alone: it may be put together of some guests' parts. */
export function parseExcerpt(stored: unknown): Invite {
  return isExcerpt(stored) ? stored : parseInvite(stored);
}

/**
 * Refuses what this package did not write, and what a later one did.
 *
 * @throws {ItipError} `invalid-state`, `newer-state`
 */
export function requireVersion(version: unknown, path = "version"): void {
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
    throw refusal(
      "invalid-state",
      path,
      "invalid-type",
      `must be a whole number from 1 on, got ${shown(version)}`,
    );
  }
  if (version > stateVersion) {
    throw refusal(
      "newer-state",
      path,
      "newer",
      `must be at most ${stateVersion}, got ${version}: a newer version of this package wrote it`,
    );
  }
}

const members = /* @__PURE__ */ words(
  "version id uid sequence timeZone callbackUrl replyKey productId plan invited answers strangers conflict",
);

/**
 * A stored invite, its parts in agreement with each other. What is plain at a glance is taken as it is.
 *
 * @param least how many people are on its lists: none where the people are stored apart
 */
export function readStoredInvite(
  value: Record<string, unknown>,
  reading: Reading,
  least = 1,
): Invite | undefined {
  const stored = readObject(value, members, reading);
  if (stored === undefined) return undefined;
  const id = readStoredId(stored.id, reading);
  const uid = isPlainUid(stored.uid) ? stored.uid : readUnchanged(stored.uid, at(reading, "uid"), readUid);
  const sequence = readSequence(stored.sequence, at(reading, "sequence"));
  const timeZone = parseZone(stored.timeZone);
  if (timeZone === undefined)
    fault(at(reading, "timeZone"), "unknown-time-zone", "must be an IANA time zone", stored.timeZone);
  const plan = readPlan(stored.plan, at(reading, "plan"), least);
  const { invited, answers, strangers } = readInvitedAndSaid(stored, reading);
  const more = readOptionals(stored, reading);
  if (
    id === undefined ||
    uid === undefined ||
    sequence === undefined ||
    timeZone === undefined ||
    plan === undefined
  ) {
    return undefined;
  }
  const invite = { version: stateVersion, id, uid, sequence, timeZone, plan, invited, answers, strangers };
  requireConsistency(invite, more?.conflict, reading);
  return more === undefined ? invite : { ...invite, ...more };
}

function readStoredId(value: unknown, reading: Reading): string | undefined {
  if (isPlainText(value, 1_000)) return value;
  return readUnchanged(value, at(reading, "id"), (one, here) => readName(one, here, 1_000));
}

/** A UID without blanks, which most are. */
function isPlainUid(value: unknown): value is string {
  return typeof value === "string" && value.length <= 255 && /^[!-~]+$/.test(value);
}

/** Everybody who was invited, and what they and others said. */
function readInvitedAndSaid(
  stored: Record<string, unknown>,
  reading: Reading,
): Pick<Invite, "invited" | "answers" | "strangers"> {
  const memory: CheckedTexts = {};
  const invited = readPlainList(stored.invited, at(reading, "invited"), personReader, memory);
  const answers = readPlainList(stored.answers, at(reading, "answers"), entryReader, memory);
  const strangers = readPlainList(stored.strangers, at(reading, "strangers"), entryReader, memory);
  // Version 1 named occurrences otherwise: by the names of today they have another order, and two may be one.
  return stored.version === 1
    ? { invited, answers: inOrder(answers), strangers: inOrder(strangers) }
    : { invited, answers, strangers };
}

const personReader = { isPlain: isPlainKnown, read: readKnown };

/** How a list of entries is read. */
export const entryReader = { isPlain: isPlainEntry, read: readEntry };

/** The members that most invites are without; `undefined` where all of them are absent. */
function readOptionals(
  stored: Record<string, unknown>,
  reading: Reading,
): Pick<Invite, "callbackUrl" | "replyKey" | "productId" | "conflict"> | undefined {
  const { callbackUrl, replyKey, productId, conflict } = stored;
  // A null is no absence: it is refused.
  if ([callbackUrl, replyKey, productId, conflict].every((one) => one === undefined)) return undefined;
  const optional = (name: string, read: typeof readUid) =>
    stored[name] === undefined ? undefined : readUnchanged(stored[name], at(reading, name), read);
  return defined({
    callbackUrl: optional("callbackUrl", readUri),
    replyKey: optional("replyKey", readReplyKey),
    productId: optional("productId", readProductId),
    conflict: readOptional(stored.conflict, at(reading, "conflict"), readSequence),
  });
}

/** A key as `replyKeyOf` derives it. */
function readReplyKey(value: unknown, reading: Reading): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value)
    ? value
    : fault(reading, "invalid-value", "must be 64 hexadecimal digits");
}

/** What `createInvite` would take as it is: anything that it would have repaired was damaged since. */
function readUnchanged(value: unknown, reading: Reading, read: typeof readUid): string | undefined {
  const found = reading.problems.length;
  const text = read(value, reading);
  if (text !== undefined && text === value) return text;
  return reading.problems.length > found
    ? undefined
    : fault(reading, "invalid-value", "must be as it was stored", value);
}

/** Whether an entry answers a SEQUENCE above one: nothing from a later revision is ever recorded. */
export function answersBeyond({ reply, counter, settled }: Entry, sequence: number): boolean {
  return (
    (reply !== undefined && reply.sequence > sequence) ||
    (counter !== undefined && counter.sequence > sequence) ||
    (settled !== undefined && settled.sequence > sequence)
  );
}

function someBeyond(entries: readonly Entry[], sequence: number): boolean {
  for (const entry of entries) if (answersBeyond(entry, sequence)) return true;
  return false;
}

/** Refuses values that do not agree with each other, which none of them shows by itself. */
function requireConsistency(invite: Invite, conflict: number | undefined, reading: Reading): void {
  const { sequence, plan, invited, answers, strangers } = invite;
  requireOrder(invited, byAddress, at(reading, "invited"));
  requireOrder(answers, compareEntries, at(reading, "answers"));
  requireOrder(strangers, compareEntries, at(reading, "strangers"));
  if (greatestUsed(plan) > sequence)
    fault(at(reading, "sequence"), "out-of-range", "must be at least every SEQUENCE in the plan");
  // It would count against all that its author still says.
  if (someBeyond(answers, sequence) || someBeyond(strangers, sequence))
    fault(at(reading, "sequence"), "out-of-range", "must be at least every SEQUENCE that was answered");
  if (conflict !== undefined && conflict !== sequence)
    fault(at(reading, "conflict"), "out-of-range", "must be the present SEQUENCE or absent");
  if (reading.problems.length === 0) requirePeople(invite, reading);
}

function greatestUsed({ timeSequence, recurrenceSequence, occurrences }: Plan): number {
  let most = Math.max(timeSequence, recurrenceSequence);
  for (const one of occurrences) most = Math.max(most, one.timeSequence ?? 0);
  return most;
}

/** Who is on a list or answers as a guest was invited, and nobody else. */
function requirePeople({ plan, invited, answers, strangers }: Invite, reading: Reading): void {
  let lacks = lacksSome(plan.recipients, invited);
  for (const { with: apart } of plan.occurrences) lacks ||= apart !== undefined && lacksSome(apart, invited);
  if (lacks) fault(at(reading, "invited"), "incomplete", "must list every recipient");
  if (countInvited(answers, addressOfEntry, invited) < answers.length)
    fault(at(reading, "answers"), "misplaced", "must list only people who were invited");
  if (countInvited(strangers, addressOfEntry, invited) > 0)
    fault(at(reading, "strangers"), "misplaced", "must list nobody who was invited");
}

function lacksSome(people: readonly Recipient[], invited: readonly KnownPerson[]): boolean {
  return countInvited(people, addressOf, invited) < people.length;
}

function addressOfEntry({ address }: Entry): string {
  return address;
}

/** How many of some people were invited: told in one pass of people who come in the order of their addresses, as those do who answered. */
function countInvited<T>(
  people: readonly T[],
  addressIn: (one: T) => string,
  invited: readonly KnownPerson[],
): number {
  let place = 0;
  let count = 0;
  for (const one of people) {
    const address = addressIn(one);
    if (invited[place]?.address !== address && invited[++place]?.address !== address)
      place = placeOf(invited, address);
    if (invited[place]?.address === address) count++;
  }
  return count;
}
