import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { type Invite, mergeInvites, parseInvite, receive, receiveAll, statusOf } from "../../../src/index.ts";
import { type Arrival, slots } from "../arbitrary/invite-pool.ts";

/** `expect` is slow where there is nothing to report. */
function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

/** All that an invite shows. */
export function shows(invite: Invite): unknown {
  const { sequence } = invite;
  const tzid = "Europe/London";
  const instances = slots.flatMap(({ second }) => {
    try {
      return [statusOf(invite, { instance: { time: second, tzid } })];
    } catch {
      // In other slots the series has no such occurrence.
      return [undefined];
    }
  });
  return { sequence, series: statusOf(invite), instances };
}

/** All of them at once; `batchingDoesNotMatter` says that this is the same as one by one. */
export function takeAll(invite: Invite, letters: readonly Arrival[]): Invite {
  return receiveAll(
    invite,
    letters.map(({ incoming }) => incoming),
  ).invite;
}

/** Received in any order, the same is shown. */
export function orderDoesNotMatter(
  invite: Invite,
  letters: readonly Arrival[],
  shuffled: readonly Arrival[],
): void {
  same(shows(takeAll(invite, shuffled)), shows(takeAll(invite, letters)));
}

/** Received more than once, the same is shown, and the state does not grow. */
export function repetitionDoesNotMatter(
  invite: Invite,
  letters: readonly Arrival[],
  again: readonly Arrival[],
): void {
  const once = takeAll(invite, letters);
  const twice = takeAll(once, [...letters, ...again.filter((letter) => letters.includes(letter))]);
  same(twice, once);
}

/** Split over copies that are merged, the same state comes out, whichever copy saw what. */
export function partitionDoesNotMatter(
  invite: Invite,
  letters: readonly Arrival[],
  copyOf: readonly number[],
): void {
  const copies = [0, 1, 2].map((copy) =>
    takeAll(
      invite,
      letters.filter((_, index) => copyOf[index] === copy),
    ),
  );
  const merged = copies.reduce((a, b) => mergeInvites(a, b));
  const seen = letters.filter((_, index) => (copyOf[index] ?? 9) < 3);
  same(merged, takeAll(invite, seen));
}

/** Merging is a join: associative, commutative, idempotent. */
export function mergingIsAJoin(a: Invite, b: Invite, c: Invite): void {
  same(mergeInvites(a, b), mergeInvites(b, a));
  same(mergeInvites(a, mergeInvites(b, c)), mergeInvites(mergeInvites(a, b), c));
  same(mergeInvites(a, a), a);
}

/** Many at once are the same as one by one, outcomes included. */
export function batchingDoesNotMatter(invite: Invite, letters: readonly Arrival[]): void {
  const all = receiveAll(
    invite,
    letters.map(({ incoming }) => incoming),
  );
  const outcomes: unknown[] = [];
  let state = invite;
  for (const { incoming } of letters) {
    const step = receive(state, incoming);
    outcomes.push(step.outcome);
    state = step.invite;
  }
  same(all.invite, state);
  same(all.outcomes, outcomes);
}

/** Stored and read back, nothing is different, not even a byte: a database may compare. */
export function storingDoesNotMatter(invite: Invite): void {
  const text = JSON.stringify(invite);
  const stored: unknown = JSON.parse(text);
  same(stored, invite);
  same(parseInvite(stored), invite);
  same(JSON.stringify(parseInvite(stored)), text);
}
