const lineFeed = 10;
const carriageReturn = 13;
const lastAscii = 0x7f;

/**
 * Calendar text without the folds that stand inside a character.
 *
 * RFC 5545 section 3.1 warns that lines may be folded in the middle of a UTF-8 sequence: such a fold has to go before the
 * octets are decoded, because afterwards both halves are lost. All other folds stay.
 */
export function mendSplitCharacters(octets: Uint8Array): Uint8Array {
  let mended: Uint8Array | undefined;
  let length = 0;
  for (let at = 0; at < octets.length; at += 1) {
    const fold = (octets[at - 1] ?? 0) > lastAscii ? foldLength(octets, at) : 0;
    if (fold > 0) {
      if (mended === undefined) {
        // Not `slice`: that of a Buffer shares its memory with the caller's.
        mended = new Uint8Array(octets);
        length = at;
      }
      at += fold;
    }
    if (mended !== undefined) mended[length++] = octets[at] ?? 0;
  }
  return mended === undefined ? octets : mended.subarray(0, length);
}

/** Octets of the fold at this place, if the octet after it continues a UTF-8 sequence. */
function foldLength(octets: Uint8Array, at: number): number {
  const start = octets[at] === carriageReturn ? at + 1 : at;
  if (octets[start] !== lineFeed) return 0;
  const blank = octets[start + 1];
  if (blank !== 0x20 && blank !== 0x09) return 0;
  return ((octets[start + 2] ?? 0) & 0xc0) === 0x80 ? start + 2 - at : 0;
}
