import type { Entry } from "../invite.ts";
import { type RankLimit, withinLimit } from "./ranking.ts";

/**
 * How many occurrences of a series one guest may answer, and propose another time for, apart from the series: those said last stay.
 * Each takes 1,300 characters at the most, and what a guest says about the series 36,000: 256 KB in all.
 */
export const occurrenceLimit = { reply: 115, counter: 30 } as const satisfies RankLimit;

/** The entries of guests that stay when two lists, sorted by address, were joined. */
export function withinOccurrenceLimit(answers: readonly Entry[]): readonly Entry[] {
  let from = 0;
  let kept: Entry[] | undefined;
  for (let at = 1; at <= answers.length; at++) {
    if (at < answers.length && answers[at]?.address === answers[from]?.address) continue;
    const own =
      at - from > Math.min(occurrenceLimit.reply, occurrenceLimit.counter)
        ? answers.slice(from, at)
        : undefined;
    const within = own === undefined ? undefined : keptOf(own);
    if (within?.some((entry, index) => entry !== own?.[index]) === true) kept ??= answers.slice(0, from);
    if (kept !== undefined) for (const entry of within ?? answers.slice(from, at)) kept.push(entry);
    from = at;
  }
  return kept ?? answers;
}

function keptOf(own: readonly Entry[]): readonly Entry[] {
  const series = own.filter(({ occurrence }) => occurrence === "");
  return [
    ...series,
    ...withinLimit(
      own.filter(({ occurrence }) => occurrence !== ""),
      occurrenceLimit,
    ),
  ];
}
