/** Room for an everyday email, used again and again: to have it made each time takes as long as to fill it, 1.4 µs. */
let room: Uint8Array | undefined;

/**
 * UTF-8 of the texts, a NUL between two of them, to be read before the next texts come: their octets stand where these stood.
 *
 * @example
 * octetsOf(["a", "b"]) // Uint8Array [97, 0, 98]
 */
export function octetsOf(texts: readonly string[]): Uint8Array {
  room ??= new Uint8Array(65_536);
  // No letter takes more than three octets.
  const most = texts.reduce((sum, text) => sum + 3 * text.length + 1, 0);
  const octets = most > room.length ? new Uint8Array(most) : room;
  const encoder = new TextEncoder();
  let end = 0;
  for (const text of texts) {
    end += encoder.encodeInto(text, octets.subarray(end)).written;
    octets[end++] = 0;
  }
  return octets.subarray(0, Math.max(0, end - 1));
}
