/**
 * `npm run test:deep` asks every law as often as it says, and sweeps all that there is to sweep (ITIP_DEEP is set);
 * `npm test` takes so few that it is done in a minute.
 */
export const deep = process.env.ITIP_DEEP !== undefined;

/** How many cases `npm test` asks a law about, by what one of them costs there: all laws together take a few seconds. */
const most = {
  /** Less than half a millisecond: a text, a value or an address is read, or written and read again. */
  value: 150,
  /** Up to three milliseconds: a whole message, mail or answer is built, and read or checked. */
  message: 20,
  /** Up to ten: a mail goes through a second program, or organizer and guests write to each other for a while. */
  exchange: 10,
  /** More: thousands of people answer, or every day of some years is looked at. */
  flood: 3,
} as const satisfies Record<string, number>;

/**
 * How many cases a law is asked about: `fc.assert(…, { numRuns: runs(2_000) })`.
 *
 * @param full in `npm run test:deep`
 * @param cost of one case, which says how many `npm test` takes at most
 */
export function runs(full: number, cost: keyof typeof most = "value"): number {
  return deep ? full : Math.min(full, most[cost]);
}

/**
 * What a sweep looks at: all values in `npm run test:deep`, in `npm test` so many of them, spread evenly.
 *
 * @param few at most, in `npm test`
 */
export function swept<T>(values: readonly T[], few = 30): readonly T[] {
  if (deep || values.length <= few) return values;
  return Array.from({ length: few }, (_, at) => values[Math.floor((at * values.length) / few)]).flatMap(
    (value) => (value === undefined ? [] : [value]),
  );
}
