import { latePattern } from "../../late-pattern.ts";
import { parseUrl } from "../../url.ts";

/**
 * RFC 5322 dot-atom, with the characters above ASCII that RFC 6531 adds, or a quoted string.
 *
 *     local-part = dot-atom / quoted-string
 */
const dotAtom =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u{a1}-\u{10ffff}-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u{a1}-\u{10ffff}-]+)*$/u;
const quotedString = /^"(?:[ !#-[\]-~\u{a1}-\u{10ffff}]|\\[ -~])*"$/u;
/** RFC 1123 labels. */
const hostName =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
/** Invisible or direction-changing characters make two addresses look like one (UTS 39). */
const unseen = latePattern("[\\p{C}\\u2028\\u2029]");
/** Invisible or direction-changing characters, and blanks of any kind. */
const invisible = latePattern("[\\p{C}\\p{Z}]");

/**
 * An email address of a form that few have, checked: `parseEmailAddress` beyond what it tells at a glance.
 *
 * @example
 * uncommonAddress("Jane@Bücher.example") // "Jane@xn--bcher-kva.example"
 */
export function uncommonAddress(input: string): string | undefined {
  const given = input.trim();
  if (composesToAscii.test(given)) return undefined;
  const text = given.normalize("NFC");
  const at = text.lastIndexOf("@");
  if (at < 1) return undefined;
  const local = text.slice(0, at);
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === undefined || lengthInOctets(local) > 64) return undefined;
  if (quotedString.test(local) && !unseen().test(local)) return `${local}@${domain}`;
  return dotAtom.test(local) && !invisible().test(local) ? `${local}@${domain}` : undefined;
}

/** Characters that composition (NFC) would turn into ASCII, and the address into another person's: the Greek question mark and varia, the Kelvin sign. */
const composesToAscii = /[\u037e\u1fef\u212a]/;

/** The length in octets of UTF-8. Text that is all ASCII is not encoded for that. */
function lengthInOctets(text: string): number {
  return /^[\0-\x7f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
}

/** The domain as it stands in DNS, by the runtime's own IDNA (WHATWG URL, UTS 46). */
function asciiDomain(domain: string): string | undefined {
  const plain = domain.toLowerCase();
  if (hostName.test(plain) && !plain.includes("xn--")) return /^[\d.]+$/.test(plain) ? undefined : plain;
  if (plain === "" || invisible().test(plain) || /[\u0000-\u002c/:-@[-`{-\u007f]/.test(plain))
    return undefined;
  const url = parseUrl(`http://${plain}`);
  return url !== undefined && hostName.test(url.hostname) && !/^[\d.]+$/.test(url.hostname)
    ? url.hostname
    : undefined;
}
