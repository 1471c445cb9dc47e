import { base64 } from "../../digest.ts";
import { decodeBody } from "./decode-body.ts";
import { asciiText } from "./header-block.ts";
import type { Leaf } from "./leaf.ts";
import { postalMime } from "./postal-mime.ts";
import { mendSplitCharacters } from "./repair-octets.ts";
import { withoutStyleSheets } from "./style-sheet.ts";
import { isWindows1252, repairWindows1252 } from "./windows-1252.ts";

/** The text of a part, and whether it held octets beyond ASCII without saying in which charset, or in one that nobody knows. */
export interface PartText {
  readonly text: string;
  readonly undeclared: boolean;
}

const decoder = new TextDecoder();

/** The body of a leaf as it stands, its transfer encoding not undone. */
export function bodyOf(leaf: Leaf): Uint8Array {
  return leaf.source.subarray(leaf.start, leaf.end);
}

/** The octets of a leaf, its transfer encoding undone; of a body that is longer only the beginning. */
export function octetsOfLeaf(leaf: Leaf, longest: number): Uint8Array {
  return decodeBody(bodyOf(leaf).subarray(0, longest), leaf.encoding);
}

/**
 * The text that a leaf's octets stand for: postal-mime undoes charset, format=flowed and, for HTML, the markup.
 *
 * It is handed one part on one line under a header of ours, so that it cannot take the email apart otherwise than we did,
 * nor spend its thirteen microseconds on every line.
 */
export async function textOfOctets(octets: Uint8Array, leaf: Leaf): Promise<PartText> {
  const declared = token(leaf.type.parameters.get("charset"));
  const unsaid = declared === undefined || /^(?:us-)?ascii$/i.test(declared) || !isCharset(declared);
  const plain = isPlain(leaf) && (unsaid || isUtf8Name(declared)) ? asciiText(octets) : undefined;
  if (plain !== undefined) return { text: plain, undeclared: false };
  const ascii = isAscii(octets);
  const charset = unsaid
    ? ascii || isUtf8(mendSplitCharacters(octets))
      ? "utf-8"
      : "windows-1252"
    : declared;
  const utf8 = isUtf8Name(charset);
  const mended = ascii && leaf.role !== "html" ? octets : readable(octets, leaf, charset);
  const text = utf8 && isPlain(leaf) ? decoder.decode(mended) : await decode(mended, leaf, charset);
  return {
    text: !utf8 && isWindows1252(charset) ? repairWindows1252(text) : text,
    undeclared: unsaid && !ascii,
  };
}

/** Whether a label names a charset at all (WHATWG Encoding): over any other it is the octets that tell. */
function isCharset(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== "";
  } catch {
    return false;
  }
}

function isUtf8Name(charset: string): boolean {
  return charset.toLowerCase() === "utf-8";
}

function isAscii(octets: Uint8Array): boolean {
  for (let at = 0; at < octets.length; at += 1) if ((octets[at] ?? 0) > 0x7f) return false;
  return true;
}

/** Nearly every calendar and letter there is: beside the charset, nothing is to be undone. */
function isPlain(leaf: Leaf): boolean {
  return leaf.role === "calendar" || (leaf.role === "text" && !isFlowed(leaf));
}

async function decode(octets: Uint8Array, leaf: Leaf, charset: string): Promise<string> {
  const body = base64(octets);
  const email = leaf.role === "html" ? asHtml(body, charset) : asText(body, leaf, charset);
  const { default: PostalMime } = await postalMime();
  return (await PostalMime.parse(email, { forceRfc822Attachments: true })).text ?? "";
}

/** The octets without what would be lost or misread once they are text. */
function readable(octets: Uint8Array, leaf: Leaf, charset: string): Uint8Array {
  if (/^utf-?16/i.test(charset)) return octets;
  if (leaf.role === "calendar") return mendSplitCharacters(octets);
  return leaf.role === "html" ? withoutStyleSheets(octets) : octets;
}

/** What is not UTF-8 and says nothing is the Windows Latin-1 of an old client. */
function isUtf8(octets: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(octets);
    return true;
  } catch {
    return false;
  }
}

function asText(body: string, leaf: Leaf, charset: string): string {
  const format = isFlowed(leaf)
    ? `; format=flowed; delsp=${token(leaf.type.parameters.get("delsp")) ?? "no"}`
    : "";
  return `Content-Type: text/plain; charset="${charset}"${format}\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;
}

/** RFC 3676: paragraphs over several lines. */
function isFlowed(leaf: Leaf): boolean {
  return leaf.role === "text" && /^flowed$/i.test(leaf.type.parameters.get("format") ?? "");
}

/** Beside a text part, postal-mime renders HTML as text. */
function asHtml(body: string, charset: string): string {
  return [
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "",
    "--b",
    `Content-Type: text/html; charset="${charset}"`,
    "Content-Transfer-Encoding: base64",
    "",
    body,
    "--b--",
    "",
  ].join("\r\n");
}

function token(value: string | undefined): string | undefined {
  return value !== undefined && /^[\w.:+-]{1,60}$/.test(value) ? value : undefined;
}
