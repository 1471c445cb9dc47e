import { holdLimit, type Limits } from "../icalendar/limits.ts";
import { repairWindows1252 } from "./windows-1252.ts";

/** A header field as it stood: unfolded, decoded from its octets, encoded-words still encoded. */
export interface HeaderField {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
}

/** A header block and where the body behind it starts. */
export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  readonly end: number;
  readonly lines: number;
}

/**
 * Reads header fields up to the first blank line (RFC 5322 section 2.2), or up to where `stops` says that a body part begins
 * without one. A line that is no field is passed over.
 *
 * @throws {ItipError} `limit-exceeded` for too many fields, or one that is too long.
 */
export function readHeaderBlock(
  bytes: Uint8Array,
  from: number,
  limits: Limits,
  stops: (at: number) => boolean,
): HeaderBlock {
  const fields: HeaderField[] = [];
  let pending: Uint8Array[] = [];
  let length = 0;
  let count = 0;
  let lines = 0;
  let at = from;
  let blank = false;
  while (at < bytes.length && !blank && !(bytes[at] === 0x2d && stops(at))) {
    const feed = bytes.indexOf(0x0a, at);
    const next = feed < 0 ? bytes.length : feed + 1;
    const end = feed < 0 ? next : feed > at && bytes[feed - 1] === 0x0d ? feed - 1 : feed;
    blank = end === at;
    if (bytes[at] !== 0x20 && bytes[at] !== 0x09) {
      fields.push(...fieldIn(decodeHeader(pending, length)));
      pending = [];
      length = 0;
      count += 1;
    }
    lines += 1;
    length += end - at;
    holdLimit(limits, "emailLines", lines);
    holdLimit(limits, "emailHeaders", blank ? 0 : count);
    holdLimit(limits, "lineLength", length);
    pending.push(bytes.subarray(at, end));
    at = next;
  }
  fields.push(...fieldIn(decodeHeader(pending, length)));
  return { fields, end: at, lines };
}

/** `name ":" value`; blanks before the colon are an obsolete form (RFC 5322 section 4.5) that must not hide a second From. */
function fieldIn(line: string): HeaderField[] {
  const match = /^([!-9;-~]{1,200})[ \t]{0,200}:/.exec(line);
  if (match?.[1] === undefined) return [];
  return [{ name: match[1].toLowerCase(), value: line.slice(match[0].length).trim() }];
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const latin = new TextDecoder("windows-1252");

/** Headers are ASCII, or UTF-8 where SMTPUTF8 was spoken (RFC 6532); what is neither is most often Latin-1. */
function decodeHeader(lines: readonly Uint8Array[], length: number): string {
  const octets = new Uint8Array(length);
  let at = 0;
  for (const line of lines) {
    octets.set(line, at);
    at += line.length;
  }
  try {
    return utf8.decode(octets);
  } catch {
    return repairWindows1252(latin.decode(octets));
  }
}

/** The value of the first field of this name. */
export function firstField(fields: readonly HeaderField[], name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value;
}
