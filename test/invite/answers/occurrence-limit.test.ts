import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createInvite,
  type Invite,
  mergeInvites,
  parseInvite,
  receive,
  receiveAll,
  statusOf,
} from "../../../src/index.ts";
import { occurrenceLimit } from "../../../src/invite/answers/occurrence-limit.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";
import { deep, runs } from "../../support/runs.ts";

const uid = "daily@example.com";
const jane = "jane@example.test";
const now = { now: new Date("2026-05-02T08:00:00Z") };
const { invite } = createInvite(
  {
    id: "daily",
    uid,
    organizer: { email: "planner@example.com" },
    recipients: [{ email: jane }, { email: "omar@example.test" }],
    event: {
      summary: "Daily",
      start: "2026-05-07T10:30:00Z",
      end: "2026-05-07T11:30:00Z",
      recurrence: { rule: "FREQ=DAILY" },
    },
  },
  { now: new Date("2026-04-20T08:00:00Z") },
);
const startOf = (day: number) =>
  new Date(Date.UTC(2026, 4, 7 + day, 10, 30)).toISOString().replace(/[-:]|\.\d+/g, "");

/** An answer to the occurrence of that day, said that many seconds into May. */
function letter(
  day: number,
  second: number,
  comment = "c",
  email = jane,
  method: "REPLY" | "COUNTER" = "REPLY",
): string {
  const dtstamp = new Date(Date.UTC(2026, 4, 1, 0, 0, second)).toISOString().replace(/[-:]|\.\d+/g, "");
  const times = method === "COUNTER" ? ["DTSTART:20260601T080000Z", "DTEND:20260601T090000Z"] : [];
  const lines = [`RECURRENCE-ID:${startOf(day)}`, ...times];
  return answerText({ method, uid, email, partstat: "TENTATIVE", sequence: 0, dtstamp, comment, lines });
}

const days = Array.from({ length: occurrenceLimit.reply + 40 }, (_, day) => day);

describe("a guest who answers one occurrence after another", () => {
  it("is heard about as many as there is room for, those said last", () => {
    const { invite: next, outcomes } = receiveAll(
      invite,
      days.map((day) => letter(day, day)),
      now,
    );
    expect(outcomes.every(({ kind }) => kind === "applied")).toBe(true);
    expect(statusOf(next).instances).toHaveLength(occurrenceLimit.reply);
    const early = receive(next, letter(0, 0), now);
    expect(early.outcome).toEqual({ kind: "ignored", reason: "too-many-occurrences" });
    expect(early.invite).toBe(next);
  });

  it("does not lose the answer to the series by it, nor anybody else's", () => {
    const others = [
      answerText({ uid, email: jane, partstat: "DECLINED", sequence: 0, dtstamp: "20260430T080000Z" }),
      letter(3, 0, "c", "omar@example.test"),
    ];
    const { invite: next } = receiveAll(invite, [...others, ...days.map((day) => letter(day, day + 1))], now);
    expect(statusOf(next).recipients[0]?.status).toBe("declined");
    expect(statusOf(next, { instance: "2026-05-10T10:30:00Z" }).recipients[1]?.status).toBe("tentative");
  });

  it("stores no more than 256 KB, whatever they write, for as long as they like", () => {
    const longest = '"\u{1F600}'.repeat(deep ? 20_000 : 2_000);
    const many = days.flatMap((day) => [
      letter(day, day, longest),
      letter(day, day, longest, jane, "COUNTER"),
    ]);
    const whole = [
      answerText({
        uid,
        email: jane,
        partstat: "ACCEPTED",
        sequence: 0,
        dtstamp: "20260501T000000Z",
        comment: longest,
      }),
    ];
    const { invite: next } = receiveAll(invite, [...whole, ...many], now);
    expect(JSON.stringify(next).length - JSON.stringify(invite).length).toBeLessThan(256 * 1_024);
  });

  it("leaves the same state in any order, and over any copies", () => {
    const crowd = days.map((day) => letter(day, (day * 7) % 40));
    const shuffled = fc.shuffledSubarray(crowd, { minLength: crowd.length });
    fc.assert(
      fc.property(shuffled, fc.nat({ max: crowd.length }), (list, at) => {
        const whole = receiveAll(invite, list, now).invite;
        const halves = [list.slice(0, at), list.slice(at)].map(
          (half) => receiveAll(invite, half, now).invite,
        );
        expect(halves.reduce<Invite>(mergeInvites, invite)).toEqual(whole);
        expect(whole).toEqual(receiveAll(invite, crowd, now).invite);
        expect(parseInvite(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
      }),
      { numRuns: runs(30, "flood") },
    );
  });
});
