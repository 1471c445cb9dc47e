import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ItipMessage,
  mergeInvites,
  parseMessage,
  receiveAll,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { strangerLimit } from "../../../src/invite/answers/strangers.ts";
import { newSeries, uid } from "../../support/arbitrary/invite-pool.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";
import { deep, runs } from "../../support/runs.ts";

const series = newSeries();

/** Stranger `n` says something at minute `n` of May. */
function letterOf(n: number, method: "REPLY" | "COUNTER" = "REPLY"): ItipMessage {
  const at = new Date(Date.UTC(2026, 4, 1, 0, n)).toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = method === "COUNTER" ? ["DTSTART:20260601T080000Z", "DTEND:20260601T090000Z"] : [];
  return parseMessage(
    answerText({ method, uid, email: `s${n}@example.test`, partstat: "TENTATIVE", dtstamp: at, lines }),
  );
}

const crowd = Array.from({ length: strangerLimit.reply + 300 }, (_, n) => letterOf(n));
const latest = crowd
  .slice(300)
  .map((_, n) => `s${n + 300}@example.test`)
  .sort();

describe("people who were never invited", () => {
  it("are kept up to the limit, those who said something last", () => {
    const { invite, outcomes } = receiveAll(series, crowd);
    expect(statusOf(invite).replies.map(({ email }) => email)).toEqual(latest);
    expect(outcomes.every(({ kind }) => kind === "applied")).toBe(true);
    const late = receiveAll(invite, crowd.slice(0, 300));
    expect(late.invite).toBe(invite);
    expect(late.outcomes[0]).toEqual({ kind: "ignored", reason: "too-many-strangers" });
  });

  it("are the same, whether they come at once or one batch after another", () => {
    const first = receiveAll(series, crowd.slice(0, strangerLimit.reply)).invite;
    expect(receiveAll(first, crowd.slice(strangerLimit.reply)).invite).toEqual(
      receiveAll(series, crowd).invite,
    );
  });

  it("stay the same in any order, and over any copies", () => {
    const shuffled = fc.shuffledSubarray(crowd, { minLength: crowd.length });
    fc.assert(
      fc.property(shuffled, fc.nat({ max: crowd.length }), (list, at) => {
        const whole = receiveAll(series, list).invite;
        expect(statusOf(whole).replies.map(({ email }) => email)).toEqual(latest);
        const merged = mergeInvites(
          receiveAll(series, list.slice(0, at)).invite,
          receiveAll(series, list.slice(at)).invite,
        );
        expect(merged).toEqual(whole);
      }),
      { numRuns: runs(10, "flood") },
    );
  });

  it("are limited by REPLY and by COUNTER apart, so that neither pushes the other out", () => {
    const proposals = [1, 2, 3].map((n) => letterOf(n, "COUNTER"));
    const { invite } = receiveAll(series, [...proposals, ...crowd]);
    const shown = statusOf(invite).replies.filter(({ proposal }) => proposal !== undefined);
    expect(shown.map(({ email }) => email)).toEqual([
      "s1@example.test",
      "s2@example.test",
      "s3@example.test",
    ]);
    expect(receiveAll(series, [...crowd, ...proposals].reverse()).invite).toEqual(invite);
  });

  it("store no more than a million characters, whatever they write", () => {
    const longest = '"\u{1F600}'.repeat(deep ? 20_000 : 2_000);
    const delegates = Array.from(
      { length: deep ? 60 : 10 },
      (_, n) => `"mailto:d${n}@${"x".repeat(200)}.example.test"`,
    ).join(",");
    const letters = Array.from({ length: strangerLimit.reply + 20 }, (_, n) => n).flatMap((n) =>
      (["REPLY", "COUNTER"] as const).map((method) =>
        answerText({
          method,
          uid,
          email: `${"s".repeat(50)}${n}@${"x.".repeat(90)}example.test`,
          partstat: "TENTATIVE",
          dtstamp: "20260501T080000Z",
          comment: longest,
          lines: method === "COUNTER" ? ["DTSTART:20260601T080000Z", "DTEND:20260601T090000Z"] : [],
          parameters: [`DELEGATED-TO=${delegates}`],
        }),
      ),
    );
    const { invite } = receiveAll(series, letters);
    expect(invite.strangers.length).toBeGreaterThanOrEqual(strangerLimit.reply);
    expect(JSON.stringify(invite.strangers).length).toBeLessThan(1_024 * 1_024);
  });

  it("do not take the place of anybody who is invited", () => {
    const jane = answerText({
      uid,
      email: "jane@example.test",
      partstat: "DECLINED",
      dtstamp: "20260101T000000Z",
    });
    const { invite } = receiveAll(series, [jane, ...crowd]);
    expect(statusOf(invite).recipients[0]).toEqual({ email: "jane@example.test", status: "declined" });
  });

  it("count from the moment that they are invited", () => {
    const { invite } = receiveAll(series, crowd.slice(0, 3));
    const recipients = ["jane@example.test", "s1@example.test"].map((email) => ({ email }));
    expect(statusOf(updateInvite(invite, { recipients }).invite).recipients).toEqual([
      { email: "jane@example.test", status: "pending" },
      { email: "s1@example.test", status: "tentative" },
    ]);
  });
});
