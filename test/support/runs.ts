/**
 * `npm run test:deep` asks every law as often as it says, and sweeps all that there is to sweep (ITIP_DEEP is set);
 * `npm test` takes so few that it is done in a minute.
 */
export const deep = process.env.ITIP_DEEP !== undefined;

/**
 * How many cases a law is asked about: `fc.assert(…, { numRuns: runs(2_000) })`.
 *
 * @param full in `npm run test:deep`
 * @param few at most, in `npm test`
 */
export function runs(full: number, few = 25): number {
  return deep ? full : Math.min(full, few);
}

/**
 * What a sweep looks at: all values in `npm run test:deep`, in `npm test` so many of them, spread evenly.
 *
 * @param few at most, in `npm test`
 */
export function swept<T>(values: readonly T[], few = 40): readonly T[] {
  if (deep || values.length <= few) return values;
  return Array.from({ length: few }, (_, at) => values[Math.floor((at * values.length) / few)]).flatMap(
    (value) => (value === undefined ? [] : [value]),
  );
}
