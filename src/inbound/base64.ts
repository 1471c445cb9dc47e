import { decodeBase64 } from "../email/text/decode-body.ts";

/** The octets of base64 in either alphabet (RFC 4648 sections 4 and 5). */
export function octetsOfBase64(text: string): Uint8Array {
  return decodeBase64(new TextEncoder().encode(text.replaceAll("-", "+").replaceAll("_", "/")));
}
