import { refusal } from "../../errors.ts";
import { samePoint } from "../../time/point.ts";
import { joinAnswers } from "../answers/entries.ts";
import { withinOccurrenceLimit } from "../answers/occurrence-limit.ts";
import { joinKnown, partition } from "../answers/people.ts";
import { withinLimit } from "../answers/ranking.ts";
import { strangerLimit } from "../answers/strangers.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Invite, Plan } from "../invite.ts";
import { canonicalJson, compareTexts } from "../order.ts";
import { parseInvite } from "../stored/parse.ts";
import { trust } from "../stored/trust.ts";

/**
 * Joins two copies of one invite that saw different replies: everything that was said to either is known to the
 * result, and it does not matter in which order or how often copies are joined.
 *
 * Of two plans that were changed apart the greater stays, by SEQUENCE, cancellation, time of the update and content. If the two had
 * been moved to different times at one SEQUENCE, `conflict` is set and the next `updateInvite` sends to all.
 *
 * @throws {ItipError} `invalid-argument` when they are no copies of one invite; `invalid-state`, `newer-state`
 * @example
 * mergeInvites(copyInFrankfurt, copyInDublin)
 */
export function mergeInvites(a: Invite, b: Invite): Invite {
  const left = parseInvite(a);
  const right = parseInvite(b);
  requireCopies(left, right);
  const winner = comparePlans(left, right) >= 0 ? left : right;
  const invited = joinKnown(left.invited, right.invited);
  const spoken = partition(
    invited,
    joinAnswers(left.answers, right.answers),
    joinAnswers(left.strangers, right.strangers),
  );
  const conflict = conflictOf(left, right);
  const { conflict: _, ...rest } = winner;
  return trust({
    ...rest,
    invited,
    answers: withinOccurrenceLimit(spoken.answers),
    strangers: withinLimit(spoken.strangers, strangerLimit),
    ...(conflict === undefined || conflict < winner.sequence ? {} : { conflict }),
  });
}

function requireCopies(a: Invite, b: Invite): void {
  const alike = (["id", "uid", "timeZone", "replyKey"] as const).every((name) => a[name] === b[name]);
  if (!alike)
    throw refusal(
      "invalid-argument",
      "b",
      "other-invite",
      "must be a copy of the same invite as the other one",
    );
}

/** Which plan stands: a cancellation is not undone by a change that did not know of it. */
function comparePlans(a: Invite, b: Invite): number {
  const cancelled = (invite: Invite) => (invite.plan.state === "cancelled" ? 1 : 0);
  return (
    a.sequence - b.sequence ||
    cancelled(a) - cancelled(b) ||
    compareTexts(a.plan.updatedAt, b.plan.updatedAt) ||
    (a.plan === b.plan ? 0 : compareTexts(canonicalJson(a.plan), canonicalJson(b.plan))) ||
    compareTexts(a.callbackUrl ?? "", b.callbackUrl ?? "")
  );
}

/** The SEQUENCE at which the two were at different times, or either had been already. */
function conflictOf(a: Invite, b: Invite): number | undefined {
  const now = a.sequence === b.sequence && !atSameTime(a, b) ? a.sequence : undefined;
  const known = [a.conflict, b.conflict, now].filter((sequence) => sequence !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

function atSameTime(a: Invite, b: Invite): boolean {
  const [one, other] = [a.plan, b.plan];
  if (one === other) return true;
  const same = (name: "start" | "end") => samePoint(eventOfPlan(one)[name], eventOfPlan(other)[name]);
  return (
    same("start") &&
    same("end") &&
    canonicalJson(one.event.recurrence) === canonicalJson(other.event.recurrence) &&
    canonicalJson(timesApart(one)) === canonicalJson(timesApart(other))
  );
}

/** The occurrences that are at another time than the series says, or at none. */
function timesApart({ occurrences }: Plan): unknown[] {
  return occurrences
    .map(({ key, cancelled, changes }) => ({ key, cancelled, start: changes?.start, end: changes?.end }))
    .filter(({ cancelled, start }) => cancelled === true || start !== undefined);
}
