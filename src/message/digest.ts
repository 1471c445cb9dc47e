import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as sha256Of } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of the text's UTF-8 octets (FIPS 180-4), synchronously: WebCrypto only offers a promise. */
export function sha256(text: string): Uint8Array {
  return sha256Of(utf8ToBytes(text));
}

/** HMAC-SHA256 (RFC 2104) of the text under the secret. */
export function hmacSha256(secret: string, text: string): Uint8Array {
  return hmac(sha256Of, utf8ToBytes(secret), utf8ToBytes(text));
}

/**
 * Lower-case hexadecimal: safe where letter case or punctuation may be lost, as in the local part of an address.
 *
 * @example
 * hex(new Uint8Array([10, 255])) // "0aff"
 */
export function hex(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** base64 (RFC 4648 section 4) of raw octets. */
export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

/** base64url without padding (RFC 4648 section 5). */
export function base64url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The octets of a base64url text, or nothing when it is none. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}
