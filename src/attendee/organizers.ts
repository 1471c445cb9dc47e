import { canonicalJson, compareTexts, greater, joinByKey } from "../invite/order.ts";
import type { Approval, Attendance, Revision, Slot } from "./attendance.ts";
import { compareAnswers, compareRevisions, greatest, joinSlots } from "./order.ts";

/** How many organizers of one event are told apart; all but one of them are wrong, or have handed it over. */
const mostOrganizers = 5;

/** How one organizer stands among those who claim an event. */
interface Claim {
  readonly organizer: string;
  readonly approval: Approval | undefined;
  readonly answer: Slot["answer"];
  readonly invites: boolean;
  readonly since: Revision | undefined;
}

/**
 * Whose event it is. Mail of a second organizer is held until the caller approves it, so that only approved mail and copies that are merged
 * bring a second one: then it is the one who was approved at the latest revision; else the one whom the person has answered; else, of those who
 * have invited, the one whose first revision is the earliest.
 */
export function standingOrganizer({ approved, slots }: Pick<Attendance, "approved" | "slots">): string {
  return claimsOf(approved, slots)[0]?.organizer ?? "";
}

/** The slots of the organizer whose event it is, and those of texts that name no organizer and that the caller vouches for. */
export function slotsOfOrganizer(attendance: Attendance, organizer: string): Slot[] {
  const slots = new Map<string, Slot>();
  for (const slot of attendance.slots) {
    if (slot.organizer !== organizer && slot.organizer !== "") continue;
    const known = slots.get(slot.occurrence);
    slots.set(slot.occurrence, known === undefined ? slot : joinSlots(slot, known));
  }
  return [...slots.values()].sort((a, b) => compareTexts(a.occurrence, b.occurrence));
}

function claimsOf(approved: readonly Approval[], slots: readonly Slot[]): Claim[] {
  const organizers = [...new Set(slots.map(({ organizer }) => organizer))].filter((one) => one !== "");
  return organizers
    .map((organizer) => claimOf(organizer, approved, slots))
    .sort((a, b) => compareClaims(b, a));
}

function claimOf(organizer: string, approved: readonly Approval[], slots: readonly Slot[]): Claim {
  const own = slots.filter((slot) => slot.organizer === organizer);
  return {
    organizer,
    approval: approved.find((one) => one.organizer === organizer),
    answer: own.map(({ answer }) => answer).reduce((a, b) => greatest(a, b, compareAnswers), undefined),
    invites: own.some(({ invited }) => invited !== undefined),
    since: own
      .map(({ since }) => since)
      .reduce((a, b) => greatest(a, b, (x, y) => compareRevisions(y, x)), undefined),
  };
}

function compareClaims(a: Claim, b: Claim): number {
  return (
    comparePresent(a.approval, b.approval, compareRevisions) ||
    comparePresent(a.answer, b.answer, compareAnswers) ||
    Number(a.invites) - Number(b.invites) ||
    comparePresent(a.since, b.since, (x, y) => compareRevisions(y, x)) ||
    compareTexts(b.organizer, a.organizer)
  );
}

function comparePresent<T>(a: T | undefined, b: T | undefined, compare: (a: T, b: T) => number): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compare(a, b);
}

/** Where too many organizers claim one event, what the foremost of them have said. */
export function withinOrganizers(attendance: Attendance): Attendance {
  const claims = claimsOf(attendance.approved, attendance.slots);
  if (claims.length <= mostOrganizers && attendance.approved.length <= mostOrganizers) return attendance;
  const kept = new Set(claims.slice(0, mostOrganizers).map(({ organizer }) => organizer)).add("");
  const isKept = ({ organizer }: { organizer: string }) => kept.has(organizer);
  return {
    ...attendance,
    approved: attendance.approved.filter(isKept),
    slots: attendance.slots.filter(isKept),
    own: attendance.own.filter(isKept),
  };
}

/** The union of two lists of approvals; the first list itself where the second has nothing more. */
export function joinApprovals(a: Approval[], b: readonly Approval[]): Approval[] {
  const joined = joinByKey(
    a,
    b,
    ({ organizer }) => organizer,
    (one, other) => greater(one, other, compareApprovals),
  );
  return joined?.sort((x, y) => compareTexts(x.organizer, y.organizer)) ?? a;
}

function compareApprovals(a: Approval, b: Approval): number {
  return compareRevisions(a, b) || compareTexts(canonicalJson(a), canonicalJson(b));
}
