import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cancelInvite, type Invite, parseInvite, statusOf, updateInvite } from "../../../src/index.ts";
import { letters, newSeries, slots } from "../../support/arbitrary/invite-pool.ts";
import { takeAll } from "../../support/laws/invite.ts";
import { codeOf, pathsOf } from "../../support/refusal.ts";
import { runs } from "../../support/runs.ts";

/** An invite with something in every place. */
const full: Invite = fullInvite();

function fullInvite(): Invite {
  const instance = (slot: string) => ({ instance: { time: slot, tzid: "Europe/London" } });
  const moved = updateInvite(newSeries(), { event: { start: slots[1]?.start ?? "" } }).invite;
  const heard = takeAll(
    moved,
    letters.filter((_, index) => index % 3 === 0),
  );
  const changed = updateInvite(
    heard,
    { event: { start: "2026-05-15T09:00" } },
    instance(slots[1]?.second ?? ""),
  ).invite;
  return cancelInvite(changed, instance("2026-05-21T11:30:00")).invite;
}

/** The answers with something else in the first of the replies. */
function withReply(more: Record<string, unknown>): unknown[] {
  const at = full.answers.findIndex(({ reply }) => reply !== undefined);
  return full.answers.map((entry, index) =>
    index === at ? { ...entry, reply: { ...entry.reply, ...more } } : entry,
  );
}

describe("parseInvite", () => {
  it("reads back what was stored, however the database orders keys", () => {
    const stored: unknown = JSON.parse(JSON.stringify(full));
    expect(parseInvite(stored)).toEqual(full);
    expect(parseInvite(reversed(stored))).toEqual(full);
    expect(statusOf(parseInvite(reversed(stored)))).toEqual(statusOf(full));
    expect(full.answers.length).toBeGreaterThan(3);
    expect(full.strangers.length).toBeGreaterThan(1);
  });

  it("refuses what a newer version wrote, whatever else is in it", () => {
    expect(codeOf(() => parseInvite({ ...full, version: 3 }))).toBe("newer-state");
    expect(codeOf(() => parseInvite({ version: 99 }))).toBe("newer-state");
    expect(codeOf(() => statusOf({ ...full, version: 3 }))).toBe("newer-state");
  });

  it.each([
    undefined,
    null,
    "",
    "{}",
    7,
    [],
    {},
    { version: "1" },
    { version: 0 },
    { version: 1.5 },
    { version: 1 },
    new Date(),
    () => full,
  ])("refuses %s", (value) => {
    expect(codeOf(() => parseInvite(value))).toBe("invalid-state");
  });

  it("refuses state whose parts do not belong together", () => {
    const wrong: unknown[] = [
      { ...full, extra: 1 },
      { ...full, sequence: 0 },
      { ...full, sequence: -1 },
      { ...full, sequence: 2 ** 31 },
      { ...full, conflict: full.sequence + 1 },
      { ...full, timeZone: "Nowhere" },
      { ...full, answers: [...full.answers].reverse() },
      { ...full, answers: [...full.answers, ...full.answers] },
      { ...full, answers: [...full.answers, ...full.strangers] },
      { ...full, invited: full.invited.slice(1) },
      { ...full, strangers: full.answers, answers: [] },
      { ...full, uid: "" },
      { ...full, uid: "7@example.com\r\nATTENDEE:mailto:kim@example.test" },
      { ...full, id: " " },
      { ...full, replyKey: "" },
      { ...full, callbackUrl: "javascript:alert(1)" },
      { ...full, answers: withReply({ sequence: full.sequence + 1 }) },
      { ...full, answers: withReply({ email: "kim@example.test" }) },
      { ...full, answers: withReply({ email: "" }) },
      { ...full, plan: { ...full.plan, event: { ...full.plan.event, start: "2026-05-07T10:30" } } },
      { ...full, plan: { ...full.plan, event: { ...full.plan.event, mystery: true } } },
      { ...full, plan: { ...full.plan, recipients: [] } },
      { ...full, plan: { ...full.plan, updatedAt: "2026-02-30T00:00:00Z" } },
      { ...full, plan: { ...full.plan, occurrences: [{ key: "2026-05-14", cancelled: true }] } },
      {
        ...full,
        plan: { ...full.plan, occurrences: [{ key: "2026-05-14T09:30:00Z", changes: { start: "x" } }] },
      },
    ];
    expect(wrong.map((state) => codeOf(() => parseInvite(state)))).toEqual(wrong.map(() => "invalid-state"));
  });

  it("names every problem by its path", () => {
    const stored: unknown = { ...full, id: 7, sequence: "x", plan: { ...full.plan, state: "asleep" } };
    expect(pathsOf(() => parseInvite(stored))).toEqual(
      expect.arrayContaining(["id", "sequence", "plan.state"]),
    );
  });

  it("gives an invite that everything works with, or an ItipError, for any damage", () => {
    fc.assert(
      fc.property(damaged(full), (state) => {
        const code = codeOf(() => {
          const invite = parseInvite(state);
          statusOf(invite);
          takeAll(invite, letters.slice(0, 5));
          updateInvite(invite, { event: { summary: "Other", start: "2026-05-08T10:30" } });
          cancelInvite(invite);
        });
        expect([
          "invalid-state",
          "newer-state",
          "invalid-event",
          "limit-exceeded",
          "nothing was thrown",
        ]).toContain(code);
      }),
      { numRuns: runs(3_000) },
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    0,
    -1,
    1.5,
    2 ** 40,
    true,
    [],
    {},
    "__proto__",
    "9999-12-31T23:59:59Z",
    "2026-05-14",
    Number.NaN,
  ),
  fc.string(),
  fc.jsonValue(),
);

/** The state with one value somewhere replaced, taken out, or put in twice. */
function damaged(state: unknown): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 6 }),
      junk,
      fc.constantFrom("replace", "remove", "repeat"),
    )
    .map(([path, value, how]) => damage(JSON.parse(JSON.stringify(state)), path, value, how));
}

function damage(value: unknown, path: readonly number[], junkValue: unknown, how: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null) return junkValue;
  if (Array.isArray(value)) {
    const members: unknown[] = [...value];
    const at = members.length === 0 ? 0 : step % members.length;
    if (rest.length === 0 && how === "remove") members.splice(at, 1);
    else if (rest.length === 0 && how === "repeat") members.splice(at, 0, members[at]);
    else members[at] = damage(members[at], rest, junkValue, how);
    return members;
  }
  const names = Object.keys(value);
  const name = names.length === 0 ? "x" : (names[step % names.length] ?? "x");
  const entries = Object.entries(value).flatMap(([key, member]): [string, unknown][] => {
    if (key !== name) return [[key, member]];
    if (rest.length > 0) return [[key, damage(member, rest, junkValue, how)]];
    if (how === "remove") return [];
    return how === "repeat"
      ? [
          [key, member],
          [`${key}2`, member],
        ]
      : [[key, junkValue]];
  });
  return Object.fromEntries(entries);
}
