import type { HeaderValue } from "../header/header-value.ts";

/** A multipart whose parts are being read. */
export interface OpenMultipart {
  readonly type: string;
  readonly path: string;
  /** Tells one multipart from another of the same type. */
  readonly id: number;
  /** One character an octet. */
  readonly boundary: string;
  children: number;
}

/** A boundary line: which of the open multiparts it belongs to, whether it closes it, where the next line starts. */
export interface Delimiter {
  readonly level: number;
  readonly closing: boolean;
  readonly end: number;
}

const encoder = new TextEncoder();

/** RFC 2046 section 5.1.1 allows 70; some programs write more. */
const longestBoundary = 250;

/** A multipart with a boundary that lines can be compared with; without one its content cannot be taken apart. */
export function openMultipart(type: HeaderValue, path: string, id: number): OpenMultipart | undefined {
  const boundary = asOctets(type.parameters.get("boundary") ?? "");
  if (boundary === "" || boundary.length > longestBoundary || boundary.includes("\n")) return undefined;
  return { type: type.value, path, id, boundary, children: 0 };
}

/** An encoder takes a microsecond, and nearly every boundary is ASCII. */
function asOctets(text: string): string {
  return /^[\0-\x7f]*$/.test(text)
    ? text
    : Array.from(encoder.encode(text), (octet) => String.fromCharCode(octet)).join("");
}

/** The boundary line that starts here, of the innermost multipart that it fits. */
export function delimiterAt(
  bytes: Uint8Array,
  at: number,
  open: readonly OpenMultipart[],
): Delimiter | undefined {
  if (bytes[at] !== 0x2d || bytes[at + 1] !== 0x2d) return undefined;
  for (let level = open.length - 1; level >= 0; level -= 1) {
    const boundary = open[level]?.boundary ?? "";
    if (!matches(bytes, at + 2, boundary)) continue;
    const after = at + 2 + boundary.length;
    const closing = bytes[after] === 0x2d && bytes[after + 1] === 0x2d;
    const end = blankUntilLineEnd(bytes, closing ? after + 2 : after);
    if (end !== undefined) return { level, closing, end };
  }
  return undefined;
}

function matches(bytes: Uint8Array, at: number, boundary: string): boolean {
  for (let index = 0; index < boundary.length; index += 1) {
    if (bytes[at + index] !== boundary.charCodeAt(index)) return false;
  }
  return true;
}

/** Where the next line starts, when nothing but white space is left on this one (RFC 2046: transport-padding). */
function blankUntilLineEnd(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at < bytes.length; at += 1) {
    const octet = bytes[at];
    if (octet === 0x0a) return at + 1;
    if (octet !== 0x20 && octet !== 0x09 && octet !== 0x0d) return undefined;
  }
  return bytes.length;
}
