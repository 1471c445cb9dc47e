import { base64OfText } from "../../base64.ts";
import { quotedPrintable } from "./quoted-printable.ts";

/** How a body travels (RFC 2045 section 6), and the body so written: ASCII, CRLF, no line over 998 octets. */
export interface EncodedBody {
  readonly encoding: "7bit" | "quoted-printable" | "base64";
  readonly data: string;
}

/** RFC 2045 section 6.8. */
const encodedLine = 76;
/** RFC 5322 section 2.1.1: what mail systems and people like to see. */
const preferredLine = 78;
/** RFC 2045 section 2.7. */
const longestLine = 998;

/** Some relays cut white space at the end of a line, and take a dot alone for the end of the email; mbox writers put `>` before `From `. */
const oddLine = /[\t ]$|^From |^\.$/m;

/** Neither printable ASCII nor a whole line end. */
const unfitFor7bit = /[^\t -~\r\n]|\r(?!\n)|(?<!\r)\n/;

/** Text without any of these: to pass over that of an everyday event takes 0.3 µs, to look for what is unfit 1. */
const fitFor7bit = /^(?:[ -~]*(?:\t|\r\n))*[ -~]*$/;

/**
 * A text for people in the plainest encoding that leaves it whole: 7bit, else the shorter of quoted-printable and base64.
 *
 * Line ends become CRLF, as RFC 2046 section 4.1.1 asks of text.
 */
export function encodeText(text: string): EncodedBody {
  const plain = withLineFeeds(text);
  if (isSimple(plain)) return { encoding: "7bit", data: withCrlf(plain) };
  const inBase64 = (): EncodedBody => ({ encoding: "base64", data: base64Lines(withCrlf(plain)) });
  if (isLongAndForeign(plain)) return inBase64();
  const quoted: EncodedBody = { encoding: "quoted-printable", data: quotedPrintable(plain) };
  // base64 makes four octets of three; no text has fewer octets than letters.
  if (quoted.data.length <= Math.ceil(plain.length / 3) * 4) return quoted;
  const encoded = inBase64();
  return quoted.data.length <= encoded.data.length ? quoted : encoded;
}

/** Where half the letters take two octets and more, quoted-printable is the longer, and need not be written to know it. */
function isLongAndForeign(text: string): boolean {
  return text.length > 10_000 && text.replace(/[\u0000-\u007f]+/g, "").length > text.length / 2;
}

/** A calendar text: 7bit where it can be, else base64, because it must arrive octet by octet. */
export function encodeCalendar(ics: string): EncodedBody {
  // An engine keeps account of each line, and has no room for those of a text of millions.
  const plain = ics.length > 100_000 ? !unfitFor7bit.test(ics) : fitFor7bit.test(ics);
  return plain && fitsLines(ics, longestLine, "\r\n")
    ? { encoding: "7bit", data: ics }
    : { encoding: "base64", data: base64Lines(ics) };
}

/** base64 (RFC 2045 section 6.8) of the text's UTF-8 octets in lines of 76. */
export function base64Lines(text: string): string {
  return inLines(base64OfText(text));
}

/** base64 in lines of 76. */
export function inLines(all: string): string {
  let lines = all.slice(0, encodedLine);
  for (let at = encodedLine; at < all.length; at += encodedLine)
    lines += `\r\n${all.slice(at, at + encodedLine)}`;
  return lines;
}

/** Every line end, CRLF or CR, as LF. */
function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function withCrlf(text: string): string {
  return text.replaceAll("\n", "\r\n");
}

function isSimple(text: string): boolean {
  return fitsLines(text, preferredLine, "\n") && /^[\t -~\n]*$/.test(text) && !oddLine.test(text);
}

function fitsLines(text: string, longest: number, lineEnd: "\n" | "\r\n"): boolean {
  let from = 0;
  while (text.length - from > longest) {
    const end = text.indexOf("\n", from);
    if (end === -1 || end + 1 - lineEnd.length - from > longest) return false;
    from = end + 1;
  }
  return true;
}
