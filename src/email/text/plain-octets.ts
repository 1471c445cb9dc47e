import { isArrayBuffer, isOctets } from "../../builtin.ts";
/**
 * Octets as a plain Uint8Array. A Buffer has methods of its own under the same names, whose slices share its memory: the library works on
 * a plain view of the same memory.
 */
export function plainOctets({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The text or the octets that a value is; nothing for a value that is neither. */
export function heldContent(value: unknown): string | Uint8Array | undefined {
  if (typeof value === "string") return value;
  if (isArrayBuffer(value)) return new Uint8Array(value);
  return isOctets(value) ? plainOctets(value) : undefined;
}
