import { addressKey } from "../../event/address/address.ts";
import { type Status, statuses } from "../../event/status.table.ts";
import { at, defined, fault, type Reading } from "../../input.ts";
import { day } from "../../time/civil.ts";
import { parseZone } from "../../time/zone.ts";
import { isShowable, type StatedTime } from "../../timezone/time-property.ts";
import type { Entry, KeptSpan, KeptTime, KnownPerson, Statement } from "../invite.ts";
import { isOccurrenceKey } from "../occurrences/occurrence-key.ts";
import { splitKey } from "../occurrences/this-and-future.ts";
import { compareTexts } from "../order.ts";
import {
  readList,
  readMoment,
  readObject,
  readOptional,
  readSequence,
  readSortedList,
  readStored,
  readString,
  readWord,
  words,
} from "./read-value.ts";

/** The same addresses and occurrences come again and again in a state: each is checked once. */
export interface CheckedTexts {
  /** Whether a text is an address as addresses are compared; made when the first is to be remembered, as most states have none. */
  folded?: Map<string, boolean>;
  /** Whether a text is the key of an occurrence. */
  occurrences?: Map<string, boolean>;
}

function recall(
  memory: CheckedTexts,
  kind: keyof CheckedTexts,
  text: string,
  check: (text: string) => boolean,
): boolean {
  memory[kind] ??= new Map();
  const known = memory[kind].get(text);
  if (known !== undefined) return known;
  const sound = check(text);
  memory[kind].set(text, sound);
  return sound;
}

const entryNames = /* @__PURE__ */ words(
  "address occurrence reply counter settled bounced refreshed forgotten",
);

/** A stored entry, see {@link Entry}. */
export function readEntry(value: unknown, reading: Reading, memory: CheckedTexts): Entry | undefined {
  const stored = readObject(value, entryNames, reading);
  if (stored === undefined) return undefined;
  const address = readFolded(stored.address, at(reading, "address"), memory);
  const { occurrence } = stored;
  if (typeof occurrence !== "string" || !isKeyOfEntry(occurrence, memory)) {
    return fault(
      at(reading, "occurrence"),
      "invalid-time",
      "must be the key of an occurrence, or empty",
      occurrence,
    );
  }
  if (address === undefined) return undefined;
  const said = (one: unknown, here: Reading) => readStatementOf(address, one, here);
  return {
    address,
    occurrence,
    ...defined({
      reply: readOptional(stored.reply, at(reading, "reply"), said),
      counter: readOptional(stored.counter, at(reading, "counter"), said),
      settled: readOptional(stored.settled, at(reading, "settled"), said),
      bounced: stored.bounced === "" ? "" : readOptional(stored.bounced, at(reading, "bounced"), readMoment),
      refreshed: readOptional(stored.refreshed, at(reading, "refreshed"), readRefreshed),
      forgotten: readOptional(stored.forgotten, at(reading, "forgotten"), readDigests),
    }),
  };
}

function readRefreshed(value: unknown, reading: Reading): string | undefined {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \d{4}-\d\d-\d\d$/.test(value)
    ? value
    : fault(reading, "invalid-value", "must be a DTSTAMP and a day");
}

function readDigests(value: unknown, reading: Reading): string[] {
  return readSortedList(value, reading, readDigest, compareTexts);
}

function readDigest(value: unknown, reading: Reading): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{32}$/.test(value)
    ? value
    : fault(reading, "invalid-value", "must be 32 hexadecimal digits");
}

/** Whether a text says what an entry is about: the series, an occurrence, or one and all later ones. */
export function isKeyOfEntry(key: string, memory: CheckedTexts): boolean {
  return key === "" || recall(memory, "occurrences", key, (text) => isOccurrenceKey(splitKey(text).first));
}

/** A stored person, see {@link KnownPerson}. */
export function readKnown(value: unknown, reading: Reading, memory: CheckedTexts): KnownPerson | undefined {
  const stored = readObject(value, ["address", "email", "name"], reading);
  if (stored === undefined) return undefined;
  const address = readFolded(stored.address, at(reading, "address"), memory);
  const email = readString(stored.email, at(reading, "email"), 1_000);
  if (address === undefined || email === undefined) return undefined;
  if (addressKey(email) !== address)
    return fault(reading, "mismatch", "must have one address, as it is compared and as it is written");
  return {
    address,
    email,
    ...defined({ name: readOptional(stored.name, at(reading, "name"), readString) }),
  };
}

/** An address in the form in which addresses are compared. */
export function readFolded(value: unknown, reading: Reading, memory: CheckedTexts = {}): string | undefined {
  const address = readString(value, reading, 1_000);
  if (address === undefined || recall(memory, "folded", address, isFolded)) return address;
  return fault(reading, "not-folded", "must be an address as addresses are compared", address);
}

/** A stored statement, which must be by the person under whose address it stands. */
function readStatementOf(address: string, value: unknown, reading: Reading): Statement | undefined {
  const statement = readStatement(value, reading);
  if (statement === undefined || statement.email === address || addressKey(statement.email) === address)
    return statement;
  return fault(at(reading, "email"), "mismatch", "must be the address of the entry", statement.email);
}

/** In the order in which a reply is stated, so that storing and reading changes no byte. */
function readStatement(value: unknown, reading: Reading): Statement | undefined {
  return readStored(
    value,
    reading,
    { email: readShortText, sequence: readSequence },
    {
      name: readString,
      status: readStatus,
      comment: readString,
      description: readString,
      dtstamp: readMoment,
      sentAt: readMoment,
      sentBy: readString,
      delegatedTo: readStrings,
      delegatedFrom: readStrings,
      extraGuests: readSequence,
      proposal: readKeptSpan,
      named: readKeptSpan,
    },
  );
}

function readShortText(value: unknown, reading: Reading): string | undefined {
  return readString(value, reading, 1_000);
}

function readStatus(value: unknown, reading: Reading): Status | undefined {
  return readWord(value, statuses, reading);
}

function readStrings(value: unknown, reading: Reading): string[] {
  return readList(value, reading, readString);
}

function readKeptSpan(value: unknown, reading: Reading): KeptSpan | undefined {
  return readStored(value, reading, { start: readKeptTime, end: readKeptTime });
}

function readKeptTime(value: unknown, reading: Reading): KeptTime | undefined {
  const names = ["kind", "wall", "instant", "offset", "tzid", "guessed", "contradicted"];
  const stored = readObject(value, names, reading);
  const time = stored === undefined ? undefined : keptTimeFrom(stored);
  if (time !== undefined && isShowable(onClock(time)) && (time.kind !== "date" || time.wall % day === 0))
    return time;
  return stored === undefined
    ? undefined
    : fault(reading, "invalid-time", "must be a time that a reply could have stated");
}

/** What the clock shows, for times in a zone: whether that can be shown anywhere does not depend on the law of the zone. */
function onClock(time: KeptTime): StatedTime {
  return time.kind === "zoned" ? { kind: "floating", wall: time.wall } : time;
}

function keptTimeFrom(stored: Record<string, unknown>): KeptTime | undefined {
  const { kind, wall, instant, offset, guessed } = stored;
  const contradicted = stored.contradicted === true ? { contradicted: true as const } : {};
  if ((kind === "date" || kind === "floating") && typeof wall === "number") return { kind, wall };
  if (kind === "utc" && typeof instant === "number") return { kind, instant, ...contradicted };
  const tzid = parseZone(stored.tzid);
  if (
    kind !== "zoned" ||
    instant !== undefined ||
    typeof wall !== "number" ||
    tzid === undefined ||
    typeof guessed !== "boolean"
  )
    return undefined;
  if (offset !== undefined && !(typeof offset === "number" && Math.abs(offset) <= day)) return undefined;
  return { kind, tzid, guessed, ...contradicted, wall, ...defined({ offset }) };
}

/** The key of an occurrence, as a part or a plan has it. */
export function readKey(value: unknown, reading: Reading): string | undefined {
  if (typeof value === "string" && isOccurrenceKey(value)) return value;
  return fault(reading, "invalid-time", "must be the key of an occurrence", value);
}

function isFolded(address: string): boolean {
  return address !== "" && addressKey(address) === address;
}
