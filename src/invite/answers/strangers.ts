import type { RankLimit } from "./ranking.ts";

/**
 * How many answers of people who were never invited one invite keeps, counted by address and occurrence: those that were said last
 * (by `compareStatements`). Each takes 1,300 characters at the most, all of them together a million.
 */
export const strangerLimit = { reply: 500, counter: 150 } as const satisfies RankLimit;
