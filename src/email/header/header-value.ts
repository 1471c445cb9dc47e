import { kept } from "../../kept.ts";
import { decoded, decoderOf } from "../text/charset.ts";

/** A structured header value with parameters (RFC 2045 section 5.1): `text/calendar; method=REPLY`. */
export interface HeaderValue {
  /** Lower case, without comments. */
  readonly value: string;
  /** By lower-case name; the first of two equal ones; RFC 2231 continuations joined and decoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** One of several pieces of a parameter (RFC 2231 section 3). */
interface Piece {
  readonly text: string;
  readonly encoded: boolean;
}

/** By their numbers, not all of which need be there. */
type Pieces = (Piece | undefined)[];

const none: HeaderValue["parameters"] = new Map();
const empty: HeaderValue = { value: "", parameters: none };
const mostParameters = 64;
/** The longest parameter that is read: no file name needs more. */
const longestPiece = 1_000;

/**
 * Takes a Content-Type or Content-Disposition value apart, in one pass, however it was written.
 *
 * @example
 * readHeaderValue('text/calendar; METHOD="REPLY"; name*0=a; name*1=.ics').parameters
 * // Map { "method" => "REPLY", "name" => "a.ics" }
 */
export function readHeaderValue(text: string): HeaderValue {
  if (text === "") return empty;
  return text.length > longestKept || text.includes("boundary") ? takeApart(text) : everydayValue(text);
}

/**
 * Values by their text: all mail says `text/plain; charset=UTF-8` and `base64`. Finding the parts of a mail that has four takes 11 µs in
 * place of 14. A value with a boundary is not kept: it differs from mail to mail.
 */
const everydayValue = kept(200, takeApart);
const longestKept = 100;

function takeApart(text: string): HeaderValue {
  if (!/[;(\\]/.test(text)) {
    return { value: text.replaceAll('"', "").trim().toLowerCase(), parameters: none };
  }
  const [value = "", ...rest] = splitParts(text);
  const plain = new Map<string, string>();
  let pieces: Map<string, Pieces> | undefined;
  for (const part of rest.slice(0, mostParameters)) {
    const equals = part.indexOf("=");
    const name = part.slice(0, Math.max(0, equals)).trim().toLowerCase();
    if (name === "") continue;
    const content = part.slice(equals + 1).trim();
    const continued = name.includes("*") ? /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name) : null;
    if (continued?.[1] === undefined) {
      if (!plain.has(name)) plain.set(name, content);
      continue;
    }
    pieces ??= new Map();
    const own = pieces.get(continued[1]) ?? [];
    const encoded = continued[2] === undefined || continued[3] !== undefined;
    own[Number(continued[2] ?? 0)] ??= { text: content.slice(0, longestPiece), encoded };
    pieces.set(continued[1], own);
  }
  if (pieces === undefined) return { value: value.trim().toLowerCase(), parameters: plain };
  // RFC 2231 section 4: who can read the extended form takes it before the plain one.
  const extended = [...pieces].map(([name, found]): [string, string] => [name, joinPieces(found)]);
  return { value: value.trim().toLowerCase(), parameters: new Map([...plain, ...extended]) };
}

/** The parts between semicolons, comments dropped, quotes undone (RFC 5322 section 3.2). */
function splitParts(text: string): string[] {
  const parts: string[] = [];
  let current = "";
  let quoted = false;
  let comment = 0;
  // Looking at the end of `current` would copy it each time: ten seconds for a header of parentheses.
  let opensComment = true;
  for (let at = 0; at < text.length && parts.length <= mostParameters; at += 1) {
    const character = text.charAt(at);
    if (character === "\\" && (quoted || comment > 0)) {
      at += 1;
      if (quoted) current += text.charAt(at);
    } else if (comment > 0) {
      if (character === "(") comment += 1;
      if (character === ")") comment -= 1;
    } else if (character === '"') {
      quoted = !quoted;
    } else if (quoted) {
      current += character;
    } else if (character === "(" && opensComment) {
      comment = 1;
    } else if (character === ";") {
      parts.push(current);
      current = "";
    } else {
      current += character;
    }
    if (comment === 0 && !quoted && character !== ")") opensComment = " \t/;".includes(character);
  }
  parts.push(current);
  return parts;
}

/** RFC 2231 sections 3 and 4: numbered pieces in order up to the first gap; the first names the charset. */
function joinPieces(pieces: Readonly<Pieces>): string {
  const charset = /^([^']{0,40})'[^']{0,40}'/.exec(pieces[0]?.text ?? "");
  const octets: number[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (piece === undefined) break;
    const isNamed = index === 0 && piece.encoded && charset !== null;
    const text = isNamed ? piece.text.slice(charset[0].length) : piece.text;
    octets.push(...(piece.encoded ? percentOctets(text) : encoder.encode(text)));
  }
  return decoded(Uint8Array.from(octets), decoderOf(charset?.[1] ?? "") ?? utf8);
}

const encoder = new TextEncoder();
const utf8 = new TextDecoder();

/** The octets of percent-encoded text; what is no escape stands for itself. */
function percentOctets(text: string): number[] {
  return text
    .split(/(%[0-9A-F]{2})/i)
    .flatMap((piece, at) =>
      at % 2 === 1 ? [Number.parseInt(piece.slice(1), 16)] : [...encoder.encode(piece)],
    );
}
