import { describe, expect, it } from "vitest";
import {
  acceptProposal,
  cancelInvite,
  createInvite,
  currentMessages,
  declineProposal,
  type InviteChanges,
  type InviteInput,
  type OutgoingMessage,
  parseMessage,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { answerText, opened } from "../../support/fixtures/answer-text.ts";

const now = new Date("2026-04-20T08:00:00Z");
const later = new Date("2026-04-21T08:00:00Z");
const input: InviteInput = {
  id: "1",
  uid: "1@example.com",
  organizer: { email: "planner@example.com", name: "Planner" },
  recipients: [{ email: "jane@example.test", name: "Jane" }, { email: "omar@example.test" }],
  event: {
    summary: "Budget review",
    description: "Numbers",
    start: "2026-05-07T10:30",
    end: "2026-05-07T11:30",
    tzid: "Europe/London",
    location: { description: "Room 4" },
  },
};
const { invite, messages } = createInvite(input, { now });

function first(list: readonly OutgoingMessage[]): OutgoingMessage {
  const [message] = list;
  if (message === undefined) throw new Error("nothing was sent");
  return message;
}

function linesOf({ ics }: OutgoingMessage): string[] {
  return ics.replace(/\r\n /g, "").split("\r\n");
}

describe("a first invitation", () => {
  it("is one text for all, with what a letter needs beside it", () => {
    expect(messages.map(({ to }) => to)).toEqual([
      { email: "jane@example.test", name: "Jane" },
      { email: "omar@example.test" },
    ]);
    expect(messages[0]?.ics).toBe(messages[1]?.ics);
    expect(first(messages)).toMatchObject({
      method: "REQUEST",
      from: { email: "planner@example.com", name: "Planner" },
      sequence: 0,
      dtstamp: "2026-04-20T08:00:00Z",
      guests: { count: 2 },
    });
    expect(first(messages).changes).toBeUndefined();
  });

  it("gives equal bytes for equal arguments", () => {
    expect(JSON.stringify(createInvite(input, { now }))).toBe(JSON.stringify({ invite, messages }));
  });
});

describe("an update", () => {
  it("tells old beside new, in the order a person cares", () => {
    const event = {
      start: "2026-05-08T14:00",
      summary: "Budget",
      location: null,
      description: "Other numbers",
    };
    const update = updateInvite(invite, { event }, { now: later });
    expect(first(update.messages).changes).toEqual([
      {
        field: "time",
        from: {
          start: { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" },
          end: { time: "2026-05-07T11:30:00+01:00", tzid: "Europe/London" },
        },
        to: {
          start: { time: "2026-05-08T14:00:00+01:00", tzid: "Europe/London" },
          end: { time: "2026-05-08T15:00:00+01:00", tzid: "Europe/London" },
        },
      },
      { field: "location", from: "Room 4" },
      { field: "summary", from: "Budget review", to: "Budget" },
      { field: "description", from: "Numbers", to: "Other numbers" },
    ]);
  });

  it("always has a later DTSTAMP, also when the clock has not moved or was set back", () => {
    const once = updateInvite(invite, { event: { summary: "A" } }, { now });
    const twice = updateInvite(
      once.invite,
      { event: { summary: "B" } },
      { now: new Date("2020-01-01T00:00:00Z") },
    );
    expect([first(once.messages).dtstamp, first(twice.messages).dtstamp]).toEqual([
      "2026-04-20T08:00:01Z",
      "2026-04-20T08:00:02Z",
    ]);
    expect([once.invite.sequence, twice.invite.sequence]).toEqual([0, 0]);
  });

  it("keeps the length in exact time across a change of the clocks, and the zone", () => {
    const moved = updateInvite(invite, { event: { start: "2026-10-25T00:30" } }, { now }).invite;
    expect(statusOf(moved).event).toMatchObject({
      start: { time: "2026-10-25T00:30:00+01:00", tzid: "Europe/London" },
      end: { time: "2026-10-25T01:30:00+01:00", tzid: "Europe/London" },
    });
  });

  it("becomes a whole day only with both ends named", () => {
    expect(() => updateInvite(invite, { event: { start: "2026-05-08" } })).toThrow(/event\.end/);
    const day = updateInvite(invite, { event: { start: "2026-05-08", end: "2026-05-09" } }).invite;
    expect(day.plan.event.start).toEqual({ time: "2026-05-08", tzid: "Europe/London" });
    expect(day.sequence).toBe(1);
  });

  it("refuses all that is wrong at once, and leaves the state alone", () => {
    const changes = {
      event: { summary: null, end: "2026-05-06T10:30" },
      recipients: [{ email: "x" }],
      organizer: { email: "" },
    };
    try {
      updateInvite(invite, changes);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: "invalid-event" });
      expect(error).toHaveProperty("problems.length", 4);
    }
  });

  it("raises SEQUENCE where the event is handed to another organizer (RFC 5546 section 3.2.2.4), and not for another name", () => {
    const handed = updateInvite(invite, { organizer: { email: "other@example.com" } }, { now });
    expect(handed.messages.map(({ sequence }) => sequence)).toEqual([1, 1]);
    expect(linesOf(first(handed.messages))).toContain("SEQUENCE:1");
    const named = updateInvite(invite, { organizer: { email: "Planner@example.com", name: "Pat" } }, { now });
    expect(named.messages.map(({ sequence }) => sequence)).toEqual([0, 0]);
  });

  it("says nothing and gives the same state when nothing changed", () => {
    const same = updateInvite(invite, {
      event: { ...input.event },
      recipients: input.recipients,
      organizer: input.organizer,
    });
    expect(same.invite).toBe(invite);
    expect(same.messages).toEqual([]);
  });

  it("of a name is mailed as a change of guests; a status that the organizer states is not mailed", () => {
    const renamed = updateInvite(invite, {
      recipients: [{ email: "jane@example.test", name: "Jane D." }, { email: "omar@example.test" }],
    });
    expect(renamed.messages.map(({ to }) => to.email)).toEqual(["jane@example.test", "omar@example.test"]);
    const recipients = input.recipients.map((recipient) => ({ ...recipient, status: "accepted" as const }));
    const told = updateInvite(invite, { recipients });
    expect(told.messages).toEqual([]);
    expect(statusOf(told.invite).recipients.map(({ status }) => status)).toEqual(["accepted", "accepted"]);
  });

  it("of guests alone is mailed to those who come and go where `tell` is concerned, any other to everybody", () => {
    const { invite } = createInvite(input, { now });
    const people = statusOf(invite).recipients.map(({ email }) => email);
    const [gone = "", ...staying] = people;
    const addRecipients = [{ email: "new@example.test" }];
    const quiet = { now, tell: "concerned" as const };
    const toldIn = (changes: InviteChanges) =>
      updateInvite(invite, changes, quiet).messages.map(({ method, to }) => `${method} ${to.email}`);
    const concerned = ["REQUEST new@example.test", `CANCEL ${gone}`];
    expect(toldIn({ addRecipients, removeRecipients: [gone] })).toEqual(concerned);
    const whole = [...staying.map((email) => ({ email })), ...addRecipients];
    expect(toldIn({ recipients: whole }).slice(-2)).toEqual(concerned);
    expect(toldIn({ addRecipients, event: { summary: "Else" } })).toHaveLength(people.length + 1);
    expect(() => Reflect.apply(updateInvite, undefined, [invite, {}, { tell: "nobody" }])).toThrow(
      /options\.tell: must be one of everyone, concerned, got "nobody"/,
    );
  });

  it("refuses to add and to remove the same person at once", () => {
    const { invite } = createInvite(input, { now });
    const changes = {
      addRecipients: [{ email: "JANE@example.test" }],
      removeRecipients: ["jane@example.test"],
    };
    for (const options of [{ now }, { now, tell: "concerned" as const }])
      expect(() => updateInvite(invite, changes, options)).toThrow(
        /addRecipients\[0\]\.email: must not be among removeRecipients too, got "JANE@example\.test"/,
      );
  });

  it("of one occurrence touches neither the organizer nor the recurrence", () => {
    const series = createInvite(
      { ...input, event: { ...input.event, recurrence: { rule: "FREQ=DAILY;COUNT=3" } } },
      { now },
    ).invite;
    const instance = "2026-05-08T10:30";
    expect(() => updateInvite(series, { guestList: "hidden" }, { instance })).toThrow(/guestList/);
    expect(() => updateInvite(series, { event: { recurrence: null } }, { instance })).toThrow(/recurrence/);
    expect(() => updateInvite(series, {}, { instance: "2026-05-08T10:31" })).toThrow(/unknown-instance/);
    const emptied = updateInvite(series, { event: { location: null } }, { instance, now });
    expect(linesOf(first(emptied.messages)).some((line) => line.startsWith("LOCATION"))).toBe(false);
    const back = updateInvite(
      emptied.invite,
      { event: { location: { description: "Room 4" } } },
      { instance, now },
    );
    expect(statusOf(back.invite, { instance }).event.location).toEqual({ description: "Room 4" });
  });

  it("that ends a series forgets its occurrences", () => {
    const series = createInvite(
      { ...input, event: { ...input.event, recurrence: { rule: "FREQ=DAILY;COUNT=3" } } },
      { now },
    ).invite;
    const cancelled = cancelInvite(series, { instance: "2026-05-08T10:30", now }).invite;
    const single = updateInvite(cancelled, { event: { recurrence: null } }, { now });
    expect(single.invite.plan.occurrences).toEqual([]);
    const lines = linesOf(first(single.messages));
    expect(lines.slice(lines.indexOf("BEGIN:VEVENT")).filter((line) => /^(RRULE|EXDATE)/.test(line))).toEqual(
      [],
    );
  });

  it("that moves a series moves the dates left out of it", () => {
    const recurrence = { rule: "FREQ=DAILY;COUNT=3", exclude: ["2026-05-08T10:30"] };
    const series = createInvite({ ...input, event: { ...input.event, recurrence } }, { now }).invite;
    const moved = updateInvite(series, { event: { start: "2026-05-07T12:00" } }, { now });
    expect(linesOf(first(moved.messages))).toContain("EXDATE;TZID=Europe/London:20260508T120000");
  });
});

describe("occurrences that stand apart", () => {
  it("are named by the status of the series, in order of time, while the series has them", () => {
    const event = { ...input.event, recurrence: { rule: "FREQ=DAILY;COUNT=5" } };
    const series = createInvite({ ...input, event }, { now }).invite;
    expect(statusOf(series).instances).toBeUndefined();
    const lines = ["RECURRENCE-ID:20260511T093000Z"];
    const reply = answerText({
      uid: "1@example.com",
      email: "jane@example.test",
      partstat: "DECLINED",
      lines,
    });
    const cancelled = cancelInvite(receive(series, reply).invite, {
      instance: "2026-05-09T10:30",
      now,
    }).invite;
    const times = ["2026-05-09T10:30:00+01:00", "2026-05-11T10:30:00+01:00"];
    expect(statusOf(cancelled).instances).toEqual(times.map((time) => ({ time, tzid: "Europe/London" })));
    const cut = updateInvite(
      cancelled,
      { event: { recurrence: { rule: "FREQ=DAILY;COUNT=4" } } },
      { now },
    ).invite;
    expect(statusOf(cut).instances).toEqual([{ time: times[0], tzid: "Europe/London" }]);
    expect(statusOf(cut, { instance: "2026-05-09T10:30" }).state).toBe("cancelled");
  });
});

describe("with a hidden guest list", () => {
  const hidden = createInvite({ ...input, guestList: "hidden" }, { now });

  it("each copy lists its own recipient and nobody else", () => {
    for (const message of [...hidden.messages, ...cancelInvite(hidden.invite, { now }).messages]) {
      const attendees = linesOf(message).filter((line) => line.startsWith("ATTENDEE"));
      expect(attendees).toHaveLength(1);
      expect(attendees[0]?.endsWith(`mailto:${message.to.email}`)).toBe(true);
      expect(message.guests).toBeUndefined();
    }
  });
});

describe("with a reply secret", () => {
  const secret = createInvite({ ...input, replySecret: "correct horse battery" }, { now });

  it("each copy has an organizer of its own, and the letter still names the person", () => {
    const [one, other] = secret.messages.map(({ from }) => from.email);
    expect(one).toMatch(/^planner\+[0-9a-f]{20,}@example\.com$/);
    expect(other).not.toBe(one);
    expect(first(secret.messages).organizer).toEqual({ email: "planner@example.com", name: "Planner" });
    expect(linesOf(first(secret.messages))).toContain(`ORGANIZER;CN=Planner:mailto:${one}`);
  });

  it("is proven by the address that the email went to, where a reply names no organizer (Exchange)", () => {
    const [jane, omar] = secret.messages.map(({ from }) => from);
    const text = answerText({ uid: "1@example.com", email: "jane@example.test", partstat: "ACCEPTED" });
    const to = (mailbox: { email: string } | undefined) =>
      opened([parseMessage(text, { sender: "jane@example.test" })], {
        author: "jane@example.test",
        to: mailbox === undefined ? [] : [mailbox],
      });
    expect(receive(secret.invite, to(jane)).outcome).toMatchObject({ kind: "applied" });
    expect(receive(secret.invite, to(omar)).outcome).toEqual({ kind: "held", reason: "unproven" });
    expect(receive(secret.invite, to(undefined)).outcome).toEqual({ kind: "held", reason: "unproven" });
    expect(receive(secret.invite, text).outcome).toEqual({ kind: "held", reason: "unproven" });
  });

  it("refuses a list so long that the copies would grow with its square", () => {
    const recipients = Array.from({ length: 501 }, (_, n) => ({ email: `p${n}@example.test` }));
    expect(() => createInvite({ ...input, recipients, replySecret: "sixteen octets!!" })).toThrow(
      /limit-exceeded/,
    );
    expect(
      createInvite({ ...input, recipients, replySecret: "sixteen octets!!", guestList: "hidden" }).messages,
    ).toHaveLength(501);
  });
});

describe("proposals", () => {
  const text = answerText({
    method: "COUNTER",
    uid: "1@example.com",
    email: "omar@example.test",
    partstat: "TENTATIVE",
    sequence: 0,
    dtstamp: "20260501T080000Z",
    lines: ["DTSTART;TZID=Europe/Paris:20260509T090000", "DTEND;TZID=Europe/Paris:20260509T100000"],
  });
  const proposed = receive(invite, text).invite;

  it("are shown in the zone of whoever made them, and accepted in the zone of the event", () => {
    expect(statusOf(proposed).recipients[1]?.proposal?.start).toEqual({
      time: "2026-05-09T09:00:00+02:00",
      tzid: "Europe/Paris",
    });
    const accepted = acceptProposal(proposed, "OMAR@example.test", { now: later });
    expect(statusOf(accepted.invite).event.start).toEqual({
      time: "2026-05-09T08:00:00+01:00",
      tzid: "Europe/London",
    });
    expect(accepted.messages).toHaveLength(2);
    expect(accepted.invite.sequence).toBe(1);
  });

  it("are declined with the event as it stands, to the proposer alone", () => {
    const declined = declineProposal(proposed, "omar@example.test", { now: later, comment: "No" });
    const message = first(declined.messages);
    expect(declined.messages).toHaveLength(1);
    expect(message).toMatchObject({
      method: "DECLINECOUNTER",
      to: { email: "omar@example.test" },
      sequence: 0,
      comment: "No",
    });
    expect(message.proposal).toEqual(statusOf(proposed).recipients[1]?.proposal);
    expect(linesOf(message)).toContain("DTSTART;TZID=Europe/London:20260507T103000");
    expect(() => declineProposal(declined.invite, "omar@example.test")).toThrow(/no-proposal/);
  });

  it("stay as they were said when the organizer changes the zone", () => {
    const rezoned = updateInvite(
      receive(invite, text.replaceAll("TZID=Europe/Paris:", "X-NONE=1:")).invite,
      {},
    );
    expect(statusOf(rezoned.invite).recipients[1]?.proposal?.start).toEqual({
      time: "2026-05-09T09:00:00+01:00",
      tzid: "Europe/London",
    });
  });
});

describe("messages sent again", () => {
  it("never carry a DTSTAMP before the last change, and change no state", () => {
    const [message] = currentMessages(invite, { now: new Date("2000-01-01T00:00:00Z") });
    expect(message?.dtstamp).toBe("2026-04-20T08:00:00Z");
    expect(message?.changes).toEqual([]);
  });

  it("are refused for people who were never invited", () => {
    expect(() => currentMessages(invite, { recipients: ["kim@example.test"] })).toThrow(/unknown-recipient/);
  });
});

describe("large invitations", () => {
  it("build the calendar text once for ten thousand recipients who share it", () => {
    const recipients = Array.from({ length: 10_000 }, (_, n) => ({ email: `p${n}@example.test` }));
    const large = createInvite({ ...input, recipients }, { now });
    expect(large.messages).toHaveLength(10_000);
    expect(new Set(large.messages.map(({ ics }) => ics)).size).toBe(1);
    expect(first(large.messages).guests?.shown).toHaveLength(20);
  });
});
