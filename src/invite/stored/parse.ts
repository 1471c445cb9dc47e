import { ItipError, kindOf, type Problem, refusal, shown } from "../../errors.ts";
import { readProductId, readUid } from "../../event/read-invite.ts";
import { at, defined, fault, isRecord, type Reading, readName, readUri } from "../../input.ts";
import { parseZone } from "../../time/zone.ts";
import { inOrder, isInvited } from "../answers/entries.ts";
import { addressOf } from "../answers/people.ts";
import { type Entry, type Invite, type Known, type Plan, stateVersion } from "../invite.ts";
import { compareEntries, compareTexts } from "../order.ts";
import { carryOver } from "./carry-over.ts";
import { type Memory, readEntry, readKnown } from "./read-entries.ts";
import { readPlan } from "./read-plan.ts";
import { readList, readObject, readOptional, readSequence, requireOrder } from "./read-value.ts";
import { incompleteParts, isExcerpt, isTrusted, trust } from "./trust.ts";

/**
 * A stored invite, checked: what comes back can be given to every other function. State that is damaged or was
 * written by a newer version of this package is refused whole, never half-read.
 *
 * Takes time in proportion to the size of the state; the other functions check an invite that did not come from
 * here or from one of them in the same way.
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
  const problems: Problem[] = [];
  const current = stored.version === 1 ? carryOver(stored) : stored;
  const invite = readInvite(current, { path: "", problems });
  if (invite === undefined || problems.length > 0) throw new ItipError("invalid-state", problems);
  return trust(invite);
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

/**
 * A stored invite, its parts in agreement with each other.
 *
 * @param least how many people are on its lists: none where the people are stored apart
 */
export function readInvite(value: Record<string, unknown>, reading: Reading, least = 1): Invite | undefined {
  const names = [
    "version",
    "id",
    "uid",
    "sequence",
    "timeZone",
    "callbackUrl",
    "replyKey",
    "productId",
    "plan",
    "invited",
  ];
  const stored = readObject(value, [...names, "answers", "strangers", "conflict"], reading);
  if (stored === undefined) return undefined;
  const id = readUnchanged(stored.id, at(reading, "id"), (value, here) => readName(value, here, 1_000));
  const uid = readUnchanged(stored.uid, at(reading, "uid"), readUid);
  const sequence = readSequence(stored.sequence, at(reading, "sequence"));
  const timeZone = parseZone(stored.timeZone);
  if (timeZone === undefined)
    fault(
      at(reading, "timeZone"),
      "unknown-time-zone",
      `must be an IANA time zone, got ${shown(stored.timeZone)}`,
    );
  const plan = readPlan(stored.plan, at(reading, "plan"), least);
  const memory: Memory = { folded: new Map(), occurrences: new Map() };
  const entry = (one: unknown, here: Reading) => readEntry(one, here, memory);
  const invited = readList(stored.invited, at(reading, "invited"), (one, here) =>
    readKnown(one, here, memory),
  );
  const answers = readList(stored.answers, at(reading, "answers"), entry);
  const strangers = readList(stored.strangers, at(reading, "strangers"), entry);
  const conflict = readOptional(stored.conflict, at(reading, "conflict"), readSequence);
  const optional = (name: string, read: typeof readUid) =>
    readOptional(stored[name], at(reading, name), (value, here) => readUnchanged(value, here, read));
  const more = defined({
    callbackUrl: optional("callbackUrl", readUri),
    replyKey: optional("replyKey", readKey),
    productId: optional("productId", readProductId),
    conflict,
  });
  if (
    id === undefined ||
    uid === undefined ||
    sequence === undefined ||
    timeZone === undefined ||
    plan === undefined
  ) {
    return undefined;
  }
  // Version 1 named occurrences otherwise: by the names of today they have another order, and two may be one.
  const said =
    stored.version === 1
      ? { answers: inOrder(answers), strangers: inOrder(strangers) }
      : { answers, strangers };
  requireConsistency({ sequence, plan, invited, ...said, conflict }, reading);
  return { version: stateVersion, id, uid, sequence, timeZone, plan, invited, ...said, ...more };
}

/** A key as `replyKeyOf` derives it. */
function readKey(value: unknown, reading: Reading): string | undefined {
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
    : fault(reading, "invalid-value", `must be as it was stored, got ${shown(value)}`);
}

interface Parts {
  sequence: number;
  plan: Plan;
  invited: readonly Known[];
  answers: readonly Entry[];
  strangers: readonly Entry[];
  conflict: number | undefined;
}

function isAhead({ reply, counter, settled }: Entry, sequence: number): boolean {
  return [reply, counter, settled].some((statement) => (statement?.sequence ?? 0) > sequence);
}

/** What no single value shows: that the parts belong together. */
function requireConsistency(
  { sequence, plan, invited, answers, strangers, conflict }: Parts,
  reading: Reading,
): void {
  requireOrder(invited, (a, b) => compareTexts(a.address, b.address), at(reading, "invited"));
  requireOrder(answers, compareEntries, at(reading, "answers"));
  requireOrder(strangers, compareEntries, at(reading, "strangers"));
  const used = [
    plan.timeSequence,
    plan.recurrenceSequence,
    ...plan.occurrences.map((one) => one.timeSequence ?? 0),
  ];
  if (Math.max(...used) > sequence)
    fault(at(reading, "sequence"), "out-of-range", "must be at least every SEQUENCE in the plan");
  // Nothing from a later revision is ever recorded: it would count against all that its author still says.
  if ([...answers, ...strangers].some((entry) => isAhead(entry, sequence)))
    fault(at(reading, "sequence"), "out-of-range", "must be at least every SEQUENCE that was answered");
  if (conflict !== undefined && conflict !== sequence)
    fault(at(reading, "conflict"), "out-of-range", "must be the present SEQUENCE or absent");
  if (reading.problems.length > 0) return;
  const apart = plan.occurrences.flatMap((occurrence) => occurrence.with ?? []);
  if ([...plan.recipients, ...apart].some((recipient) => !isInvited(invited, addressOf(recipient)))) {
    fault(at(reading, "invited"), "incomplete", "must list every recipient");
  }
  if (answers.some((entry) => !isInvited(invited, entry.address))) {
    fault(at(reading, "answers"), "misplaced", "must list only people who were invited");
  }
  if (strangers.some((entry) => isInvited(invited, entry.address))) {
    fault(at(reading, "strangers"), "misplaced", "must list nobody who was invited");
  }
}
