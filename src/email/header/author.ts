import { parseEmailAddress } from "../../event/address/address.ts";
import type { Mailbox } from "../../event/event.ts";
import { singleLine } from "../encoded-word.ts";
import { decodeWords } from "../text/decode-words.ts";
import { lexemesOf, unquoted } from "./lexemes.ts";

type Token =
  | { kind: "word"; text: string; raw: string; glued: boolean }
  | { kind: "angle"; text: string }
  | { kind: "comma" };

/** A mailbox as it was written. */
interface WrittenMailbox {
  readonly address: string;
  readonly phrase: string;
}

interface Lexed {
  readonly tokens: Token[];
  readonly comments: string[];
}

/**
 * The one mailbox in a From value (RFC 5322 section 3.4), or none: two addresses, a group, or anything that two mail programs
 * could read differently names no author.
 *
 * @example
 * readAuthor("Jane Roe <Jane@Example.test>")        // { email: "Jane@example.test", name: "Jane Roe" }
 * readAuthor("jane@example.test, eve@example.test") // undefined
 */
export function readAuthor(value: string): Mailbox | undefined {
  const plain = value.length > longestEveryday ? null : everyday.exec(value);
  if (plain !== null) {
    const address = plain[3] ?? plain[4] ?? "";
    return namedMailbox({ address, phrase: plain[1] ?? plain[2] ?? "" });
  }
  // A NUL or another control character is read, dropped or taken for an end by different programs.
  if (value.length > 10_000 || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) return undefined;
  const reading = tokenize(value);
  if (reading === undefined) return undefined;
  const { tokens, comments } = reading;
  const angles = tokens.filter((token) => token.kind === "angle");
  if (angles.length > 1) return undefined;
  const author = angles.length === 1 ? namedAuthor(tokens) : bareAuthor(tokens, comments);
  if (author === undefined || !readsOneWay(author.address, comments)) return undefined;
  return namedMailbox(author);
}

/**
 * Nearly every author there is, in a third of the time: words of ASCII or a quoted string, an address in angle brackets; or the address
 * alone.
 *
 *     everyday = [quoted / 1*(word " ")] "<" address ">" / address
 */
const everyday =
  /^(?:(?:"([^"\\\u0000-\u001f\u007f]*)" ?|((?:[\w'.-]+ )*))<([!#-'*+\-./0-9=?@A-Z^_`a-z{|}~]+)>|([!#-'*+\-./0-9=?@A-Z^_`a-z{|}~]+))$/;
const longestEveryday = 300;

/**
 * Whether every program finds the same address. One that looks behind the last `@` would find that of a comment; blanks beyond ASCII
 * are trimmed by some; and a domain that has to be mapped first (UTS 46 section 4: full width, capitals beyond ASCII, invisible
 * characters, the ideographic full stop, the two letters that IDNA 2003 replaces) is another one to a verifier that only encodes it.
 */
function readsOneWay(address: string, comments: readonly string[]): boolean {
  if (comments.some((comment) => comment.includes("@") && comment.trim() !== address)) return false;
  if (/^\s|\s$/.test(address)) return false;
  const domain = address
    .slice(address.lastIndexOf("@") + 1)
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return (
    domain === domain.normalize("NFKC").toLowerCase() &&
    !/[\u00df\u03c2\u3002]/.test(domain) &&
    !ignorable.test(domain)
  );
}

/**
 * Default_Ignorable_Code_Point (Unicode section 5.21), written out: a pattern with the name of that property costs every process three
 * milliseconds, in which the runtime gathers its characters.
 */
const ignorable =
  /\u034f|[\u17b4\u17b5]|[\u180b-\u180f]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e0fff}]|[\u00ad\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}]/u;

/** `phrase <address>`: the address comes last. A comma in an unquoted name is tolerated, a second address is not. */
function namedAuthor(tokens: readonly Token[]): WrittenMailbox | undefined {
  const last = tokens.at(-1);
  const before = tokens.slice(0, -1);
  if (last?.kind !== "angle") return undefined;
  const commas = before.some((token) => token.kind === "comma");
  if (commas && before.some((token) => token.kind === "word" && token.raw.includes("@"))) return undefined;
  const name = before.reduce(
    (phrase, token) => (token.kind === "word" ? `${phrase} ${token.text}` : `${phrase},`),
    "",
  );
  return { address: last.text, phrase: name };
}

function bareAuthor(tokens: readonly Token[], comments: readonly string[]): WrittenMailbox | undefined {
  const words = tokens.filter((token) => token.kind === "word");
  if (words.length !== tokens.length || words.slice(1).some((word) => !word.glued)) return undefined;
  return { address: words.map((word) => word.raw).join(""), phrase: comments[0] ?? "" };
}

/** A mailbox whose name is the words in front of its address, decoded; nothing where the address is none. */
export function namedMailbox({ address, phrase }: WrittenMailbox): Mailbox | undefined {
  const email = parseEmailAddress(address);
  if (email === undefined) return undefined;
  const name = singleLine(decodeWords(phrase)).slice(0, 500);
  return name === "" ? { email } : { email, name };
}

/** Nothing where a part never ends, where a group begins, or a sign stands that nobody has opened. */
function tokenize(value: string): Lexed | undefined {
  const lexemes = lexemesOf(value, ' \t",()<>:;\\');
  if (lexemes === undefined || lexemes.some((lexeme) => ":;>)\\".includes(lexeme))) return undefined;
  const reading: Lexed = { tokens: [], comments: [] };
  let glued = false;
  for (const raw of lexemes) {
    if (raw === " " || raw === "\t") glued = false;
    else if (raw === ",") reading.tokens.push({ kind: "comma" });
    else if (raw.startsWith("(")) reading.comments.push(unquoted(raw.slice(1, -1)));
    else if (raw.startsWith("<")) reading.tokens.push({ kind: "angle", text: raw.slice(1, -1) });
    else {
      const text = raw.startsWith('"') ? unquoted(raw.slice(1, -1)) : raw;
      reading.tokens.push({ kind: "word", text, raw, glued });
      glued = true;
    }
  }
  return reading;
}
