import { describe, expect, it } from "vitest";
import type { InviteInput } from "../../../src/index.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";
import { fresh } from "../../support/fresh.ts";

/*
 * The law of a zone changes between two runs of an application: a state is written under the one and read under the other.
 * Each law is a module graph of its own with a table of overrides of its own. Tokyo has had no change of clocks since 1951,
 * in any runtime: the new law of these tests gives it an hour more from June 2030.
 */
type Package = typeof import("../../../src/index.ts");

const organizer = { email: "olga@example.com" };
const recipients = [{ email: "gus@example.test" }];
const tokyo = "Asia/Tokyo";
const now = new Date("2030-01-02T08:00:00Z");
const later = new Date("2030-01-03T08:00:00Z");

const row = { zone: tokyo, from: "2030-06-01T00:00:00Z", stale: 540, offset: 600 };
const laws = { old: fresh<Package>("src/index.ts"), new: fresh<Package>("src/index.ts", [row]) };

async function underLaw(law: "old" | "new"): Promise<Package> {
  const load = await laws[law];
  return load();
}

const stored = (state: unknown): unknown => JSON.parse(JSON.stringify(state));
const unfolded = (ics = "") =>
  ics.replace(/\r\n[ \t]/g, "").replace(/BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n/gs, "");
const lines = (ics: string | undefined, ...names: string[]) =>
  unfolded(ics)
    .split("\r\n")
    .filter((line) => names.some((name) => line.startsWith(name)));

const visit: InviteInput = {
  id: "visit",
  uid: "visit@example.com",
  organizer,
  recipients,
  event: { summary: "Site visit", start: "2030-07-15T10:00", end: "2030-07-15T11:00", tzid: tokyo },
};
const weekly: InviteInput = {
  ...visit,
  id: "weekly",
  uid: "weekly@example.com",
  event: {
    ...visit.event,
    start: "2030-05-06T10:00",
    end: "2030-05-06T11:00",
    recurrence: { rule: "FREQ=WEEKLY;COUNT=20", exclude: ["2030-08-05T10:00"] },
  },
};

describe("a law that changes the clocks of a zone", () => {
  it("is one that the tests change", async () => {
    const [before, after] = [await underLaw("old"), await underLaw("new")];
    const utcOf = (itip: Package) =>
      itip.createInvite({
        ...visit,
        event: { ...visit.event, start: "2030-07-15T01:00:00Z", end: "2030-07-15T02:00:00Z" },
      }).messages[0]?.event.start.time;
    expect([utcOf(before), utcOf(after)]).toEqual(["2030-07-15T10:00:00+09:00", "2030-07-15T11:00:00+10:00"]);
  });

  it("moves no event that was planned: a change of place sends the same DTSTART and SEQUENCE", async () => {
    const before = await underLaw("old");
    const { invite, messages } = before.createInvite(visit, { now });
    expect(invite.plan.event.start).toEqual({ time: "2030-07-15T10:00:00", tzid: tokyo });
    const sent = lines(messages[0]?.ics, "DTSTART", "DTEND", "SEQUENCE");
    const state = stored(invite);
    const after = await underLaw("new");
    const again = after.parseInvite(state);
    const place = { event: { location: { description: "Gate 5" } } };
    const [update] = after.updateInvite(again, place, { now: later }).messages;
    expect(lines(update?.ics, "DTSTART", "DTEND", "SEQUENCE")).toEqual(sent);
    expect(update?.changes).toEqual([{ field: "location", to: "Gate 5" }]);
    expect(update?.event.start).toEqual({ time: "2030-07-15T10:00:00+10:00", tzid: tokyo });
    expect(
      lines(after.currentMessages(again, { now: later })[0]?.ics, "DTSTART", "DTEND", "SEQUENCE"),
    ).toEqual(sent);
    expect(
      after.updateInvite(again, { event: { start: "2030-07-15T10:00" } }, { now: later }).messages,
    ).toEqual([]);
    expect(stored(again)).toEqual(state);
  });

  it("keeps a called-off, a changed and an answered occurrence, and what was left out", async () => {
    const before = await underLaw("old");
    const [off, moved, answered] = ["2030-07-15T10:00", "2030-07-22T10:00", "2030-07-29T10:00"] as const;
    const created = before.createInvite(weekly, { now }).invite;
    const cancelled = before.cancelInvite(created, { instance: off, now }).invite;
    const changed = before.updateInvite(
      cancelled,
      { event: { start: "2030-07-22T14:00" } },
      { instance: moved, now },
    ).invite;
    const reply = answerText({
      uid: "weekly@example.com",
      email: "gus@example.test",
      partstat: "DECLINED",
      sequence: changed.sequence,
      lines: [`RECURRENCE-ID;TZID=${tokyo}:20300729T100000`],
    });
    const { invite, outcome } = before.receive(changed, before.parseMessage(reply));
    expect(outcome.kind).toBe("applied");
    const state = stored(invite);
    const after = await underLaw("new");
    const again = after.parseInvite(state);
    expect(after.statusOf(again, { instance: off }).state).toBe("cancelled");
    expect(after.statusOf(again, { instance: answered }).recipients[0]?.status).toBe("declined");
    expect(after.statusOf(again, { instance: moved }).event.start).toEqual({
      time: "2030-07-22T14:00:00+10:00",
      tzid: tokyo,
    });
    expect(after.statusOf(again).instances?.map(({ time }) => time)).toEqual(
      [off, moved, answered].map((time) => `${time}:00+10:00`),
    );
    const [request] = after.currentMessages(again, { now: later });
    expect(lines(request?.ics, "EXDATE")).toEqual([`EXDATE;TZID=${tokyo}:20300715T100000,20300805T100000`]);
    expect(lines(request?.ics, "RECURRENCE-ID")).toEqual([`RECURRENCE-ID;TZID=${tokyo}:20300722T100000`]);
    expect(after.receive(again, after.parseMessage(reply)).outcome).toEqual({ kind: "duplicate" });
    expect(stored(again)).toEqual(state);
  });

  it("keeps the time that somebody proposed, and the time that an answer was about", async () => {
    const before = await underLaw("old");
    const { invite } = before.createInvite(visit, { now });
    const counter = before.answer(
      before.currentMessages(invite, { now })[0]?.ics ?? "",
      {
        email: "gus@example.test",
        status: "tentative",
        proposal: { start: "2030-07-16T09:00", end: "2030-07-16T10:00" },
      },
      { now },
    );
    const state = stored(before.receive(invite, before.parseMessage(counter.ics), { now }).invite);
    const after = await underLaw("new");
    const again = after.parseInvite(state);
    expect(after.statusOf(again).recipients[0]?.proposal?.start).toEqual({
      time: "2030-07-16T09:00:00+10:00",
      tzid: tokyo,
    });
    const [accepted] = after.acceptProposal(again, "gus@example.test", { now: later }).messages;
    expect(lines(accepted?.ics, "DTSTART")).toEqual([`DTSTART;TZID=${tokyo}:20300716T090000`]);
  });

  it("changes nothing that a message in an outbox says", async () => {
    const before = await underLaw("old");
    const [message] = before.createInvite(visit, { now }).messages;
    const outbox = stored(message);
    const texts = (itip: Package) => itip.composeEmail(outbox as Parameters<Package["composeEmail"]>[0]).raw;
    const then = texts(before);
    const after = texts(await underLaw("new"));
    expect(then).toContain("10:00");
    expect(after.match(/1\d:00 [^\r\n]{0,40}Asia/g)).toEqual(
      then.replaceAll("UTC+9", "UTC+10").match(/1\d:00 [^\r\n]{0,40}Asia/g),
    );
  });

  it("lets what was given in UTC be kept by the clock of its zone too, as its DTSTART was sent", async () => {
    const before = await underLaw("old");
    const event = { ...visit.event, start: "2030-07-15T01:00:00Z", end: "2030-07-15T02:00:00Z" };
    const { invite } = before.createInvite({ ...visit, event }, { now });
    const inUtc = before.createInvite({ ...visit, event: { ...event, tzid: "Etc/UTC" } }, { now }).invite;
    const after = await underLaw("new");
    const startOf = (state: unknown) =>
      lines(after.currentMessages(after.parseInvite(stored(state)), { now: later })[0]?.ics, "DTSTART");
    expect(startOf(invite)).toEqual([`DTSTART;TZID=${tokyo}:20300715T100000`]);
    expect(startOf(inUtc)).toEqual(["DTSTART:20300715T010000Z"]);
  });
});

describe("the second time that a clock shows an hour", () => {
  it("is kept with its offset, and sent in UTC as calendar text has to", async () => {
    const itip = await underLaw("old");
    const at = (time: string) => ({ time, tzid: "Europe/Paris" });
    const event = {
      summary: "Night shift",
      start: at("2030-10-27T02:30:00+02:00"),
      end: at("2030-10-27T02:30:00+01:00"),
    };
    const { invite, messages } = itip.createInvite({ ...visit, event }, { now });
    expect([invite.plan.event.start, invite.plan.event.end]).toEqual([
      at("2030-10-27T02:30:00"),
      at("2030-10-27T02:30:00+01:00"),
    ]);
    const again = itip.parseInvite(stored(invite));
    for (const ics of [messages[0]?.ics, itip.currentMessages(again, { now: later })[0]?.ics]) {
      expect(lines(ics, "DTSTART", "DTEND")).toEqual([
        "DTSTART;TZID=Europe/Paris:20301027T023000",
        "DTEND:20301027T013000Z",
      ]);
    }
    expect(stored(again)).toEqual(stored(invite));
  });
});

describe("a state of version 1", () => {
  const casablanca = "Africa/Casablanca";
  const at = (time: string) => ({ time, tzid: casablanca });
  const reply = (email: string, status: string) => ({
    email,
    sequence: 0,
    status,
    dtstamp: "2026-06-02T08:00:00Z",
  });
  /** Written before Morocco gave up its summer time on 20 September 2026. */
  const state = (event: object, more: object = {}) => ({
    version: 1,
    id: "field",
    uid: "field@example.com",
    sequence: 1,
    timeZone: casablanca,
    plan: {
      state: "active",
      updatedAt: "2026-06-02T08:00:00Z",
      organizer,
      recipients,
      event: { summary: "Site visit", tzid: casablanca, ...event },
      guestList: "shown",
      counterProposals: true,
      timeSequence: 0,
      recurrenceSequence: 0,
      occurrences: [],
      formerDescriptions: [],
      ...more,
    },
    invited: [{ address: "gus@example.test", email: "gus@example.test" }],
    answers: [],
    strangers: [],
  });
  const july = new Date("2026-10-01T08:00:00Z");

  it("keeps the hour that was sent, under the law of today", async () => {
    const itip = await underLaw("old");
    const invite = itip.parseInvite(
      state({ start: at("2026-11-20T10:00:00+01:00"), end: at("2026-11-20T11:00:00+01:00") }),
    );
    expect(invite.version).toBe(2);
    const [update] = itip.updateInvite(invite, { event: { summary: "New title" } }, { now: july }).messages;
    expect(lines(update?.ics, "DTSTART", "SEQUENCE")).toEqual([
      "SEQUENCE:1",
      `DTSTART;TZID=${casablanca}:20261120T100000`,
    ]);
    expect(itip.parseInvite(stored(invite))).toEqual(invite);
  });

  it("keeps what was called off and what was answered", async () => {
    const itip = await underLaw("old");
    const series = {
      start: at("2026-05-08T10:00:00+01:00"),
      end: at("2026-05-08T11:00:00+01:00"),
      recurrence: { rule: "FREQ=WEEKLY;COUNT=40" },
    };
    const invite = itip.parseInvite({
      ...state(series, { occurrences: [{ key: "2026-11-20T09:00:00Z", cancelled: true }] }),
      answers: [
        {
          address: "gus@example.test",
          occurrence: "2026-11-27T09:00:00Z",
          reply: reply("gus@example.test", "declined"),
        },
        {
          address: "gus@example.test",
          occurrence: "2026-12-11T09:00:00Z+",
          reply: reply("gus@example.test", "accepted"),
        },
      ],
    });
    const about = (instance: string) => itip.statusOf(invite, { instance });
    expect(about("2026-11-20T10:00").state).toBe("cancelled");
    expect(about("2026-11-27T10:00").recipients[0]?.status).toBe("declined");
    expect(about("2026-12-04T10:00").recipients[0]?.status).toBe("pending");
    expect(about("2026-12-18T10:00").recipients[0]?.status).toBe("accepted");
    expect(itip.parseInvite(stored(invite))).toEqual(invite);
  });

  it("keeps the times of replies as the clock showed them when they were written", async () => {
    const itip = await underLaw("old");
    const start = at("2026-11-20T10:00:00+01:00");
    const zoned = (time: string) => ({
      kind: "zoned",
      instant: Date.parse(time),
      tzid: casablanca,
      guessed: false,
    });
    const named = { start: zoned("2026-11-20T09:00:00Z"), end: zoned("2026-11-20T10:00:00Z") };
    // The event was moved there and back: the answer to the first invitation names the time that holds again.
    const moved = state({ start, end: at("2026-11-20T11:00:00+01:00") }, { timeSequence: 1 });
    const answer = { ...reply("gus@example.test", "accepted"), named };
    const invite = itip.parseInvite({
      ...moved,
      answers: [{ address: "gus@example.test", occurrence: "", reply: answer }],
    });
    expect(itip.statusOf(invite).recipients[0]?.status).toBe("accepted");
  });

  it("leaves an answer to an occurrence where it was before the series was moved by an hour: nobody has answered the new time", async () => {
    const itip = await underLaw("old");
    const series = {
      start: at("2026-05-08T11:00:00+01:00"),
      end: at("2026-05-08T12:00:00+01:00"),
      recurrence: { rule: "FREQ=WEEKLY;COUNT=4" },
    };
    const zoned = (time: string) => ({
      kind: "zoned",
      instant: Date.parse(time),
      tzid: casablanca,
      guessed: false,
    });
    const named = { start: zoned("2026-05-15T09:00:00Z"), end: zoned("2026-05-15T10:00:00Z") };
    const invite = itip.parseInvite({
      ...state(series, { timeSequence: 1 }),
      answers: [
        {
          address: "gus@example.test",
          occurrence: "2026-05-15T09:00:00Z",
          reply: { ...reply("gus@example.test", "accepted"), named },
        },
      ],
    });
    expect(itip.statusOf(invite, { instance: "2026-05-15T11:00" }).recipients[0]?.status).toBe("pending");
    expect(itip.parseInvite(stored(invite))).toEqual(invite);
  });

  it("keeps the hours of an occurrence that are not those of the series, under the law of today", async () => {
    const itip = await underLaw("old");
    const series = {
      start: at("2026-05-08T10:00:00+01:00"),
      end: at("2026-05-08T11:00:00+01:00"),
      recurrence: { rule: "FREQ=WEEKLY;COUNT=40" },
    };
    const occurrences = [{ key: "2026-05-15T15:00:00Z", cancelled: true }];
    expect(itip.parseInvite(state(series, { occurrences })).plan.occurrences).toEqual([
      { key: `2026-05-15T16:00:00[${casablanca}]`, cancelled: true },
    ]);
  });

  it("is refused where it is damaged, and so is a state of a newer version", async () => {
    const itip = await underLaw("old");
    const damaged = state({ start: at("soon"), end: at("2026-11-20T11:00:00+01:00") });
    expect(() => itip.parseInvite(damaged)).toThrow("invalid-state: plan.event.start");
    expect(() => itip.parseInvite({ ...state({}), plan: 7 })).toThrow("invalid-state: plan");
    expect(() => itip.parseInvite({ ...state({}), version: 3 })).toThrow("newer-state");
  });
});

describe("an answer to an occurrence of a series that was moved to another zone", () => {
  it("shows among the replies whether it came before the move or after it", async () => {
    const itip = await underLaw("old");
    const series = { ...weekly.event, start: "2030-05-06T10:00", tzid: "Europe/London" };
    const created = itip.createInvite(
      { ...weekly, event: { ...series, end: "2030-05-06T11:00" } },
      { now },
    ).invite;
    const move = (invite: typeof created) =>
      itip.updateInvite(invite, { event: { tzid: "Europe/Paris" } }, { now: later }).invite;
    const text = answerText({
      uid: "weekly@example.com",
      email: "gus@example.test",
      partstat: "ACCEPTED",
      lines: ["RECURRENCE-ID;TZID=Europe/London:20300513T100000"],
    });
    const take = (invite: typeof created) => itip.receive(invite, itip.parseMessage(text)).invite;
    const [before, after] = [move(take(created)), take(move(created))];
    const repliesOf = (invite: typeof created) =>
      itip.statusOf(invite, { instance: "2030-05-13T11:00" }).replies;
    expect(repliesOf(before)).toMatchObject([{ email: "gus@example.test", status: "accepted" }]);
    expect(repliesOf(after)).toEqual(repliesOf(before));
    expect(repliesOf(itip.mergeInvites(before, after))).toEqual(repliesOf(before));
    expect(itip.statusOf(before, { instance: "2030-05-13T11:00" }).recipients[0]?.status).toBe("pending");
  });
});
