import { describe, expect, it } from "vitest";
import {
  cancelInvite,
  createInvite,
  currentMessages,
  type Invite,
  type OutgoingMessage,
  parseInvite,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { newSeries, start } from "../../support/arbitrary/invite-pool.ts";
import { refusalOf } from "../../support/refusal.ts";

const [jane, omar, li] = ["jane@example.test", "omar@example.test", "li@example.test"] as const;
const second = { instance: "2026-05-14T10:30:00" };
const key = "2026-05-14T10:30:00[Europe/London]";
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const told = (messages: readonly OutgoingMessage[]) =>
  messages.map(({ method, to }) => `${method} ${to.email}`);
const text = ({ ics }: OutgoingMessage) => ics.replaceAll("\r\n ", "");
const attendees = (message: OutgoingMessage) =>
  text(message)
    .split("\r\n")
    .filter((line) => line.startsWith("ATTENDEE"))
    .map((line) => line.replace(/^.*mailto:/, ""));
const events = ({ ics }: OutgoingMessage) => ics.match(/BEGIN:VEVENT/g)?.length;

/** The series without some people at its second occurrence, one after another. */
function without(...people: string[]): Invite {
  return people.reduce(
    (invite, person, n) =>
      cancelInvite(invite, { ...second, recipients: [person], now: later(n + 1) }).invite,
    newSeries(),
  );
}

describe("an occurrence that is cancelled for some", () => {
  it("lists those who are left out in one order, whoever was left out first", () => {
    const occurrences = [{ key, changes: {}, without: [jane, omar] }];
    expect(without(omar, jane).plan.occurrences).toEqual(occurrences);
    expect(without(jane, omar).plan.occurrences).toEqual(occurrences);
  });

  it("brings the others the shorter list, and tells them who is left out", () => {
    const { messages } = cancelInvite(newSeries(), { ...second, recipients: [omar], now: later(1) });
    expect(told(messages)).toEqual([`REQUEST ${jane}`, `REQUEST ${li}`, `CANCEL ${omar}`]);
    expect(messages.map(({ changes }) => changes)).toEqual([
      [{ field: "guests", added: [], removed: [{ email: omar }] }],
      [{ field: "guests", added: [], removed: [{ email: omar }] }],
      undefined,
    ]);
    expect(messages.map(({ guests }) => guests?.count)).toEqual([2, 2, undefined]);
  });

  it("says nothing to those who were left out before", () => {
    const invite = without(omar);
    const again = { ...second, now: later(9) };
    expect(cancelInvite(invite, { ...again, recipients: [omar] })).toEqual({ invite, messages: [] });
    const { messages } = cancelInvite(invite, { ...again, recipients: [omar, jane] });
    expect(told(messages)).toEqual([`REQUEST ${li}`, `CANCEL ${jane}`]);
  });

  it("is cancelled also for who is invited later, where nobody else was left", () => {
    const { invite: alone } = updateInvite(
      without(jane),
      { recipients: [{ email: jane }] },
      { now: later(8) },
    );
    expect(cancelInvite(alone, { ...second, recipients: [jane], now: later(9) })).toEqual({
      invite: alone,
      messages: [],
    });
    const off = cancelInvite(alone, { ...second, now: later(9) });
    expect(off.messages).toEqual([]);
    expect(statusOf(off.invite, second).state).toBe("cancelled");
    const recipients = [{ email: jane }, { email: omar }];
    const { messages } = updateInvite(off.invite, { recipients }, { now: later(10) });
    const copy = messages.find(({ to }) => to.email === omar);
    expect(copy === undefined ? "" : text(copy)).toContain("EXDATE;TZID=Europe/London:20260514T103000");
  });
});

describe("an event that is cancelled", () => {
  it("settles what copies disagreed about", () => {
    const stored: Invite = JSON.parse(JSON.stringify(newSeries()));
    const { invite } = cancelInvite(parseInvite({ ...stored, conflict: 0 }), { now: later(1) });
    expect(statusOf(invite)).not.toHaveProperty("conflict");
  });

  it("is sent again to the recipients given now, with nothing new for the others", () => {
    const off = cancelInvite(newSeries(), { now: later(1) }).invite;
    const { messages } = updateInvite(off, { recipients: [{ email: jane }] }, { now: later(2) });
    expect(told(messages)).toEqual([`REQUEST ${jane}`]);
  });
});

describe("people who are no longer invited", () => {
  it("get a CANCEL each, that names nobody else", () => {
    const { messages } = cancelInvite(newSeries(), { recipients: [omar, li], now: later(1) });
    const cancels = messages.filter(({ method }) => method === "CANCEL");
    expect(cancels.map(attendees)).toEqual([[omar], [li]]);
    expect(cancels.map(({ guests }) => guests)).toEqual([undefined, undefined]);
  });

  it("get a CANCEL that names them, after two copies of the invite disagreed about who was invited", () => {
    const named = createInvite(
      {
        id: "8",
        organizer: { email: "planner@example.com" },
        recipients: [{ email: jane, name: "Jane" }, { email: li }, { email: omar }],
        event: { summary: "x", start: "2026-05-07T10:30Z", end: "2026-05-07T11:30Z" },
      },
      { now: start },
    ).invite;
    const left = cancelInvite(named, { recipients: [jane, li], now: later(1) }).invite;
    const torn = parseInvite({ ...JSON.parse(JSON.stringify(left)), conflict: left.sequence });
    const { messages } = updateInvite(torn, { event: { summary: "y" } }, { now: later(2) });
    expect(told(messages)).toEqual([`REQUEST ${omar}`, `CANCEL ${jane}`, `CANCEL ${li}`]);
    expect(messages.map(({ to }) => to)).toStrictEqual([
      { email: omar },
      { email: jane, name: "Jane" },
      { email: li },
    ]);
  });
});

describe("a message about the whole series", () => {
  it("shows the whole series, with its rule", () => {
    const [message] = currentMessages(newSeries(), { now: later(1) });
    expect(message?.event?.recurrence).toEqual({ rule: "FREQ=WEEKLY;COUNT=6" });
  });

  it("leaves out an occurrence whose title was changed before it was cancelled", () => {
    const renamed = updateInvite(
      newSeries(),
      { event: { summary: "Else" } },
      { ...second, now: later(1) },
    ).invite;
    const { invite } = cancelInvite(renamed, { ...second, now: later(2) });
    for (const message of currentMessages(invite, { now: later(3) })) {
      expect(events(message)).toBe(1);
      expect(text(message)).toContain("EXDATE;TZID=Europe/London:20260514T103000");
    }
  });

  it("says nothing of an occurrence that another is left out of, where nobody sees who is invited", () => {
    const hidden = newSeries({ guestList: "hidden" });
    const { invite } = cancelInvite(hidden, { ...second, recipients: [omar], now: later(1) });
    const messages = currentMessages(invite, { now: later(2) });
    expect(messages.map(events)).toEqual([1, 1, 1]);
    expect(messages.map((message) => text(message).includes("EXDATE"))).toEqual([false, true, false]);
    // With a list that all see, the others have one of their own for it.
    const shown = cancelInvite(newSeries(), { ...second, recipients: [omar], now: later(1) }).invite;
    expect(currentMessages(shown, { now: later(2) }).map(events)).toEqual([2, 1, 2]);
  });
});

describe("a guest list that all see, with a reply secret", () => {
  const secret = (recipients: readonly string[]) =>
    createInvite(
      {
        id: "9",
        organizer: { email: "planner@example.com" },
        recipients: recipients.map((email) => ({ email })),
        event: { summary: "x", start: "2026-05-07T10:30Z", end: "2026-05-07T11:30Z" },
        replySecret: "correct horse battery",
      },
      { now: start },
    );

  it("is in each copy, and each copy has an organizer of its own", () => {
    const { messages } = secret([jane, omar]);
    expect(messages.map(attendees)).toEqual([
      [jane, omar],
      [jane, omar],
    ]);
    expect(messages.map(({ guests }) => guests?.count)).toEqual([2, 2]);
    for (const message of messages) expect(text(message)).toContain(`ORGANIZER:mailto:${message.from.email}`);
    expect(new Set(messages.map(({ from }) => from.email)).size).toBe(2);
  });

  it("stays secret in an update that names no organizer", () => {
    const { invite, messages } = secret([jane]);
    const [update] = updateInvite(invite, { event: { summary: "y" } }, { now: later(1) }).messages;
    expect(update?.from).toEqual(messages[0]?.from);
  });

  it("is refused for more than 500 people", () => {
    const people = Array.from({ length: 501 }, (_, n) => `p${n}@example.test`);
    expect(refusalOf(() => secret(people))).toEqual({
      code: "limit-exceeded",
      problems: ["recipients own-copies"],
    });
    const kept: Invite = JSON.parse(JSON.stringify(secret([jane]).invite));
    const recipients = people.slice(1).map((email) => ({ email }));
    const invited = people
      .slice(1)
      .sort()
      .map((email) => ({ address: email, email }));
    const many = parseInvite({ ...kept, invited, plan: { ...kept.plan, recipients } });
    expect(currentMessages(many, { recipients: people.slice(1, 2) })[0]?.guests?.count).toBe(500);
  });
});
