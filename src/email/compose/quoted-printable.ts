import { octetsOfOne, type Page, pageFor, wordsOf } from "../../octets.ts";

/** RFC 2045 section 6.7, rule 5: what a line has room for, and one that goes on, without the sign that it does. */
const longestLine = 76;
const longestPart = 75;

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const fullStop = 46;
const equals = 61;
const letterF = 70;

/** Where everyday texts are written, one after the other. */
let sheet: Page | undefined;
let decoder: TextDecoder | undefined;

/**
 * RFC 2045 section 6.7 of a text whose lines end in line feeds.
 *
 * A letter of 4 KB takes 5 µs, four octets at a time; one by one it took 8, and by regular expressions, line by line, 16.
 */
export function quotedPrintable(text: string): string {
  const octets = octetsOfOne(text);
  const { length, byteOffset } = octets;
  const words = wordsOf(octets);
  sheet ??= pageFor(0);
  // One becomes three at most, and a line of 73 gets three more.
  const to = pageFor(4 * length, sheet);
  const page = to.octets;
  let start = 0;
  let end = 0;
  for (let at = 0; at < length; at++) {
    if (end > start || !beginsOddLine(octets, at)) {
      const most = Math.min(length - at, longestPart - (end - start));
      const copied = copyLiterals(words, byteOffset + at, to.words, end, most);
      at += copied;
      end += copied;
      if (at === length) break;
    }
    const octet = octets[at] ?? 0;
    if (octet === lineFeed) start = end = writeLineEnd(page, writeLastBlank(page, start, end));
    else {
      const size = isLiteral(octet) ? 1 : 3;
      const room = isLast(octets, at) ? longestLine : longestPart;
      if (end - start + size > room) start = end = writeSoftBreak(page, end);
      if (size === 3 || (end === start && beginsOddLine(octets, at))) end = writeEscape(page, end, octet);
      else page[end++] = octet;
    }
  }
  decoder ??= new TextDecoder();
  return decoder.decode(page.subarray(0, writeLastBlank(page, start, end)));
}

/**
 * Copies what stands as it is, up to the first octet that may not and at most so many, and gives how many octets those were. Nearly all
 * octets are passed over here.
 */
function copyLiterals(from: DataView, at: number, to: DataView, end: number, most: number): number {
  let copied = 0;
  while (copied < most) {
    const word = from.getInt32(at + copied, true);
    to.setInt32(end + copied, word, true);
    const literals = literalsIn(word);
    copied += literals;
    if (literals < 4) break;
  }
  return Math.max(0, Math.min(copied, most));
}

/**
 * How many of the four octets of a word, from the lowest, are printable ASCII and no equals sign.
 *
 * Of each octet the highest bit tells: that of itself, where it is above 127, and of the differences, where it is 127, below 32 or an
 * equals sign. What is borrowed or carried over only touches octets above such a one.
 */
function literalsIn(word: number): number {
  const others =
    (word | (word + 0x01010101) | (word - 0x20202020) | ((word ^ 0x3d3d3d3d) - 0x01010101)) & 0x80808080;
  return others === 0 ? 4 : (31 - Math.clz32(others & -others)) >> 3;
}

/** Rules 1 and 2. */
function isLiteral(octet: number): boolean {
  return octet === tab || (octet >= space && octet <= 126 && octet !== equals);
}

function isLast(octets: Uint8Array, at: number): boolean {
  return at + 1 === octets.length || octets[at + 1] === lineFeed;
}

/** Some relays take a dot alone for the end of the email, and mbox writers put `>` before `From `, where a line goes on too. */
function beginsOddLine(octets: Uint8Array, at: number): boolean {
  if (octets[at] === fullStop) return isLast(octets, at);
  return octets[at] === letterF && String.fromCharCode(...octets.subarray(at, at + 5)) === "From ";
}

/** White space at the end of a line would be cut (rule 3). */
function writeLastBlank(page: Uint8Array, start: number, end: number): number {
  const last = end === start ? undefined : page[end - 1];
  if (last !== space && last !== tab) return end;
  return writeEscape(page, end + 2 - start > longestLine ? writeSoftBreak(page, end - 1) : end - 1, last);
}

function writeEscape(page: Uint8Array, end: number, octet: number): number {
  page[end] = equals;
  page[end + 1] = hexDigit(octet >> 4);
  page[end + 2] = hexDigit(octet & 15);
  return end + 3;
}

/** `0` to `9`, `A` to `F` in ASCII. */
function hexDigit(value: number): number {
  return value + (value < 10 ? 48 : 55);
}

function writeSoftBreak(page: Uint8Array, end: number): number {
  page[end] = equals;
  return writeLineEnd(page, end + 1);
}

function writeLineEnd(page: Uint8Array, end: number): number {
  page[end] = carriageReturn;
  page[end + 1] = lineFeed;
  return end + 2;
}
