import { describe, expect, it } from "vitest";
import {
  createInvite,
  type Invite,
  mergeInvites,
  parseMessage,
  type ReceiveOptions,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { answerText, opened } from "../../support/fixtures/answer-text.ts";
import { party } from "../../support/fixtures/party.ts";

const { uid } = party;
const jane = "jane@example.test";
const made = new Date("2026-04-20T08:00:00Z");
const later = { now: new Date("2026-05-02T08:00:00Z") };
const { invite } = createInvite(party, { now: made });
const text = (facts: Partial<Parameters<typeof answerText>[0]> = {}) =>
  answerText({ uid, email: jane, partstat: "ACCEPTED", sequence: 0, dtstamp: "20260501T080000Z", ...facts });
const from = (author: string, ics = text()) =>
  opened([parseMessage(ics)], { author, date: "2026-05-01T08:00:00Z" });
const outcomeOf = (
  incoming: Parameters<typeof receive>[1],
  options: ReceiveOptions = later,
  to: Invite = invite,
) => receive(to, incoming, options).outcome;
const statusOfJane = (state: Invite) => statusOf(state).recipients[0]?.status;

describe("a DTSTAMP, or the Date that stands in for it", () => {
  const held = { kind: "held", reason: "dtstamp-in-the-future" };

  it("more than a day after now is held, so that it shadows no honest answer", () => {
    expect(outcomeOf(text({ dtstamp: "99981231T000000Z" }))).toEqual(held);
    expect(outcomeOf(text({ dtstamp: "20260503T080001Z" }))).toEqual(held);
    expect(outcomeOf(text({ dtstamp: "20260503T080000Z" })).kind).toBe("applied");
    const undated = parseMessage(answerText({ uid, email: jane, partstat: "ACCEPTED" }), {
      sender: jane,
      sentAt: "9998-01-01T00:00:00Z",
    });
    expect(outcomeOf(opened([undated], { author: jane }))).toEqual(held);
  });

  it("dated more than a day after the email's Date is held, also where both lie in the past", () => {
    const incoming = opened(
      [parseMessage(text({ dtstamp: "20260430T080000Z" }), { sender: jane, sentAt: "2026-04-28T08:00:00Z" })],
      {
        author: jane,
      },
    );
    expect(outcomeOf(incoming)).toEqual(held);
  });
});

describe("a mail without a verdict", () => {
  it("is believed unless the caller asks for one", () => {
    expect(outcomeOf(from(jane)).kind).toBe("applied");
    const hold: ReceiveOptions = { ...later, unauthenticated: "hold" };
    expect(outcomeOf(from(jane), hold)).toEqual({ kind: "held", reason: "unauthenticated" });
    expect(outcomeOf(from(jane), { ...hold, authentication: "none" })).toEqual({
      kind: "held",
      reason: "unauthenticated",
    });
    expect(outcomeOf(from(jane), { ...hold, authentication: "pass" }).kind).toBe("applied");
    expect(outcomeOf(text(), hold).kind).toBe("applied");
  });

  it("asks for nothing by REFRESH either", () => {
    const refresh = from(jane, text({ method: "REFRESH" }));
    const hold: ReceiveOptions = { ...later, unauthenticated: "hold" };
    expect(receive(invite, refresh, hold)).toMatchObject({
      messages: [],
      outcome: { reason: "unauthenticated" },
    });
  });
});

describe("who the caller knows the author to be", () => {
  it("answers under an alias, for the address that was invited", () => {
    const alias = from("jane.roe@home.example", text({ email: "jane.roe@home.example" }));
    expect(outcomeOf(alias)).toMatchObject({
      kind: "applied",
      replies: [{ email: "jane.roe@home.example" }],
    });
    expect(statusOfJane(receive(invite, alias, later).invite)).toBe("pending");
    expect(statusOfJane(receive(invite, alias, { ...later, author: jane }).invite)).toBe("accepted");
  });

  it("is taken for the author of a rewritten From, and of calendar text that has none", () => {
    const rewritten = from("list@example.org");
    expect(outcomeOf(rewritten)).toEqual({ kind: "held", reason: "sender-mismatch" });
    expect(statusOfJane(receive(invite, rewritten, { ...later, author: "Jane@example.test" }).invite)).toBe(
      "accepted",
    );
    expect(outcomeOf(text(), { ...later, author: "omar@example.test" })).toEqual({
      kind: "held",
      reason: "sender-mismatch",
    });
  });

  it("does not answer for somebody else", () => {
    const forOmar = from("jane.roe@home.example", text({ email: "omar@example.test" }));
    expect(outcomeOf(forOmar, { ...later, author: jane })).toEqual({
      kind: "held",
      reason: "sender-mismatch",
    });
  });
});

describe("a reply that names the time of an earlier revision", () => {
  const moved = updateInvite(
    invite,
    { event: { start: "2026-05-07T12:30" } },
    { now: new Date("2026-04-21T08:00:00Z") },
  ).invite;
  const named = (sequence: number, start: string, end: string) =>
    text({ sequence, lines: [`DTSTART:${start}`, `DTEND:${end}`] });

  it("never counts for the new one, whatever SEQUENCE its client raised it to", () => {
    const stale = named(1, "20260507T093000Z", "20260507T103000Z");
    expect(outcomeOf(stale, later, moved)).toEqual({ kind: "stale", reason: "rescheduled" });
    expect(statusOfJane(receive(moved, stale, later).invite)).toBe("pending");
  });

  it("never counts either where it names the start alone, and the event has left that", () => {
    const started = (sequence: number, start: string) => text({ sequence, lines: [`DTSTART:${start}`] });
    const stale = { kind: "stale", reason: "rescheduled" };
    expect(outcomeOf(started(1, "20260507T093000Z"), later, moved)).toEqual(stale);
    expect(outcomeOf(started(1, "20260507T113000Z"), later, moved).kind).toBe("applied");
    const shortened = updateInvite(invite, { event: { end: "2026-05-07T11:00" } }, { now: made }).invite;
    expect(outcomeOf(started(1, "20260507T093000Z"), later, shortened).kind).toBe("applied");
  });

  it("counts where it names the start by which a moved occurrence is known, and no end", () => {
    const weekly = updateInvite(
      invite,
      { event: { recurrence: { rule: "FREQ=WEEKLY;COUNT=4" } } },
      { now: made },
    ).invite;
    const one = updateInvite(
      weekly,
      { event: { start: "2026-05-14T15:00" } },
      { now: new Date("2026-04-22T08:00:00Z"), instance: "2026-05-14T10:30" },
    ).invite;
    const lines = ["RECURRENCE-ID:20260514T093000Z", "DTSTART:20260514T093000Z"];
    expect(outcomeOf(text({ sequence: one.sequence, lines }), later, one).kind).toBe("applied");
  });

  it("counts where the event has come back to it", () => {
    const back = updateInvite(
      moved,
      { event: { start: "2026-05-07T10:30" } },
      { now: new Date("2026-04-22T08:00:00Z") },
    ).invite;
    expect(outcomeOf(named(0, "20260507T093000Z", "20260507T103000Z"), later, back).kind).toBe("applied");
  });

  it("says nothing by a time that was never planned: some servers shift it", () => {
    expect(outcomeOf(named(1, "20260507T083000Z", "20260507T093000Z"), later, moved).kind).toBe("applied");
  });

  it("is known for one in every copy, also once stored", () => {
    const stale = named(1, "20260507T093000Z", "20260507T103000Z");
    const stored: Invite = JSON.parse(JSON.stringify(receive(moved, stale, later).invite));
    expect(statusOfJane(mergeInvites(stored, moved))).toBe("pending");
  });
});

describe("a SEQUENCE above any that was used", () => {
  it("answers the latest revision where the planned time is named, and gives way to what is said later", () => {
    const raised = text({ sequence: 7, lines: ["DTSTART:20260507T093000Z", "DTEND:20260507T103000Z"] });
    const state = receive(invite, raised, later).invite;
    expect(statusOfJane(state)).toBe("accepted");
    const after = receive(state, text({ partstat: "DECLINED", dtstamp: "20260501T090000Z" }), later).invite;
    expect(statusOfJane(after)).toBe("declined");
  });

  it("is held where another time is named, or none", () => {
    const held = { kind: "held", reason: "unknown-revision" };
    expect(outcomeOf(text({ sequence: 7 }))).toEqual(held);
    expect(
      outcomeOf(text({ sequence: 7, lines: ["DTSTART:20260508T093000Z", "DTEND:20260508T103000Z"] })),
    ).toEqual(held);
  });
});

describe("a stranger's mail that lists thousands", () => {
  it("is held by one look, with one outcome", () => {
    const crowd = Array.from(
      { length: 2_000 },
      (_, n) => `ATTENDEE;PARTSTAT=ACCEPTED:mailto:g${n}@example.test`,
    );
    const many = from("eve@elsewhere.test", answerText({ uid, lines: crowd }));
    expect(receive(invite, many, later)).toMatchObject({
      invite,
      outcome: { kind: "held", reason: "sender-mismatch" },
    });
  });
});

describe("somebody who was invited again", () => {
  const [first, second] = [1, 2].map((day) => new Date(`2026-04-2${day}T08:00:00Z`));
  const omar = { email: "omar@example.test" };

  it("is pending: what they said belongs to the invitation that was withdrawn", () => {
    const accepted = receive(invite, text({ dtstamp: "20260420T090000Z" }), later).invite;
    const without = updateInvite(accepted, { recipients: [omar] }, { now: first ?? made }).invite;
    const again = updateInvite(
      without,
      { recipients: [omar, { email: jane }] },
      { now: second ?? made },
    ).invite;
    const standing = (state: Invite) =>
      statusOf(state).recipients.find(({ email }) => email === jane)?.status;
    expect(standing(again)).toBe("pending");
    expect(outcomeOf(text({ dtstamp: "20260420T100000Z" }), later, again)).toEqual({
      kind: "stale",
      reason: "reinvited",
    });
    expect(standing(receive(again, text({ sequence: again.sequence }), later).invite)).toBe("accepted");
    expect(standing(JSON.parse(JSON.stringify(again)))).toBe("pending");
  });
});

describe("an answer in a line that cannot be read", () => {
  const accepted = (line: string, before: readonly string[] = []) =>
    text({ lines: [...before, line] }).replace(/^ATTENDEE;PARTSTAT=ACCEPTED:.*\r\n/m, "");

  it.each([
    ["without a colon", "ATTENDEE;PARTSTAT=ACCEPTED", []],
    ["of a name that is misspelt", `ATTENDE;PARTSTAT=ACCEPTED:mailto:${jane}`, []],
    ["of a name with a group before it", `item1.ATTENDEE;PARTSTAT=ACCEPTED:mailto:${jane}`, []],
    ["whose PARTSTAT is misspelt", `ATTENDEE;PARTSAT=ACCEPTED:mailto:${jane}`, []],
    ["whose PARTSTAT is damaged", `ATTENDEE;PARTSTAT\ufffdCEPTED:mailto:${jane}`, []],
    ["whose PARTSTAT has more than its word", `ATTENDEE;PARTSTAT=3DACCEPTED:mailto:${jane}`, []],
    ["whose PARTSTAT is torn by a fold of two blanks", `ATTENDEE;PARTSTAT=ACC EPTED:mailto:${jane}`, []],
    ["that states PARTSTAT twice", `ATTENDEE;PARTSTAT=NEEDS-ACTION;PARTSTAT=ACCEPTED:mailto:${jane}`, []],
    ["that states it twice in small letters", `ATTENDEE;partstat=;partstat=accepted:mailto:${jane}`, []],
    ["inside an alarm that has no end", `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${jane}`, ["BEGIN:VALARM"]],
    ["that answers without naming PARTSTAT", `ATTENDEE;ACCEPTED:mailto:${jane}`, []],
    [
      "that looks like the continuation of another",
      ` ATTENDEE;PARTSTAT=ACCEPTED:mailto:${jane}`,
      ["SUMMARY:Party"],
    ],
    [
      "behind more lines that cannot be read than are listed",
      `ATTENDEE mailto:${jane}`,
      Array.from({ length: 150 }, (_, at) => `no content line ${at}`),
    ],
  ])("is held %s, and says so", (_, line, before) => {
    expect(outcomeOf(from(jane, accepted(line, before)))).toEqual({
      kind: "held",
      reason: "unreadable-answer",
    });
  });

  it("is none where a name holds the word, or PARTSTAT is an extension (RFC 5545 section 3.2.12)", () => {
    for (const parameters of [
      'CN="Accepted; Jane"',
      "PARTSTAT=X-MAYBE",
      'PARTSTAT=NEEDS-ACTION;CN="Jane;PARTSTAT=ACCEPTED"',
      "PARTSTAT=NEEDS-ACTION;PARTSTAT=needs-action",
    ]) {
      const line = `ATTENDEE;${parameters}:mailto:${jane}`;
      expect(outcomeOf(from(jane, accepted(line)))).toMatchObject({ replies: [{ status: "pending" }] });
    }
  });

  it("is held beside a line of its author that answers nothing, and replaces nothing that they have said", () => {
    const state = receive(invite, text(), later).invite;
    const damaged = text({
      partstat: "NEEDS-ACTION",
      dtstamp: "20260501T090000Z",
      lines: ["ATTENDEE;PARTSTAT=DECLINED"],
    });
    const { outcome, invite: next } = receive(state, damaged, later);
    expect(outcome).toEqual({ kind: "held", reason: "unreadable-answer" });
    expect(statusOfJane(next)).toBe("accepted");
  });
});

describe("a COUNTER with DTSTART alone", () => {
  const counter = text({ method: "COUNTER", partstat: "TENTATIVE", lines: ["DTSTART:20260508T150000Z"] });
  const longer = (state: Invite) =>
    updateInvite(state, { event: { end: "2026-05-07T14:00" } }, { now: new Date("2026-05-01T09:00:00Z") })
      .invite;

  it("that comes again after the meeting was made longer is a duplicate", () => {
    const state = longer(receive(invite, counter, later).invite);
    const again = receive(state, counter, later);
    expect(again.outcome).toEqual({ kind: "duplicate" });
    expect(again.invite).toBe(state);
  });

  it("says the same to two copies, of which one was made longer first", () => {
    const heardFirst = longer(receive(invite, counter, later).invite);
    const heardLast = receive(longer(invite), counter, later).invite;
    const joined = mergeInvites(heardFirst, heardLast);
    expect(joined.answers).toEqual(heardFirst.answers);
    expect(statusOf(joined).recipients[0]?.proposal).toBeUndefined();
  });
});
