import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as sha256Of } from "@noble/hashes/sha2.js";
import { octetsOf, wordsOf } from "./octets.ts";

/** SHA-256 of the text's UTF-8 octets (FIPS 180-4), synchronously: WebCrypto only offers a promise. */
export function sha256(text: string): Uint8Array {
  return sha256Of(utf8Of(text));
}

function utf8Of(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/**
 * 128 bits that tell texts apart which differ by chance: MurmurHash3 (x86, 128 bits, seed 0) of their UTF-8 octets, with a NUL between
 * two of them. It proves nothing: whoever wants two texts with one fingerprint can make them. An everyday email takes 3 µs, by
 * SHA-256 50.
 */
export function fingerprint(texts: readonly string[]): Uint8Array {
  const octets = octetsOf(texts);
  const { length } = octets;
  const whole = length - (length % 16);
  const words = wordsOf(octets);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < whole; at += 16) {
    a = (Math.imul((turn(a ^ mixedA(words.getInt32(at, true)), 19) + b) | 0, 5) + 0x561ccd1b) | 0;
    b = (Math.imul((turn(b ^ mixedB(words.getInt32(at + 4, true)), 17) + c) | 0, 5) + 0x0bcaa747) | 0;
    c = (Math.imul((turn(c ^ mixedC(words.getInt32(at + 8, true)), 15) + d) | 0, 5) + 0x96cd1c35) | 0;
    d = (Math.imul((turn(d ^ mixedD(words.getInt32(at + 12, true)), 13) + a) | 0, 5) + 0x32ac3b17) | 0;
  }
  a ^= mixedA(wordAt(octets, whole)) ^ length;
  b ^= mixedB(wordAt(octets, whole + 4)) ^ length;
  c ^= mixedC(wordAt(octets, whole + 8)) ^ length;
  d ^= mixedD(wordAt(octets, whole + 12)) ^ length;
  const sum = (a + b + c + d) | 0;
  [a, b, c, d] = [finished(sum), finished(b + sum), finished(c + sum), finished(d + sum)];
  const total = (a + b + c + d) | 0;
  return octetsOfWords([total, b + total, c + total, d + total]);
}

/** Four octets as a word, the first of them the lowest; what lies behind the end is nought. */
function wordAt(octets: Uint8Array, from: number): number {
  let word = 0;
  for (let at = Math.min(from + 4, octets.length) - 1; at >= from; at--)
    word |= (octets[at] ?? 0) << (8 * (at - from));
  return word;
}

function octetsOfWords(words: readonly number[]): Uint8Array {
  const octets = new Uint8Array(4 * words.length);
  for (let at = 0; at < octets.length; at++) octets[at] = (words[at >> 2] ?? 0) >>> (24 - 8 * (at & 3));
  return octets;
}

/** What each of the four rows does to a word: to look its factors up in a table takes four times as long. */
const mixedA = (word: number) => mixed(word, 0x239b961b, 15, 0xab0e9789);
const mixedB = (word: number) => mixed(word, 0xab0e9789, 16, 0x38b34ae5);
const mixedC = (word: number) => mixed(word, 0x38b34ae5, 17, 0xa1e38b93);
const mixedD = (word: number) => mixed(word, 0xa1e38b93, 18, 0x239b961b);

function mixed(word: number, factor: number, by: number, next: number): number {
  return Math.imul(turn(Math.imul(word, factor), by), next);
}

function turn(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function finished(word: number): number {
  const first = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}

/** HMAC-SHA256 (RFC 2104) of the text under the secret. */
export function hmacSha256(secret: string, text: string): Uint8Array {
  return hmac(sha256Of, utf8Of(secret), utf8Of(text));
}

/** Octets in two digits, those that there were. */
let hexPairs: (string | undefined)[] | undefined;

/**
 * Lower-case hexadecimal: safe where letter case or punctuation may be lost, as in the local part of an address.
 *
 * @example
 * hex(new Uint8Array([10, 255])) // "0aff"
 */
export function hex(bytes: Uint8Array): string {
  hexPairs ??= new Array<string | undefined>(256).fill(undefined);
  let text = "";
  for (const octet of bytes) {
    hexPairs[octet] ??= octet.toString(16).padStart(2, "0");
    text += hexPairs[octet];
  }
  return text;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const urlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
let letters: Uint8Array | undefined;
let decoder: TextDecoder | undefined;

/**
 * base64 (RFC 4648 section 4) of raw octets.
 *
 * By octets, a file of 100 KB takes 0.2 ms; letter after letter as text 2.5, and by `btoa` of a text made of the octets ten times that.
 */
export function base64(bytes: Uint8Array): string {
  letters ??= utf8Of(alphabet);
  decoder ??= new TextDecoder();
  const { length } = bytes;
  const written = new Uint8Array(4 * Math.ceil(length / 3));
  for (let at = 0, end = 0; at < length; at += 3, end += 4) {
    const second = at + 1 < length ? (bytes[at + 1] ?? 0) : 0;
    const third = at + 2 < length ? (bytes[at + 2] ?? 0) : 0;
    const bits = ((bytes[at] ?? 0) << 16) | (second << 8) | third;
    written[end] = letters[bits >> 18] ?? 0;
    written[end + 1] = letters[(bits >> 12) & 63] ?? 0;
    written[end + 2] = letters[(bits >> 6) & 63] ?? 0;
    written[end + 3] = letters[bits & 63] ?? 0;
  }
  const padding = (3 - (length % 3)) % 3;
  return decoder.decode(written.fill("=".charCodeAt(0), written.length - padding));
}

/** base64 of the text's UTF-8 octets. In ASCII letters are octets, and the runtime's own is many times as fast. */
export function base64OfText(text: string): string {
  return /^[\u0000-\u007f]*$/.test(text) ? btoa(text) : base64(utf8Of(text));
}

/** base64url without padding (RFC 4648 section 5), of octets that are few: letter after letter, a digest takes half the time. */
export function base64url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += `${urlLetter(bits >> 18)}${urlLetter(bits >> 12)}${urlLetter(bits >> 6)}${urlLetter(bits)}`;
  }
  return text.slice(0, Math.ceil((bytes.length * 4) / 3));
}

function urlLetter(bits: number): string {
  return urlAlphabet.charAt(bits & 63);
}

/** base64url of the text's UTF-8 octets, without padding. */
export function base64urlOfText(text: string): string {
  return urlSafe(base64OfText(text));
}

function urlSafe(text: string): string {
  const end = text.indexOf("=");
  const bare = end === -1 ? text : text.slice(0, end);
  return /[+/]/.test(bare) ? bare.replaceAll("+", "-").replaceAll("/", "_") : bare;
}

/** The octets of a base64url text, or nothing when it is none. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

/** Compares in a time that depends on the lengths alone. */
export function isSameText(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let at = 0; at < expected.length; at++) difference |= given.charCodeAt(at) ^ expected.charCodeAt(at);
  return difference === 0;
}
