import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  forgetAnswer,
  type Invite,
  mergeInvites,
  parseInvite,
  receive,
  statusOf,
} from "../../../src/index.ts";
import { letters, newSeries, recipients, strangers, uid } from "../../support/arbitrary/invite-pool.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";
import { refused } from "../../support/refusal.ts";
import { runs } from "../../support/runs.ts";

const series = newSeries();
const jane = "jane@example.test";
const now = { now: new Date("2026-05-02T08:00:00Z") };
const said = (partstat: string, dtstamp: string, more: Partial<Parameters<typeof answerText>[0]> = {}) =>
  answerText({ uid, email: jane, partstat, sequence: 0, dtstamp, ...more });
const standing = (invite: Invite) => statusOf(invite).recipients[0]?.status;
const forged = said("DECLINED", "20260502T100000Z");
const honest = said("ACCEPTED", "20260501T080000Z");

describe("an answer that the organizer clears", () => {
  const cleared = forgetAnswer(receive(series, forged, now).invite, jane).invite;

  it("is as though it had never come, and sends nothing", () => {
    expect(standing(cleared)).toBe("pending");
    expect(statusOf(cleared).replies).toEqual([]);
    expect(forgetAnswer(cleared, jane)).toEqual({ invite: cleared, messages: [] });
  });

  it("never counts again, in whatever copy it arrives", () => {
    const again = receive(cleared, forged, now);
    expect(again.outcome).toEqual({ kind: "stale", reason: "forgotten" });
    expect(again.invite).toBe(cleared);
    const copy = receive(series, forged, now).invite;
    expect(standing(mergeInvites(cleared, copy))).toBe("pending");
    expect(standing(mergeInvites(copy, cleared))).toBe("pending");
    const stored = parseInvite(JSON.parse(JSON.stringify(cleared)));
    expect(standing(receive(stored, forged, now).invite)).toBe("pending");
  });

  it("makes room for another one, older or later", () => {
    expect(standing(receive(cleared, honest, now).invite)).toBe("accepted");
    expect(standing(receive(cleared, said("TENTATIVE", "20260502T110000Z"), now).invite)).toBe("tentative");
  });

  it("is one statement at a time: a proposal first, then the answer before it", () => {
    const proposal = said("TENTATIVE", "20260501T090000Z", {
      method: "COUNTER",
      lines: ["DTSTART:20260508T093000Z", "DTEND:20260508T103000Z"],
    });
    const both = receive(receive(series, honest, now).invite, proposal, now).invite;
    expect(statusOf(both).recipients[0]?.proposal).toBeDefined();
    const one = forgetAnswer(both, jane).invite;
    expect(statusOf(one).recipients[0]).toEqual({ email: jane, status: "accepted" });
    expect(standing(forgetAnswer(one, jane).invite)).toBe("pending");
  });

  it("may be about one occurrence, or it and all later ones", () => {
    const second = "2026-05-14T10:30";
    for (const line of [
      "RECURRENCE-ID:20260514T093000Z",
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20260514T093000Z",
    ]) {
      const invite = receive(
        receive(series, honest, now).invite,
        said("DECLINED", "20260501T090000Z", { lines: [line] }),
        now,
      ).invite;
      const about = (state: Invite) => statusOf(state, { instance: second }).recipients[0]?.status;
      expect(about(invite)).toBe("declined");
      expect(about(forgetAnswer(invite, jane, { instance: second }).invite)).toBe("accepted");
    }
  });

  it("may be a stranger's; of somebody who has said nothing and was never invited there is none", () => {
    const kim = receive(
      series,
      said("ACCEPTED", "20260501T080000Z", { email: "kim@example.test" }),
      now,
    ).invite;
    const { invite: without } = forgetAnswer(kim, "Kim@example.test");
    expect(statusOf(without).replies).toEqual([]);
    expect(forgetAnswer(without, "kim@example.test")).toEqual({ invite: without, messages: [] });
    expect(refused(() => forgetAnswer(series, "kim@example.test"))).toEqual([
      "unknown-recipient",
      "email unknown-recipient",
    ]);
    expect(forgetAnswer(series, jane).invite).toBe(series);
  });
});

it("copies that were cleared and merged show the same, in whatever order they are merged", () => {
  const received = fc.array(fc.constantFrom(...letters), { maxLength: 6 });
  const person = fc.constantFrom(...recipients, ...strangers);
  fc.assert(
    fc.property(received, received, person, (left, right, who) => {
      const heard = (list: typeof left) =>
        list.reduce((state, { incoming }) => receive(state, incoming, now).invite, series);
      const a = heard(left);
      const clears = refused(() => forgetAnswer(a, who)) === "nothing was thrown";
      const cleared = clears ? forgetAnswer(a, who).invite : a;
      const b = heard(right);
      expect(mergeInvites(cleared, b)).toEqual(mergeInvites(b, cleared));
      expect(mergeInvites(cleared, a)).toEqual(cleared);
      expect(parseInvite(JSON.parse(JSON.stringify(cleared)))).toEqual(cleared);
    }),
    { numRuns: runs(300, "message") },
  );
});

/** What Jane and Kim say of the series as it was sent, so that what is cleared meets what it has to do with. */
const few = letters.filter(
  ({ said: { who, sequence, occurrenceAt } }) =>
    (who === jane || who === strangers[0]) && sequence === 0 && occurrenceAt === undefined,
);

it("three copies, one of them cleared, come out the same however they are merged, if the others heard all of that person's answers or none", () => {
  const received = fc.array(fc.constantFrom(...few), { maxLength: 6 });
  const person = fc.constantFrom(jane, ...strangers.slice(0, 1));
  const both = fc.tuple(fc.boolean(), fc.boolean());
  fc.assert(
    fc.property(received, received, received, person, both, (left, middle, right, person, [all, more]) => {
      const heard = (list: typeof left) =>
        list.reduce((state, { incoming }) => receive(state, incoming, now).invite, series);
      const own = left.filter(({ said: { who } }) => who === person);
      const copy = (list: typeof left, hasAll: boolean) =>
        heard([...list.filter(({ said: { who } }) => who !== person), ...(hasAll ? own : [])]);
      const a = heard(left);
      const clears = refused(() => forgetAnswer(a, person)) === "nothing was thrown";
      const cleared = clears ? forgetAnswer(a, person).invite : a;
      const [b, c] = [copy(middle, all), copy(right, more)];
      const merged = mergeInvites(cleared, mergeInvites(b, c));
      expect(mergeInvites(mergeInvites(cleared, b), c)).toEqual(merged);
      expect(mergeInvites(mergeInvites(b, cleared), c)).toEqual(merged);
    }),
    { numRuns: runs(300, "message") },
  );
});
