/** One thing to hand over, to a callback URL or to the mail. */
export interface Waiting {
  /** Tells it from all others of the invite. */
  readonly number: number;
  /** Before this moment nobody tries; RFC 3339. */
  readonly due: string;
  /** How often it was tried and refused. */
  readonly refusals: number;
}

/** While somebody hands a thing over, others keep away from it; whoever dies meanwhile is waited for this long. */
const lease = 30_000;

/** The longest time between two attempts, in milliseconds. */
const longestPause = 3_600_000;

/** The first of a queue, if its time has come: what stands behind it waits for it. */
export function dueFirst<T extends Waiting>(queue: readonly T[], now: Date): T | undefined {
  const [first] = queue;
  return first !== undefined && Date.parse(first.due) <= now.getTime() ? first : undefined;
}

/** A thing in somebody's hands. */
export function claimed<T extends Waiting>(item: T, now: Date): T {
  return { ...item, due: new Date(now.getTime() + lease).toISOString() };
}

/** A thing that was refused: due again after 1 s, 2 s, 4 s … and at most an hour. */
export function postponed<T extends Waiting>(item: T, now: Date): T {
  const pause = Math.min(1_000 * 2 ** item.refusals, longestPause);
  return { ...item, refusals: item.refusals + 1, due: new Date(now.getTime() + pause).toISOString() };
}
