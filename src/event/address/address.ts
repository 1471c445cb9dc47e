import { uncommonAddress } from "./uncommon-address.ts";

declare const address: unique symbol;

/** An addr-spec of RFC 5322 section 3.4.1 that was checked: the domain in lower-case ASCII, the local part as given. */
export type EmailAddress = string & { readonly [address]: "EmailAddress" };

/** The form that nearly every address has, checked at a glance: short words, a lower-case domain that ends in letters. */
const everyday = /^[\w+-]{1,30}(?:\.[\w+-]{1,30})?@(?:[a-z0-9]{1,30}\.){1,3}[a-z]{2,30}$/;
/** The same form in lower case: such an address is compared as it stands. A word of the domain may have a hyphen, and never two in a row, as `xn--` has. */
const folded =
  /^[a-z0-9_+-]{1,30}(?:\.[a-z0-9_+-]{1,30})?@(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30})?\.){1,3}[a-z]{2,30}$/;
/**
 * An email address as a person may type it, checked; `undefined` for text that is not an email address.
 *
 * The domain goes to lower case and punycode (RFC 5891), the local part stays as it is.
 *
 * @example
 * parseEmailAddress("Jane@Bücher.example") // "Jane@xn--bcher-kva.example"
 * parseEmailAddress("jane")                // undefined
 */
export function parseEmailAddress(input: unknown): EmailAddress | undefined {
  if (typeof input !== "string" || input.length > 320) return undefined;
  if (isEverydayAddress(input)) return brand(input);
  const text = uncommonAddress(input);
  return text === undefined ? undefined : brand(text);
}

/** Whether a text is, at a glance, an address that {@link parseEmailAddress} and {@link mailto} leave as it is. */
export function isEverydayAddress(text: string): boolean {
  // Nearly all are both: an expression that is never asked costs a start nothing, and each 0.1 ms.
  return folded.test(text) || everyday.test(text);
}

/**
 * Whether a text is, at a glance, an email address in the form in which addresses are compared. Of others only {@link addressKey} can tell.
 *
 * @example
 * isFoldedAddress("jane@example.test") // true
 * isFoldedAddress("Jane@example.test") // false
 */
export function isFoldedAddress(text: string): boolean {
  return folded.test(text);
}

function brand(text: string): EmailAddress {
  return text as EmailAddress;
}

/**
 * What two spellings of one calendar user have in common: letter case, `mailto:` in any case, percent encoding and
 * the spelling of an internationalised domain do not count.
 *
 * RFC 5321 lets a host tell `Jane` from `jane`, no host in use does, and clients change the case at will.
 *
 * @example
 * addressKey("MAILTO:Jane%2EDoe@Example.test") // "jane.doe@example.test"
 */
export function addressKey(text: string): string {
  if (folded.test(text)) return text;
  const plain = unwrap(text);
  const checked = parseEmailAddress(plain);
  // In text that is not an address only ASCII letters are lowered: the Kelvin sign would become a k.
  return checked?.toLowerCase() ?? plain.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Some write it twice, or with the slashes of a web address. */
const schemes = /^(?:mailto:){1,9}(?:\/\/)?/i;

/** A cal-address without its scheme, percent encoding, query or angle brackets. */
function unwrap(text: string): string {
  const trimmed = text.trim();
  if (!/^mailto:/i.test(trimmed)) return trimmed.replace(/^<(.*)>$/, "$1").trim();
  const query = trimmed.indexOf("?");
  const start = schemes.exec(trimmed)?.[0].length;
  const path = decodePercent(trimmed.slice(start, query === -1 ? undefined : query)).trim();
  return path.includes("<") ? path.replace(/^.*<([^<>]*)>$/s, "$1").trim() : path;
}

function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address inside a parameter such as SENT-BY or DELEGATED-TO, with or without `mailto:`. */
export function emailIn(text: string): EmailAddress | undefined {
  const bare = text.startsWith("mailto:") ? text.slice("mailto:".length) : text;
  return everyday.test(bare) ? brand(bare) : parseEmailAddress(unwrap(text));
}

/**
 * The `mailto:` URI of an address (RFC 6068): what a URI cannot hold is percent-encoded.
 *
 * @example
 * mailto("günter@example.test") // "mailto:g%C3%BCnter@example.test"
 */
export function mailto(email: string): string {
  if (/^[\w.-]+@[\w.-]+$/.test(email)) return `mailto:${email}`;
  const at = email.lastIndexOf("@");
  const local = encodeURIComponent(email.slice(0, at)).replace(/%(?:2B|26|3D|24)/g, decodeURIComponent);
  return `mailto:${local}@${email.slice(at + 1)}`;
}
