import { kindOf, shown, wrongArgument } from "../../errors.ts";
import type { Recipient } from "../../event/event.ts";
import { readRecipient } from "../../event/read-invite.ts";
import { at, defined, fault, isRecord, type Reading, readOrRefuse, wrongKind } from "../../input.ts";
import { type Entry, type Invite, stateVersion } from "../invite.ts";
import { compareEntries } from "../order.ts";
import { entryReader, readStoredInvite, requireVersion } from "../stored/parse.ts";
import { isPlainRecipient } from "../stored/plain-person.ts";
import { type CheckedTexts, readKey, readKnown } from "../stored/read-entries.ts";
import {
  readList,
  readMoment,
  readObject,
  readOptional,
  readPlainList,
  readSequence,
  readStored,
  requireOrder,
  words,
} from "../stored/read-value.ts";
import type { GuestPart, InviteParts, Listing, StrangersPart } from "./parts.ts";

/** Parts that were checked, and the invite without people that the head is. */
export interface CheckedParts {
  readonly skeleton: Invite;
  /** How many guests' parts there are in all. */
  readonly people: number;
  readonly guests: readonly GuestPart[];
  readonly strangers: StrangersPart | undefined;
}

/** Parts that were made or checked here. */
const trusted = new WeakSet<object>();

/** Marks the parts of one guest, or of strangers, as sound. */
export function trustPart<T extends GuestPart | StrangersPart>(part: T): T {
  trusted.add(part);
  return part;
}

/**
 * The parts, each checked, and that they belong together.
 *
 * @throws {ItipError} `invalid-argument` for what is no set of parts; `invalid-state` with every problem found, `newer-state`
 */
export function readParts(parts: InviteParts): CheckedParts {
  const { head, guests, strangers } = requireParts(parts);
  const memory: CheckedTexts = {};
  const checked = readOrRefuse("invalid-state", "head", (reading) => readHead(head, reading));
  const { uid } = checked.skeleton;
  return readOrRefuse("invalid-state", "", (reading) => ({
    ...checked,
    guests: readList(guests, at(reading, "guests"), (one, here) => readGuest(one, uid, { ...here, memory })),
    strangers: readOptional(strangers, at(reading, "strangers"), (one, here) =>
      readStrangers(one, uid, { ...here, memory }),
    ),
  }));
}

type WithMemory = Reading & { readonly memory: CheckedTexts };

/** The list and the object that hold the parts come from the caller's own code: it is the argument that is wrong. */
function requireParts(parts: unknown): { head: unknown; guests: readonly unknown[]; strangers: unknown } {
  const { head, guests, strangers } = isRecord(parts) ? parts : {};
  if (!isRecord(parts) || !Array.isArray(guests)) {
    const [path, value] = isRecord(parts) ? ["parts.guests", guests] : ["parts", parts];
    const wanted = isRecord(parts) ? "a list of guests' parts" : "an object with head and guests";
    throw wrongArgument(path, `must be ${wanted}, got ${kindOf(value)}`);
  }
  return { head, guests, strangers };
}

function readHead(value: unknown, reading: Reading): Pick<CheckedParts, "skeleton" | "people"> | undefined {
  const stored = readMarked(value, "head", reading);
  if (stored === undefined) return undefined;
  const { part: _, people, ...facts } = stored;
  const plan = isRecord(facts.plan) ? { ...facts.plan, recipients: [] } : facts.plan;
  const skeleton = readStoredInvite({ ...facts, plan, invited: [], answers: [], strangers: [] }, reading, 0);
  const count = readSequence(people, at(reading, "people"));
  return skeleton === undefined || count === undefined ? undefined : { skeleton, people: count };
}

/** An object that says which part it is, of a version that is known here. */
function readMarked(value: unknown, part: string, reading: Reading): Record<string, unknown> | undefined {
  if (!isRecord(value)) return wrongKind(reading, "an object", value);
  requireVersion(value.version, at(reading, "version").path);
  if (value.version !== stateVersion)
    return fault(at(reading, "version"), "out-of-range", `must be ${stateVersion}`, value.version);
  if (value.part === part) return value;
  return fault(at(reading, "part"), "invalid-choice", `must be ${part}`, value.part);
}

const guestNames = /* @__PURE__ */ words(
  "version part uid address email name listed apart leftOut reinvited answers",
);

/** A stored part of one guest. */
function readGuest(value: unknown, uid: string, reading: WithMemory): GuestPart | undefined {
  if (isTrustedPart(value, "guest") && value.uid === uid) return value;
  const marked = readMarked(value, "guest", reading);
  const stored = marked === undefined ? undefined : readObject(marked, guestNames, reading);
  if (stored === undefined) return undefined;
  const { address, email, name } = stored;
  const known = readKnown({ address, email, ...defined({ name }) }, reading, reading.memory);
  const answers = readAnswers(stored.answers, { ...at(reading, "answers"), memory: reading.memory });
  const stranger = answers.findIndex((entry) => entry.address !== address);
  if (stranger >= 0) {
    const message = `must be ${shown(address)}, whose part it is`;
    fault(at(reading, `answers[${stranger}].address`), "mismatch", message);
  }
  if (!isOf(stored.uid, uid, reading) || known === undefined) return undefined;
  return trustPart({
    version: stateVersion,
    part: "guest",
    uid,
    ...known,
    ...defined({
      listed: readOptional(stored.listed, at(reading, "listed"), readListing),
      apart: readOptional(stored.apart, at(reading, "apart"), readApart),
      leftOut: readOptional(stored.leftOut, at(reading, "leftOut"), readLeftOut),
      reinvited: readOptional(stored.reinvited, at(reading, "reinvited"), readSince),
    }),
    answers,
  });
}

/** The part of the people who were never invited. */
function readStrangers(value: unknown, uid: string, reading: WithMemory): StrangersPart | undefined {
  if (isTrustedPart(value, "strangers") && value.uid === uid) return value;
  const marked = readMarked(value, "strangers", reading);
  const stored =
    marked === undefined ? undefined : readObject(marked, ["version", "part", "uid", "answers"], reading);
  if (stored === undefined) return undefined;
  const answers = readAnswers(stored.answers, { ...at(reading, "answers"), memory: reading.memory });
  if (!isOf(stored.uid, uid, reading)) return undefined;
  return trustPart({ version: stateVersion, part: "strangers", uid, answers });
}

function isTrustedPart(value: unknown, part: "guest"): value is GuestPart;
function isTrustedPart(value: unknown, part: "strangers"): value is StrangersPart;
function isTrustedPart(value: unknown, part: string): value is GuestPart | StrangersPart {
  return isRecord(value) && trusted.has(value) && value.part === part;
}

/** Whether a part has the UID of the head: rows of two invites must not be mixed. */
function isOf(stored: unknown, uid: string, reading: Reading): boolean {
  if (stored === uid) return true;
  fault(at(reading, "uid"), "mismatch", `must be the UID of the head, "${uid}"`, stored);
  return false;
}

function readAnswers(value: unknown, { memory, ...reading }: WithMemory): readonly Entry[] {
  const answers = readPlainList(value, reading, entryReader, memory);
  requireOrder(answers, compareEntries, reading);
  return answers;
}

function readStoredRecipient(value: unknown, reading: Reading): Recipient | undefined {
  return isPlainRecipient(value) ? value : readRecipient(value, reading);
}

function readListing(value: unknown, reading: Reading): Listing | undefined {
  return readStored(value, reading, { place: readSequence, recipient: readStoredRecipient });
}

function readApart(value: unknown, reading: Reading): GuestPart["apart"] {
  const members = { occurrence: readKey, place: readSequence, recipient: readStoredRecipient };
  return readList(value, reading, (one, here) => readStored(one, here, members));
}

function readLeftOut(value: unknown, reading: Reading): GuestPart["leftOut"] {
  const members = { occurrence: readKey, place: readSequence };
  return readList(value, reading, (one, here) => readStored(one, here, members));
}

function readSince(value: unknown, reading: Reading): GuestPart["reinvited"] {
  return readStored(value, reading, { sequence: readSequence, updatedAt: readMoment });
}

/**
 * One part alone, checked.
 *
 * @throws {ItipError} `invalid-state` with every problem found, `newer-state`
 */
export function readPart(value: unknown, path: string): GuestPart | StrangersPart {
  const { part, uid } = isRecord(value) ? value : {};
  const own = typeof uid === "string" ? uid : "";
  const memory: CheckedTexts = {};
  return readOrRefuse<GuestPart | StrangersPart>("invalid-state", path, (reading) =>
    part === "strangers"
      ? readStrangers(value, own, { ...reading, memory })
      : readGuest(value, own, { ...reading, memory }),
  );
}
