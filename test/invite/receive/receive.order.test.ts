import fc from "fast-check";
import { describe, it } from "vitest";
import { cancelInvite, declineProposal, type Invite, ItipError, updateInvite } from "../../../src/index.ts";
import {
  type Arrival,
  bounces,
  delegations,
  letters,
  newSeries,
  ranges,
  recipients,
  slots,
  ties,
} from "../../support/arbitrary/invite-pool.ts";
import {
  batchingDoesNotMatter,
  mergingIsAJoin,
  orderDoesNotMatter,
  partitionDoesNotMatter,
  repetitionDoesNotMatter,
  storingDoesNotMatter,
  takeAll,
} from "../../support/laws/invite.ts";
import { runs } from "../../support/runs.ts";

const often = { numRuns: runs(10_000) };
const anyLetters = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom<Arrival[]>(...letters) },
    { weight: 2, arbitrary: fc.constantFrom<Arrival[]>(...ties) },
    { weight: 1, arbitrary: fc.constantFrom<Arrival[]>(...bounces) },
    { weight: 1, arbitrary: fc.constantFrom<Arrival[]>(...delegations) },
    { weight: 1, arbitrary: fc.constantFrom<Arrival[]>(...ranges) },
  ),
  { maxLength: 6 },
);

/** An invite at some point of its life: what the organizer did to it before the letters arrive. */
const bases: readonly Invite[] = lives();

function lives(): Invite[] {
  const fresh = newSeries();
  const moved = updateInvite(fresh, { event: { start: slots[1]?.start ?? "" } }).invite;
  const movedBack = updateInvite(moved, { event: { start: slots[0]?.start ?? "" } }).invite;
  const instance = { time: slots[0]?.second ?? "", tzid: "Europe/London" };
  const withoutOne = cancelInvite(fresh, { instance }).invite;
  const oneMoved = updateInvite(fresh, { event: { start: "2026-05-15T10:30" } }, { instance }).invite;
  const retitled = updateInvite(takeAll(fresh, letters.slice(0, 40)), { event: { summary: "Other" } }).invite;
  const fewer = updateInvite(moved, {
    recipients: recipients.slice(0, 2).map((email) => ({ email })),
  }).invite;
  return [
    fresh,
    moved,
    movedBack,
    withoutOne,
    oneMoved,
    retitled,
    fewer,
    cancelInvite(moved).invite,
    declined(fresh),
  ];
}

function declined(fresh: Invite): Invite {
  const proposed = takeAll(fresh, letters.slice(0, 200));
  try {
    return declineProposal(proposed, recipients[0] ?? "").invite;
  } catch (error) {
    if (error instanceof ItipError) return proposed;
    throw error;
  }
}

const anyBase = fc.constantFrom(...bases);

describe("order, repetition and place of arrival", () => {
  it("received in any order, the same is shown", () => {
    const shuffled = anyLetters.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(anyBase, shuffled, (base, [list, other]) => orderDoesNotMatter(base, list, other)),
      often,
    );
  });

  it("received again, nothing changes", () => {
    fc.assert(
      fc.property(anyBase, anyLetters, anyLetters, (base, list, again) =>
        repetitionDoesNotMatter(base, list, [...again, ...list]),
      ),
      often,
    );
  });

  it("split over copies that are merged, the same state comes out", () => {
    const split = fc.array(fc.nat({ max: 3 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(anyBase, anyLetters, split, (base, list, copies) =>
        partitionDoesNotMatter(base, list, copies),
      ),
      often,
    );
  });

  it("merging is associative, commutative and idempotent", () => {
    fc.assert(
      fc.property(anyBase, anyLetters, anyLetters, anyLetters, (base, a, b, c) =>
        mergingIsAJoin(takeAll(base, a), takeAll(base, b), takeAll(base, c)),
      ),
      often,
    );
  });

  it("merging is a join for copies that were updated apart, too", () => {
    fc.assert(
      fc.property(fc.tuple(anyBase, anyBase, anyBase), anyLetters, (three, list) => {
        const [a, b, c] = three;
        mergingIsAJoin(takeAll(a, list.slice(0, 2)), takeAll(b, list.slice(1, 4)), takeAll(c, list.slice(3)));
      }),
      often,
    );
  });

  it("taken in at once or one by one, state and outcomes are the same", () => {
    fc.assert(fc.property(anyBase, anyLetters, batchingDoesNotMatter), { numRuns: runs(2_000) });
  });

  it("stored and read back, nothing is lost", () => {
    fc.assert(
      fc.property(anyBase, anyLetters, (base, list) => storingDoesNotMatter(takeAll(base, list))),
      { numRuns: runs(2_000) },
    );
  });
});
