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

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Every twelve bits as two letters: `btoa` of a text made of the octets takes ten times as long. */
const pairsOf = () => [...alphabet].flatMap((first) => [...alphabet].map((second) => first + second));
let pairs: readonly string[] | undefined;

/** base64 (RFC 4648 section 4) of raw octets. */
export function base64(bytes: Uint8Array): string {
  pairs ??= pairsOf();
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += `${pairs[bits >> 12]}${pairs[bits & 4095]}`;
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return padding === 0 ? text : text.slice(0, -padding) + "=".repeat(padding);
}

/** base64 of the text's UTF-8 octets. In ASCII letters are octets, and the runtime's own is many times as fast. */
export function base64OfText(text: string): string {
  return /^[\u0000-\u007f]*$/.test(text) ? btoa(text) : base64(new TextEncoder().encode(text));
}

/** base64url without padding (RFC 4648 section 5). */
export function base64url(bytes: Uint8Array): string {
  return urlSafe(base64(bytes));
}

/** base64url of the text's UTF-8 octets, without padding. */
export function base64urlOfText(text: string): string {
  return urlSafe(base64OfText(text));
}

function urlSafe(text: string): string {
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The octets of a base64url text, or nothing when it is none. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}
