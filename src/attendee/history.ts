import type { Print, Revision } from "./attendance.ts";
import { compareRevisions, mostPrints } from "./order.ts";

/** From which revision on what was said counts: all of it where nothing has changed. */
export type Since = (revision: Revision) => boolean;

const always: Since = () => true;

/**
 * What counts after the last change of time, recurrence or organizer: from the revision that made it on.
 *
 * Where so much was said since that this revision is forgotten, from the last one before it on.
 */
export function sinceLastChange(prints: readonly Print[]): Since {
  const at = prints.findLastIndex(({ print }) => print !== prints.at(-1)?.print);
  const [differing, changed] = [prints[at], prints[at + 1]];
  if (differing === undefined || changed === undefined) return always;
  const isForgotten = at === 0 && prints.length > mostPrints;
  if (isForgotten) return (revision) => compareRevisions(revision, differing) > 0;
  return (revision) => compareRevisions(revision, changed) >= 0;
}

/** Whether an answer still stands: whatever was said later has the time, recurrence and organizer that were answered. */
export function outlives(to: Revision, prints: readonly Print[]): boolean {
  const at = prints.findLastIndex((print) => compareRevisions(print, to) <= 0);
  const answered = prints[Math.max(at, 0)]?.print;
  return prints.slice(Math.max(at, 0)).every(({ print }) => print === answered);
}
