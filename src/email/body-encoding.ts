import { base64 } from "../message/digest.ts";
import { escapeOctet } from "./encoded-word.ts";

/** How a body travels (RFC 2045 section 6), and the body so written: ASCII, CRLF, no line over 998 octets. */
export interface EncodedBody {
  readonly encoding: "7bit" | "quoted-printable" | "base64";
  readonly data: string;
}

/** RFC 2045 section 6.7, rule 5, and section 6.8. */
const encodedLine = 76;
/** RFC 5322 section 2.1.1: what mail systems and people like to see. */
const preferredLine = 78;
/** RFC 2045 section 2.7. */
const longestLine = 998;

const asciiLines = /^[\t -~\r\n]*$/;
const strayLineEnd = /\r(?!\n)|(?<!\r)\n/;

/**
 * A text for people in the plainest encoding that leaves it whole: 7bit, else the shorter of quoted-printable and base64.
 *
 * Line ends become CRLF, as RFC 2046 section 4.1.1 asks of text.
 */
export function encodeText(text: string): EncodedBody {
  const canonical = withCrlf(text);
  const simple =
    asciiLines.test(canonical) &&
    canonical.split("\r\n").every((line) => line.length <= preferredLine && isSafeLine(line));
  if (simple) return { encoding: "7bit", data: canonical };
  const quoted = quotedPrintable(canonical);
  // base64 makes four octets of three; no text has fewer octets than letters.
  const atLeast = Math.ceil(canonical.length / 3) * 4;
  const encoded = quoted.length <= atLeast ? undefined : base64Lines(canonical);
  return encoded === undefined || quoted.length <= encoded.length
    ? { encoding: "quoted-printable", data: quoted }
    : { encoding: "base64", data: encoded };
}

/** A calendar text: 7bit where it can be, else base64, because it must arrive octet by octet. */
export function encodeCalendar(ics: string): EncodedBody {
  const plain =
    asciiLines.test(ics) &&
    !strayLineEnd.test(ics) &&
    ics.split("\r\n").every((line) => line.length <= longestLine);
  return plain ? { encoding: "7bit", data: ics } : { encoding: "base64", data: base64Lines(ics) };
}

/** base64 (RFC 2045 section 6.8) of the text's UTF-8 octets in lines of 76. */
export function base64Lines(text: string): string {
  const all = base64(new TextEncoder().encode(text));
  const lines: string[] = [];
  for (let at = 0; at < all.length; at += encodedLine) lines.push(all.slice(at, at + encodedLine));
  return lines.join("\r\n");
}

/** Every line end as CRLF. */
export function withCrlf(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n|\r|\n/g, "\r\n") : text.replaceAll("\n", "\r\n");
}

/** Some relays cut white space at the end of a line, and mbox writers put `>` before `From `. */
function isSafeLine(line: string): boolean {
  return !line.endsWith(" ") && !line.endsWith("\t") && !line.startsWith("From ") && line !== ".";
}

/** RFC 2045 section 6.7 of a text with CRLF line ends. */
export function quotedPrintable(text: string): string {
  return text.split("\r\n").map(quoteLine).join("\r\n");
}

/** ASCII without `=`, nor white space at its end: it stands as it is. */
const plainLine = /^(?:[\t !-<>-~]*[!-<>-~])?$/;

function quoteLine(line: string): string {
  if (line.length <= encodedLine && plainLine.test(line) && isSafeLine(line)) return line;
  const mbox = line.startsWith("From ") || line === ".";
  const head = mbox ? escapeOctet(line.charCodeAt(0)) : "";
  const rest = escapeRest(mbox ? line.slice(1) : line);
  const blank = /[\t ]$/.exec(rest)?.[0];
  // White space at the end of a line would be cut (rule 3).
  const whole = blank === undefined ? rest : rest.slice(0, -1) + escapeOctet(blank.charCodeAt(0));
  return softBreaks(head + whole);
}

/** Every octet that is no printable ASCII, and `=`, escaped. */
function escapeRest(line: string): string {
  if (/^[\t -~]*$/.test(line)) return line.replaceAll("=", "=3D");
  let text = "";
  for (const octet of new TextEncoder().encode(line)) text += quoted[octet] ?? "";
  return text;
}

/** How each octet is written inside of a line (rules 1 and 2). */
const quoted: readonly string[] = Array.from({ length: 256 }, (_, octet) => {
  const literal = (octet >= 0x20 && octet <= 0x7e && octet !== 0x3d) || octet === 0x09;
  return literal ? String.fromCharCode(octet) : escapeOctet(octet);
});

/** Cut into lines (rule 5), never inside of an escape. */
function softBreaks(text: string): string {
  let done = "";
  let from = 0;
  while (text.length - from > encodedLine) {
    const most = from + encodedLine - 1;
    const escaped = text.lastIndexOf("=", most - 1);
    const end = escaped > most - 3 ? escaped : most;
    done += `${text.slice(from, end)}=\r\n`;
    from = end;
  }
  return done + text.slice(from);
}
