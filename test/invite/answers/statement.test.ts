import { describe, expect, it } from "vitest";
import { parseInvite, parseMessage, receive, statusOf } from "../../../src/index.ts";
import { statementOf } from "../../../src/invite/answers/statement.ts";
import type { StatedReply } from "../../../src/reply/read-reply.ts";
import { newSeries, uid } from "../../support/arbitrary/invite-pool.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";

const series = newSeries();
const email = "jane@example.test";
const dtstamp = "20260501T080000Z";

function afterReply(lines: readonly string[], parameters: readonly string[] = []) {
  const text = answerText({ uid, email, partstat: "ACCEPTED", dtstamp, lines, parameters });
  const { invite, outcome } = receive(series, parseMessage(text));
  return { invite, outcome, jane: statusOf(invite).replies.find((reply) => reply.email === email) };
}

function comment(text: string) {
  return afterReply([`COMMENT:${text}`]).jane?.comment;
}

const reply: StatedReply = { method: "REPLY", uid, email, status: "accepted", sequence: 0 };
const kept = { email, status: "accepted", sequence: 0 };
const people = (count: number) => Array.from({ length: count }, (_, at) => `d${at}@example.test`);

describe("a single long part of a reply", () => {
  it.each<[string, Partial<StatedReply>]>([
    ["comment", { comment: "c".repeat(10_000) }],
    ["description", { description: "d".repeat(10_000) }],
    ["name", { name: "n".repeat(1_000) }],
    ["delegates", { delegatedTo: people(100) }],
    ["delegators", { delegatedFrom: people(100) }],
  ])("is kept whole up to its limit, %s", (_, said) => {
    expect(statementOf({ ...reply, ...said })).toStrictEqual({ ...kept, ...said });
  });

  it.each<[string, Partial<StatedReply>, object]>([
    ["comment", { comment: "c".repeat(10_001) }, { comment: `${"c".repeat(9_999)}…` }],
    ["description", { description: "d".repeat(10_001) }, {}],
    ["name", { name: "n".repeat(1_001) }, { name: `${"n".repeat(999)}…` }],
    ["delegates", { delegatedTo: people(101) }, { delegatedTo: people(100) }],
    ["delegators", { delegatedFrom: people(101) }, { delegatedFrom: people(100) }],
    [
      "character in the middle",
      { comment: `😀${"c".repeat(10_000)}` },
      { comment: `😀${"c".repeat(9_997)}…` },
    ],
  ])("is cut beyond its limit, %s", (_, said, cut) => {
    expect(statementOf({ ...reply, ...said })).toStrictEqual({ ...kept, ...cut });
  });

  it("stays whole where another part is cut", () => {
    const said = {
      name: "n".repeat(1_000),
      delegatedTo: people(2),
      delegatedFrom: people(1),
      description: "d",
    };
    expect(statementOf({ ...reply, ...said, comment: "c".repeat(20_000) })).toStrictEqual({
      ...kept,
      ...said,
      comment: `${"c".repeat(9_999)}…`,
    });
  });
});

describe("a comment of a reply", () => {
  it("is kept whole up to ten thousand characters", () => {
    expect(comment("a".repeat(10_000))).toBe("a".repeat(10_000));
    expect(comment("a".repeat(10_001))).toBe(`${"a".repeat(9_999)}…`);
  });

  it("is cut between characters, never within a surrogate pair", () => {
    expect(comment(`${"a".repeat(9_998)}😀😀`)).toBe(`${"a".repeat(9_998)}…`);
  });

  it("is given in full in the outcome", () => {
    const { outcome } = afterReply([`COMMENT:${"a".repeat(20_000)}`]);
    expect(outcome.kind === "applied" ? outcome.replies[0]?.comment?.length : undefined).toBe(20_000);
  });

  it("cannot make a state that is refused when it comes back from storage", () => {
    const { invite } = afterReply(Array.from({ length: 8 }, () => `COMMENT:${"long ".repeat(50_000)}`));
    expect(parseInvite(JSON.parse(JSON.stringify(invite)))).toEqual(invite);
  });

  it("and a name or a list of delegates of any length leave the state readable", () => {
    const delegates = Array.from({ length: 500 }, (_, n) => `"mailto:d${n}@example.test"`).join(",");
    const { invite, jane } = afterReply([], [`CN=${"J".repeat(5_000)}`, `DELEGATED-TO=${delegates}`]);
    expect(jane?.name?.length).toBe(1_000);
    expect(jane?.delegatedTo?.length).toBe(100);
    expect(parseInvite(JSON.parse(JSON.stringify(invite)))).toEqual(invite);
  });

  it("changes nothing when it arrives again", () => {
    const text = answerText({ uid, email, partstat: "ACCEPTED", dtstamp, comment: "b".repeat(30_000) });
    const once = receive(series, parseMessage(text)).invite;
    const again = receive(once, parseMessage(text));
    expect(again.invite).toBe(once);
    expect(again.outcome).toEqual({ kind: "duplicate" });
  });

  it("is no comment where KDE sends back a description of any length", () => {
    const text = answerText({
      uid,
      email,
      partstat: "ACCEPTED",
      dtstamp,
      lines: [`DESCRIPTION:${"c".repeat(10_001)}`],
    }).replace("VERSION:2.0", "VERSION:2.0\r\nPRODID:-//K Desktop Environment//NONSGML libkcal 4.3//EN");
    const { invite } = receive(series, parseMessage(text));
    expect(statusOf(invite).replies.find((reply) => reply.email === email)?.comment).toBeUndefined();
  });
});
