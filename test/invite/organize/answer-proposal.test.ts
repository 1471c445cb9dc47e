import { describe, expect, it } from "vitest";
import {
  acceptProposal,
  cancelInvite,
  composeEmail,
  createInvite,
  declineProposal,
  type Invite,
  parseMessage,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { newSeries, slots, start, uid } from "../../support/arbitrary/invite-pool.ts";
import { type AnswerFacts, answerText } from "../../support/fixtures/answer-text.ts";
import { refusalOf, refused } from "../../support/refusal.ts";

const omar = "omar@example.test";
const second = { instance: "2026-05-14T10:30:00+01:00" };
const secondUtc = slots[0]?.secondUtc ?? "";
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

function counter(invite: Invite, facts: Omit<AnswerFacts, "uid">): Invite {
  const text = answerText({ method: "COUNTER", uid, dtstamp: "20260501T080000Z", ...facts });
  return receive(invite, parseMessage(text)).invite;
}

/** What the organizer wrote to one person about their proposal. */
function declined(invite: Invite, email: string, options: Parameters<typeof declineProposal>[2] = {}) {
  const { messages } = declineProposal(invite, email, { now: later(60), ...options });
  expect(messages.map(({ method }) => method)).toEqual(["DECLINECOUNTER"]);
  const [message] = messages;
  if (message === undefined) throw new Error("nothing was sent");
  return message;
}

function lineOf(ics: string, name: string): string | undefined {
  return ics
    .slice(ics.indexOf("BEGIN:VEVENT"))
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .find((line) => new RegExp(`^${name}[;:]`).test(line));
}

describe("a proposal for one occurrence that is turned down", () => {
  const moved = updateInvite(
    newSeries(),
    { event: { start: "2026-05-14T12:00", end: "2026-05-14T13:00" } },
    { ...second, now: later(10) },
  ).invite;
  const proposed = counter(moved, {
    email: omar,
    sequence: 1,
    lines: [`RECURRENCE-ID:${secondUtc}`, "DTSTART:20260514T140000Z", "DTEND:20260514T150000Z"],
  });

  it("is declined with a message about the occurrence as it stands", () => {
    const { ics, event, instance } = declined(proposed, omar, second);
    expect(event?.start.time).toBe("2026-05-14T12:00:00+01:00");
    expect(instance?.time).toBe("2026-05-14T10:30:00+01:00");
    expect(lineOf(ics, "DTSTART")).toBe("DTSTART;TZID=Europe/London:20260514T120000");
    expect(lineOf(ics, "RECURRENCE-ID")).toBe("RECURRENCE-ID;TZID=Europe/London:20260514T103000");
  });

  it("is declined by mail also where a service writes for the organizer", () => {
    const organizer = { email: "planner@example.com", name: "Planner", sentBy: "app@example.com" };
    const handed = updateInvite(newSeries(), { organizer }, { now: later(10) }).invite;
    const asked = counter(handed, {
      email: omar,
      sequence: handed.sequence,
      lines: [`RECURRENCE-ID:${secondUtc}`, "DTSTART:20260514T140000Z", "DTEND:20260514T150000Z"],
    });
    const message = declined(asked, omar, second);
    expect(lineOf(message.ics, "ORGANIZER")).toContain('SENT-BY="mailto:app@example.com"');
    expect(composeEmail(message).envelope).toEqual({ from: organizer.email, to: [omar] });
    expect(message.organizer).toEqual({ email: organizer.email, name: organizer.name });
  });

  it("is no proposal for the series", () => {
    expect(refusalOf(() => declineProposal(proposed, omar))).toEqual({
      code: "no-proposal",
      problems: ["email no-proposal"],
    });
  });

  it("leaves the proposal of another alone", () => {
    const both = counter(proposed, {
      email: "li@example.test",
      sequence: 1,
      lines: [`RECURRENCE-ID:${secondUtc}`, "DTSTART:20260514T160000Z", "DTEND:20260514T170000Z"],
    });
    const { invite } = declineProposal(both, omar, { ...second, now: later(60) });
    expect(declined(invite, "li@example.test", second).to.email).toBe("li@example.test");
  });
});

describe("the one whose proposal is turned down", () => {
  const proposal = ["DTSTART:20260508T140000Z", "DTEND:20260508T150000Z"];

  it("is named as invited", () => {
    const { invite } = updateInvite(
      newSeries(),
      { recipients: [{ email: "Omar@example.test", name: "Omar Invited" }] },
      { now: later(10) },
    );
    const proposed = counter(invite, { email: omar, parameters: ["CN=Omar Signed"], lines: proposal });
    expect(declined(proposed, omar).to).toEqual({ email: "Omar@example.test", name: "Omar Invited" });
  });

  it("is named as they signed where nobody invited them", () => {
    const proposed = counter(newSeries(), {
      email: "kim@example.test",
      parameters: ["CN=Kim"],
      lines: proposal,
    });
    expect(declined(proposed, "kim@example.test").to).toEqual({ email: "kim@example.test", name: "Kim" });
    const unsigned = counter(newSeries(), { email: "kim@example.test", lines: proposal });
    expect(declined(unsigned, "kim@example.test").to).toEqual({ email: "kim@example.test" });
  });

  it("is told the series as it is", () => {
    const proposed = counter(newSeries(), { email: omar, lines: proposal });
    const { event, ics } = declined(proposed, omar);
    expect(event).toEqual(statusOf(newSeries()).event);
    expect(lineOf(ics, "RRULE")).toBe("RRULE:FREQ=WEEKLY;COUNT=6");
  });

  it("is answered from the address that they were invited from", () => {
    const { invite, messages } = createInvite(
      {
        id: "9",
        uid,
        organizer: { email: "planner@example.com" },
        recipients: [{ email: omar }],
        event: { summary: "x", start: "2026-05-07T10:30Z", end: "2026-05-07T11:30Z" },
        replySecret: "sixteen octets!!",
      },
      { now: start },
    );
    const from = messages[0]?.from ?? { email: "" };
    const proposed = counter(invite, { email: omar, organizer: from.email, lines: proposal });
    expect(declined(proposed, omar).from).toEqual(from);
  });

  it("keeps the answer that they gave", () => {
    const attendee = (invite: Invite, email: string) => lineOf(declined(invite, email).ics, "ATTENDEE");
    const answered = counter(newSeries(), { email: omar, partstat: "TENTATIVE", lines: proposal });
    expect(attendee(answered, omar)).toContain("PARTSTAT=TENTATIVE");
    const crashed = counter(newSeries(), {
      email: "kim@example.test",
      partstat: "DECLINED",
      lines: proposal,
    });
    expect(attendee(crashed, "kim@example.test")).toContain("PARTSTAT=DECLINED");
    const accepted = receive(
      newSeries(),
      answerText({ uid, email: omar, partstat: "ACCEPTED", dtstamp: "20260430T080000Z" }),
    ).invite;
    const undecided = counter(accepted, { email: omar, partstat: "NEEDS-ACTION", lines: proposal });
    expect(attendee(undecided, omar)).toContain("PARTSTAT=ACCEPTED");
  });
});

describe("a proposal for an occurrence that was renamed", () => {
  it("moves it and keeps its name", () => {
    const renamed = updateInvite(
      newSeries(),
      { event: { summary: "Second" } },
      { ...second, now: later(5) },
    ).invite;
    const proposed = counter(renamed, {
      email: omar,
      lines: [`RECURRENCE-ID:${secondUtc}`, "DTSTART:20260514T140000Z", "DTEND:20260514T150000Z"],
    });
    const { invite } = acceptProposal(proposed, omar, { ...second, now: later(60) });
    expect(invite.plan.occurrences).toEqual([
      {
        key: "2026-05-14T10:30:00[Europe/London]",
        formerTimes: [
          { start: "2026-05-14T10:30:00[Europe/London]", end: "2026-05-14T11:30:00[Europe/London]" },
        ],
        timeSequence: 1,
        changes: {
          summary: "Second",
          start: { time: "2026-05-14T15:00:00", tzid: "Europe/London" },
          end: { time: "2026-05-14T16:00:00", tzid: "Europe/London" },
        },
      },
    ]);
  });
});

describe("a proposal that cannot be followed", () => {
  it("is refused where days are proposed for times, of which some were left out", () => {
    const { invite } = updateInvite(
      newSeries(),
      { event: { recurrence: { rule: "FREQ=WEEKLY;COUNT=6", exclude: ["2026-05-14T10:30"] } } },
      { now: later(5) },
    );
    const proposed = counter(invite, {
      email: omar,
      sequence: 1,
      lines: ["DTSTART;VALUE=DATE:20260508", "DTEND;VALUE=DATE:20260509"],
    });
    expect(refusalOf(() => acceptProposal(proposed, omar, { now: later(60) }))).toEqual({
      code: "invalid-event",
      problems: ["event.recurrence.exclude[0] mixed-date-and-time"],
    });
  });

  it("is refused where one of several weekdays would move", () => {
    const { invite } = createInvite(
      {
        id: "series",
        uid,
        organizer: { email: "planner@example.com" },
        recipients: [{ email: omar }],
        event: {
          summary: "Twice a week",
          start: "2026-05-07T10:30",
          end: "2026-05-07T11:30",
          tzid: "Europe/London",
          recurrence: { rule: "FREQ=WEEKLY;BYDAY=MO,TH" },
        },
      },
      { now: start },
    );
    const friday = counter(invite, {
      email: omar,
      lines: ["DTSTART:20260508T093000Z", "DTEND:20260508T103000Z"],
    });
    expect(refusalOf(() => acceptProposal(friday, omar, { now: later(60) }))).toEqual({
      code: "invalid-event",
      problems: ["event.recurrence.rule out-of-step"],
    });
  });
});

describe("one occurrence that changes", () => {
  const change = { event: { summary: "Second" } };

  it("is refused with the path of what is wrong", () => {
    expect(
      refusalOf(() => updateInvite(newSeries(), { event: { summary: 7 as unknown as string } }, second)),
    ).toEqual({ code: "invalid-event", problems: ["event.summary invalid-type"] });
  });

  it("is refused where it becomes a day without an end: its length was one of hours", () => {
    expect(refusalOf(() => updateInvite(newSeries(), { event: { start: "2026-05-15" } }, second))).toEqual({
      code: "invalid-event",
      problems: ["event.end required"],
    });
  });

  it("is as the series says again once it was moved back, except to people who were asked anew", () => {
    const to = (time: string, invite: Invite, minute: number) =>
      updateInvite(invite, { event: { start: time } }, { ...second, now: later(minute) }).invite;
    const back = to("2026-05-14T10:30", to("2026-05-14T12:30", newSeries(), 1), 2);
    const formerTimes = [
      { start: "2026-05-14T12:30:00[Europe/London]", end: "2026-05-14T13:30:00[Europe/London]" },
    ];
    expect(back.plan.occurrences).toEqual([
      { key: "2026-05-14T10:30:00[Europe/London]", timeSequence: 2, formerTimes, changes: {} },
    ]);
  });

  it("is not sent to whom it was cancelled for", () => {
    const without = cancelInvite(newSeries(), { ...second, recipients: [omar], now: later(5) }).invite;
    const { invite, messages } = updateInvite(without, change, { ...second, now: later(10) });
    expect(messages.map(({ to }) => to.email).sort()).toEqual(["jane@example.test", "li@example.test"]);
    const again = updateInvite(invite, { event: { summary: "Third" } }, { ...second, now: later(20) });
    expect(again.messages.map(({ to }) => to.email).sort()).toEqual(["jane@example.test", "li@example.test"]);
  });

  it("answers the proposals about it, and no other", () => {
    const lines = ["DTSTART:20260508T140000Z", "DTEND:20260508T150000Z"];
    const aboutAll = counter(newSeries(), { email: omar, lines });
    const both = counter(aboutAll, { email: omar, lines: [`RECURRENCE-ID:${secondUtc}`, ...lines] });
    const { invite } = updateInvite(both, change, { ...second, now: later(60 * 24 * 30) });
    expect(refused(() => declineProposal(invite, omar, second))[0]).toBe("no-proposal");
    expect(declined(invite, omar).to.email).toBe(omar);
  });

  it("calls a cancelled series back, whole, which answers the proposals for it", () => {
    const lines = ["DTSTART:20260508T140000Z", "DTEND:20260508T150000Z"];
    const proposed = counter(newSeries(), { email: omar, lines });
    const cancelled = cancelInvite(proposed, { now: later(5) }).invite;
    const { invite, messages } = updateInvite(cancelled, change, { ...second, now: later(10) });
    expect(statusOf(invite).state).toBe("active");
    expect(refused(() => declineProposal(invite, omar))[0]).toBe("no-proposal");
    expect(messages).toHaveLength(3);
    for (const { method, instance, changes, ics } of messages) {
      expect([method, instance, changes]).toEqual(["REQUEST", undefined, []]);
      expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    }
  });
});
