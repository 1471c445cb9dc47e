/**
 * Objects of the language's own classes, known by what they are. A test tool, a sandbox and a frame have classes of their own by the same
 * names (another realm, ECMA-262 section 9.3): `instanceof` finds that a Date of `node:fs` is none there.
 */
function isOf(value: unknown, name: string): boolean {
  try {
    return Object.prototype.toString.call(value) === `[object ${name}]`;
  } catch {
    return false;
  }
}

/** Tells a Date, a valid one or not. */
export function isDate(value: unknown): value is Date {
  return value instanceof Date || isOf(value, "Date");
}

/** Tells a Uint8Array, which a Buffer is too. */
export function isOctets(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && (value instanceof Uint8Array || isOf(value, "Uint8Array"));
}

/** Tells an ArrayBuffer. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return value instanceof ArrayBuffer || isOf(value, "ArrayBuffer");
}

/** Tells a URL that is an object. */
export function isUrl(value: unknown): value is URL {
  return value instanceof URL || isOf(value, "URL");
}
