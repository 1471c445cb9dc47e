/**
 * How a client folds long lines, where it is not as this package does.
 *
 * - `tab`: at 75 octets, and the next line goes on with a tab
 * - `octets`: after 75 octets wherever that is, also behind a space and on lines that go on (ical.js)
 * - `separators`: behind the last `;`, `:` or space of 74 octets, where there is one (libical)
 */
export type Folding = "tab" | "octets" | "separators";

/** A calendar text that is folded as RFC 5545 section 3.1 has it, folded as a client does. */
export function foldAs(text: string, folding: Folding): string {
  if (folding === "tab") return text.replaceAll("\r\n ", "\r\n\t");
  const lines = text.replaceAll("\r\n ", "").split("\r\n");
  return lines.map((line) => pieces(line, endOf[folding]).join("\r\n ")).join("\r\n");
}

type End = (octets: Uint8Array, from: number) => number;

const endOf = { octets: endOfOctets, separators: endAtSeparator } as const satisfies Record<string, End>;

function pieces(line: string, end: End): string[] {
  if (line.length * 3 < 73) return [line];
  const octets = new TextEncoder().encode(line);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const found: string[] = [];
  for (let from = 0; from < octets.length; ) {
    const to = end(octets, from);
    found.push(decoder.decode(octets.subarray(from, to)));
    from = to;
  }
  return found;
}

/** Never inside a character. */
function endOfOctets(octets: Uint8Array, from: number): number {
  let to = from + 75;
  if (to >= octets.length) return octets.length;
  while (isInside(octets[to])) to--;
  return to;
}

function endAtSeparator(octets: Uint8Array, from: number): number {
  // libical counts the line break that follows.
  if (octets.length + 2 - from < 75) return octets.length;
  for (let at = from + 73; at > from; at--) {
    if (isSeparator(octets[at])) return at + 1;
  }
  let to = Math.min(from + 74, octets.length);
  while (isInside(octets[to])) to--;
  return to;
}

/** `;`, `:` or a space. */
function isSeparator(octet: number | undefined): boolean {
  return octet === 0x3b || octet === 0x3a || octet === 0x20;
}

/** The second, third or fourth octet of a character in UTF-8. */
function isInside(octet: number | undefined): boolean {
  return octet !== undefined && (octet & 0xc0) === 0x80;
}
