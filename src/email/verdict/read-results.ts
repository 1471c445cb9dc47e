import { lexemesOf, unquoted } from "../header/lexemes.ts";
import { domainOf, withoutDot } from "./alignment.ts";

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

/** A word, or an equals sign. */
interface Token {
  readonly text: string;
  readonly isEquals: boolean;
  /** No blank or comment stands between it and the token before it. */
  readonly glued: boolean;
}

/** A server that looks at every signature of a mail and at both of its senders writes a dozen. */
const mostResults = 200;

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
  const [head = [], ...rest] = segmentsOf(value) ?? [];
  const nameless = head.some(({ isEquals }) => isEquals);
  if (!nameless && isOfAnotherVersion(head)) return { results: [] };
  const results = (nameless ? [head, ...rest] : rest).slice(0, mostResults).flatMap(readResult);
  const name = nameless ? undefined : head[0]?.text.toLowerCase();
  return name === undefined ? { results } : { server: withoutDot(name), results };
}

/** RFC 8601 section 2.2: a version may stand behind the server, and none is version 1. What another one will mean nobody knows. */
function isOfAnotherVersion([, version]: readonly Token[]): boolean {
  return version !== undefined && version.text !== "1";
}

/** The one domain that a property names: `header.d`, or what stands behind the `@` of `smtp.mailfrom`. */
export function domainIn(result: MethodResult, property: string): string | undefined {
  const value = result.properties.get(property);
  return value === undefined ? undefined : domainOf(value);
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
    if (token?.isEquals === false) key = joined(key, token.text);
    if (token?.isEquals !== true) continue;
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
  let text = "";
  let at = from;
  for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
    if (at === from ? token.isEquals : !token.glued) break;
    text += token.text;
    at += 1;
  }
  return { text, end: at };
}

/** The words and equals signs between semicolons; each knows whether it hangs on the one before it. */
function segmentsOf(value: string): Token[][] | undefined {
  const lexemes = lexemesOf(value, ' \t()";=');
  if (lexemes === undefined || lexemes.includes(")")) return undefined;
  const segments: Token[][] = [[]];
  let glued = false;
  for (const lexeme of lexemes) {
    const isBlank = lexeme === " " || lexeme === "\t" || lexeme.startsWith("(");
    const text = lexeme.startsWith('"') ? unquoted(lexeme.slice(1, -1)) : lexeme;
    if (lexeme === ";") segments.push([]);
    else if (!isBlank) segments.at(-1)?.push({ text, glued, isEquals: lexeme === "=" });
    glued = !isBlank;
  }
  return segments;
}
