import { type Finding, finding } from "../../finding.ts";
import { holdLimit, type Limits } from "../../limits.ts";
import { asciiText, type HeaderField, readHeaderBlock } from "../header/header-block.ts";
import { type Delimiter, delimiterAt, type OpenMultipart, openMultipart } from "./delimiter.ts";
import { type Leaf, leafOf, partPlace, typeOf } from "./leaf.ts";

/** An email as its header and a list of leaves, none of them decoded yet. */
export interface Structure {
  readonly header: readonly HeaderField[];
  readonly leaves: readonly Leaf[];
  readonly findings: readonly Finding[];
}

interface PartWalk {
  readonly bytes: Uint8Array;
  /** The same as text, one character an octet: of a mail of everyday size that is ASCII throughout. */
  readonly text: string | undefined;
  readonly limits: Limits;
  readonly open: OpenMultipart[];
  readonly leaves: Leaf[];
  /** Every multipart that was begun. */
  readonly multiparts: OpenMultipart[];
  readonly findings: Finding[];
  at: number;
  lines: number;
  parts: number;
  /** The leaf whose body is being read; `undefined` in a preamble or an epilogue. */
  current: Leaf | undefined;
}

/** Octets up to which a mail is decoded as a whole: opening one of 1 KB takes 12.4 µs, and 13.0 where each field is decoded for itself. */
const longestText = 256 * 1024;

/**
 * Finds the parts of an email (RFC 2046 section 5.1) without decoding or copying any of them.
 *
 * @throws {ItipError} `limit-exceeded` for too many lines, parts, levels or header fields.
 */
export function scanEmail(bytes: Uint8Array, limits: Limits): Structure {
  // A mail with fewer octets than lines are allowed needs no counting of lines.
  const isEveryday = bytes.length <= Math.min(limits.emailLines, longestText);
  const walk: PartWalk = {
    bytes,
    text: isEveryday ? asciiText(bytes) : undefined,
    limits,
    open: [],
    leaves: [],
    multiparts: [],
    findings: [],
    at: skipMailbox(bytes),
    lines: 0,
    parts: 0,
    current: undefined,
  };
  const header = enterPart(walk, "");
  while (walk.at < bytes.length) readBody(walk);
  // Text outside of all parts is passed over (RFC 2046 section 5.1.1), even where it is the whole mail.
  const childless = walk.multiparts.filter(({ children }) => children === 0);
  walk.findings.push(...childless.map(({ path }) => withoutBoundary(path)));
  return { header, leaves: walk.leaves, findings: walk.findings };
}

/**
 * The header of an email alone, wherever its body would start.
 *
 * @throws {ItipError} `limit-exceeded` for too many fields, or one that is too long.
 */
export function readMailHeader(bytes: Uint8Array, limits: Limits): readonly HeaderField[] {
  return readHeaderBlock(bytes, skipMailbox(bytes), limits).fields;
}

/** `From `. */
const fromLine = [0x46, 0x72, 0x6f, 0x6d, 0x20];

/** Blank lines and the `From ` line of an mbox file in front of the header. */
function skipMailbox(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length && (bytes[at] === 0x0d || bytes[at] === 0x0a)) at += 1;
  if (at === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
  const isMbox = bytes[at] === 0x46 && fromLine.every((octet, index) => bytes[at + index] === octet);
  return isMbox && !isColonNext(bytes, at + 5) ? lineEnd(bytes, at) : at;
}

/** `From : …` is a header field in an obsolete form (RFC 5322 section 4.5.2), also where a fold or a control stands before its colon. */
function isColonNext(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (isPassedOver(bytes, at)) at += 1;
  return bytes[at] === 0x3a;
}

/** What may stand between a name and its colon: blanks, folds, controls, and the first octet of a control or no-break space in UTF-8. */
function isPassedOver(bytes: Uint8Array, at: number): boolean {
  const octet = bytes[at];
  if (octet === undefined) return false;
  if (octet === 0x0a) return bytes[at + 1] === 0x20 || bytes[at + 1] === 0x09;
  return octet <= 0x20 || (octet >= 0x7f && octet <= 0xa0) || octet === 0xc2;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(0x0a, from);
  return end < 0 ? bytes.length : end + 1;
}

/** Reads a part's header and notes what its body is. */
function enterPart(walk: PartWalk, path: string): readonly HeaderField[] {
  const { bytes, text, limits, open } = walk;
  const stops = (at: number) => delimiterAt(bytes, at, open) !== undefined;
  const block = readHeaderBlock(bytes, walk.at, limits, stops, text);
  walk.at = block.end;
  walk.lines += block.lines;
  holdLimit(limits, "emailLines", walk.lines);
  walk.parts += 1;
  holdLimit(limits, "emailParts", walk.parts);
  const parent = open.at(-1);
  const type = typeOf(block.fields, parent?.type === "multipart/digest" ? "message/rfc822" : "text/plain");
  const multipart = type.value.startsWith("multipart/") ? openMultipart(type, path, walk.parts) : undefined;
  if (multipart !== undefined) {
    open.push(multipart);
    walk.multiparts.push(multipart);
    holdLimit(limits, "emailDepth", open.length);
    walk.current = undefined;
    return block.fields;
  }
  if (type.value.startsWith("multipart/")) walk.findings.push(withoutBoundary(path));
  const leaf = leafOf(block.fields, type, path === "" ? "1" : path, open, bytes, walk.at);
  walk.leaves.push(leaf);
  walk.current = leaf;
  return block.fields;
}

function withoutBoundary(path: string): Finding {
  return finding({ code: "boundary-missing", at: partPlace({ path: path === "" ? "1" : path }) });
}

/** Goes on to the next line that separates parts, and past it. */
function readBody(walk: PartWalk): void {
  const { bytes, open } = walk;
  const start = walk.at;
  const { found, at, lines } = nextDelimiter(walk);
  const end = found === undefined ? bytes.length : Math.max(start, beforeLineEnd(bytes, at));
  closeLeaf(walk, end, lines);
  if (found === undefined) {
    walk.at = bytes.length;
    return;
  }
  walk.at = found.end;
  const level = open[found.level];
  while (open.length > (found.closing ? found.level : found.level + 1)) open.pop();
  if (found.closing || level === undefined) return;
  level.children += 1;
  enterPart(walk, level.path === "" ? `${level.children}` : `${level.path}.${level.children}`);
}

/** The next line that separates parts, where it stands, and how many lines there are up to it, where they have to be counted. */
function nextDelimiter({ bytes, text, open, at: start }: PartWalk): {
  found: Delimiter | undefined;
  at: number;
  lines: number;
} {
  if (open.length === 0)
    return { found: undefined, at: start, lines: text === undefined ? lineFeeds(bytes, start) + 1 : 0 };
  let found = delimiterAt(bytes, start, open);
  let at = start;
  let lines = 1;
  while (found === undefined && at < bytes.length) {
    if (text === undefined) {
      at = lineFeed(bytes, at) + 1;
      lines += 1;
    } else {
      const next = text.indexOf("\n--", at);
      at = next === -1 ? bytes.length : next + 1;
    }
    if (bytes[at] === 0x2d && bytes[at + 1] === 0x2d) found = delimiterAt(bytes, at, open);
  }
  return { found, at, lines };
}

/** Where this line's LF stands, or the end. The search of the runtime is quick on long lines; a flood of two million octets in lines of one takes 4 ms by hand first, and 16 by that search alone. */
function lineFeed(bytes: Uint8Array, from: number): number {
  const near = Math.min(from + 16, bytes.length);
  for (let at = from; at < near; at += 1) if (bytes[at] === 0x0a) return at;
  const found = bytes.indexOf(0x0a, near);
  return found < 0 ? bytes.length : found;
}

/** How many line ends there are from a place on. */
export function lineFeeds(bytes: Uint8Array, from = 0): number {
  let count = 0;
  for (let at = from; at < bytes.length; at += 1) if (bytes[at] === 0x0a) count += 1;
  return count;
}

function closeLeaf(walk: PartWalk, end: number, lines: number): void {
  const leaf = walk.current;
  walk.current = undefined;
  if (leaf === undefined) return;
  leaf.end = end;
  if (leaf.role === "other" || leaf.role === "tnef" || leaf.role === "encrypted") return;
  // The returned or forwarded message is looked at for its header only, and its own scan counts that.
  if (leaf.role === "message") return;
  walk.lines += lines;
  holdLimit(walk.limits, "emailLines", walk.lines);
}

/** The line end before a boundary belongs to the boundary (RFC 2046 section 5.1.1). */
function beforeLineEnd(bytes: Uint8Array, at: number): number {
  const lf = at > 0 && bytes[at - 1] === 0x0a ? at - 1 : at;
  return lf > 0 && lf < at && bytes[lf - 1] === 0x0d ? lf - 1 : lf;
}
