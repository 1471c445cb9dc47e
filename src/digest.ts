import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as sha256Of } from "@noble/hashes/sha2.js";

/** SHA-256 of the text's UTF-8 octets (FIPS 180-4), synchronously: WebCrypto only offers a promise. */
export function sha256(text: string): Uint8Array {
  return sha256Of(utf8Of(text));
}

function utf8Of(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** HMAC-SHA256 (RFC 2104) of the text under the secret. */
export function hmacSha256(secret: string, text: string): Uint8Array {
  return hmac(sha256Of, utf8Of(secret), utf8Of(text));
}

/** Each octet that was asked for by now, in two digits. */
const hexPairs: string[] = [];

/**
 * Lower-case hexadecimal: safe where letter case or punctuation may be lost, as in the local part of an address.
 *
 * @example
 * hex(new Uint8Array([10, 255])) // "0aff"
 */
export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const octet of bytes) {
    hexPairs[octet] ??= octet.toString(16).padStart(2, "0");
    text += hexPairs[octet];
  }
  return text;
}

/** Compares in a time that depends on the lengths alone. */
export function isSameText(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let at = 0; at < expected.length; at++) difference |= given.charCodeAt(at) ^ expected.charCodeAt(at);
  return difference === 0;
}
