import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cancelInvite,
  changeParts,
  forgetAnswer,
  type Invite,
  joinParts,
  mergeInvites,
  mergePart,
  mergeParts,
  parseInvite,
  partsOf,
  receive,
  recordAnswer,
  updateInvite,
} from "../../../src/index.ts";
import {
  type Arrival,
  bounces,
  delegations,
  everyone,
  letters,
  newSeries,
  ranges,
  recipients,
  strangers,
  ties,
} from "../../support/arbitrary/invite-pool.ts";
import {
  readTable,
  receiveInTable,
  type Table,
  tableOf,
  writeTable,
} from "../../support/fixtures/stored-parts.ts";
import { runs } from "../../support/runs.ts";

/** `expect` is slow where there is nothing to report. */
function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

const arrival: fc.Arbitrary<Arrival> = fc.constantFrom(
  ...letters,
  ...ties,
  ...bounces,
  ...delegations,
  ...ranges,
);
const moment = (step: number) => new Date(Date.UTC(2026, 3, 21, 8, step));
const instance = { time: "2026-05-14T10:30:00", tzid: "Europe/London" };
const people = (names: readonly string[]) => names.map((email) => ({ email }));
const guestLists = fc.subarray(everyone, { minLength: 1 });

type Step = (invite: Invite, step: number) => { readonly invite: Invite };

/** What an organizer does; a step that the invite does not allow at the moment changes nothing. */
const organizers: fc.Arbitrary<Step> = fc.oneof(
  guestLists.map(
    (names): Step =>
      (invite, step) =>
        updateInvite(invite, { recipients: people(names) }, { now: moment(step) }),
  ),
  guestLists.map(
    (names): Step =>
      (invite, step) =>
        updateInvite(invite, { recipients: people(names.toReversed()) }, { now: moment(step), instance }),
  ),
  fc.constantFrom("10:30", "11:30", "12:30").map(
    (time): Step =>
      (invite, step) =>
        updateInvite(invite, { event: { start: `2026-05-07T${time}` } }, { now: moment(step) }),
  ),
  fc.constant<Step>((invite, step) => cancelInvite(invite, { now: moment(step), instance })),
  fc.constant<Step>((invite, step) => cancelInvite(invite, { now: moment(step) })),
);

/** What concerns one person alone. */
const personal: fc.Arbitrary<{ email: string; step: Step }> = fc
  .record({ email: fc.constantFrom(...everyone), forgets: fc.boolean() })
  .map(({ email, forgets }) => ({
    email,
    step: (invite, step) =>
      forgets
        ? forgetAnswer(invite, email)
        : recordAnswer(
            invite,
            { email, status: "tentative", comment: "By telephone" },
            { now: moment(step) },
          ),
  }));

const action = fc.oneof(
  { weight: 6, arbitrary: arrival.map(({ incoming }) => ({ kind: "arrival" as const, incoming })) },
  { weight: 2, arbitrary: organizers.map((step) => ({ kind: "organizer" as const, step })) },
  { weight: 1, arbitrary: personal.map((one) => ({ kind: "personal" as const, ...one })) },
);

/** Nothing where the invite does not allow it: the whole and its parts must agree on that, too. */
function attempt<T>(take: () => T): T | undefined {
  try {
    return take();
  } catch {
    return undefined;
  }
}

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** One step on the whole and on the rows: both come to the same. */
function both(whole: Invite, table: Table, one: Action, step: number): { whole: Invite; table: Table } {
  if (one.kind === "arrival") {
    const plain = receive(whole, one.incoming);
    const stored = receiveInTable(table, one.incoming);
    same(stored.outcome, plain.outcome);
    expect(stored.changed.head).toBeUndefined();
    return { whole: plain.invite, table: stored.table };
  }
  const parts = readTable(table, one.kind === "personal" ? [one.email] : undefined);
  const plain = attempt(() => one.step(whole, step));
  const stored = attempt(() => changeParts(parts, (invite) => one.step(invite, step)));
  if (plain === undefined || stored === undefined) {
    same(stored, plain);
    return { whole, table };
  }
  return { whole: plain.invite, table: writeTable(table, stored.changed) };
}

function live(actions: readonly Action[], invite: Invite = newSeries()): { whole: Invite; table: Table } {
  let state = { whole: invite, table: tableOf(invite) };
  actions.forEach((one, step) => {
    state = both(state.whole, state.table, one, step + 1);
  });
  return state;
}

describe("an invite in parts", () => {
  it("is the whole again when it is joined, to the byte, and lives the same life part by part", () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
        const { whole, table } = live(actions);
        const joined = joinParts(readTable(table));
        same(joined, whole);
        const stored = parseInvite(JSON.parse(JSON.stringify(whole)));
        expect(JSON.stringify(joinParts(readTable(tableOf(whole))))).toBe(JSON.stringify(stored));
      }),
      { numRuns: runs(1_000, "exchange") },
    );
  });

  it("comes to the same in whatever order the answers arrive, each read with its own rows alone", () => {
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 6 }),
        fc
          .array(arrival, { maxLength: 25 })
          .chain((list) =>
            fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
          ),
        (before, [list, shuffled]) => {
          const { whole } = live(before);
          const after = [list, shuffled].map((order) =>
            joinParts(
              readTable(
                order.reduce((table, { incoming }) => receiveInTable(table, incoming).table, tableOf(whole)),
              ),
            ),
          );
          same(after[1], after[0]);
        },
      ),
      { numRuns: runs(300, "exchange") },
    );
  });

  it("is merged as the whole is", () => {
    const history = fc.array(action, { maxLength: 12 });
    fc.assert(
      fc.property(history, history, (here, there) => {
        const [a, b] = [live(here).whole, live(there).whole];
        same(joinParts(mergeParts(partsOf(a), partsOf(b))), mergeInvites(a, b));
      }),
      { numRuns: runs(300, "exchange") },
    );
  });

  it("is merged row by row where the copies have one plan", () => {
    const arrivals = fc.array(arrival, { maxLength: 15 });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 6 }), arrivals, arrivals, (before, here, there) => {
        const { whole } = live(before);
        const [a, b] = [here, there].map((list) =>
          list.reduce((invite, { incoming }) => receive(invite, incoming).invite, whole),
        );
        if (a === undefined || b === undefined) throw new Error("there are two copies");
        const [left, right] = [partsOf(a), partsOf(b)];
        const theirs = new Map(right.guests.map((guest) => [guest.address, guest]));
        const guests = left.guests.map((guest) => mergePart(guest, theirs.get(guest.address) ?? guest));
        const joined = { head: left.head, guests, strangers: mergePart(left.strangers, right.strangers) };
        same(joinParts(joined), mergeInvites(a, b));
      }),
      { numRuns: runs(300, "exchange") },
    );
  });

  it("moves what a stranger said to them when the organizer has invited them meanwhile", () => {
    const [stranger = ""] = strangers;
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 15 }), (list) => {
        const before = newSeries();
        const invited = updateInvite(
          before,
          { recipients: people([...recipients, stranger]) },
          { now: moment(1) },
        ).invite;
        const answered = list.reduce(
          (table, { incoming }) => receiveInTable(table, incoming).table,
          tableOf(before),
        );
        // The rows of the organizer's step, and what was written at the same time by somebody who did not know of it.
        const { head, guests } = partsOf(invited);
        const rows = guests.map((guest) => {
          const row = answered.guests.get(guest.address);
          return row === undefined ? guest : mergePart(guest, JSON.parse(row));
        });
        const joined = joinParts({ head, guests: rows, strangers: JSON.parse(answered.strangers) });
        same(joined, mergeInvites(invited, joinParts(readTable(answered))));
      }),
      { numRuns: runs(300, "exchange") },
    );
  });
});
