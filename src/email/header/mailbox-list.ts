import { parseEmailAddress } from "../../event/address.ts";
import type { Mailbox } from "../../event/event.ts";
import { singleLine } from "../encoded-word.ts";
import { decodeWords } from "../text/decode-words.ts";
import { readAuthor } from "./author.ts";

/** No address is longer. */
const longestAddress = 400;

/**
 * The mailboxes in a To or Cc value (RFC 5322 section 3.4), the members of its groups among them. What is no address is passed over, and
 * one that is written carelessly is still found, except within quotation marks or a comment: there it is somebody's word.
 *
 * @example
 * readMailboxList('"Roe, Jane" <jane@example.test>, Team: omar@example.test;')
 * // [{ email: "jane@example.test", name: "Roe, Jane" }, { email: "omar@example.test" }]
 */
export function readMailboxList(value: string): Mailbox[] {
  return piecesOf(value).flatMap((piece) => {
    const mailbox = readAuthor(piece) ?? carelessMailbox(piece);
    if (mailbox === undefined) return encodedMailboxes(piece);
    // The address once more is no name.
    return mailbox.name === mailbox.email ? [{ email: mailbox.email }] : [mailbox];
  });
}

/** The text between commas and semicolons, the names of groups left out; quoted strings, comments and angle brackets stay whole. */
function piecesOf(value: string): string[] {
  if (!/[,;:]/.test(value)) return value === "" ? [] : [value.trim()];
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '"') at = endOf(value, at, '"');
    else if (character === "(") at = endOf(value, at, ")");
    else if (character === "<") at = endOf(value, at, ">");
    else if (character === "," || character === ";" || character === ":") {
      if (character !== ":") pieces.push(value.slice(start, at).trim());
      start = at + 1;
    }
  }
  pieces.push(value.slice(start).trim());
  return pieces.filter((piece) => piece !== "");
}

/** Where a quoted string, a comment or an address in angle brackets ends. */
function endOf(value: string, from: number, end: '"' | ")" | ">"): number {
  let depth = 1;
  for (let at = from + 1; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === "\\" && end !== ">") at += 1;
    else if (character === "(" && end === ")") depth += 1;
    else if (character === end) depth -= 1;
    if (depth === 0) return at;
  }
  return value.length;
}

/** An address among other words, or beside a second one: that in angle brackets, else the first word with an at sign. */
function carelessMailbox(piece: string): Mailbox | undefined {
  const bare = piece.replace(/"(?:[^"\\]|\\.)*"?/g, " ").replace(/\([^()]*\)/g, " ");
  const angle = /<([^<>]{1,400})>/.exec(bare)?.[1];
  const word = bare.split(/[\s<>()]+/).find((one) => one.includes("@"));
  const found = (angle ?? word ?? "").slice(0, longestAddress);
  const email = parseEmailAddress(found) ?? parseEmailAddress(found.replace(/^[^\w"]+|\W+$/g, ""));
  if (email === undefined) return undefined;
  const before = angle === undefined ? "" : piece.slice(0, piece.lastIndexOf("<"));
  const name = singleLine(decodeWords(before.replace(/["<>]/g, ""))).slice(0, 500);
  return name === "" ? { email } : { email, name };
}

/** Some programs encode the whole of it, address and brackets too. */
function encodedMailboxes(piece: string): Mailbox[] {
  const decoded = piece.includes("@") ? piece : decodeWords(piece);
  if (decoded === piece || !decoded.includes("<")) return [];
  return piecesOf(decoded).flatMap((one) => carelessMailbox(one) ?? []);
}
