import { base64 } from "../message/digest.ts";

/**
 * A body as base64 on a single line, whatever its Content-Transfer-Encoding was (RFC 2045 section 6): postal-mime
 * spends thirteen microseconds and two kilobytes on a line, so it is given one.
 */
export function asBase64Line(body: Uint8Array, encoding: string): string {
  if (encoding === "base64") return ascii(body).replace(/[^A-Za-z0-9+/=]+/g, "");
  return base64(encoding === "quoted-printable" ? decodeQuotedPrintable(body) : body);
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

function digit(octet: number | undefined): number | undefined {
  const value = Number.parseInt(String.fromCharCode(octet ?? 0), 16);
  return Number.isNaN(value) ? undefined : value;
}

function ascii(octets: Uint8Array): string {
  return new TextDecoder("latin1").decode(octets);
}
