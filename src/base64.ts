const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
let letters: Uint8Array | undefined;
let decoder: TextDecoder | undefined;

/**
 * base64 (RFC 4648 section 4) of raw octets.
 *
 * By octets, a file of 100 KB takes 0.2 ms; letter after letter as text 2.5, and by `btoa` of a text made of the octets ten times that.
 */
export function base64(bytes: Uint8Array): string {
  letters ??= new TextEncoder().encode(alphabet);
  decoder ??= new TextDecoder();
  const { length } = bytes;
  const written = new Uint8Array(4 * Math.ceil(length / 3));
  for (let at = 0, end = 0; at < length; at += 3, end += 4) {
    const second = at + 1 < length ? (bytes[at + 1] ?? 0) : 0;
    const third = at + 2 < length ? (bytes[at + 2] ?? 0) : 0;
    const bits = ((bytes[at] ?? 0) << 16) | (second << 8) | third;
    written[end] = letters[bits >> 18] ?? 0;
    written[end + 1] = letters[(bits >> 12) & 63] ?? 0;
    written[end + 2] = letters[(bits >> 6) & 63] ?? 0;
    written[end + 3] = letters[bits & 63] ?? 0;
  }
  const padding = (3 - (length % 3)) % 3;
  return decoder.decode(written.fill("=".charCodeAt(0), written.length - padding));
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
  const end = text.indexOf("=");
  const bare = end === -1 ? text : text.slice(0, end);
  return /[+/]/.test(bare) ? bare.replaceAll("+", "-").replaceAll("/", "_") : bare;
}

/** The octets of a base64url text, or nothing when it is none. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}
