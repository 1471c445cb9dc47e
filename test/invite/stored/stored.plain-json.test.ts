import { describe, expect, it } from "vitest";
import {
  acceptProposal,
  cancelInvite,
  createInvite,
  currentMessages,
  declineProposal,
  type Invite,
  type InviteInput,
  mergeInvites,
  type OutgoingMessage,
  parseInvite,
  parseMessage,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { start, uid } from "../../support/arbitrary/invite-pool.ts";
import { answerText, opened } from "../../support/fixtures/answer-text.ts";

const jane = "jane@example.test";
const second = { instance: "2026-05-14T10:30:00" };
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const input: InviteInput = {
  id: "1",
  uid,
  organizer: { email: "planner@example.com" },
  recipients: [{ email: jane }, { email: "omar@example.test", name: "Omar" }],
  event: {
    summary: "Weekly",
    start: "2026-05-07T10:30",
    end: "2026-05-07T11:30",
    tzid: "Europe/London",
    recurrence: { rule: "FREQ=WEEKLY;COUNT=6" },
  },
};

/** Databases refuse a member that is `undefined`, or drop it: nothing that is given out has one. */
function isPlain(value: unknown): void {
  expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value);
}

/** The invite, after all of it was found to be plain, and to be read back as it is. */
function plain({ invite, ...rest }: { invite: Invite; messages: OutgoingMessage[] }): Invite {
  isPlain(invite);
  isPlain(rest);
  isPlain(statusOf(invite));
  isPlain(currentMessages(invite, { now: later(500) }));
  expect(parseInvite(JSON.parse(JSON.stringify(invite)))).toStrictEqual(invite);
  return invite;
}

const created = () => createInvite(input, { now: start }).invite;
const heard = (invite: Invite, facts: object) =>
  plain(receive(invite, answerText({ uid, email: jane, sequence: 0, ...facts })));
const proposal = ["DTSTART:20260508T093000Z", "DTEND:20260508T103000Z"];
const aboutSecond = ["RECURRENCE-ID:20260514T093000Z"];

describe("what is given out is JSON, and is the same when it was stored", () => {
  it("a new invite, with and without what need not be given", () => {
    plain(createInvite(input, { now: start }));
    const more = {
      callbackUrl: "https://example.com/",
      replySecret: "sixteen octets!!",
      guestList: "hidden" as const,
    };
    plain(createInvite({ ...input, ...more }, { now: start }));
  });

  it("updates: of text, of guests, of times, of one occurrence and back", () => {
    const update = (invite: Invite, changes: Parameters<typeof updateInvite>[1], minute: number, more = {}) =>
      plain(updateInvite(invite, changes, { now: later(minute), ...more }));
    const described = update(created(), { event: { description: "All of us" } }, 1);
    const plainly = update(described, { event: { description: null } }, 2);
    const fewer = update(plainly, { recipients: [{ email: jane, role: "optional" }] }, 3);
    update(fewer, { event: { start: "2026-05-07T12:30" } }, 4);
    const moved = update(plainly, { event: { start: "2026-05-14T12:30" } }, 5, second);
    update(moved, { event: { start: "2026-05-14T10:30" } }, 6, second);
    update(plainly, { event: { url: "https://example.com" } }, 7, second);
  });

  it("cancellations: for one, of one occurrence, of all", () => {
    const off = { now: later(1) };
    plain(cancelInvite(created(), { ...off, recipients: [jane] }));
    plain(cancelInvite(created(), { ...off, ...second, recipients: [jane] }));
    plain(cancelInvite(created(), { ...off, ...second }));
    plain(cancelInvite(created(), off));
  });

  it("answers of all kinds, again and again, and what is decided about them", () => {
    const accepted = heard(created(), { partstat: "ACCEPTED", dtstamp: "20260421T080000Z" });
    const declined = heard(accepted, {
      partstat: "DECLINED",
      dtstamp: "20260422T080000Z",
      lines: aboutSecond,
    });
    heard(declined, { partstat: "DECLINED" });
    const countered = heard(declined, { method: "COUNTER", dtstamp: "20260423T080000Z", lines: proposal });
    plain(acceptProposal(countered, jane, { now: later(9) }));
    const settled = plain(declineProposal(countered, jane, { now: later(9) }));
    heard(settled, { partstat: "ACCEPTED", dtstamp: "20260424T080000Z" });
    const apart = heard(declined, {
      method: "COUNTER",
      dtstamp: "20260423T080000Z",
      lines: [...aboutSecond, ...proposal],
    });
    plain(acceptProposal(apart, jane, { now: later(9), ...second }));
    plain(declineProposal(apart, jane, { now: later(9), ...second }));
    const kim = "kim@example.test";
    const stranger = heard(created(), { email: kim, partstat: "ACCEPTED" });
    plain(updateInvite(stranger, { recipients: [{ email: kim }] }, { now: later(9) }));
  });

  it("mail that came back, with a Date and without", () => {
    const bounces = [{ email: jane, status: "5.1.1" }];
    const failed = plain(receive(created(), opened([], { uids: [uid], bounces })));
    plain(receive(failed, opened([], { uids: [uid], bounces, date: "2026-04-22T08:00:00Z" })));
    const both = heard(failed, { partstat: "ACCEPTED", dtstamp: "20260423T080000Z" });
    plain(receive(both, opened([], { uids: [uid], bounces, date: "2026-04-24T08:00:00Z" })));
  });

  it("an email whose Date is no day of the calendar, once stored could not be read back", () => {
    const date = "2026-02-30T08:00:00Z";
    const message = parseMessage(
      answerText({ uid, email: jane, partstat: "ACCEPTED", dtstamp: "20260201T080000Z" }),
      { sender: jane, sentAt: date },
    );
    const answered = plain(receive(created(), message));
    expect(answered.answers).toHaveLength(1);
    plain(receive(answered, opened([], { uids: [uid], bounces: [{ email: jane, status: "5.1.1" }], date })));
  });

  it("copies that were merged", () => {
    const moved = (time: string) =>
      updateInvite(created(), { event: { start: time } }, { now: later(1) }).invite;
    plain({ invite: mergeInvites(created(), created()), messages: [] });
    const torn = mergeInvites(moved("2026-05-07T12:30"), moved("2026-05-07T13:30"));
    plain({ invite: torn, messages: [] });
    plain({ invite: mergeInvites(torn, updateInvite(torn, {}, { now: later(2) }).invite), messages: [] });
    plain(
      updateInvite(torn, { event: { summary: "Else" } }, { now: later(2), instance: "2026-05-14T13:30:00" }),
    );
    plain(updateInvite(torn, { event: { summary: "Else" } }, { now: later(2) }));
  });
});
