import { describe, expect, it } from "vitest";
import { parseInvite, statusOf } from "../../../src/index.ts";
import { errorOf } from "../../support/refusal.ts";

/** A stored invite written by hand, with something in every place that the shape has. */
const statement = {
  email: "Jane@example.test",
  sequence: 2,
  name: "Jane",
  status: "tentative",
  comment: "Maybe",
  description: "Said by KDE",
  dtstamp: "2026-05-02T08:00:00Z",
  sentAt: "2026-05-02T08:00:01Z",
  sentBy: "pa@example.test",
  delegatedTo: ["joe@example.test"],
  delegatedFrom: ["ann@example.test"],
  proposal: {
    start: { kind: "zoned", tzid: "Europe/London", guessed: false, wall: Date.UTC(2026, 4, 8, 10) },
    end: { kind: "utc", instant: Date.UTC(2026, 4, 8, 10), contradicted: true },
  },
  named: {
    start: { kind: "date", wall: Date.UTC(2026, 4, 7) },
    end: { kind: "floating", wall: Date.UTC(2026, 4, 8, 1) },
  },
};
const stored = {
  version: 2,
  id: "7",
  uid: "7@example.com",
  sequence: 3,
  timeZone: "Europe/London",
  callbackUrl: "https://example.com/callback",
  replyKey: "0f".repeat(32),
  plan: {
    state: "active",
    updatedAt: "2026-05-01T08:00:00Z",
    organizer: { email: "org@example.com", name: "Org" },
    recipients: [{ email: "Jane@example.test", name: "Jane", role: "optional" }],
    event: {
      summary: "Weekly",
      description: "All of us",
      start: { time: "2026-05-07T10:30:00", tzid: "Europe/London" },
      end: { time: "2026-05-07T11:30:00", tzid: "Europe/London" },
      tzid: "Europe/London",
      recurrence: { rule: "FREQ=WEEKLY;COUNT=6" },
    },
    guestList: "shown",
    counterProposals: true,
    timeSequence: 2,
    recurrenceSequence: 1,
    occurrences: [
      {
        key: "2026-05-14T10:30:00[Europe/London]",
        cancelled: true,
        timeSequence: 3,
        without: ["jane@example.test"],
      },
      {
        key: "2026-05-21T10:30:00[Europe/London]",
        changes: {
          summary: "Moved",
          description: null,
          start: { time: "2026-05-21T12:30:00", tzid: "Europe/London" },
          end: { time: "2026-05-21T13:30:00", tzid: "Europe/London" },
        },
      },
    ],
    formerDescriptions: ["0a1b"],
    formerTimes: [{ start: "2026-05-07T08:30:00Z", end: "2026-05-07T09:30:00Z" }],
    reinvited: [{ address: "joe@example.test", sequence: 2, updatedAt: "2026-05-01T07:00:00Z" }],
  },
  invited: [
    { address: "jane@example.test", email: "Jane@example.test", name: "Jane" },
    { address: "joe@example.test", email: "joe@example.test" },
  ],
  answers: [
    { address: "jane@example.test", occurrence: "", reply: statement, bounced: "" },
    {
      address: "jane@example.test",
      occurrence: "2026-05-14T10:30:00[Europe/London]",
      counter: { ...statement, email: "jane@example.test" },
      settled: { email: "jane@example.test", sequence: 0 },
      bounced: "2026-05-02T08:00:00Z",
    },
    {
      address: "joe@example.test",
      occurrence: "2026-05-14T10:30:00[Europe/London]+",
      reply: { email: "joe@example.test", sequence: 1 },
    },
  ],
  strangers: [
    { address: "kim@example.test", occurrence: "", reply: { email: "kim@example.test", sequence: 3 } },
  ],
  conflict: 3,
};

const missing = Symbol("missing");

/** The state with another value in one place: `plan.occurrences[0].key`. */
function withAt(value: unknown, steps: readonly string[], to: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return to;
  if (Array.isArray(value)) {
    const list: unknown[] = [...value];
    list[Number(step)] = withAt(list[Number(step)], rest, to);
    return list;
  }
  const members = new Map<string, unknown>(
    Object.entries(typeof value === "object" && value !== null ? value : {}),
  );
  if (rest.length === 0 && to === missing) members.delete(step);
  else members.set(step, withAt(members.get(step), rest, to));
  return Object.fromEntries(members);
}
const damaged = (path: string, to: unknown) =>
  withAt(
    stored,
    path.split(/[.[\]]+/).filter((step) => step !== ""),
    to,
  );

function refusedState(state: unknown): string[] {
  const error = errorOf(() => parseInvite(state));
  return error === undefined
    ? []
    : [error.code, ...error.problems.map(({ path, code }) => `${path} ${code}`)];
}

describe("a stored invite", () => {
  it("is read as it was stored", () => {
    expect(refusedState(stored)).toEqual([]);
    expect(parseInvite(stored)).toStrictEqual(stored);
    expect(JSON.parse(JSON.stringify(parseInvite(stored)))).toEqual(stored);
  });

  it.each([
    ["beside a name", { description: "Pier", lat: "51.5" }, { location: { description: "Pier" } }],
    ["by itself", { long: 0 }, {}],
  ])(
    "is read without half a place on the map %s, which earlier releases kept and never wrote",
    (_, location, kept) => {
      const { plan } = stored;
      const old = { ...stored, plan: { ...plan, event: { ...plan.event, location } } };
      expect(parseInvite(old)).toEqual({ ...stored, plan: { ...plan, event: { ...plan.event, ...kept } } });
    },
  );

  it("whose occurrence had half a place on the map alone shows no place there, also when it was written again", () => {
    const { plan } = stored;
    const [first, second] = plan.occurrences;
    const place = { description: "Pier" };
    const old = {
      ...stored,
      plan: {
        ...plan,
        event: { ...plan.event, location: place },
        occurrences: [first, { ...second, changes: { location: { lat: "5" } } }],
      },
    };
    const written: unknown = JSON.parse(JSON.stringify(parseInvite(old)));
    expect(parseInvite(written).plan.occurrences[1]?.changes).toEqual({ location: null });
    const { event } = statusOf(parseInvite(written), { instance: "2026-05-21T10:30" });
    expect(event.location).toBeUndefined();
  });

  it.each(["callbackUrl", "replyKey", "productId", "conflict"])(
    "with null for %s, and none of the other members that may be absent, is refused",
    (name) => {
      const { callbackUrl: _c, replyKey: _r, conflict: _n, ...plain } = stored;
      expect(refusedState(plain)).toEqual([]);
      expect(refusedState({ ...plain, [name]: null })).toEqual([
        "invalid-state",
        expect.stringContaining(name),
      ]);
    },
  );

  it("does not share an empty list with the value that was read", () => {
    const occurrences: unknown[] = [];
    const state = { ...stored, plan: { ...stored.plan, occurrences } };
    const invite = parseInvite(state);
    occurrences.push("written later");
    expect(invite.plan.occurrences).toEqual([]);
  });

  it.each([
    "callbackUrl",
    "replyKey",
    "conflict",
    "plan.organizer.name",
    "plan.recipients[0].name",
    "plan.recipients[0].role",
    "plan.event.description",
    "plan.occurrences[0].timeSequence",
    "plan.occurrences[0].without",
    "plan.occurrences[1].changes.summary",
    "plan.occurrences[1].changes",
    "invited[0].name",
    "answers[0].reply",
    "answers[0].bounced",
    "answers[1].counter",
    "answers[1].settled",
    ...["name", "status", "comment", "description", "proposal", "dtstamp", "sentAt"].map(
      (name) => `answers[0].reply.${name}`,
    ),
    ...["named", "sentBy", "delegatedTo", "delegatedFrom"].map((name) => `answers[0].reply.${name}`),
    "answers[0].reply.proposal.end.contradicted",
  ])("may be without %s", (path) => {
    const state = damaged(path, missing);
    expect(refusedState(state)).toEqual([]);
    expect(parseInvite(state)).toStrictEqual(state);
  });

  it.each([
    ["version", "1", "version invalid-type"],
    ["version", 0, "version invalid-type"],
    ["version", 1.5, "version invalid-type"],
    ["version", missing, "version invalid-type"],
    ["surprise", 1, "surprise unknown"],
    ["id", " 7", "id invalid-value"],
    ["id", "x".repeat(1_001), "id too-long"],
    ["id", missing, "id invalid-value"],
    ["uid", "ü", "uid not-ascii"],
    ["uid", missing, "uid invalid-value"],
    ["sequence", -1, "sequence out-of-range"],
    ["sequence", 1.5, "sequence out-of-range"],
    ["sequence", 2_147_483_648, "sequence out-of-range"],
    ["sequence", "3", "sequence out-of-range"],
    ["timeZone", "Nowhere", "timeZone unknown-time-zone"],
    ["callbackUrl", "javascript:alert(1)", "callbackUrl unsafe-scheme"],
    ["callbackUrl", "https://example.com/a b", "callbackUrl invalid-value"],
    ["replyKey", "a secret of 16 octets", "replyKey invalid-value"],
    ["replyKey", "", "replyKey invalid-value"],
    ["conflict", -1, "conflict out-of-range"],
    ["conflict", 2, "conflict out-of-range"],
    ["invited", {}, "invited invalid-type"],
    ["answers", null, "answers invalid-type"],
    ["strangers", "", "strangers invalid-type"],
    ["plan", 7, "plan invalid-type"],
    ["plan.surprise", 1, "plan.surprise unknown"],
    ["plan.state", "asleep", "plan.state invalid-choice"],
    ["plan.updatedAt", "2026-05-01T08:00:00+01:00", "plan.updatedAt invalid-time"],
    ["plan.updatedAt", "2026-02-30T08:00:00Z", "plan.updatedAt invalid-time"],
    ["plan.updatedAt", "2026-05-01", "plan.updatedAt invalid-time"],
    ["plan.updatedAt", 7, "plan.updatedAt invalid-time"],
    ["plan.updatedAt", ["2026-05-01T08:00:00Z"], "plan.updatedAt invalid-time"],
    ["plan.updatedAt", "+010000-01-01T00:00:00Z", "plan.updatedAt invalid-time"],
    ["plan.organizer.email", "nobody", "plan.organizer.email invalid-address"],
    ["plan.recipients", [], "plan.recipients required"],
    ["plan.recipients[0].role", "king", "plan.recipients[0].role invalid-choice"],
    ["plan.event", 7, "plan.event invalid-type"],
    ["plan.event.surprise", 1, "plan.event.surprise unknown-field"],
    ["plan.event.start", "2026-05-07T10:30:00+01:00", "plan.event invalid-type"],
    ["plan.event.end", "2026-05-07T11:30:00+01:00", "plan.event invalid-type"],
    ["plan.event.tzid", missing, "plan.event invalid-type"],
    ["plan.event.summary", "", "plan.event.summary required"],
    ["plan.guestList", "secret", "plan.guestList invalid-choice"],
    ["plan.counterProposals", "yes", "plan.counterProposals invalid-type"],
    ["plan.timeSequence", -1, "plan.timeSequence out-of-range"],
    ["plan.timeSequence", 4, "sequence out-of-range"],
    ["plan.recurrenceSequence", "1", "plan.recurrenceSequence out-of-range"],
    ["plan.recurrenceSequence", 4, "sequence out-of-range"],
    ["plan.occurrences", {}, "plan.occurrences invalid-type"],
    ["plan.occurrences[0]", 7, "plan.occurrences[0] invalid-type"],
    ["plan.occurrences[0].surprise", 1, "plan.occurrences[0].surprise unknown"],
    ["plan.occurrences[0].key", "2026-05-14", "plan.occurrences[0].key invalid-time"],
    ["plan.occurrences[0].key", "2026-05-14T10:30:00+01:00", "plan.occurrences[0].key invalid-time"],
    ["plan.occurrences[0].key", "2026-05-14T10:30:00[Nowhere]", "plan.occurrences[0].key invalid-time"],
    ["plan.occurrences[0].key", "2026-05-14T10:30:00[Etc/UTC]", "plan.occurrences[0].key invalid-time"],
    ["plan.occurrences[0].key", "2026-05-14T10:30[Europe/London]", "plan.occurrences[0].key invalid-time"],
    ["plan.occurrences[0].key", 7, "plan.occurrences[0].key invalid-time"],
    ["plan.occurrences[0].key", "0000-01-01T00:00:00Z", "plan.occurrences[0].key invalid-time"],
    ["plan.occurrences[0].key", "2026-05-21T10:30:00[Europe/London]", "plan.occurrences[1] out-of-order"],
    ["plan.occurrences[0].key", "2026-05-28T10:30:00[Europe/London]", "plan.occurrences[1] out-of-order"],
    ["plan.occurrences[0].cancelled", false, "plan.occurrences[0].cancelled invalid-type"],
    ["plan.occurrences[0].timeSequence", -1, "plan.occurrences[0].timeSequence out-of-range"],
    ["plan.occurrences[0].timeSequence", 4, "sequence out-of-range"],
    ["plan.occurrences[0].without", "jane@example.test", "plan.occurrences[0].without invalid-type"],
    ["plan.occurrences[0].without[0]", "Jane@example.test", "plan.occurrences[0].without[0] not-folded"],
    ["plan.occurrences[0].without[0]", 7, "plan.occurrences[0].without[0] invalid-type"],
    ["plan.occurrences[1].changes", 7, "plan.occurrences[1].changes invalid-type"],
    ["plan.occurrences[1].changes.tzid", "Europe/Paris", "plan.occurrences[1].changes.tzid unknown"],
    ["plan.occurrences[1].changes.recurrence", {}, "plan.occurrences[1].changes.recurrence unknown"],
    ["plan.occurrences[1].changes.start", missing, "plan.occurrences[1].changes incomplete"],
    ["plan.occurrences[1].changes.end", missing, "plan.occurrences[1].changes incomplete"],
    ["plan.occurrences[1].changes.url", "x", "plan.occurrences[1].changes.url invalid-url"],
    ["plan.formerDescriptions", "0a1b", "plan.formerDescriptions invalid-type"],
    ["plan.formerDescriptions[0]", "x".repeat(64), ""],
    ["plan.formerDescriptions[0]", "x".repeat(65), "plan.formerDescriptions[0] invalid-type"],
    ["invited[0]", 7, "invited[0] invalid-type"],
    ["invited[0].surprise", 1, "invited[0].surprise unknown"],
    ["invited[0].address", "Jane@example.test", "invited[0].address not-folded"],
    ["invited[0].address", "", "invited[0].address not-folded"],
    ["invited[0].address", "ann@example.test", "invited[0] mismatch"],
    ["invited[0].email", missing, "invited[0].email invalid-type"],
    ["invited[0].name", 7, "invited[0].name invalid-type"],
    ["answers[0].surprise", 1, "answers[0].surprise unknown"],
    ["answers[0].address", "JANE@example.test", "answers[0].address not-folded"],
    ["answers[0].occurrence", "soon", "answers[0].occurrence invalid-time"],
    ["answers[0].occurrence", missing, "answers[0].occurrence invalid-time"],
    ["answers[1].occurrence", "2026-05-14", ""],
    ["answers[1].occurrence", "+", "answers[1].occurrence invalid-time"],
    ["answers[1].bounced", "yesterday", "answers[1].bounced invalid-time"],
    ["answers[0].reply", 7, "answers[0].reply invalid-type"],
    ["answers[0].reply.surprise", 1, "answers[0].reply.surprise unknown"],
    ["answers[0].reply.email", "joe@example.test", "answers[0].reply.email mismatch"],
    ["answers[1].counter.email", "joe@example.test", "answers[1].counter.email mismatch"],
    ["answers[1].settled.email", "joe@example.test", "answers[1].settled.email mismatch"],
    ["answers[0].reply.email", missing, "answers[0].reply.email invalid-type"],
    ["answers[0].reply.email", "x".repeat(1_001), "answers[0].reply.email invalid-type"],
    ["answers[0].reply.sequence", -1, "answers[0].reply.sequence out-of-range"],
    ["answers[0].reply.sequence", 1.5, "answers[0].reply.sequence out-of-range"],
    ["answers[0].reply.sequence", 4, "sequence out-of-range"],
    ["answers[1].counter.sequence", 4, "sequence out-of-range"],
    ["answers[1].settled.sequence", 4, "sequence out-of-range"],
    ["strangers[0].reply.sequence", 4, "sequence out-of-range"],
    ["answers[0].reply.name", 7, "answers[0].reply.name invalid-type"],
    ["answers[0].reply.status", "maybe", "answers[0].reply.status invalid-choice"],
    ["answers[0].reply.comment", 7, "answers[0].reply.comment invalid-type"],
    ["answers[0].reply.description", 7, "answers[0].reply.description invalid-type"],
    ["answers[0].reply.dtstamp", "soon", "answers[0].reply.dtstamp invalid-time"],
    ["answers[0].reply.sentAt", "soon", "answers[0].reply.sentAt invalid-time"],
    ["answers[0].reply.sentBy", 7, "answers[0].reply.sentBy invalid-type"],
    ["answers[0].reply.delegatedTo", "x", "answers[0].reply.delegatedTo invalid-type"],
    ["answers[0].reply.delegatedTo[0]", 7, "answers[0].reply.delegatedTo[0] invalid-type"],
    ["answers[0].reply.delegatedFrom[0]", 7, "answers[0].reply.delegatedFrom[0] invalid-type"],
    ["answers[0].reply.proposal", 7, "answers[0].reply.proposal invalid-type"],
    ["answers[0].reply.proposal.surprise", 7, "answers[0].reply.proposal.surprise unknown"],
    ["answers[0].reply.proposal.start", 7, "answers[0].reply.proposal.start invalid-type"],
    ["answers[0].reply.proposal.start.surprise", 7, "answers[0].reply.proposal.start.surprise unknown"],
    ["answers[0].reply.proposal.start.kind", "sidereal", "answers[0].reply.proposal.start invalid-time"],
    ["answers[0].reply.proposal.start.wall", "x", "answers[0].reply.proposal.start invalid-time"],
    ["answers[0].reply.proposal.start.wall", 1.5, "answers[0].reply.proposal.start invalid-time"],
    ["answers[0].reply.proposal.start.wall", 9e15, "answers[0].reply.proposal.start invalid-time"],
    ["answers[0].reply.proposal.start.offset", "x", "answers[0].reply.proposal.start invalid-time"],
    ["answers[0].reply.proposal.start.offset", 9e15, "answers[0].reply.proposal.start invalid-time"],
    ["answers[0].reply.proposal.start.instant", 0, "answers[0].reply.proposal.start invalid-time"],
    ["answers[0].reply.proposal.end.instant", 9e15, "answers[0].reply.proposal.end invalid-time"],
    ["answers[0].reply.proposal.start.tzid", "Nowhere", "answers[0].reply.proposal.start invalid-time"],
    ["answers[0].reply.proposal.start.guessed", missing, "answers[0].reply.proposal.start invalid-time"],
    ["answers[0].reply.proposal.end", missing, "answers[0].reply.proposal.end invalid-type"],
    [
      "answers[0].reply.named.start.wall",
      Date.UTC(2026, 4, 7, 1),
      "answers[0].reply.named.start invalid-time",
    ],
    ["answers[0].reply.named.start.wall", "x", "answers[0].reply.named.start invalid-time"],
    ["answers[0].reply.named.end.wall", missing, "answers[0].reply.named.end invalid-time"],
    ["answers[0].address", "joe@example.test", "answers[0].reply.email mismatch"],
    ["strangers[0].address", "jane@example.test", "strangers[0].reply.email mismatch"],
    ["plan.recipients[0].email", "new@example.test", "invited incomplete"],
    ["plan.recipients[1]", { email: "new@example.test" }, "invited incomplete"],
    ["invited", [stored.invited[0]], "answers misplaced"],
    ["strangers", [...stored.answers.slice(0, 1)], "strangers misplaced"],
    ["invited", [...stored.invited].reverse(), "invited[1] out-of-order"],
    ["invited", [stored.invited[0], stored.invited[0], stored.invited[1]], "invited[1] out-of-order"],
    ["answers", [...stored.answers].reverse(), "answers[1] out-of-order"],
    ["answers", [stored.answers[0], stored.answers[0]], "answers[1] out-of-order"],
    ["strangers", [stored.strangers[0], stored.strangers[0]], "strangers[1] out-of-order"],
  ])("with %s = %j is refused", (path, to, problem) => {
    const found = refusedState(damaged(path, to));
    if (problem === "") expect(found).toEqual([]);
    else {
      expect(found[0]).toBe("invalid-state");
      expect(found.slice(1)).toContain(problem);
    }
  });

  it.each([
    ["plan.counterProposals", "yes", "plan.counterProposals invalid-type"],
    ["plan.counterProposals", null, "plan.counterProposals invalid-type"],
    ["plan.counterProposals", missing, "plan.counterProposals invalid-type"],
    ["invited", [...stored.invited].reverse(), "invited[1] out-of-order"],
    ["answers[0].reply.proposal.start", 7, "answers[0].reply.proposal.start invalid-type"],
  ])("tells once what is wrong with %s = %j", (path, to, problem) => {
    expect(refusedState(damaged(path, to))).toEqual(["invalid-state", problem]);
  });

  it("tells everything that is wrong, up to a hundred and some", () => {
    const state = withAt(damaged("id", 7), ["plan", "state"], "asleep");
    expect(refusedState(state)).toEqual(["invalid-state", "id invalid-type", "plan.state invalid-choice"]);
    const problems = refusedState(
      damaged(
        "invited",
        Array.from({ length: 10_000 }, () => 7),
      ),
    );
    expect(problems.length).toBeGreaterThan(100);
    expect(problems.length).toBeLessThan(200);
  });

  it("of a newer version is told apart from a damaged one", () => {
    expect(refusedState(damaged("version", 3))).toEqual(["newer-state", "version newer"]);
    expect(refusedState(7)).toEqual(["invalid-state", " invalid-type"]);
  });
});
