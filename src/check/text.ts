import type { FindingCode } from "../finding.table.ts";
import { type Finding, finding } from "../finding.ts";

interface Tally {
  first: number;
  count: number;
}

/** What one pass over the physical lines has seen. */
interface Lines {
  readonly bare: Tally;
  readonly long: Tally;
  readonly surrogate: Tally;
}

const foldAt = 75;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * RFC 5545 section 3.1 on the text as it stands: line ends, line lengths, characters that UTF-8 cannot write. What
 * else stands in the way of reading a line, `scanCalendar` has reported.
 *
 * Each is reported once, at the first line it happens on, with the number of lines: a file with the wrong line ends
 * would drown everything else.
 */
export function* checkText(text: string): Generator<Finding> {
  const { bare, long, surrogate } = readLines(text);
  yield* reportTally(bare, "line-end");
  yield* reportTally(long, "line-too-long");
  yield* reportTally(surrogate, "invalid-character");
}

function* reportTally(tally: Tally, code: FindingCode): Generator<Finding> {
  if (tally.count === 0) return;
  const note = tally.count === 1 ? undefined : `${tally.count} lines are like this one, which is the first.`;
  yield finding({ code, at: { path: "VCALENDAR", line: tally.first }, note });
}

/** One pass, no copies: the text may be megabytes long. */
function readLines(text: string): Lines {
  const none = (): Tally => ({ first: 0, count: 0 });
  const lines = { bare: none(), long: none(), surrogate: none() };
  let number = 1;
  let octets = 0;
  let torn = false;
  for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== lineFeed && code !== carriageReturn) {
      octets += octetsOfCode(code);
      if (isLone(text, at, code)) torn = true;
      continue;
    }
    const paired = code === carriageReturn && text.charCodeAt(at + 1) === lineFeed;
    if (paired) at += 1;
    else count(lines.bare, number);
    endLine();
  }
  endLine();
  return lines;

  function endLine(): void {
    if (octets > foldAt) count(lines.long, number);
    if (torn) count(lines.surrogate, number);
    torn = false;
    octets = 0;
    number += 1;
  }
}

function count(tally: Tally, line: number): void {
  if (tally.count === 0) tally.first = line;
  tally.count += 1;
}

/** Octets in UTF-8; each half of a surrogate pair counts two. */
function octetsOfCode(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code >= 0xd800 && code <= 0xdfff ? 2 : 3;
}

function isLone(text: string, at: number, code: number): boolean {
  if (code < 0xd800 || code > 0xdfff) return false;
  const other = text.charCodeAt(code < 0xdc00 ? at + 1 : at - 1);
  return code < 0xdc00 ? !(other >= 0xdc00 && other <= 0xdfff) : !(other >= 0xd800 && other <= 0xdbff);
}
