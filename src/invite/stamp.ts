import { refusal } from "../errors.ts";
import { inUtc } from "../time/in-utc.ts";
import { currentTime } from "../time/now.ts";

/** DTSTAMP of a message that repeats what holds: now, to the second, and never older than the last change, as `now` may come from another clock. */
export function stampFrom(updatedAt: string, now: Date | undefined): Date {
  return new Date(Math.max(secondOf(currentTime(now)), Date.parse(updatedAt)));
}

function secondOf(time: Date): number {
  return Math.floor(time.getTime() / 1_000) * 1_000;
}

/**
 * DTSTAMP of the next change: now, to the second, but always later than the last one. Google ignores a second message with
 * the DTSTAMP of the first.
 */
export function stampAfter(previous: string | undefined, now: Date | undefined): Date {
  const last = previous === undefined ? Number.NEGATIVE_INFINITY : Date.parse(previous) + 1_000;
  const second = secondOf(currentTime(now));
  const stamp = new Date(Math.max(second, last));
  if (inUtc(stamp.toISOString()) !== undefined) return stamp;
  throw second >= last
    ? refusal("invalid-argument", "options.now", "out-of-range", "must lie in the years 0 to 9999")
    : refusal(
        "limit-exceeded",
        "invite.plan.updatedAt",
        "out-of-range",
        "must leave room for a later DTSTAMP",
      );
}
