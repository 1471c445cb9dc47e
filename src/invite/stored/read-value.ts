import { kindOf } from "../../errors.ts";
import { at, atIndex, fault, isRecord, type Reading, wrongKind } from "../../input.ts";
import { isSequence } from "../../message/sequence.ts";
import { isPlainMoment } from "../../time/plain-moment.ts";

/** Names that stand in a row, separated by blanks. */
export function words(row: string): readonly string[] {
  return row.split(" ");
}

/** An object with no members but those named: a state with more was not written by this version of the library. */
export function readObject(
  value: unknown,
  names: readonly string[],
  reading: Reading,
): Record<string, unknown> | undefined {
  if (!isRecord(value)) return wrongKind(reading, "an object", value);
  for (const name in value) {
    if (!names.includes(name) && Object.hasOwn(value, name))
      fault(at(reading, name), "unknown", `must be one of ${names.join(", ")}`);
  }
  return value;
}

/** What reads one value of a state, and notes what is wrong with it. */
export type StateReader<T> = (value: unknown, reading: Reading) => T | undefined;

/** The readers of an object's members, by name. */
type StateReaders = Readonly<Record<string, StateReader<unknown>>>;

type ReadBy<R extends StateReaders> = { [K in keyof R]: R[K] extends StateReader<infer T> ? T : never };

/**
 * An object with the members named and no others; nothing where one that must be there is not as it must be.
 *
 * @param optional the readers of members that may be absent
 * @example
 * readStored(value, reading, { start: readKeptTime, end: readKeptTime })
 */
export function readStored<R extends StateReaders, O extends StateReaders = Record<never, never>>(
  value: unknown,
  reading: Reading,
  required: R,
  optional?: O,
): (ReadBy<R> & Partial<ReadBy<O>>) | undefined {
  const extras: StateReaders = optional ?? {};
  const stored = readObject(value, [...Object.keys(required), ...Object.keys(extras)], reading);
  if (stored === undefined) return undefined;
  const read: Record<string, unknown> = {};
  const take = (name: string, reader: StateReader<unknown>) => {
    const member = reader(stored[name], at(reading, name));
    if (member !== undefined) read[name] = member;
  };
  for (const [name, reader] of Object.entries(required)) take(name, reader);
  for (const [name, reader] of Object.entries(extras)) if (stored[name] !== undefined) take(name, reader);
  return hasAll<R, O>(read, required) ? read : undefined;
}

/** Whether every member is there that must be. */
function hasAll<R extends StateReaders, O extends StateReaders>(
  read: Record<string, unknown>,
  required: R,
): read is Record<string, unknown> & ReadBy<R> & Partial<ReadBy<O>> {
  return Object.keys(required).every((name) => name in read);
}

/** A list, each member read by the given function; members that are faulty are left out, their problems noted. */
export function readList<T>(value: unknown, reading: Reading, readOne: StateReader<T>): T[] {
  if (!Array.isArray(value)) {
    wrongKind(reading, "a list", value);
    return [];
  }
  const members: unknown[] = value;
  const read: T[] = [];
  for (let index = 0; index < members.length; index++) {
    // Where many members are damaged, the first problems are enough.
    if (reading.problems.length > 100) return read;
    const here = atIndex(reading, index);
    const member = readOne(members[index], here);
    if (member !== undefined) read.push(member);
  }
  return read;
}

/**
 * A list, the list itself where each member is plain at a glance: it is shared, and not copied. Members that are not plain are read by the
 * given function.
 */
export function readPlainList<T, M>(
  value: unknown,
  reading: Reading,
  { isPlain, read }: PlainReader<T, M>,
  memory: M,
): readonly T[] {
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    if (isPlainList(list, isPlain, memory)) return list;
  }
  return readList(value, reading, (member, here) =>
    isPlain(member, memory) ? member : read(member, here, memory),
  );
}

/** What knows a plain value at a glance, and what reads any other; both are given what was checked before. */
interface PlainReader<T, M> {
  readonly isPlain: (member: unknown, memory: M) => member is T;
  readonly read: (member: unknown, reading: Reading, memory: M) => T | undefined;
}

/** A loop, because `every` passes over what is missing. */
function isPlainList<T, M>(
  list: readonly unknown[],
  isOne: (member: unknown, memory: M) => member is T,
  memory: M,
): list is readonly T[] {
  for (let index = 0; index < list.length; index++) if (!isOne(list[index], memory)) return false;
  return true;
}

/** A list, read as {@link readList} reads one, whose members stand in strictly rising order. */
export function readSortedList<T>(
  value: unknown,
  reading: Reading,
  readOne: StateReader<T>,
  compare: (a: T, b: T) => number,
): T[] {
  const list = readList(value, reading, readOne);
  requireOrder(list, compare, reading);
  return list;
}

/** A list whose members stand in strictly rising order. */
export function requireOrder<T>(list: readonly T[], compare: (a: T, b: T) => number, reading: Reading): void {
  for (let index = 1; index < list.length; index++) {
    const before = list[index - 1];
    const after = list[index];
    if (before === undefined || after === undefined || compare(before, after) < 0) continue;
    fault(
      atIndex(reading, index),
      "out-of-order",
      "must come after the member before it, and stand there once",
    );
    return;
  }
}

/** A string that is not too long. */
export function readString(value: unknown, reading: Reading, longest = 1_000_000): string | undefined {
  if (typeof value === "string" && value.length <= longest) return value;
  return fault(
    reading,
    "invalid-type",
    `must be text of at most ${longest} characters, got ${kindOf(value)}`,
  );
}

/** A string that may be absent. */
export function readOptional<T>(value: unknown, reading: Reading, read: StateReader<T>): T | undefined {
  return value === undefined ? undefined : read(value, reading);
}

/** SEQUENCE: RFC 5545 section 3.3.8, and never negative. */
export function readSequence(value: unknown, reading: Reading): number | undefined {
  if (isSequence(value)) return value;
  return fault(reading, "out-of-range", "must be a whole number from 0 to 2147483647", value);
}

/** True or false. */
export function readFlag(value: unknown, reading: Reading): boolean | undefined {
  if (typeof value === "boolean") return value;
  return fault(reading, "invalid-type", "must be true or false", value);
}

/** RFC 3339 in UTC, to the second, a moment that exists. */
export function readMoment(value: unknown, reading: Reading): string | undefined {
  if (isPlainMoment(value)) return value;
  return fault(reading, "invalid-time", "must be a moment in UTC such as 2026-05-07T09:30:00Z", value);
}

/** One of a few words. */
export function readWord<T extends string>(
  value: unknown,
  words: readonly T[],
  reading: Reading,
): T | undefined {
  for (const word of words) if (word === value) return word;
  return fault(reading, "invalid-choice", `must be one of ${words.join(", ")}`, value);
}
