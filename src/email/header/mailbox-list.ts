import type { Mailbox } from "../../event/event.ts";
import { decodeWords } from "../text/decode-words.ts";
import { namedMailbox, readAuthor } from "./author.ts";
import { endOfComment, endOfQuoted } from "./lexemes.ts";

/** No address is longer. */
const longestAddress = 400;

/**
 * The mailboxes in a To or Cc value (RFC 5322 section 3.4), the members of its groups among them. What is no address is passed over, and
 * one that is written carelessly is still found, except within quotation marks or a comment: there it is text like any other.
 *
 * @example
 * readMailboxList('"Roe, Jane" <jane@example.test>, Team: omar@example.test;')
 * // [{ email: "jane@example.test", name: "Roe, Jane" }, { email: "omar@example.test" }]
 */
export function readMailboxList(value: string): Mailbox[] {
  return piecesOf(value).flatMap((piece) => {
    const mailbox = readAuthor(piece) ?? carelessMailbox(piece);
    if (mailbox === undefined) return encodedMailboxes(piece);
    // A name that repeats the address is none.
    return mailbox.name === mailbox.email ? [{ email: mailbox.email }] : [mailbox];
  });
}

/** The text between commas and semicolons, the names of groups left out; quoted strings, comments and angle brackets stay whole. */
function piecesOf(value: string): string[] {
  if (!/[,;:]/.test(value)) return value === "" ? [] : [value.trim()];
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at = endOf(value, at)) {
    const character = value.charAt(at);
    if (character === "," || character === ";") pieces.push(value.slice(start, at).trim());
    if (character === "," || character === ";" || character === ":") start = at + 1;
  }
  pieces.push(value.slice(start).trim());
  return pieces.filter((piece) => piece !== "");
}

/** Where a quoted string, a comment or an address in angle brackets ends, at the latest with the value; elsewhere behind the character. */
function endOf(value: string, from: number): number {
  switch (value.charAt(from)) {
    case '"':
      return endOfQuoted(value, from) ?? value.length;
    case "(":
      return endOfComment(value, from) ?? value.length;
    case "<":
      return value.indexOf(">", from) + 1 || value.length;
    default:
      return from + 1;
  }
}

/** An address among other words, or beside a second one: that in angle brackets, else the first word with an at sign. */
function carelessMailbox(piece: string): Mailbox | undefined {
  const bare = piece.replace(/"(?:[^"\\]|\\.)*"?/g, " ").replace(/\([^()]*\)/g, " ");
  const angle = /<([^<>]{1,400})>/.exec(bare)?.[1];
  const word = bare.split(/[\s<>()]+/).find((one) => one.includes("@"));
  const found = (angle ?? word ?? "").slice(0, longestAddress);
  const before = angle === undefined ? "" : piece.slice(0, piece.lastIndexOf("<"));
  const phrase = before.replace(/["<>]/g, "");
  return (
    namedMailbox({ address: found, phrase }) ??
    namedMailbox({ address: found.replace(/^[^\w"]+|\W+$/g, ""), phrase })
  );
}

/** Some programs encode the whole of it, address and brackets too. */
function encodedMailboxes(piece: string): Mailbox[] {
  const decoded = piece.includes("@") ? piece : decodeWords(piece);
  if (decoded === piece || !decoded.includes("<")) return [];
  return piecesOf(decoded).flatMap((one) => carelessMailbox(one) ?? []);
}
