import { canonicalJson, compareTexts } from "../invite/order.ts";
import type { Attendance, GivenAnswer, Own, Print, Revision, Said, Slot } from "./attendance.ts";

const mostPrints = 50;
const mostSlots = 2_000;

/** Which of two revisions is later: SEQUENCE, DTSTAMP, the Date of the email (RFC 5546 section 2.1.5). */
export function compareRevisions(a: Revision, b: Revision): number {
  return a.sequence - b.sequence || compareTexts(a.dtstamp, b.dtstamp) || compareTexts(a.sentAt, b.sentAt);
}

/** Which of two statements was said later, as a total order: the bytes decide where nothing else does. */
export function compareSaid(a: Said, b: Said): number {
  return compareRevisions(a, b) || compareTexts(canonicalJson(a), canonicalJson(b));
}

/** Whether a CANCEL beats an invitation: at an equal SEQUENCE and DTSTAMP it does. */
export function isCalledOff({ invited, cancelled }: Slot): boolean {
  if (cancelled === undefined) return false;
  if (invited === undefined) return true;
  const order = cancelled.sequence - invited.sequence || compareTexts(cancelled.dtstamp, invited.dtstamp);
  return order >= 0;
}

/** The union of what two copies of one slot know. */
export function joinSlots(a: Slot, b: Slot): Slot {
  const invited = greatest(a.invited, b.invited, compareSaid);
  const cancelled = greatest(a.cancelled, b.cancelled, compareSaid);
  const declinedCounter = greatest(a.declinedCounter, b.declinedCounter, compareSaid);
  const answer = greatest(a.answer, b.answer, compareAnswers);
  return {
    occurrence: a.occurrence,
    ...(invited === undefined ? {} : { invited }),
    ...(cancelled === undefined ? {} : { cancelled }),
    ...(declinedCounter === undefined ? {} : { declinedCounter }),
    prints: joinPrints(a.prints, b.prints),
    ...(answer === undefined ? {} : { answer }),
  };
}

function greatest<T>(a: T | undefined, b: T | undefined, compare: (a: T, b: T) => number): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compare(a, b) >= 0 ? a : b;
}

function compareAnswers(a: GivenAnswer, b: GivenAnswer): number {
  return compareTexts(a.stamp, b.stamp) || compareTexts(canonicalJson(a), canonicalJson(b));
}

function comparePrints(a: Print, b: Print): number {
  return compareRevisions(a, b) || compareTexts(a.print, b.print);
}

function joinPrints(a: readonly Print[], b: readonly Print[]): Print[] {
  const sorted = [...a, ...b].sort(comparePrints);
  return sorted
    .filter((one, at) => {
      const before = sorted[at - 1];
      return before === undefined || comparePrints(before, one) !== 0;
    })
    .slice(-mostPrints);
}

/** The union of two lists of slots; beyond the limit those stay about which the latest was said. */
export function joinSlotLists(a: readonly Slot[], b: readonly Slot[]): Slot[] {
  const slots = new Map(a.map((slot) => [slot.occurrence, slot]));
  for (const slot of b) {
    const known = slots.get(slot.occurrence);
    slots.set(slot.occurrence, known === undefined ? slot : joinSlots(known, slot));
  }
  return held([...slots.values()]).sort((x, y) => compareTexts(x.occurrence, y.occurrence));
}

function held(slots: Slot[]): Slot[] {
  if (slots.length <= mostSlots) return slots;
  const rank = (slot: Slot) => canonicalJson([slot.occurrence === "", latestOf(slot)]);
  return slots.sort((a, b) => compareTexts(rank(b), rank(a))).slice(0, mostSlots);
}

function latestOf({ invited, cancelled }: Slot): string {
  const padded = (one: Said | undefined) =>
    one === undefined ? "" : `${String(one.sequence).padStart(10, "0")} ${one.dtstamp} ${one.sentAt}`;
  const [a, b] = [padded(invited), padded(cancelled)];
  return a > b ? a : b;
}

/** What a person added themselves wins over what came with an invitation; of invitations the first counts. */
export function joinOwn(a: readonly Own[], b: readonly Own[]): Own[] {
  const own = new Map<string, Own>();
  for (const one of [...a, ...b]) {
    const known = own.get(one.occurrence);
    own.set(one.occurrence, known === undefined || compareOwn(one, known) > 0 ? one : known);
  }
  return [...own.values()].sort((x, y) => compareTexts(x.occurrence, y.occurrence)).slice(0, mostSlots);
}

function compareOwn(a: Own, b: Own): number {
  return (
    Number(a.adopted) - Number(b.adopted) ||
    (a.adopted ? 1 : -1) * compareRevisions(a, b) ||
    compareTexts(canonicalJson(a), canonicalJson(b))
  );
}

/** Whether two states say the same. */
export function sameAttendance(a: Attendance, b: Attendance): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
