import { excerpt, ItipError, type ItipErrorCode, kindOf, type Problem, shown } from "./errors.ts";
import { parseUrl } from "./url.ts";

/** Where the reading of a caller's value stands, and what was found wrong so far. */
export interface Reading {
  readonly path: string;
  readonly problems: Problem[];
  /** Unknown members and half a position are let pass: the value is a request to a service whose API has members that this package does not read, or an old state. */
  readonly tolerant?: true;
  /** Nobody asks where a problem is, only whether there is one: no path is put together. */
  readonly blind?: true;
  /** The code of each name that names nothing, which may be that of the error: see {@link readArgument}. */
  readonly names?: ItipErrorCode[] | undefined;
}

/** The reading of a member of the value being read. */
export function at(reading: Reading, name: string): Reading {
  if (reading.blind === true) return reading;
  const path = reading.path === "" ? name : `${reading.path}.${name}`;
  const { problems, tolerant, names } = reading;
  // A spread takes a fifth of the time of reading a stored invite.
  return tolerant === true ? { path, problems, tolerant } : { path, problems, names };
}

/** The reading of a member of the list being read. */
export function atIndex(reading: Reading, index: number): Reading {
  if (reading.blind === true) return reading;
  return { ...reading, path: `${reading.path}[${index}]` };
}

export function required(reading: Reading): undefined {
  return fault(reading, "required", "must be given");
}

/**
 * Notes a problem at the place being read.
 *
 * @param came the value that came, for the end of the text: `must be a URL of http or https, got "soon"`
 */
export function fault(
  { path, problems }: Reading,
  code: string,
  must: string,
  ...came: readonly [] | readonly [value: unknown]
): undefined {
  problems.push({ path, code, message: came.length === 0 ? must : `${must}, got ${shown(came[0])}` });
  return undefined;
}

/** Notes that a value is of another kind than it must be: `must be a list of times, got a string`. */
export function wrongKind(reading: Reading, what: string, value: unknown): undefined {
  return fault(reading, "invalid-type", `must be ${what}, got ${kindOf(value)}`);
}

/** Notes that an occurrence, a person or a zone is named that there is not: where nothing else is wrong, the error has the same code. */
export function wrongName(
  reading: Reading,
  code: ItipErrorCode,
  must: string,
  ...came: readonly [] | readonly [value: unknown]
): undefined {
  reading.names?.push(code);
  return fault(reading, code, must, ...came);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Refuses the members of an object that nobody reads: what is misspelt must not be lost in silence. A member that is `undefined`
 * says nothing.
 *
 * @example
 * refuseUnknown({ tzId: "Europe/London" }, ["start", "tzid"], reading)
 * // unknown-field at tzId: "must be a field that is known here: did you mean `tzid`?"
 */
export function refuseUnknown(value: object, known: readonly string[], reading: Reading): void {
  if (reading.tolerant === true) return;
  for (const name of Object.keys(value)) {
    if (known.includes(name) || Reflect.get(value, name) === undefined) continue;
    const meant = nearestOf(name, known);
    const cure =
      meant === undefined
        ? `one of ${known.join(", ")}`
        : `a field that is known here: did you mean \`${meant}\`?`;
    fault(at(reading, excerpt(name, 40)), "unknown-field", `must be ${cure}`);
  }
}

/** The known name that a misspelt one was meant for: it differs in case, dashes and at most a third of its letters. */
function nearestOf(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.slice(0, 40).toLowerCase().replace(/[-_ ]/g, "");
  const given = plain(name);
  const ranked = known
    .map((candidate) => ({ candidate, off: distance(given, plain(candidate)) }))
    .sort((a, b) => a.off - b.off);
  const [best] = ranked;
  return best !== undefined && best.off <= Math.max(1, Math.floor(given.length / 3))
    ? best.candidate
    : undefined;
}

/** How many letters have to be put in, left out or exchanged to make one word of another (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const exchanged = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/**
 * An object of a caller's, with no members but those named.
 *
 * @param what it must be, for the error text: "must be { minutes }"
 */
export function readRecord(
  value: unknown,
  known: readonly string[],
  reading: Reading,
  what = "an object",
): Record<string, unknown> | undefined {
  if (!isRecord(value)) return wrongKind(reading, what, value);
  refuseUnknown(value, known, reading);
  return value;
}

/**
 * A list of a caller's, each member read; of one that cannot be read, what the reader has noted is all. `null` is none: as the people that are
 * meant it would be everybody.
 *
 * @param what its members, for the error text: "must be a list of times"
 */
export function readListOf<T>(
  value: unknown,
  { what, most = Number.POSITIVE_INFINITY }: { readonly what: string; readonly most?: number },
  reading: Reading,
  read: (member: unknown, reading: Reading) => T | undefined,
): T[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return wrongKind(reading, `a list of ${what}`, value);
  const given: readonly unknown[] = value;
  if (given.length > most)
    return fault(reading, "limit-exceeded", `must hold at most ${most}, got ${given.length}`);
  return given.flatMap((member, index) => read(member, atIndex(reading, index)) ?? []);
}

/**
 * What a reader makes of a value that stands at a path.
 *
 * @throws {ItipError} of the given code, with every problem that the reader has noted; also where it gives nothing
 * @example
 * readOrRefuse("invalid-event", "event", (reading) => readEvent(input.event, reading))
 */
export function readOrRefuse<T>(
  code: ItipErrorCode,
  path: string,
  read: (reading: Reading) => T | undefined,
): T {
  const problems: Problem[] = [];
  const value = read({ path, problems });
  if (value === undefined || problems.length > 0) throw new ItipError(code, problems);
  return value;
}

/**
 * What a reader makes of an argument, as {@link readOrRefuse} does.
 *
 * @throws {ItipError} `invalid-argument`; where only names are wrong, and all in one way, their code: `invalid-time`, `unknown-instance`,
 *   `unknown-recipient`, `invalid-time-zone`
 */
export function readArgument<T>(path: string, read: (reading: Reading) => T | undefined): T {
  const problems: Problem[] = [];
  const names: ItipErrorCode[] = [];
  const value = read({ path, problems, names });
  if (value !== undefined && problems.length === 0) return value;
  const [code = "invalid-argument", ...others] = new Set(names);
  const named = names.length === problems.length && others.length === 0;
  throw new ItipError(named ? code : "invalid-argument", problems);
}

/**
 * What a reader makes of the options of a verb, which are an object with no members but those named; none given is an empty one.
 *
 * @throws {ItipError} as {@link readArgument}, with all that is wrong with any of the options
 */
export function readVerbOptions<T>(
  options: unknown,
  known: readonly string[],
  read: (given: Record<string, unknown>, reading: Reading) => T | undefined,
  path = "options",
): T {
  return readArgument(path, (reading) => {
    const given = options === undefined || options === null ? {} : readRecord(options, known, reading);
    return given && read(given, reading);
  });
}

/** Characters that call for a closer look: controls, foreign line breaks, halves of characters. Most text has none. */
const strange = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/;

/** Text without any of them: to pass over that of a letter of 4 KB takes 1.4 µs, to look for what is strange 3.5. */
const plain = /^(?:[ -~]*[^ -~\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff])*[ -~]*$/;

function isPlain(text: string): boolean {
  // An engine keeps account of each round, and has no room for those of a text of millions.
  return text.length > 100_000 ? !strange.test(text) : plain.test(text);
}

/** C0 controls but tab and line feed, DEL, and C1: no calendar text can hold them (RFC 5545 section 3.1). */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** A surrogate, whether half of a pair or alone. Most text has none, so that lone ones need not be looked for. */
const surrogate = /[\ud800-\udfff]/;

/**
 * Text for people: line breaks of every kind become a line feed, lone surrogates U+FFFD.
 * Absent, `null` and blank text all say nothing.
 */
export function readText(value: unknown, reading: Reading, longest: number): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") return wrongKind(reading, "text", value);
  if (value.length > longest)
    return fault(reading, "too-long", `must have at most ${longest} characters, got ${value.length}`);
  const plain = isPlain(value);
  const text = plain ? value : wellFormed(value).replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n");
  if (!plain && control.test(text))
    return fault(reading, "control-character", "must have no control characters", value);
  return text.trim() === "" ? undefined : text;
}

/** Characters that call for a closer look at a text of one line: controls, line breaks of any kind, halves of characters. */
const strangeInLine = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/;

/** Whether a value is, at a glance, text that {@link readName} would give back as it is. */
export function isPlainText(value: unknown, longest: number): value is string {
  return (
    typeof value === "string" &&
    value !== "" &&
    value.length <= longest &&
    !strangeInLine.test(value) &&
    value.trim().length === value.length
  );
}

/** Text of one line, without the blanks around it: a name, an id. */
export function readName(value: unknown, reading: Reading, longest: number): string | undefined {
  const text = readText(value, reading, longest)?.trim();
  if (text === undefined || !/[\n\t]/.test(text)) return text;
  return fault(reading, "control-character", "must be text of one line", text);
}

/** Lone surrogates cannot be written in UTF-8. */
export function wellFormed(text: string): string {
  return surrogate.test(text) ? text.replace(/[\ud800-\udfff]/gu, "\uFFFD") : text;
}

export function readBoolean(value: unknown, reading: Reading): boolean | undefined {
  if (value === undefined || value === null || typeof value === "boolean") return value ?? undefined;
  return fault(reading, "invalid-type", "must be true or false", value);
}

/** One of the words allowed. */
export function readChoice<T extends string>(
  value: unknown,
  words: readonly T[],
  reading: Reading,
): T | undefined {
  if (value === undefined || value === null) return undefined;
  const word = words.find((candidate) => candidate === value);
  return word ?? fault(reading, "invalid-choice", `must be one of ${words.join(", ")}`, value);
}

/**
 * What a link in an invitation is for: a page, a call, a message, a place. Whoever follows one of another scheme may run or read
 * something on their machine: only these schemes are sent.
 */
const safeSchemes =
  "http https mailto tel sms sip sips xmpp im matrix geo urn cid webcal webcals ftp sftp facetime facetime-audio skype callto msteams zoommtg zoomus webex wbx gtalk h323 rtsp ws wss tg whatsapp";

/** An absolute URI (RFC 3986) with a scheme that is safe to follow; blanks inside are percent-encoded. */
export function readUri(value: unknown, reading: Reading): string | undefined {
  const text = readName(value, reading, 8_000);
  if (text === undefined) return undefined;
  const uri = text.replace(/[ "<>\\^`{|}]/g, (c) => encodeURIComponent(c));
  const url = /^[A-Za-z][A-Za-z0-9+.-]*:./.test(uri) ? parseUrl(uri) : undefined;
  if (url === undefined) return fault(reading, "invalid-url", "must be an absolute URL", text);
  const scheme = url.protocol.slice(0, -1);
  return safeSchemes.split(" ").includes(scheme)
    ? uri
    : fault(
        reading,
        "unsafe-scheme",
        "must have the scheme of a page, a call, a message or a place, such as https",
        text,
      );
}

/** How each member of an object is read. */
export type Readers<T> = {
  readonly [K in keyof T]-?: (value: unknown, reading: Reading) => T[K] | undefined;
};

/**
 * The members of an object that say something, each by its reader. Of those that are absent nothing is asked, which is a twentieth of building a REQUEST.
 *
 * @param nullIs whether a reader is asked about `null`, which it may refuse
 */
export function readMembers<T extends object>(
  value: Record<string, unknown>,
  readers: Readers<T>,
  reading: Reading,
  nullIs: "absent" | "given" = "absent",
): Partial<T> {
  const read: Partial<T> = {};
  for (const name in readers) {
    const given = value[name];
    if (given === undefined || (given === null && nullIs === "absent")) continue;
    const member = Object.hasOwn(readers, name) ? readers[name](given, at(reading, name)) : undefined;
    if (member !== undefined) read[name] = member;
  }
  return read;
}

/** An object without the members that are `undefined`. */
export function defined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key in object) {
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    if (isDefined(value)) result[key] = value;
  }
  return result;
}

/** How many members an object has, those included that an application gave to all objects. */
export function countOf(value: object): number {
  let count = 0;
  for (const _ in value) count++;
  return count;
}

/** A list; nothing where it is empty. */
export function filled<L extends readonly unknown[]>(list: L): L | undefined {
  return list.length === 0 ? undefined : list;
}

/** The members of a list by what they have in common, in the order in which that first came. */
export function groupedBy<T, Key>(list: Iterable<T>, keyOf: (one: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** The row of a table under a name that comes from outside; none for the names that every object has, such as `constructor`. */
export function rowOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The names of all members of its own, in their order: an application may have given all objects some. */
export function keysOf<T extends object>(object: T): (keyof T & string)[] {
  const keys: (keyof T & string)[] = [];
  for (const key in object) if (Object.hasOwn(object, key)) keys.push(key);
  return keys;
}

function isDefined<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}
