import { describe, expect, it } from "vitest";
import { settleFor, settleOne } from "../../../src/invite/answers/settle.ts";
import type { Entry, Invite } from "../../../src/invite/invite.ts";
import { newSeries } from "../../support/arbitrary/invite-pool.ts";

const jane = "jane@example.test";
const omar = "omar@example.test";
const second = "2026-05-14T09:30:00Z";

function proposal(address: string, occurrence: string): Entry {
  const at = (hour: number) => ({ kind: "utc" as const, instant: Date.UTC(2026, 5, 1, hour) });
  return {
    address,
    occurrence,
    counter: { email: address, sequence: 0, proposal: { start: at(8), end: at(9) } },
  };
}

const open: Invite = {
  ...newSeries(),
  answers: [proposal(jane, ""), proposal(jane, second), proposal(omar, "")],
  strangers: [proposal("kim@example.test", "")],
};

function settledIn({ answers, strangers }: Invite): string[] {
  return [...answers, ...strangers]
    .filter(({ settled }) => settled !== undefined)
    .map(({ address, occurrence }) => `${address} ${occurrence}`.trim());
}

describe("proposals that a new REQUEST answers", () => {
  it("are all proposals of its recipients where the REQUEST is about the series", () => {
    expect(settledIn(settleFor(open, [{ email: "Jane@example.test" }], ""))).toEqual([
      jane,
      `${jane} ${second}`,
    ]);
  });

  it("are only the proposals about one occurrence where the REQUEST is about that occurrence", () => {
    expect(settledIn(settleFor(open, [{ email: jane }, { email: omar }], second))).toEqual([
      `${jane} ${second}`,
    ]);
  });

  it("may be those of people who were never invited", () => {
    const settled = settleFor(open, [{ email: "kim@example.test" }], "");
    expect(settledIn(settled)).toEqual(["kim@example.test"]);
    expect(settled.answers).toBe(open.answers);
  });

  it("are none for people who proposed nothing, and the state is the same", () => {
    expect(settleFor(open, [{ email: "li@example.test" }], "")).toBe(open);
    const settled = settleFor(open, [{ email: jane }], "");
    expect(settleFor(settled, [{ email: jane }], "")).toBe(settled);
  });
});

describe("the proposal that acceptProposal or declineProposal deals with", () => {
  it("is the proposal of one person about one occurrence or the series", () => {
    expect(settledIn(settleOne(open, jane, ""))).toEqual([jane]);
    expect(settledIn(settleOne(open, jane, second))).toEqual([`${jane} ${second}`]);
    expect(settleOne(open, omar, second)).toBe(open);
  });

  it("is never an answer without a proposed time", () => {
    const answered: Invite = {
      ...open,
      answers: [{ address: jane, occurrence: "", reply: { email: jane, status: "accepted", sequence: 0 } }],
    };
    expect(settleOne(answered, jane, "")).toBe(answered);
  });
});
