import { day } from "../time/civil.ts";
import { changesBetween, offsetAt } from "../time/offset.ts";
import type { Tzid } from "../time/zone.ts";
import type { Observance, OffsetChange } from "./observance.ts";
import { occurrenceIn, rruleValues, simpleRulesAt, type YearlyRule, yearOfWall } from "./yearly-rule.ts";

/** A stretch of time, both ends inclusive, in milliseconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The offsets before and after a change. */
interface Offsets {
  readonly before: number;
  readonly after: number;
}

/** A change of the clocks that returns every year. */
interface Rule extends Offsets {
  readonly rule: YearlyRule;
}

type Pair = readonly [Rule, Rule];

interface Yearly extends Rule {
  /** The year of its DTSTART. */
  readonly firstYear: number;
}

/** How far before and after a span the nearest change of the clocks is looked for. */
const around = 400 * day;

/**
 * What Outlook understands of a zone for one span of time ([MS-OXCICAL] section 2.1.3.1.1.19): one STANDARD and one
 * DAYLIGHT by yearly rules that are right at every moment of it, though perhaps at no other; or one STANDARD where the
 * clocks do not change in it. `undefined` where there is no such pair.
 *
 * @param firstYear the local year of the beginning: rules begin in 1970, or the year before it
 *
 * @example
 * // Jerusalem's Friday before the last Sunday of March is the fourth Friday in each of 2027, 2028 and 2029.
 * plainFor(jerusalem, { from, to }, 2027)?.map(({ rrule }) => rrule)
 * // ["FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=4FR"]
 */
export function plainFor(zone: Tzid, span: Span, firstYear: number): Observance[] | undefined {
  const known = changesBetween(zone, span.from - around, span.to + around);
  const within = known.filter(({ at }) => at > span.from && at <= span.to);
  const offset = offsetAt(zone, span.from);
  const begin = Math.min(1970, firstYear - 1);
  for (const rules of pairsOf(known, within, span)) {
    const pair = begun(rules, begin, span).find((each) => isRight(each, within, offset, span));
    if (pair === undefined) continue;
    return pair.map(({ before, after, rule, firstYear }) => ({
      before,
      after,
      start: occurrenceIn(rule, firstYear),
      rrule: rruleValues(rule)[0]?.value ?? "",
    }));
  }
  if (within.length > 0) return undefined;
  return [{ before: offset, after: offset, start: Date.UTC(begin, 0, 1), name: "STANDARD" }];
}

/** Every pair of rules there and back that the changes of the span could follow, the likeliest first. */
function* pairsOf(
  known: readonly OffsetChange[],
  within: readonly OffsetChange[],
  span: Span,
): Generator<Pair> {
  const [sample] = within.length > 0 ? within : nearest(known, span);
  if (sample === undefined) return;
  const { before, after } = sample;
  const there = rulesOf(known, within, { before, after }, span);
  for (const one of there) {
    for (const other of rulesOf(known, within, { before: after, after: before }, span)) yield [one, other];
  }
  // After the last change ever there is none back, so any date outside the span serves as the second rule.
  if (within.every((change) => change.after === after)) {
    for (const one of there) {
      for (const other of inventedRules({ before: after, after: before }, span)) yield [one, other];
    }
  }
}

/** The yearly rules that fit all changes between two offsets within the span; where the span has none, the rules of a change near it. */
function rulesOf(
  known: readonly OffsetChange[],
  within: readonly OffsetChange[],
  kind: Offsets,
  span: Span,
): Rule[] {
  const alike = ({ before, after }: OffsetChange) => before === kind.before && after === kind.after;
  const inside = within.filter(alike);
  const samples = inside.length > 0 ? [inside] : nearest(known.filter(alike), span).map((each) => [each]);
  return samples.flatMap((changes) => {
    const walls = changes.map((change) => change.at + kind.before);
    return simpleRulesAt(walls[0] ?? 0)
      .filter((rule) => walls.every((wall) => occurrenceIn(rule, yearOfWall(wall)) === wall))
      .map((rule) => ({ ...kind, rule }));
  });
}

/**
 * Yearly rules for the midnights of the 31 days before a span, on the clocks that are behind: of the times that the change
 * shows twice, none is in the span.
 */
function inventedRules(kind: Offsets, { from }: Span): Rule[] {
  const first = from + Math.min(kind.before, kind.after);
  const midnight = first - (first % day);
  return Array.from({ length: 31 }, (_, days) => midnight - days * day).flatMap((wall) =>
    simpleRulesAt(wall).map((rule) => ({ ...kind, rule })),
  );
}

/** The pair with both rules dated at `begin`, then with one of them dated within the span, as Havana needs, which skips one winter. */
function begun([one, other]: Pair, begin: number, { from }: Span): (readonly Yearly[])[] {
  const early = (rule: Rule): Yearly => ({ ...rule, firstYear: begin });
  const late = ({ before, after, rule }: Rule): Yearly => {
    const year = yearOfWall(from + before);
    const firstYear = occurrenceIn(rule, year) - before > from ? year : year + 1;
    return { before, after, rule, firstYear };
  };
  return [
    [early(one), early(other)],
    [late(one), early(other)],
    [early(one), late(other)],
  ];
}

/** The last change before a span, and the first after it. */
function nearest(changes: readonly OffsetChange[], { from, to }: Span): OffsetChange[] {
  const earlier = changes.findLast(({ at }) => at <= from);
  const later = changes.find(({ at }) => at > to);
  return [earlier, later].filter((change) => change !== undefined);
}

/** Whether two yearly rules give the right offset at every moment of a span. */
function isRight(
  pair: readonly Yearly[],
  within: readonly OffsetChange[],
  offset: number,
  span: Span,
): boolean {
  const onsets = pair.flatMap((yearly) => onsetsOf(yearly, span)).sort((a, b) => a.at - b.at);
  let current = onsets.findLast(({ at }) => at <= span.from)?.after;
  if (current !== offset) return false;
  let met = 0;
  for (const { at, after } of onsets) {
    if (at <= span.from || at > span.to || after === current) continue;
    const due = within[met++];
    if (due?.at !== at || due.after !== after) return false;
    current = after;
  }
  return met === within.length;
}

/** From the year before a span to the year after it. */
function onsetsOf({ before, after, rule, firstYear }: Yearly, { from, to }: Span) {
  const first = Math.max(firstYear, yearOfWall(from) - 1);
  const last = Math.max(first, yearOfWall(to) + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    at: occurrenceIn(rule, first + i) - before,
    after,
  }));
}
