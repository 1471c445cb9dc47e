import { describe, expect, it } from "vitest";
import * as itip from "../../../src/index.ts";
import { newSeries, uid } from "../../support/arbitrary/invite-pool.ts";
import { answerText, opened } from "../../support/fixtures/answer-text.ts";

const invite = newSeries();
const rubbish: readonly unknown[] = [
  undefined,
  null,
  0,
  Number.NaN,
  "",
  "rubbish",
  true,
  [],
  {},
  [null],
  { event: null },
  { event: { start: 7, end: {}, recurrence: "weekly" } },
  { recipients: "jane@example.test" },
  { recipients: [null, { email: 7 }] },
  { organizer: [] },
  { now: "yesterday" },
  { now: new Date(Number.NaN) },
  { instance: {} },
  { instance: "yesterday" },
  { comment: 7 },
  { comment: "\u0000" },
  { messages: [] },
  { messages: [{}], uids: [], bounces: [] },
  { messages: [], uids: [7], bounces: [{}] },
  { uid: "x", kind: "VEVENT", calendar: {}, components: [] },
  {
    uid,
    kind: "VEVENT",
    method: "REPLY",
    calendar: { name: "VCALENDAR", lines: [], components: [] },
    components: [null],
  },
  Symbol("x"),
  () => undefined,
  new Map(),
  10n,
];

/** Calls with every combination of rubbish; the types are right to object, so they are taken off. */
function throwsOnlyItipErrors(
  name: string,
  verb: unknown,
  calls: (value: unknown) => readonly unknown[][],
): void {
  if (typeof verb !== "function") throw new Error(`${name} is no function`);
  for (const value of rubbish) {
    for (const args of calls(value)) {
      try {
        Reflect.apply(verb, undefined, args);
      } catch (error) {
        if (!(error instanceof itip.ItipError))
          throw new Error(`${name} threw something else`, { cause: error });
        expect(error.problems.length).toBeGreaterThan(0);
      }
    }
  }
}

describe("every function of the tracked invite throws nothing but ItipError", () => {
  const valid = { event: { summary: "x" } };
  it.each<[string, unknown, (value: unknown) => unknown[][]]>([
    [
      "createInvite",
      itip.createInvite,
      (value) => [
        [value],
        [value, value],
        [
          {
            id: "1",
            organizer: { email: "a@example.test" },
            recipients: [{ email: "b@example.test" }],
            event: value,
          },
        ],
      ],
    ],
    [
      "updateInvite",
      itip.updateInvite,
      (value) => [[value], [invite, value], [invite, valid, value], [invite, { event: value }]],
    ],
    [
      "cancelInvite",
      itip.cancelInvite,
      (value) => [[value], [invite, value], [invite, { recipients: value }], [invite, { instance: value }]],
    ],
    [
      "acceptProposal",
      itip.acceptProposal,
      (value) => [[value], [invite, value], [invite, "jane@example.test", value]],
    ],
    [
      "declineProposal",
      itip.declineProposal,
      (value) => [[value], [invite, value], [invite, "jane@example.test", value]],
    ],
    [
      "currentMessages",
      itip.currentMessages,
      (value) => [[value], [invite, value], [invite, { recipients: value }]],
    ],
    ["receive", itip.receive, (value) => [[value], [invite, value], [invite, answerText({ uid }), value]]],
    [
      "receiveAll",
      itip.receiveAll,
      (value) => [[value], [invite, value], [invite, [value]], [invite, [], value]],
    ],
    [
      "mergeInvites",
      itip.mergeInvites,
      (value) => [
        [value, value],
        [invite, value],
        [value, invite],
      ],
    ],
    ["statusOf", itip.statusOf, (value) => [[value], [invite, value], [invite, { instance: value }]]],
    ["parseInvite", itip.parseInvite, (value) => [[value]]],
  ])("%s", throwsOnlyItipErrors);

  it("says what a raw email is to be done with", () => {
    const raw = `From: jane@example.test\r\nSubject: Yes\r\n\r\n${answerText({ uid, email: "jane@example.test", partstat: "ACCEPTED" })}`;
    expect(() => itip.receive(invite, raw)).toThrow(/openEmail/);
  });

  it("lets one unreadable message not hold up a queue, but for a raw email, which somebody forgot to open", () => {
    const reply = answerText({ uid, email: "jane@example.test", partstat: "ACCEPTED" });
    expect(
      itip.receiveAll(invite, ["rubbish", "BEGIN:VCALENDAR\r\nEND:VCALENDAR", reply]).outcomes,
    ).toMatchObject([
      { kind: "ignored", reason: "unreadable" },
      { kind: "ignored", reason: "unreadable" },
      { kind: "applied" },
    ]);
    expect(() => itip.receive(invite, "rubbish")).toThrow(/not-calendar-text/);
    expect(() => itip.receiveAll(invite, [`From: x@example.test\r\n\r\n${reply}`])).toThrow(/openEmail/);
  });

  it("holds an email that has no single author", () => {
    const message = itip.parseMessage(answerText({ uid, email: "jane@example.test", partstat: "ACCEPTED" }));
    const email = opened([message]);
    expect(itip.receive(invite, email).outcome).toEqual({ kind: "held", reason: "no-author" });
    expect(itip.receive(invite, email, { senderMismatch: "apply" }).outcome).toMatchObject({
      kind: "applied",
    });
  });

  it("tells who wrote for whom, where the caller takes an answer of somebody else's", () => {
    const text = answerText({
      uid,
      email: "jane@example.test",
      partstat: "ACCEPTED",
      parameters: ['SENT-BY="mailto:pa@example.test"'],
    });
    const email = opened([itip.parseMessage(text)], { author: "pa@example.test" });
    expect(itip.receive(invite, email).outcome).toEqual({ kind: "held", reason: "sender-mismatch" });
    expect(itip.receive(invite, email, { senderMismatch: "apply" }).outcome).toMatchObject({
      kind: "applied",
      replies: [{ email: "jane@example.test", status: "accepted", sentBy: "pa@example.test" }],
    });
  });

  it("says what became of each part of an email, and applies what it can", () => {
    const text = (facts: object) =>
      itip.parseMessage(
        answerText({
          uid,
          dtstamp: "20260501T080000Z",
          email: "jane@example.test",
          partstat: "ACCEPTED",
          ...facts,
        }),
      );
    const email = opened(
      [
        text({ uid: "other@example.com" }),
        text({}),
        text({ sequence: 9 }),
        text({ email: "omar@example.test" }),
      ],
      {
        author: "jane@example.test",
      },
    );
    expect(itip.receive(invite, email).outcome).toMatchObject({
      kind: "applied",
      replies: [{ email: "jane@example.test", status: "accepted" }],
      rest: [
        { kind: "ignored", reason: "other-uid" },
        { kind: "held", reason: "unknown-revision" },
        { kind: "held", reason: "sender-mismatch" },
      ],
    });
  });

  it("reports the change of organizer that a reply claims, and does not make it", () => {
    const reply = answerText({
      uid,
      email: "jane@example.test",
      partstat: "ACCEPTED",
      organizer: "mallory@example.net",
    });
    const { invite: next, outcome } = itip.receive(invite, reply);
    expect(outcome).toMatchObject({
      kind: "applied",
      rest: [{ kind: "ignored", reason: "organizer-change" }],
    });
    expect(next.plan).toBe(invite.plan);
  });
});
