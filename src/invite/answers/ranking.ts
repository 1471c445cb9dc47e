import { defined } from "../../input.ts";
import type { Entry, Statement } from "../invite.ts";
import { canonicalJson, compareEntries, compareStatements, insertionIndex } from "../order.ts";

/**
 * How many REPLYs and how many COUNTERs are kept.
 *
 * The two are limited apart from each other because then the limit does not depend on the order of arrival: a maximum that is among the
 * greatest of all maxima was among the greatest at every moment before. A limit of their length would depend on what was replaced;
 * instead each statement has a length that it cannot exceed (`longestStatement`).
 */
export interface RankLimit {
  readonly reply: number;
  readonly counter: number;
}

export type Register = keyof RankLimit;

/** Whose statement, about what. */
type StatedAbout = Pick<Entry, "address" | "occurrence">;

/** The greatest statements of some people, in rising order, one register of them. */
interface Ranking {
  readonly ranked: { statement: Statement; entry: StatedAbout }[];
  readonly contentOf: ContentOf;
}

export type Rankings = Record<Register, Ranking>;

type ContentOf = (statement: Statement) => string;

/** Hundreds may say different things at one moment: their contents are written out once each, not at each comparison. */
function rememberedContents(): ContentOf {
  const contents = new Map<Statement, string>();
  return (statement) => {
    const known = contents.get(statement) ?? canonicalJson(statement);
    contents.set(statement, known);
    return known;
  };
}

/** The rankings of what is kept already. */
export function rankEntries(entries: readonly Entry[]): Rankings {
  const contentOf = rememberedContents();
  const ranking = (register: Register): Ranking => ({
    contentOf,
    ranked: entries
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

function rankOf({ ranked, contentOf }: Ranking, one: Ranked): number {
  return insertionIndex(ranked.length, (at) => {
    const other = ranked[at];
    return other !== undefined && compareRanked(other, one, contentOf) < 0;
  });
}

/**
 * Ranks a new greatest statement of one person about one thing in place of `previous`.
 *
 * @returns who loses their statement of this kind by it: `undefined`: nobody
 */
export function rankStatement(
  ranking: Ranking,
  entry: StatedAbout,
  { statement, previous, most }: { statement: Statement; previous: Statement | undefined; most: number },
): StatedAbout | undefined {
  const { ranked } = ranking;
  if (previous !== undefined) ranked.splice(rankOf(ranking, { statement: previous, entry }), 1);
  const one = { statement, entry };
  ranked.splice(rankOf(ranking, one), 0, one);
  return ranked.length > most ? ranked.shift()?.entry : undefined;
}

/** An entry without one of its statements, and without what was settled of it; nothing when there is no other in it. */
export function withoutRegister(entry: Entry, register: Register): Entry | undefined {
  const { reply, counter, settled, ...others } = entry;
  const left: Entry =
    register === "reply"
      ? {
          ...others,
          ...defined({ counter, settled }),
        }
      : { ...others, ...defined({ reply }) };
  const { address: _a, occurrence: _o, ...said } = left;
  return Object.keys(said).length === 0 ? undefined : left;
}

/** The entries that stay when two lists were joined. */
export function withinLimit(entries: readonly Entry[], limit: RankLimit): readonly Entry[] {
  return dropLowest(dropLowest(entries, "reply", limit.reply), "counter", limit.counter);
}

function dropLowest(entries: readonly Entry[], register: Register, most: number): readonly Entry[] {
  if (entries.length <= most) return entries;
  const { ranked } = rankEntries(entries)[register];
  if (ranked.length <= most) return entries;
  const dropped = new Set<unknown>(ranked.slice(0, ranked.length - most).map(({ entry }) => entry));
  return entries.flatMap((entry) =>
    dropped.has(entry) ? (withoutRegister(entry, register) ?? []) : [entry],
  );
}
