import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shortened } from "../../../src/invite/answers/shorten.ts";
import { longestStatement } from "../../../src/invite/answers/statement.ts";
import type { Statement } from "../../../src/invite/invite.ts";
import { anyLetter } from "../../support/arbitrary/letters.ts";
import { runs } from "../../support/runs.ts";

const wild = fc.string({ unit: anyLetter, maxLength: 3_000 });
const text = fc.oneof(
  wild,
  fc.constantFrom('"', "\\", "\u0001", "😀", "\ud800").map((one) => one.repeat(4_000)),
);
const address = fc.stringMatching(/^[a-z]{1,40}$/).map((name) => `${name}@example.test`);
const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const time = {
  kind: "zoned" as const,
  tzid: "America/Argentina/ComodRivadavia",
  guessed: false,
  wall: -62_135_596_800_000,
};

/** A statement of any length, its members in the order in which a reply states them. */
const statement: fc.Arbitrary<Statement> = fc
  .record({
    name: optional(text),
    comment: optional(text),
    description: optional(text),
    sentBy: optional(address),
    delegatedTo: optional(fc.array(address, { maxLength: 200 })),
    extraGuests: optional(fc.nat({ max: 9 })),
    named: fc.boolean(),
  })
  .map(({ name, comment, description, sentBy, delegatedTo, extraGuests, named }) => {
    const said = { name, status: "accepted", comment, description, sentBy, delegatedTo, extraGuests };
    const span = named ? { named: { start: time, end: time } } : {};
    return JSON.parse(JSON.stringify({ email: "jane@example.test", sequence: 0, ...said, ...span }));
  });

describe("a statement that is too long", () => {
  it.each(Object.entries(longestStatement))(
    "is shortened to its room, %s; one that fits stays as it is",
    (_, room) => {
      fc.assert(
        fc.property(statement, (said) => {
          const kept = shortened(said, room);
          expect(JSON.stringify(kept).length).toBeLessThanOrEqual(room.json);
          expect(shortened(kept, room)).toBe(kept);
          expect([kept.email, kept.sequence, kept.status]).toEqual([said.email, said.sequence, said.status]);
          expect(Object.keys(kept)).toEqual(Object.keys(said).filter((key) => key in kept));
          expect(said.comment?.startsWith((kept.comment ?? "").replace(/…$/, "")) ?? true).toBe(true);
        }),
        { numRuns: runs(400) },
      );
    },
  );

  it("keeps more of a comment than of a name", () => {
    const long = {
      email: "jane@example.test",
      sequence: 0,
      name: "n".repeat(5_000),
      comment: "c".repeat(5_000),
    };
    const { name = "", comment = "" } = shortened(long, longestStatement.short);
    expect(name).toBe(`${"n".repeat(199)}…`);
    expect(comment.length).toBeGreaterThan(500);
  });
});
