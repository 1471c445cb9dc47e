/** A source of chance that two numbers decide: the same run gives the same input on every machine. */
export interface Random {
  /** A whole number from 0 and below `limit`. */
  below(limit: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  pickOr<T, U>(choices: readonly T[], otherwise: U): T | U;
  /** True once in so many times. */
  once(inSoMany: number): boolean;
}

/** Mulberry32, seeded by a hash of both numbers: run 7 needs no run 6 before it. */
export function randomOf(seed: number, run: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(run + 1, 0xc2b2ae35);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    pickOr: (choices, otherwise) => choices[below(choices.length)] ?? otherwise,
    once: (inSoMany) => below(inSoMany) === 0,
  };
}
