import { textOfHtml } from "../../event/html/html-text.ts";
import { asciiText } from "../header/header-block.ts";
import { decoded, decoderOf, likelyDecoder } from "../text/charset.ts";
import { decodeBody } from "../text/decode-body.ts";
import { mendSplitCharacters } from "../text/mend-split-characters.ts";
import { unflow } from "../text/unflow.ts";
import type { Leaf } from "./leaf.ts";

/** The text of a part, and whether it held octets beyond ASCII without saying in which charset, or in one that nobody knows. */
interface PartText {
  readonly text: string;
  readonly undeclared: boolean;
}

/** The body of a leaf as it stands, its transfer encoding not undone. */
export function bodyOf(leaf: Leaf): Uint8Array {
  return leaf.source.subarray(leaf.start, leaf.end);
}

/** The octets of a leaf, its transfer encoding undone; of a body that is longer only the beginning. */
export function octetsOfLeaf(leaf: Leaf, longest: number): Uint8Array {
  const body = bodyOf(leaf).subarray(0, longest);
  return isFalselyLabelled(body, leaf) ? body : decodeBody(body, leaf.encoding);
}

/**
 * Whether a calendar stands there plainly, under the label of a transfer encoding that it does not have: a gateway has decoded it, or
 * written a second field. Undone all the same, `PARTSTAT=ACCEPTED` would lose its equals sign and two letters.
 */
function isFalselyLabelled(body: Uint8Array, { role, encoding }: Leaf): boolean {
  if (encoding === "base64") return plainBegin.test(latin.decode(body.subarray(0, 60)));
  if (encoding !== "quoted-printable" || role !== "calendar") return false;
  // In quoted-printable the equals sign of a parameter is =3D: where one is written so, the label is true.
  for (let at = body.indexOf(0x3d); at !== -1; at = body.indexOf(0x3d, at + 1)) {
    if (body[at + 1] === 0x33 && ((body[at + 2] ?? 0) | 0x20) === 0x64) return false;
  }
  return plainParameter.test(latin.decode(body));
}

const latin = new TextDecoder("windows-1252");

const plainBegin = /^\s*BEGIN:VCALENDAR\s/i;

const plainParameter = /;(?:PARTSTAT|ROLE|RSVP|CUTYPE|VALUE|TZID)=[A-Z]/i;

/** The text that a leaf's octets stand for: charset, format=flowed and, for HTML, the markup undone. */
export function textOfOctets(octets: Uint8Array, leaf: Leaf): PartText {
  const stated = declaredDecoder(leaf);
  // No calendar begins with a character beyond ASCII, so that UTF-16 shows at its first octets.
  const declared = leaf.role === "calendar" && isWide(stated) && !beginsWide(octets) ? undefined : stated;
  const plain = declared === undefined || declared.encoding === "utf-8" ? asciiText(octets) : undefined;
  if (plain !== undefined) {
    const lost = lostEncoding(plain, leaf);
    if (lost !== undefined) return textOfOctets(decodeBody(octets, lost), { ...leaf, encoding: lost });
    return { text: readableText(plain, leaf), undeclared: false };
  }
  const mended = leaf.role === "calendar" && !beginsWide(octets) ? mendSplitCharacters(octets) : octets;
  const decoder = declared ?? likelyDecoder(mended);
  return { text: readableText(decoded(mended, decoder), leaf), undeclared: declared === undefined };
}

/** `BEGIN:VCALENDAR` in base64. */
export const encodedBegin = /^\s*QkVHSU46VkNBTEVOREFS/;

/**
 * The transfer encoding that a calendar still has, where a gateway has lost the field that says so. No value of these parameters begins
 * with `3D` by itself: where one seems to, it is the equals sign in quoted-printable.
 */
function lostEncoding(text: string, { role, encoding }: Leaf): string | undefined {
  if (role !== "calendar" || encoding === "base64") return undefined;
  if (encodedBegin.test(text)) return "base64";
  if (encoding === "quoted-printable") return undefined;
  return text.includes("=3D") && /;(?:PARTSTAT|ROLE|RSVP|CUTYPE|VALUE|TZID)=3D[A-Z]/i.test(text)
    ? "quoted-printable"
    : undefined;
}

/** The decoder that a part asks for; none where it names no charset, one that nobody knows, or ASCII, whatever stands there. */
function declaredDecoder(leaf: Leaf): TextDecoder | undefined {
  const label = leaf.type.parameters.get("charset");
  if (label === undefined || !/^[\w.:+-]{1,60}$/.test(label) || /^(?:us-)?ascii$/i.test(label))
    return undefined;
  return decoderOf(label);
}

/** Whether a charset is UTF-16, in which the octets of a fold are no line end. */
function isWide(decoder: TextDecoder | undefined): boolean {
  return decoder?.encoding.startsWith("utf-16") === true;
}

/** A byte order mark, or the zero octet of an ASCII character. */
function beginsWide([first = 0, second = 0]: Uint8Array): boolean {
  return first === 0 || second === 0 || first >= 0xfe;
}

/** What a mail program shows of the text. */
function readableText(text: string, leaf: Leaf): string {
  if (leaf.role === "html") return textOfHtml(text, { links: true });
  return isFlowed(leaf) ? unflow(text, /^yes$/i.test(leaf.type.parameters.get("delsp") ?? "")) : text;
}

/** RFC 3676: paragraphs over several lines. */
function isFlowed(leaf: Leaf): boolean {
  return leaf.role === "text" && /^flowed$/i.test(leaf.type.parameters.get("format") ?? "");
}
