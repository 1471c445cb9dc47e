import { daysInMonth } from "../time/civil.ts";
import { simpleRulesAt, weekRulesAt, type YearlyRule, yearOfWall } from "./yearly-rule.ts";

/** Onsets in a row that one rule describes, or a single one that none does. */
interface OnsetPiece {
  /** Index of the first onset. */
  readonly from: number;
  readonly length: number;
  readonly rule?: YearlyRule;
}

interface Partition {
  readonly cost: number;
  readonly piece?: OnsetPiece;
}

// Roughly the octets each kind of piece is written with; a rule of two lines counts as two.
const singleCost = 45;
function costOf(rule: YearlyRule): number {
  if (rule.kind !== "week") return 100;
  return rule.first + 6 > daysInMonth(2023, rule.month) ? 280 : 140;
}

/**
 * Divides onsets into the pieces that are shortest to write: yearly rules where they hold, single onsets between them.
 *
 * @param walls Onsets on the clocks of before, in order.
 *
 * @example
 * // New York's onsets of summer time 2004 to 2012: first Sunday of April three times, then second Sunday of March
 * onsetPieces(walls).map(({ from, length }) => [from, length]) // [[0, 3], [3, 6]]
 */
export function onsetPieces(walls: readonly number[]): OnsetPiece[] {
  const plans: Partition[] = [{ cost: 0 }];
  // From the last onset to the first; `following` has, for each rule that the onset after fits, how many years it holds.
  let following = new Map<string, number>();
  for (let i = walls.length - 1; i >= 0; i--) {
    const wall = walls[i] ?? 0;
    const year = yearOfWall(wall);
    const next = walls[i + 1];
    const consecutive = next !== undefined && yearOfWall(next) === year + 1;
    // Two in one year: no yearly rule can tell of both.
    const alone = ![walls[i - 1], next].some((other) => other !== undefined && yearOfWall(other) === year);
    const here = new Map<string, number>();
    const after = (length: number) => plans[plans.length - length]?.cost ?? 0;
    let best: Partition = { cost: singleCost + after(1), piece: { from: i, length: 1 } };
    for (const rule of alone ? [...simpleRulesAt(wall), ...weekRulesAt(wall)] : []) {
      const key = JSON.stringify(rule);
      const longest = 1 + (consecutive ? (following.get(key) ?? 0) : 0);
      here.set(key, longest);
      for (let length = longest; length > 2; length--) {
        const cost = costOf(rule) + after(length);
        if (cost < best.cost) best = { cost, piece: { from: i, length, rule } };
      }
    }
    plans.push(best);
    following = here;
  }
  return chosen(plans);
}

/** `plans[k]` tells of the last k onsets. */
function chosen(plans: readonly Partition[]): OnsetPiece[] {
  const pieces: OnsetPiece[] = [];
  for (let left = plans.length - 1; left > 0; ) {
    const piece = plans[left]?.piece;
    if (piece === undefined) break;
    pieces.push(piece);
    left -= piece.length;
  }
  return pieces;
}
