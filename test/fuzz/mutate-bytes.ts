import type { Random } from "./random.ts";

const telling = [0, 9, 10, 13, 27, 32, 34, 45, 58, 59, 61, 92, 127, 128, 191, 192, 237, 254, 255] as const;

/** Changes bytes with no idea of what they mean: some are set, dropped, doubled, moved, or cut off. */
export function mutateBytes(input: Uint8Array, random: Random): Uint8Array {
  let bytes = input;
  for (let left = 1 + random.below(4); left > 0; left--) bytes = mutateOnce(bytes, random);
  return bytes;
}

function mutateOnce(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const length = random.once(4) ? random.below(Math.min(bytes.length, 4_000) + 1) : random.below(9);
  switch (random.below(6)) {
    case 0:
      return joined(bytes.subarray(0, at), [random.pick(telling)], bytes.subarray(at + 1));
    case 1:
      return joined(bytes.subarray(0, at), [random.below(256)], bytes.subarray(at));
    case 2:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 3:
      return joined(bytes.subarray(0, at + length), bytes.subarray(at));
    case 4: {
      const other = random.below(bytes.length + 1);
      return joined(bytes.subarray(0, at), bytes.subarray(other, other + length), bytes.subarray(at));
    }
    default:
      return random.once(8)
        ? bytes.subarray(0, at)
        : joined(bytes.subarray(0, at), [(bytes[at] ?? 0) ^ (1 << random.below(8))], bytes.subarray(at + 1));
  }
}

function joined(...pieces: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
