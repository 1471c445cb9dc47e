import { cutOutsideQuotes } from "./cut-outside-quotes.ts";

/** A header field such as Content-Type: the value, and its parameters by their names in lower case. */
interface HeaderValue {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Takes a header field apart (RFC 2045 section 5.1), with parameters that are encoded or stand in pieces (RFC 2231).
 *
 * @example
 * readHeaderValue("attachment; filename*=utf-8''r%C3%A9union.ics").parameters.get("filename") // "réunion.ics"
 */
export function readHeaderValue(field: string): HeaderValue {
  const [value = "", ...pieces] = cutOutsideQuotes(field, ";").map((piece) => piece.trim());
  const parameters = new Map<string, string>();
  const extended = new Map<string, string>();
  for (const piece of pieces) {
    const equals = piece.indexOf("=");
    const name = piece.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    const written = piece
      .slice(equals + 1)
      .trim()
      .replace(/^"|"$/g, "");
    const star = name.indexOf("*");
    if (star === -1) parameters.set(name, written);
    else extended.set(name.slice(0, star), `${extended.get(name.slice(0, star)) ?? ""}${written}`);
  }
  for (const [name, written] of extended) parameters.set(name, decoded(written));
  return { value, parameters };
}

/** RFC 2231 section 4: charset, language and octets; what cannot be decoded is shown as it stands. */
function decoded(written: string): string {
  const [, octets] = /^[\w-]*'[\w-]*'(.*)$/s.exec(written) ?? [];
  try {
    return decodeURIComponent(octets ?? written);
  } catch {
    return written;
  }
}
