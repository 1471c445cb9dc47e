import { asciiText } from "../header/header-block.ts";
import { likelyDecoder } from "../text/charset.ts";
import type { Leaf } from "./leaf.ts";
import { encodedBegin, octetsOfLeaf } from "./part-text.ts";

/** Enough for a byte order mark, blank lines and the first line of a calendar, in base64 as well. */
const beginning = 400;

/**
 * The part with the role of a calendar, where its text is one, whatever its media type: a mail program that knows no type for calendars
 * sends them as octets, or puts them where the words should be. Any other part stays as it is.
 */
export function knownByContent(leaf: Leaf): Leaf {
  const { role } = leaf;
  if (role !== "other" && role !== "text" && role !== "html") return leaf;
  if (!mayBegin(leaf)) return leaf;
  const text = beginningOf(octetsOfLeaf(leaf, beginning));
  return /^\s*BEGIN:VCALENDAR\s/i.test(text) || encodedBegin.test(text)
    ? { ...leaf, role: "calendar" }
    : leaf;
}

/**
 * Whether a calendar may begin here, by the first octet that is no blank: a `B`, the `=` of quoted-printable, the `Q` of base64, or an octet of
 * a byte order mark. Nearly every mail is so spared the 2 µs that it takes to decode the beginning of its words.
 */
function mayBegin({ source, start, end, encoding }: Leaf): boolean {
  if (encoding === "base64") return true;
  let at = start;
  while (at < end && isBlank(source[at])) at += 1;
  const octet = at < end ? (source[at] ?? 0) : 0;
  return octet > 0x7f || octet === 0x42 || octet === 0x62 || octet === 0x3d || octet === 0x51;
}

function isBlank(octet: number | undefined): boolean {
  return octet === 0x20 || (octet !== undefined && octet >= 0x09 && octet <= 0x0d);
}

/** The first characters, behind a byte order mark; nothing where they are not ASCII. */
function beginningOf(octets: Uint8Array): string {
  const [first, second, third] = octets;
  if (first === 0xff || first === 0xfe) return likelyDecoder(octets).decode(octets.subarray(0, 120));
  const mark = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
  return asciiText(octets.subarray(mark, mark + 60)) ?? "";
}
