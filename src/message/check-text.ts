import type { Finding } from "../icalendar/finding.ts";
import { finding } from "./check-node.ts";

interface Tally {
  first: number;
  count: number;
}

/** What one pass over the physical lines has seen. */
interface Lines {
  readonly bare: Tally;
  readonly long: Tally;
  readonly control: Tally;
  readonly surrogate: Tally;
}

const foldAt = 75;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * RFC 5545 section 3.1 on the text as it stands: line ends, line lengths, characters that may not be there.
 *
 * Each is reported once, at the first line it happens on, with the number of lines: a file with the wrong line ends
 * would drown everything else.
 */
export function* checkText(text: string): Generator<Finding> {
  if (text.startsWith("\uFEFF")) {
    const message = "The text starts with a byte order mark, which is no part of a content line.";
    yield finding(
      "warning",
      "byte-order-mark",
      { path: "VCALENDAR", line: 1 },
      "RFC 5545 section 3.1",
      message,
    );
  }
  const { bare, long, control, surrogate } = readLines(text);
  yield* report(
    bare,
    "warning",
    "line-end",
    "RFC 5545 section 3.1",
    "A line ends with CRLF, not with CR or LF alone",
  );
  yield* report(
    long,
    "warning",
    "line-too-long",
    "RFC 5545 section 3.1",
    `A line is folded at ${foldAt} octets`,
  );
  yield* report(
    control,
    "error",
    "control-character",
    "RFC 5545 section 3.1",
    "Control characters other than the tab may not stand in a content line",
  );
  yield* report(
    surrogate,
    "error",
    "invalid-character",
    "RFC 5545 section 3.1.4",
    "Half a surrogate pair cannot be written in UTF-8",
  );
}

function* report(
  tally: Tally,
  severity: Finding["severity"],
  code: string,
  reference: string,
  message: string,
): Generator<Finding> {
  if (tally.count === 0) return;
  const lines = tally.count === 1 ? "one line" : `${tally.count} lines, this is the first`;
  yield finding(
    severity,
    code,
    { path: "VCALENDAR", line: tally.first },
    reference,
    `${message} (${lines}).`,
  );
}

/** One pass, no copies: the text may be megabytes long. */
function readLines(text: string): Lines {
  const none = (): Tally => ({ first: 0, count: 0 });
  const lines = { bare: none(), long: none(), control: none(), surrogate: none() };
  let number = 1;
  let octets = 0;
  let strange = { control: false, surrogate: false };
  for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== lineFeed && code !== carriageReturn) {
      octets += octetsOf(code);
      if (isControl(code)) strange.control = true;
      else if (isLone(text, at, code)) strange.surrogate = true;
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
    if (strange.control) count(lines.control, number);
    if (strange.surrogate) count(lines.surrogate, number);
    strange = { control: false, surrogate: false };
    octets = 0;
    number += 1;
  }
}

function count(tally: Tally, line: number): void {
  if (tally.count === 0) tally.first = line;
  tally.count += 1;
}

/** Octets in UTF-8; each half of a surrogate pair counts two. */
function octetsOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code >= 0xd800 && code <= 0xdfff ? 2 : 3;
}

/** CONTROL of RFC 5545 section 3.1: %x00-08 / %x0A-1F / %x7F. */
function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09) || code === 0x7f;
}

function isLone(text: string, at: number, code: number): boolean {
  if (code < 0xd800 || code > 0xdfff) return false;
  const other = text.charCodeAt(code < 0xdc00 ? at + 1 : at - 1);
  return code < 0xdc00 ? !(other >= 0xdc00 && other <= 0xdfff) : !(other >= 0xd800 && other <= 0xdbff);
}
