import { base64 } from "../base64.ts";
import { escapeOctet } from "../email/encoded-word.ts";
import type { Charset, Encoding } from "./dialects/mail-shape.ts";

/** A body as it is sent (RFC 2045 section 6), with the charset and encoding that its header has to name. */
interface CarriedBody {
  readonly charset: Charset;
  readonly encoding: Encoding;
  /** A character above ASCII stands for its octets in UTF-8: only in `8bit`. */
  readonly data: string;
}

const longestLine = 998;

/** A text with CRLF line ends in the first charset and the first encoding that can carry it. */
export function carry(
  content: string,
  {
    charsets,
    encodings,
    binary = false,
  }: {
    readonly charsets?: readonly Charset[];
    readonly encodings: readonly Encoding[];
    readonly binary?: boolean;
  },
): CarriedBody {
  const text = content.replace(/\r\n?|\n/g, "\r\n");
  const charset = charsetFor(text, charsets);
  const octets = inCharset(text, charset);
  const encoding = encodings.find((candidate) => canCarry(candidate, text, charset)) ?? "base64";
  return { charset, encoding, data: encode(text, octets, encoding, binary) };
}

/** The first charset that has every character of the text; UTF-8 where none of them does. */
export function charsetFor(text: string, charsets: readonly Charset[] = []): Charset {
  return charsets.find((candidate) => holds(candidate, text)) ?? "utf-8";
}

function holds(charset: Charset, text: string): boolean {
  if (charset === "utf-8") return true;
  return charset === "us-ascii"
    ? /^[\u0000-\u007f]*$/.test(text)
    : /^[\u0000-\u007f\u00a0-\u00ff]*$/.test(text);
}

function inCharset(text: string, charset: Charset): Uint8Array {
  return charset === "utf-8"
    ? new TextEncoder().encode(text)
    : Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** RFC 2045 section 2.7 and 2.8. */
function canCarry(encoding: Encoding, text: string, charset: Charset): boolean {
  if (encoding === "base64" || encoding === "quoted-printable") return true;
  const short = text.split("\r\n").every((line) => inCharset(line, "utf-8").length <= longestLine);
  if (encoding === "7bit") return short && /^[\t -~\r\n]*$/.test(text);
  return short && charset === "utf-8" && !text.includes("\u0000");
}

function encode(text: string, octets: Uint8Array, encoding: Encoding, binary: boolean): string {
  switch (encoding) {
    case "7bit":
    case "8bit":
      return text;
    case "quoted-printable":
      return toQuotedPrintable(octets, binary);
    case "base64":
      return (base64(octets).match(/.{1,76}/g) ?? []).join("\r\n");
  }
}

/** Quoted-printable (RFC 2045 section 6.7). With `binary` (rule 4) line ends are encoded like any other octet. */
function toQuotedPrintable(octets: Uint8Array, binary: boolean): string {
  const lines: string[] = [];
  let line = "";
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at] ?? 0;
    const ends = octet === 13 && octets[at + 1] === 10;
    if (ends && !binary) {
      lines.push(line);
      line = "";
      at++;
      continue;
    }
    const last = at + 1 === octets.length || (octets[at + 1] === 13 && octets[at + 2] === 10);
    const piece = isLiteral(octet, last, line) ? String.fromCharCode(octet) : escapeOctet(octet);
    if (line.length + piece.length > 75) {
      lines.push(`${line}=`);
      line = "";
    }
    line += piece;
  }
  lines.push(line);
  return lines.join("\r\n");
}

/** White space at the end of a line gets lost, `From ` at its beginning changed, and a lone dot ends an email. */
function isLiteral(octet: number, last: boolean, line: string): boolean {
  if (octet === 0x20 || octet === 0x09) return !last;
  if (line === "" && (octet === 0x46 || octet === 0x2e)) return false;
  return octet > 0x20 && octet < 0x7f && octet !== 0x3d;
}
