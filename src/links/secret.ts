import { fault, type Reading, wrongKind } from "../input.ts";

/** HS256 wants a key no shorter than its digest (RFC 7518 section 3.2). */
const leastOctets = 32;

/** The key that links are signed with: the UTF-8 octets of the secret. */
export function readSecret(value: unknown, reading: Reading): Uint8Array | undefined {
  if (typeof value !== "string") return wrongKind(reading, "text", value);
  const octets = new TextEncoder().encode(value);
  if (octets.length >= leastOctets) return octets;
  return fault(reading, "too-short", `must be at least ${leastOctets} octets long, got ${octets.length}`);
}
