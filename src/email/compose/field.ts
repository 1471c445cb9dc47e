import { refusal } from "../../errors.ts";
import type { Mailbox } from "../../event/event.ts";
import { encodeWords, isPlain, singleLine } from "../encoded-word.ts";

/** A header field that is ready to be written: encoded, and folded with CRLF and a space. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** RFC 5322 section 2.1.1: lines SHOULD be at most 78 characters, MUST be at most 998. */
const preferredLine = 78;
const longestLine = 998;

/** RFC 5322 `atext` and the spaces between atoms. */
const atoms = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/**
 * A field whose text is free (RFC 5322 section 3.6.5): as it is where it can be, else in encoded-words.
 *
 * @example
 * textField("Subject", "Lunch") // { name: "Subject", value: "Lunch" }
 */
export function textField(name: string, text: string): Field {
  const line = singleLine(text);
  const used = name.length + 2;
  if (!isPlain(line)) return { name, value: encodeWords(line, used) };
  if (line.length < preferredLine - used) return { name, value: line };
  const words = line.split(" ");
  const fits = words.every((word) => word.length < preferredLine - used);
  return { name, value: fits ? fold(words, used) : encodeWords(line, used) };
}

/**
 * A field whose value has a grammar of its own, and so cannot be encoded: folded between its words only.
 *
 * @throws {ItipError} `invalid-argument` for a value that is not printable ASCII or whose words do not fit a line.
 */
export function structuredField(name: string, value: string): Field {
  const used = name.length + 2;
  const line = value.trim();
  // A word alone, as an id is, need not be taken apart: two such fields took 0.3 of 23 µs.
  const words = /[ \t]/.test(line) ? line.split(/[ \t]+/) : [line];
  if (!/^[\t -~]*$/.test(value) || words.some((word) => word.length > longestLine - used)) {
    const message = "must be printable ASCII whose words each fit into one line";
    throw refusal("invalid-argument", `options.headers.${name}`, "invalid-header", message);
  }
  return { name, value: fold(words, used) };
}

/**
 * A field of one mailbox (RFC 5322 section 3.4): `Jane Roe <jane@example.test>`.
 *
 * An address with letters beyond ASCII stays as it is (RFC 6532); whoever calls has asked for SMTPUTF8.
 */
export function mailboxField(name: string, mailbox: Mailbox): Field {
  const label = singleLine(mailbox.name ?? "");
  const address = `<${mailbox.email}>`;
  if (label === "") return { name, value: mailbox.email };
  const used = name.length + 2;
  const phrase = writePhrase(label, used);
  const last = phrase.length - (phrase.lastIndexOf("\n") + 1) + (phrase.includes("\n") ? 0 : used);
  return { name, value: `${phrase}${last + 1 + address.length > preferredLine ? "\r\n " : " "}${address}` };
}

/** A display name as atoms, a quoted-string or encoded-words, whichever is the plainest that can carry it. */
function writePhrase(label: string, used: number): string {
  const short = label.length + 2 + used <= preferredLine;
  if (short && atoms.test(label) && !label.includes("=?")) return label;
  if (short && isPlain(label)) return `"${label.replace(/["\\]/g, "\\$&")}"`;
  return encodeWords(label, used);
}

function fold(words: readonly string[], used: number): string {
  const lines = [""];
  for (const word of words) {
    const at = lines.length - 1;
    const line = lines[at] ?? "";
    const taken = line.length + (at === 0 ? used : 1);
    if (line === "") lines[at] = word;
    else if (taken + 1 + word.length <= preferredLine) lines[at] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join("\r\n ");
}
