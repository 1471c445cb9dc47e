import type { Problem } from "./errors.ts";

/** Where the reading of a caller's value stands, and what was found wrong so far. */
export interface Reading {
  readonly path: string;
  readonly problems: Problem[];
}

/** The reading of a member of the value being read. */
export function at(reading: Reading, name: string): Reading {
  return { path: reading.path === "" ? name : `${reading.path}.${name}`, problems: reading.problems };
}

export function required(reading: Reading): void {
  fault(reading, "required", "this is required");
}

/** Notes a problem at the place being read. */
export function fault(reading: Reading, code: string, message: string): undefined {
  reading.problems.push({ path: reading.path, code, message });
  return undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text without any, which most is, needs no closer look: controls, foreign line breaks, halves of characters. */
const strange = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/;

/** C0 controls but tab and line feed, DEL, and C1: no calendar text can hold them (RFC 5545 section 3.1). */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Half of a pair or of a character; in text without any, which most is, a whole one need not be looked for. */
const surrogate = /[\ud800-\udfff]/;

/**
 * Text for people: line breaks of every kind become a line feed, lone surrogates U+FFFD.
 * Absent, `null` and blank text all say nothing.
 */
export function readText(value: unknown, reading: Reading, longest: number): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") return fault(reading, "invalid-type", "this is text");
  if (value.length > longest) return fault(reading, "too-long", `this is longer than ${longest} characters`);
  const plain = !strange.test(value);
  const text = plain ? value : wellFormed(value).replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n");
  if (!plain && control.test(text))
    return fault(reading, "control-character", "control characters cannot be sent");
  return text.trim() === "" ? undefined : text;
}

/** Text of one line, without the blanks around it: a name, an id. */
export function readName(value: unknown, reading: Reading, longest: number): string | undefined {
  const text = readText(value, reading, longest)?.trim();
  if (text === undefined || !/[\n\t]/.test(text)) return text;
  return fault(reading, "control-character", "this is text of one line");
}

/** Lone surrogates cannot be written in UTF-8. */
export function wellFormed(text: string): string {
  return surrogate.test(text) ? text.replace(/\p{Cs}/gu, "\uFFFD") : text;
}

export function readBoolean(value: unknown, reading: Reading): boolean | undefined {
  if (value === undefined || value === null || typeof value === "boolean") return value ?? undefined;
  return fault(reading, "invalid-type", "this is true or false");
}

/** One of the words allowed. */
export function readChoice<T extends string>(
  value: unknown,
  words: readonly T[],
  reading: Reading,
): T | undefined {
  if (value === undefined || value === null) return undefined;
  const word = words.find((candidate) => candidate === value);
  return word ?? fault(reading, "invalid-choice", `this is one of ${words.join(", ")}`);
}

/**
 * What a link in an invitation is for: a page, a call, a message, a place. Whoever follows one of another scheme may run or read
 * something on their machine, so that what is sent is told by a list of what is known.
 */
const safeSchemes = new Set(
  ["http", "https", "mailto", "tel", "sms", "sip", "sips", "xmpp", "im", "matrix", "geo", "urn", "cid"]
    .concat(["webcal", "webcals", "ftp", "sftp", "facetime", "facetime-audio", "skype", "callto", "msteams"])
    .concat(["zoommtg", "zoomus", "webex", "wbx", "gtalk", "h323", "rtsp", "ws", "wss", "tg", "whatsapp"])
    .map((scheme) => `${scheme}:`),
);

/** An absolute URI (RFC 3986) with a scheme that is safe to follow; blanks inside are percent-encoded. */
export function readUri(value: unknown, reading: Reading): string | undefined {
  const text = readName(value, reading, 8_000);
  if (text === undefined) return undefined;
  const uri = text.replace(/[ "<>\\^`{|}]/g, (c) => encodeURIComponent(c));
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:./.test(uri) || !URL.canParse(uri)) {
    return fault(reading, "invalid-url", "this is no absolute URL");
  }
  return safeSchemes.has(new URL(uri).protocol)
    ? uri
    : fault(
        reading,
        "unsafe-scheme",
        "must have the scheme of a page, a call, a message or a place, such as https",
      );
}

/** An object without the keys that say nothing. */
export function defined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key of keysOf(object)) {
    const value = object[key];
    if (isDefined(value)) result[key] = value;
  }
  return result;
}

function keysOf<T extends object>(object: T): (keyof T)[] {
  const keys: (keyof T)[] = [];
  for (const key in object) keys.push(key);
  return keys;
}

function isDefined<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}
