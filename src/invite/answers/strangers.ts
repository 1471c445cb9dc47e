import type { Entry, Statement } from "../invite.ts";
import { canonicalJson, compareEntries, compareStatements } from "../order.ts";

/**
 * How many answers of people who were never invited one invite keeps: this many REPLYs and this many COUNTERs, counted by
 * address and occurrence, those that were said last (by `compareStatements`).
 *
 * The two are limited apart from each other because then the limit does not depend on the order of arrival: a maximum
 * that is among the greatest of all maxima was among the greatest at every moment before.
 */
export const strangerLimit = 1_000;

type Register = "reply" | "counter";

/** The greatest statements of strangers, in rising order, one register of them. */
interface Ranking {
  readonly ranked: { statement: Statement; entry: Pick<Entry, "address" | "occurrence"> }[];
  readonly contentOf: ContentOf;
}

type ContentOf = (statement: Statement) => string;

/** A thousand strangers may say different things at one moment: their contents are written out once each, not at each comparison. */
function rememberedContents(): ContentOf {
  const contents = new Map<Statement, string>();
  return (statement) => {
    const known = contents.get(statement) ?? canonicalJson(statement);
    contents.set(statement, known);
    return known;
  };
}

/** The rankings of what is kept already. */
export function rankStrangers(strangers: readonly Entry[]): Record<Register, Ranking> {
  const contentOf = rememberedContents();
  const ranking = (register: Register): Ranking => ({
    contentOf,
    ranked: strangers
      .flatMap((entry) => {
        const statement = entry[register];
        return statement === undefined ? [] : [{ statement, entry }];
      })
      .sort((a, b) => compareRanked(a, b, contentOf)),
  });
  return { reply: ranking("reply"), counter: ranking("counter") };
}

type Ranked = Ranking["ranked"][number];

/** Two people may say the same at the same moment: their addresses, which their statements carry, tell them apart. */
function compareRanked(a: Ranked, b: Ranked, contentOf: ContentOf): number {
  return compareStatements(a.statement, b.statement, contentOf) || compareEntries(a.entry, b.entry);
}

function placeOf({ ranked, contentOf }: Ranking, one: Ranked): number {
  let low = 0;
  let high = ranked.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = ranked[middle];
    if (other !== undefined && compareRanked(other, one, contentOf) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Ranks a new greatest statement of one stranger and occurrence in place of `previous`.
 *
 * @returns who loses their statement of this kind by it: `undefined`: nobody
 */
export function rankStatement(
  ranking: Ranking,
  entry: Pick<Entry, "address" | "occurrence">,
  statement: Statement,
  previous: Statement | undefined,
): Pick<Entry, "address" | "occurrence"> | undefined {
  const { ranked } = ranking;
  if (previous !== undefined) ranked.splice(placeOf(ranking, { statement: previous, entry }), 1);
  const one = { statement, entry };
  ranked.splice(placeOf(ranking, one), 0, one);
  return ranked.length > strangerLimit ? ranked.shift()?.entry : undefined;
}

/** An entry without one of its statements; nothing when there is no other in it. */
export function withoutRegister(entry: Entry, register: Register): Entry | undefined {
  const { reply, counter, ...others } = entry;
  if (register === "reply" && counter !== undefined) return { ...others, counter };
  if (register === "counter" && reply !== undefined) return { ...others, reply };
  return others.settled === undefined && others.bounced === undefined ? undefined : others;
}

/** The strangers who stay when two lists were joined. */
export function withinLimit(strangers: readonly Entry[]): readonly Entry[] {
  return dropLowest(dropLowest(strangers, "reply"), "counter");
}

function dropLowest(strangers: readonly Entry[], register: Register): readonly Entry[] {
  const { ranked } = rankStrangers(strangers)[register];
  if (ranked.length <= strangerLimit) return strangers;
  const dropped = new Set<unknown>(ranked.slice(0, ranked.length - strangerLimit).map(({ entry }) => entry));
  return strangers.flatMap((entry) =>
    dropped.has(entry) ? (withoutRegister(entry, register) ?? []) : [entry],
  );
}
