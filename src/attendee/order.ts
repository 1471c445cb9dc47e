import { defined } from "../input.ts";
import { splitKey } from "../invite/occurrences/this-and-future.ts";
import { canonicalJson, compareTexts, greater, joinByKey } from "../invite/order.ts";
import type { GivenAnswer, Own, Print, Revision, Said, Slot } from "./attendance.ts";

/** How many revisions of one event or occurrence are compared. */
export const mostPrints = 50;
const mostSlots = 2_000;
/** How many changes of an occurrence and all that follow are kept: every occurrence is compared with each of them. */
const mostRanges = 200;
/** Characters of what is kept of one organizer's words about single occurrences. */
const mostText = 8_000_000;

/** Which of two revisions is later: SEQUENCE, DTSTAMP, the Date of the email (RFC 5546 section 2.1.5). */
export function compareRevisions(a: Revision, b: Revision): number {
  return a.sequence - b.sequence || compareTexts(a.dtstamp, b.dtstamp) || compareTexts(a.sentAt, b.sentAt);
}

/** Which of two statements was said later, as a total order: the bytes decide where nothing else does. */
function compareSaid(a: Said, b: Said): number {
  return (
    compareRevisions(a, b) ||
    compareRevisions(countedAt(a), countedAt(b)) ||
    compareTexts(canonicalJson(a), canonicalJson(b))
  );
}

/** When a statement was made, as the series counts: an occurrence in a message with the series is as late as it. */
export function countedAt(said: Revision & { readonly beside?: Revision | undefined }): Revision {
  const { beside } = said;
  return beside !== undefined && compareRevisions(beside, said) > 0 ? beside : ownRevision(said);
}

/** The revision alone of something that was said. */
export function ownRevision({ sequence, dtstamp, sentAt }: Revision): Revision {
  return { sequence, dtstamp, sentAt };
}

/** Whether a CANCEL beats an invitation: at an equal SEQUENCE and DTSTAMP it does. */
export function callsOff(cancelled: Revision | undefined, invited: Revision | undefined): boolean {
  if (cancelled === undefined) return false;
  if (invited === undefined) return true;
  const order = cancelled.sequence - invited.sequence || compareTexts(cancelled.dtstamp, invited.dtstamp);
  return order >= 0;
}

/** The greatest of some, either of which may be absent. */
export function greatest<T>(
  a: T | undefined,
  b: T | undefined,
  compare: (a: T, b: T) => number,
): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return greater(a, b, compare);
}

/** The union of what two copies of one slot know; the first copy itself where the second knows nothing more. */
export function joinSlots(a: Slot, b: Slot): Slot {
  const joined = {
    since: greatest(a.since, b.since, (x, y) => compareRevisions(y, x)),
    invited: greatest(a.invited, b.invited, compareSaid),
    cancelled: greatest(a.cancelled, b.cancelled, compareSaid),
    declinedCounter: greatest(a.declinedCounter, b.declinedCounter, compareSaid),
    prints: joinPrints(a.prints, b.prints),
    answer: greatest(a.answer, b.answer, compareAnswers),
  };
  const { organizer, occurrence } = a;
  const same = slotParts.every((name) => joined[name] === a[name]);
  return same ? a : { organizer, occurrence, ...defined(joined), prints: joined.prints };
}

const slotParts = ["since", "invited", "cancelled", "declinedCounter", "prints", "answer"] as const;

/** Which of two answers of the person was given later. */
export function compareAnswers(a: GivenAnswer, b: GivenAnswer): number {
  return compareTexts(a.stamp, b.stamp) || compareTexts(canonicalJson(a), canonicalJson(b));
}

/** The order in which the revisions of one event are kept. */
export function comparePrints(a: Print, b: Print): number {
  return compareRevisions(a, b) || compareTexts(a.print, b.print);
}

/** The latest, and the last one that differs from them: with it a change is never forgotten, however much was said since. */
function joinPrints(a: Print[], b: Print[]): Print[] {
  if (a.length === 0 && b.length > 0) return b;
  if (b.every((one) => a.some((other) => comparePrints(one, other) === 0))) return a;
  const sorted = [...a, ...b].sort(comparePrints).filter((one, at, all) => {
    const before = all[at - 1];
    return before === undefined || comparePrints(before, one) !== 0;
  });
  const kept = sorted.slice(-mostPrints);
  const last = sorted.at(-1);
  const differing = sorted.findLast(({ print }) => print !== last?.print);
  return differing === undefined || kept.includes(differing) ? kept : [differing, ...kept];
}

/** The order in which slots are kept. */
export function compareSlots(
  a: Pick<Slot, "organizer" | "occurrence">,
  b: Pick<Slot, "organizer" | "occurrence">,
): number {
  return compareTexts(a.organizer, b.organizer) || compareTexts(a.occurrence, b.occurrence);
}

/**
 * The union of two lists of slots; the first list itself where the second has nothing more. Beyond the limits, of each organizer's slots
 * those stay of which the organizer has spoken last.
 */
export function joinSlotLists(a: Slot[], b: readonly Slot[]): Slot[] {
  const joined = joinByKey(a, b, slotKey, joinSlots);
  return joined === undefined ? a : held(joined.sort(compareSlots));
}

function slotKey({ organizer, occurrence }: Pick<Slot, "organizer" | "occurrence">): string {
  return `${occurrence} ${organizer}`;
}

function held(slots: Slot[]): Slot[] {
  const fits = slots.length <= mostSlots && slots.filter(isRange).length <= mostRanges;
  if (fits && lengthOf(slots) <= mostText) return slots;
  const organizers = [...new Set(slots.map(({ organizer }) => organizer))];
  return organizers.flatMap((one) => heldOf(slots.filter(({ organizer }) => organizer === one)));
}

function lengthOf(slots: readonly Slot[]): number {
  let length = 0;
  for (const { invited, cancelled, declinedCounter } of slots)
    for (const said of [invited, cancelled, declinedCounter]) length += said?.ics.length ?? 0;
  return length;
}

/** The series always stays; of the others the latest, as long as there is room. */
function heldOf(slots: Slot[]): Slot[] {
  const ranked = slots
    .map((slot) => ({
      slot,
      rank: canonicalJson([slot.occurrence === "", latestRank(slot), slot.occurrence]),
    }))
    .sort((a, b) => compareTexts(b.rank, a.rank));
  const ranges = ranked.filter(({ slot }) => isRange(slot)).slice(0, mostRanges);
  const others = ranked.filter(({ slot }) => !isRange(slot)).slice(0, mostSlots);
  let room = mostText;
  const kept = [...others, ...ranges].filter(({ slot }) => {
    room -= lengthOf([slot]);
    return room >= 0 || slot.occurrence === "";
  });
  return kept.map(({ slot }) => slot).sort(compareSlots);
}

function isRange({ occurrence }: Slot): boolean {
  return splitKey(occurrence).later;
}

function latestRank({ invited, cancelled, answer }: Slot): string {
  const padded = (one: Revision | undefined) =>
    one === undefined ? "" : `${String(one.sequence).padStart(10, "0")} ${one.dtstamp} ${one.sentAt}`;
  return [padded(invited), padded(cancelled), padded(answer?.to)].sort().at(-1) ?? "";
}

/** What a person added themselves wins over what came with an invitation; of invitations the first counts. */
export function joinOwn(a: Own[], b: readonly Own[]): Own[] {
  const joined = joinByKey(a, b, slotKey, (one, other) => greater(one, other, compareOwn));
  return joined === undefined ? a : heldOwn(joined);
}

function heldOwn(own: Own[]): Own[] {
  const length = own.reduce((sum, { ics }) => sum + ics.length, 0);
  if (own.length <= mostSlots && length <= mostText) return own.sort(compareSlots);
  const rank = (one: Own) =>
    canonicalJson([one.adopted, one.occurrence === "", one.occurrence, one.organizer]);
  let room = mostText;
  return own
    .sort((x, y) => compareTexts(rank(y), rank(x)))
    .slice(0, mostSlots)
    .filter(({ ics }) => {
      room -= ics.length;
      return room >= 0;
    })
    .sort(compareSlots);
}

function compareOwn(a: Own, b: Own): number {
  return (
    Number(a.adopted) - Number(b.adopted) ||
    (a.adopted ? 1 : -1) * compareRevisions(a, b) ||
    compareTexts(canonicalJson(a), canonicalJson(b))
  );
}
