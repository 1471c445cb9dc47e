import { decoded, decoderOf, likelyDecoder } from "./charset.ts";
import { decodeBase64, decodeQuotedPrintable } from "./decode-body.ts";
import { joinOctets } from "./join-octets.ts";

/**
 * RFC 2047 section 2, with the blanks inside a word that the RFC forbids and some programs write.
 *
 *     encoded-word = "=?" charset "?" encoding "?" encoded-text "?="
 */
const encodedWord = /=\?([^?\s]{1,60})\?([QqBb])\?([^?]*)\?=/g;

/** Words that stand next to each other in one charset: a character may begin in one and end in the next. */
interface Run {
  readonly charset: string;
  readonly octets: Uint8Array[];
}

/**
 * Text with its encoded-words undone; the blanks between two of them are no text (RFC 2047 section 6.2).
 *
 * @example
 * decodeWords("=?UTF-8?Q?Caf=C3?= =?UTF-8?Q?=A9?= at ten") // "Café at ten"
 */
export function decodeWords(text: string): string {
  if (!text.includes("=?")) return text;
  let result = "";
  let run: Run | undefined;
  let from = 0;
  for (const { index, 0: whole, 1: label = "", 2: encoding = "", 3: written = "" } of text.matchAll(
    encodedWord,
  )) {
    const between = text.slice(from, index);
    const octets = decodedOctets(encoding, written);
    from = index + whole.length;
    // RFC 2231 section 5: a language may stand behind the charset.
    const charset = label.replace(/\*.*$/, "").toLowerCase();
    if (run?.charset === charset && between.trim() === "") {
      run.octets.push(octets);
      continue;
    }
    result += textOf(run) + (run !== undefined && between.trim() === "" ? "" : between);
    run = { charset, octets: [octets] };
  }
  return result + textOf(run) + text.slice(from);
}

const encoder = new TextEncoder();

function decodedOctets(encoding: string, written: string): Uint8Array {
  if (encoding === "B" || encoding === "b") return decodeBase64(encoder.encode(written));
  return decodeQuotedPrintable(encoder.encode(written.replaceAll("_", " ")));
}

function textOf(run: Run | undefined): string {
  if (run === undefined) return "";
  const octets = joinOctets(run.octets);
  const decoder = decoderOf(run.charset) ?? likelyDecoder(octets);
  const text = decoded(octets, decoder);
  if (run.octets.length === 1 || !text.includes("\ufffd")) return text;
  // Words that are whole, each by itself: ISO-2022-JP, whose words end in ASCII, may not be put together (WHATWG Encoding section 12.2.1).
  const apart = run.octets.map((piece) => decoded(piece, decoder)).join("");
  return apart.includes("\ufffd") ? text : apart;
}
