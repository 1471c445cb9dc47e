import { base64OfText } from "../base64.ts";
import { wellFormed } from "../input.ts";

/** RFC 2047 section 2: an encoded-word is at most 75 characters, and so is a line that holds one, less its CRLF: 76. */
const longestWord = 75;
const longestLine = 76;

/** Text that a header may carry as it is: printable ASCII, single spaces between words, nothing that reads as encoded. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

/** Characters a Q-encoded word may carry as they are, wherever it stands (RFC 2047 section 5, rule 3). */
const qSafe = /^[A-Za-z0-9!*+/-]$/;

/**
 * Text as it may stand in a header on one line: control characters and runs of white space become one space.
 *
 * Nothing that a caller puts into a subject or a name can therefore end the header that carries it.
 *
 * @example
 * singleLine("Lunch\r\nBcc: everyone@example.test") // "Lunch Bcc: everyone@example.test"
 */
export function singleLine(text: string): string {
  return plain.test(text) ? text : text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
}

/** Whether the text may stand unencoded in an unstructured header (RFC 5322 section 2.2.1). */
export function isPlain(text: string): boolean {
  return plain.test(text) && !text.includes("=?");
}

/**
 * Text as RFC 2047 encoded-words in UTF-8, separated by a fold; no word ends inside a character.
 *
 * @param used Characters that stand on the first line already (`Subject: `).
 *
 * @example
 * encodeWords("Café", 9) // "=?UTF-8?Q?Caf=C3=A9?="
 */
export function encodeWords(text: string, used: number): string {
  const characters = Array.from(text);
  const q = characters.map(qEncode);
  const qLength = q.reduce((sum, piece) => sum + piece.length, 0);
  const bLength = Math.ceil(new TextEncoder().encode(text).length / 3) * 4;
  // Q can be read by people who look at the source: it may cost a little more.
  return qLength <= bLength * 1.25 ? splitQ(q, used) : splitB(characters, used);
}

/** Percent-encoding (RFC 3986 section 2.1) escapes every character beyond ASCII, and differs from the Q encoding in its sign alone. */
function qEncode(character: string): string {
  if (character === " ") return "_";
  if (qSafe.test(character)) return character;
  const code = character.charCodeAt(0);
  if (code > 0x7f) return encodeURIComponent(wellFormed(character)).replaceAll("%", "=");
  return escapeOctet(code);
}

/** `=C3`: an octet as quoted-printable and the Q encoding write it. */
export function escapeOctet(octet: number): string {
  return `=${octet.toString(16).toUpperCase().padStart(2, "0")}`;
}

function room(word: number, used: number): number {
  return Math.min(longestWord, longestLine - (word === 0 ? used : 1)) - "=?UTF-8?Q??=".length;
}

function splitQ(pieces: readonly string[], used: number): string {
  const words = [""];
  for (const piece of pieces) {
    const at = words.length - 1;
    const grown = `${words[at]}${piece}`;
    if (grown.length <= room(at, used)) words[at] = grown;
    else words.push(piece);
  }
  return words
    .filter((word) => word !== "")
    .map((word) => `=?UTF-8?Q?${word}?=`)
    .join("\r\n ");
}

function splitB(characters: readonly string[], used: number): string {
  const encoder = new TextEncoder();
  const words = [{ text: "", octets: 0 }];
  for (const character of characters) {
    const size = encoder.encode(character).length;
    const at = words.length - 1;
    const last = words[at] ?? { text: "", octets: 0 };
    const octets = last.octets + size;
    if (Math.ceil(octets / 3) * 4 <= room(at, used)) words[at] = { text: last.text + character, octets };
    else words.push({ text: character, octets: size });
  }
  return words
    .filter((word) => word.text !== "")
    .map((word) => `=?UTF-8?B?${base64OfText(word.text)}?=`)
    .join("\r\n ");
}
