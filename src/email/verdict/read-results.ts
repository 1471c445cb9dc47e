import { defined } from "../../input.ts";
import { endOfComment, endOfQuoted, unquoted } from "../header/delimited.ts";
import { domainOf } from "./alignment.ts";

/** What one method came to, of an Authentication-Results field (RFC 8601 section 2.2). */
export interface MethodResult {
  /** Lower case, without its version: `dkim`, `spf`, `dmarc`, `arc`. */
  readonly method: string;
  /** Lower case: `pass`, `fail`, `none` … */
  readonly result: string;
  /** By lower-case name (`header.from`), as written; the first of two equal ones, unless they differ: then it names nothing. */
  readonly properties: ReadonlyMap<string, string>;
}

/** An Authentication-Results field, taken apart. */
export interface Results {
  /** The authserv-id, lower case; absent where the field begins with a result, as Exchange Online's does. */
  readonly server?: string;
  readonly results: readonly MethodResult[];
}

type Token =
  | { readonly kind: "word"; readonly text: string; readonly glued: boolean }
  | { readonly kind: "equals"; readonly glued: boolean }
  | { readonly kind: "semicolon" };

/** A server that looks at every signature of a mail and at both of its senders writes a dozen. */
const mostResults = 200;
const specials = ' \t()";=';

/**
 * Takes the value of an Authentication-Results field apart, in one pass: comments, which may be nested, go; quoted strings
 * lose their quotes; blanks may stand around every sign.
 *
 * A field in which a comment or a quoted string never ends, or a comment ends that never began, says nothing at all: what
 * a stranger chose, such as the sender of the envelope, may stand in it.
 *
 * @example
 * readResults("mx.example.net; dmarc=pass (p=none) header.from=example.com")
 * // { server: "mx.example.net", results: [{ method: "dmarc", result: "pass", properties: Map { "header.from" => "example.com" } }] }
 */
export function readResults(value: string): Results {
  const tokens = tokenize(value);
  if (tokens === undefined) return { results: [] };
  const [head = [], ...rest] = splitAtSemicolons(tokens);
  const nameless = head.some((token) => token.kind === "equals");
  const [name] = head;
  const results = (nameless ? [head, ...rest] : rest).slice(0, mostResults).flatMap(readResult);
  const server = !nameless && name?.kind === "word" ? withoutDot(name.text.toLowerCase()) : undefined;
  return { ...defined({ server }), results };
}

/** The one domain that a property names: `header.d`, or what stands behind the `@` of `smtp.mailfrom`. */
export function domainIn(result: MethodResult, property: string): string | undefined {
  const value = result.properties.get(property);
  return value === undefined ? undefined : domainOf(value);
}

export function withoutDot(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

/** `dkim = pass reason = "…" header.d = example.com`: the first pair is the method, the others are its properties. */
function readResult(tokens: readonly Token[]): MethodResult[] {
  const [first, ...rest] = pairsIn(tokens);
  if (first === undefined) return [];
  const properties = new Map<string, string>();
  for (const { key, value } of rest) {
    const before = properties.get(key);
    properties.set(key, before === undefined || before === value ? value : "");
  }
  const slash = first.key.indexOf("/");
  const method = slash < 0 ? first.key : first.key.slice(0, slash);
  return [{ method, result: first.value.toLowerCase(), properties }];
}

interface Pair {
  readonly key: string;
  readonly value: string;
}

function pairsIn(tokens: readonly Token[]): Pair[] {
  const pairs: Pair[] = [];
  let key = "";
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind === "word") key = joined(key, token.text);
    if (token?.kind !== "equals") continue;
    const { text, end } = valueAt(tokens, at + 1);
    if (key !== "" && text !== "") pairs.push({ key: key.toLowerCase(), value: text });
    key = "";
    at = end - 1;
  }
  return pairs;
}

/** Blanks and comments may stand around the dot of a property and the slash of a version. */
function joined(before: string, text: string): string {
  return /[./]$/.test(before) || /^[./]/.test(text) ? before + text : text;
}

/** A value and all that hangs on it without a blank: a quoted local part, the equals signs that end base64. */
function valueAt(tokens: readonly Token[], from: number): { text: string; end: number } {
  const pieces: string[] = [];
  let at = from;
  for (let token = tokens[at]; token !== undefined && token.kind !== "semicolon"; token = tokens[at]) {
    if (at > from && !token.glued) break;
    if (at === from && token.kind === "equals") break;
    pieces.push(token.kind === "word" ? token.text : "=");
    at += 1;
  }
  return { text: pieces.join(""), end: at };
}

function splitAtSemicolons(tokens: readonly Token[]): Token[][] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "semicolon") segments.push([]);
    else segments.at(-1)?.push(token);
  }
  return segments;
}

/** Words, equals signs and semicolons; each knows whether it hangs on the one before it. */
function tokenize(value: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  let glued = false;
  while (at < value.length) {
    const character = value.charAt(at);
    const end = endOfToken(value, at);
    if (end === undefined) return undefined;
    if (character === " " || character === "\t" || character === "(") glued = false;
    else {
      if (character === ";") tokens.push({ kind: "semicolon" });
      else if (character === "=") tokens.push({ kind: "equals", glued });
      else if (character === '"')
        tokens.push({ kind: "word", text: unquoted(value.slice(at + 1, end - 1)), glued });
      else tokens.push({ kind: "word", text: value.slice(at, end), glued });
      glued = true;
    }
    at = end;
  }
  return tokens;
}

function endOfToken(value: string, at: number): number | undefined {
  switch (value.charAt(at)) {
    case "(":
      return endOfComment(value, at);
    case '"':
      return endOfQuoted(value, at);
    case " ":
    case "\t":
    case ";":
    case "=":
      return at + 1;
    case ")":
      return undefined;
    default: {
      let end = at;
      while (end < value.length && !specials.includes(value.charAt(end))) end += 1;
      return end;
    }
  }
}
