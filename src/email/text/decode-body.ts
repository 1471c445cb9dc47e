/**
 * The octets of a body, its Content-Transfer-Encoding undone (RFC 2045 section 6), in one pass.
 *
 * @param encoding Lower case; anything but `base64` and `quoted-printable` leaves the octets as they are.
 */
export function decodeBody(body: Uint8Array, encoding: string): Uint8Array {
  switch (encoding) {
    case "base64":
      return decodeBase64(body);
    case "quoted-printable":
      return decodeQuotedPrintable(body);
    default:
      return body;
  }
}

/** The value of each base64 digit (RFC 4648 section 4); 64 for padding, 255 for what is passed over. */
const digits = (() => {
  const table = new Uint8Array(256).fill(255);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  for (let value = 0; value < alphabet.length; value += 1) table[alphabet.charCodeAt(value)] = value;
  return table;
})();

/** The octets of a base64 body; padding ends a unit, also in the middle, where some mailers pad every line. */
export function decodeBase64(body: Uint8Array): Uint8Array {
  const result = new Uint8Array(Math.ceil((body.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < body.length; at += 1) {
    // Whole units, which is nearly everything, four digits at a time.
    for (let unit = held === 0 ? unitAt(body, at) : undefined; unit !== undefined; unit = unitAt(body, at)) {
      result[length] = unit >> 16;
      result[length + 1] = (unit >> 8) & 0xff;
      result[length + 2] = unit & 0xff;
      length += 3;
      at += 4;
    }
    if (at === body.length) break;
    const value = digits[body[at] ?? 0] ?? 255;
    if (value === 64) held = 0;
    if (value >= 64) continue;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    result[length] = (bits >> held) & 0xff;
    length += 1;
  }
  return result.subarray(0, length);
}

/** The 24 bits of four digits; nothing where one of the four is no digit, or there are fewer. */
function unitAt(body: Uint8Array, at: number): number | undefined {
  // Asked for first: an index out of bounds would make each look at an octet three times as slow.
  if (at + 4 > body.length) return undefined;
  const first = digits[body[at] ?? 0] ?? 255;
  const second = digits[body[at + 1] ?? 0] ?? 255;
  const third = digits[body[at + 2] ?? 0] ?? 255;
  const fourth = digits[body[at + 3] ?? 0] ?? 255;
  if ((first | second | third | fourth) >= 64) return undefined;
  return (first << 18) | (second << 12) | (third << 6) | fourth;
}

/** The octets of a quoted-printable body (RFC 2045 section 6.7); what is no escape stands for itself. */
export function decodeQuotedPrintable(body: Uint8Array): Uint8Array {
  const result = new Uint8Array(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at += 1) {
    const octet = body[at] ?? 0;
    if (octet === 0x3d) {
      const soft = softBreak(body, at + 1);
      if (soft !== undefined) {
        at = soft - 1;
        continue;
      }
      const high = digit(body[at + 1]);
      const low = digit(body[at + 2]);
      if (high !== undefined && low !== undefined) {
        result[length] = high * 16 + low;
        length += 1;
        at += 2;
        continue;
      }
    }
    result[length] = octet;
    length += 1;
  }
  return result.subarray(0, length);
}

/** Where the next line starts behind a soft line break: `=`, white space added on the way, a line end. */
function softBreak(body: Uint8Array, from: number): number | undefined {
  for (let at = from; at < body.length && at < from + 100; at += 1) {
    const octet = body[at];
    if (octet === 0x0a) return at + 1;
    if (octet !== 0x20 && octet !== 0x09 && octet !== 0x0d) return undefined;
  }
  return body.length <= from ? body.length : undefined;
}

/** The value of a hexadecimal digit in either case. */
function digit(octet: number | undefined): number | undefined {
  if (octet === undefined) return undefined;
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  const letter = octet | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}
