import { describe, expect, it } from "vitest";
import type { EventDetails } from "../../../src/event/event.ts";
import { movedEnd } from "../../../src/event/series.ts";
import {
  acceptProposal,
  cancelInvite,
  createInvite,
  declineProposal,
  type Invite,
  ItipError,
  mergeInvites,
  parseInvite,
  parseMessage,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import {
  rankEntries,
  rankStatement,
  withinLimit,
  withoutRegister,
} from "../../../src/invite/answers/ranking.ts";
import type { Entry, Plan } from "../../../src/invite/invite.ts";
import {
  changesFrom,
  hasOccurrence,
  plannedEvent,
  withChanges,
  withOccurrence,
} from "../../../src/invite/occurrences/occurrence.ts";
import { newSeries, start, uid } from "../../support/arbitrary/invite-pool.ts";
import { checkedEvent, pointOf } from "../../support/checked-event.ts";
import { answerText, opened } from "../../support/fixtures/answer-text.ts";
import { zone } from "../../support/zones.ts";

const at = (time: string, tzid = "Europe/London") => ({ time, tzid });
const [early, late] = [new Date("2026-04-25T08:00:00Z"), new Date("2026-04-26T08:00:00Z")];
const series = newSeries();
const second = { instance: "2026-05-14T10:30:00" };
const both = (a: Invite, b: Invite) => {
  const one = mergeInvites(a, b);
  expect(mergeInvites(b, a)).toEqual(one);
  return one;
};

describe("copies that were updated apart", () => {
  const moved = (time: string, now: Date) => updateInvite(series, { event: { start: time } }, { now }).invite;
  const [noon, evening] = [moved("2026-05-07T12:30", early), moved("2026-05-07T18:30", late)];

  it("keep the plan of the greater SEQUENCE, then the later", () => {
    const cancelled = cancelInvite(series, { now: early }).invite;
    expect(both(series, noon).plan).toEqual(noon.plan);
    expect(both(noon, evening).plan).toEqual(evening.plan);
    // A cancellation is not undone by a change that did not know of it.
    expect(both(cancelled, evening).plan.state).toBe("cancelled");
    const twice = updateInvite(evening, { event: { start: "2026-05-07T19:30" } }, { now: late }).invite;
    expect(both(cancelled, twice).plan.state).toBe("active");
    const texts = ["a", "b"].map(
      (summary) => updateInvite(series, { event: { summary } }, { now: early }).invite,
    );
    expect(both(texts[0] ?? series, texts[1] ?? series).plan.event.summary).toBe("b");
  });

  it("are in conflict where one SEQUENCE stands for two different times", () => {
    const apart = (a: Invite, b: Invite) => both(a, b).conflict;
    expect(apart(noon, evening)).toBe(1);
    expect(apart(noon, noon)).toBeUndefined();
    expect(apart(noon, moved("2026-05-07T12:30", late))).toBeUndefined();
    expect(
      apart(noon, updateInvite(noon, { event: { summary: "Else" } }, { now: late }).invite),
    ).toBeUndefined();
    expect(
      apart(noon, updateInvite(series, { event: { end: "2026-05-07T12:30" } }, { now: early }).invite),
    ).toBe(1);
    expect(
      apart(
        noon,
        updateInvite(series, { event: { recurrence: { rule: "FREQ=DAILY" } } }, { now: early }).invite,
      ),
    ).toBe(1);
    const gone = cancelInvite(series, { ...second, now: early }).invite;
    const shifted = updateInvite(
      series,
      { event: { start: "2026-05-14T12:30" } },
      { ...second, now: late },
    ).invite;
    expect(apart(gone, shifted)).toBe(1);
    expect(apart(gone, cancelInvite(series, { ...second, now: late }).invite)).toBeUndefined();
    expect(
      apart(series, updateInvite(series, { event: { summary: "Else" } }, { ...second, now: early }).invite),
    ).toBeUndefined();
    const rule = (text: string) =>
      updateInvite(series, { event: { recurrence: { rule: text } } }, { now: early }).invite;
    expect(apart(rule("FREQ=DAILY"), rule("FREQ=DAILY;INTERVAL=2"))).toBe(1);
    const third = { instance: "2026-05-21T10:30:00" };
    expect(apart(gone, cancelInvite(series, { ...third, now: early }).invite)).toBe(1);
    const long = (start: string, end: string) =>
      updateInvite(series, { event: { start, end } }, { now: early }).invite;
    expect(apart(noon, long("2026-05-07T12:30", "2026-05-07T14:30"))).toBe(1);
    expect(apart(noon, long("2026-05-07T12:00", "2026-05-07T13:30"))).toBe(1);
    const torn = both(noon, evening);
    expect(both(torn, noon).conflict).toBe(1);
    // One of them went on, for people who have not heard of the other.
    const on = cancelInvite(torn, { instance: "2026-05-14T18:30:00", now: late }).invite;
    expect(apart(torn, on)).toBe(2);
    // Somebody has moved on since: everybody has heard of that.
    const settled = updateInvite(
      torn,
      { event: { start: "2026-05-07T09:30" } },
      { now: new Date("2026-04-27T08:00:00Z") },
    ).invite;
    expect(both(torn, settled).conflict).toBeUndefined();
  });

  it("are copies of one invite", () => {
    const stored: Invite = JSON.parse(JSON.stringify(series));
    for (const other of [
      { id: "other" },
      { uid: "other" },
      { timeZone: "Europe/Paris" },
      { replyKey: "0f".repeat(32) },
    ]) {
      let thrown: unknown;
      try {
        mergeInvites(series, parseInvite({ ...stored, ...other }));
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toMatchObject({
        code: "invalid-argument",
        problems: [{ path: "b", code: "other-invite" }],
      });
    }
    const called = parseInvite({ ...stored, callbackUrl: "https://example.com/" });
    expect(both(series, called).callbackUrl).toBe("https://example.com/");
  });

  it("an occurrence that was moved alone is asked about anew, one with a new text is not", () => {
    const heard = receive(
      series,
      answerText({
        uid,
        email: "jane@example.test",
        partstat: "ACCEPTED",
        sequence: 0,
        dtstamp: "20260421T080000Z",
      }),
    ).invite;
    const jane = (invite: Invite) => statusOf(invite, second).recipients[0]?.status;
    expect(jane(heard)).toBe("accepted");
    expect(
      jane(updateInvite(heard, { event: { start: "2026-05-14T12:30" } }, { ...second, now: early }).invite),
    ).toBe("pending");
    expect(jane(updateInvite(heard, { event: { summary: "Else" } }, { ...second, now: early }).invite)).toBe(
      "accepted",
    );
  });
});

describe("the cancelled and changed occurrences of a plan", () => {
  const { plan } = series;
  const key = "2026-05-14T09:30:00Z";

  it("are kept in the order of their keys, and dropped once they are like the series and nobody has them apart", () => {
    const one = { key, cancelled: true as const };
    const first = { key: "2026-05-07T09:30:00Z", timeSequence: 1 };
    const two: Plan = { ...plan, occurrences: withOccurrence(plan, one) };
    expect(two.occurrences).toEqual([one]);
    expect(withOccurrence(two, first)).toEqual([first, one]);
    expect(withOccurrence(two, { key, without: ["a@b.test"] })).toEqual([{ key, without: ["a@b.test"] }]);
    expect(withOccurrence(two, { key, changes: { summary: "x" } })).toEqual([
      { key, changes: { summary: "x" } },
    ]);
    expect(withOccurrence(two, { key, changes: {} })).toEqual([{ key, changes: {} }]);
    for (const nothing of [{ key }, { key, without: [] }]) expect(withOccurrence(two, nothing)).toEqual([]);
  });

  it("exist where the series has them, or where one was changed or cancelled", () => {
    expect(hasOccurrence(plan, key)).toBe(true);
    expect(hasOccurrence(plan, "2026-05-15T09:30:00Z")).toBe(false);
    expect(hasOccurrence(plan, "2026-05-14")).toBe(false);
    expect(hasOccurrence(plan, "soon")).toBe(false);
    expect(
      hasOccurrence(
        { ...plan, occurrences: [{ key: "2026-05-15T09:30:00Z", cancelled: true }] },
        "2026-05-15T09:30:00Z",
      ),
    ).toBe(true);
    const { recurrence: _, ...single } = plan.event;
    expect(hasOccurrence({ ...plan, event: single }, "2026-05-07T09:30:00Z")).toBe(false);
    // 29 March 2026 has no 01:30 in London: that occurrence is at 02:30, by the offset before (RFC 5545 section 3.3.5).
    const nightly = {
      ...plan,
      event: {
        ...plan.event,
        start: at("2026-03-28T01:30:00+00:00"),
        end: at("2026-03-28T02:00:00+00:00"),
        recurrence: { rule: "FREQ=DAILY" },
      },
    };
    expect(hasOccurrence(nightly, "2026-03-29T01:30:00Z")).toBe(true);
    expect(hasOccurrence(nightly, "2026-03-29T00:30:00Z")).toBe(false);
    expect(hasOccurrence(nightly, "2026-03-30T00:30:00Z")).toBe(true);
    expect(hasOccurrence(nightly, "2026-03-30T01:30:00Z")).toBe(false);
    // In Paris the same night has no 02:30.
    const paris = (time: string) => at(time, "Europe/Paris");
    const inParis = {
      ...nightly,
      event: {
        ...nightly.event,
        start: paris("2026-03-28T02:30:00+01:00"),
        end: paris("2026-03-28T03:00:00+01:00"),
      },
    };
    expect(hasOccurrence(inParis, "2026-03-29T01:30:00Z")).toBe(true);
    // On 25 October 2026 London goes back to winter time: what is at 11:30 on every day is not also an hour before.
    const daily = {
      ...nightly,
      event: {
        ...nightly.event,
        start: at("2026-03-28T11:30:00+00:00"),
        end: at("2026-03-28T12:00:00+00:00"),
      },
    };
    expect(hasOccurrence(daily, "2026-10-25T11:30:00Z")).toBe(true);
    expect(hasOccurrence(daily, "2026-10-25T10:30:00Z")).toBe(false);
    const days = { ...plan, event: { ...plan.event, start: at("2026-05-07"), end: at("2026-05-08") } };
    expect([hasOccurrence(days, "2026-05-14"), hasOccurrence(days, "2026-05-15")]).toEqual([true, false]);
    // A day is no midnight, and a midnight no day.
    const midnights = {
      ...plan,
      event: { ...plan.event, start: at("2026-05-07T00:00:00+01:00"), end: at("2026-05-08T00:00:00+01:00") },
    };
    expect(hasOccurrence(midnights, "2026-05-13T23:00:00Z")).toBe(true);
    expect(hasOccurrence(midnights, "2026-05-14")).toBe(false);
    expect(hasOccurrence(days, "2026-05-13T23:00:00Z")).toBe(false);
  });

  it("last as long as the series says, unless they say otherwise", () => {
    expect(plannedEvent(plan, key)).toEqual(
      checkedEvent({
        summary: "Weekly",
        start: at("2026-05-14T10:30:00+01:00"),
        end: at("2026-05-14T11:30:00+01:00"),
        tzid: "Europe/London",
      }),
    );
    const changes = {
      summary: "Else",
      start: at("2026-05-14T12:00:00+01:00"),
      end: at("2026-05-14T12:15:00+01:00"),
    };
    expect(plannedEvent({ ...plan, occurrences: [{ key, changes }] }, key)).toMatchObject({
      summary: "Else",
      start: pointOf(changes.start),
      end: pointOf(changes.end),
    });
    const end = (event: EventDetails, from: EventDetails["start"]) =>
      movedEnd(checkedEvent(event), pointOf(from));
    const { recurrence: _, ...once } = plan.event;
    const days: EventDetails = { ...once, start: at("2026-05-07"), end: at("2026-05-09") };
    expect(end(days, at("2026-05-20"))).toEqual(pointOf(at("2026-05-22")));
    expect(end(once, at("2026-05-20"))).toEqual(pointOf(at("2026-05-21")));
    expect(end(days, at("2026-05-20T10:00:00+01:00"))).toEqual(pointOf(at("2026-05-20T10:00:00+01:00")));
    expect(end(once, at("2026-05-20T10:00:00+02:00", "Europe/Paris"))).toEqual(
      pointOf(at("2026-05-20T11:00:00+02:00", "Europe/Paris")),
    );
    const journey = { ...once, end: at("2026-05-07T12:30:00+02:00", "Europe/Paris") };
    expect(end(journey, at("2026-05-20T10:30:00+01:00"))).toEqual(
      pointOf(at("2026-05-20T12:30:00+02:00", "Europe/Paris")),
    );
  });

  it("differ from the series in what was changed or cleared", () => {
    const shown = {
      summary: "a",
      description: "b",
      start: at("2026-05-14T10:30:00+01:00"),
      end: at("2026-05-14T11:30:00+01:00"),
      tzid: "Europe/London",
    };
    const whole = checkedEvent(shown);
    const { description: _, ...cleared } = whole;
    expect(changesFrom(whole, whole)).toEqual({});
    expect(changesFrom(whole, { ...cleared, url: "https://example.com" })).toEqual({
      description: null,
      url: "https://example.com",
    });
    const later = { ...shown, end: at("2026-05-14T12:30:00+01:00") };
    expect(changesFrom(whole, checkedEvent(later))).toEqual({
      start: at("2026-05-14T10:30:00"),
      end: at("2026-05-14T12:30:00"),
    });
    const earlier = { ...shown, start: at("2026-05-14T10:00:00+01:00") };
    expect(changesFrom(whole, checkedEvent(earlier))).toEqual({
      start: at("2026-05-14T10:00:00"),
      end: at("2026-05-14T11:30:00"),
    });
    const daily = checkedEvent({ ...shown, recurrence: { rule: "FREQ=DAILY" } });
    expect(changesFrom(whole, { ...daily, tzid: zone("Europe/Paris") })).toEqual({});
    expect(withChanges(whole, { description: null, summary: "c" })).toEqual({ ...cleared, summary: "c" });
    expect(withChanges(daily, {})).toEqual(whole);
    expect(withChanges(whole, { start: later.start, end: later.end, url: "x" })).toEqual({
      ...checkedEvent(later),
      url: "x",
    });
  });
});

describe("strangers beyond the limit", () => {
  const said = (sequence: number, email: string) => ({ email, sequence });
  const entry = (address: string, parts: Partial<Entry>): Entry => ({ address, occurrence: "", ...parts });

  it("those who said something last stay", () => {
    const limit = { reply: 40, counter: 40 };
    const crowd = Array.from({ length: limit.reply }, (_, i) => {
      const address = `s${String(i).padStart(4, "0")}@b.test`;
      return entry(address, { reply: said(i + 1, address) });
    });
    expect(withinLimit(crowd, limit)).toBe(crowd);
    const late = entry("z@b.test", { reply: said(5_000, "z@b.test") });
    expect(withinLimit([...crowd, late], limit)).toEqual([...crowd.slice(1), late]);
    const soon = entry("a@b.test", { reply: said(0, "a@b.test"), counter: said(1, "a@b.test") });
    expect(withinLimit([soon, ...crowd], limit)).toEqual([
      { address: "a@b.test", occurrence: "", counter: said(1, "a@b.test") },
      ...crowd,
    ]);
    const proposers = [...crowd, late].map(({ reply, ...entry }) => ({
      ...entry,
      ...(reply && { counter: reply }),
    }));
    expect(withinLimit(proposers, limit)).toEqual(proposers.slice(1));
    const { reply } = rankEntries(crowd);
    const most = limit.reply;
    const first = { statement: said(5_000, "z@b.test"), previous: undefined, most };
    expect(rankStatement(reply, late, first)).toMatchObject({ address: "s0000@b.test" });
    const second = { statement: said(6_000, "z@b.test"), previous: said(5_000, "z@b.test"), most };
    expect(rankStatement(reply, late, second)).toBeUndefined();
    expect(reply.ranked).toHaveLength(most);
    const lowest = { statement: said(0, "y@b.test"), previous: undefined, most };
    expect(rankStatement(reply, entry("y@b.test", {}), lowest)).toEqual({
      address: "y@b.test",
      occurrence: "",
    });
  });

  it("rank by what they said, then by address and occurrence", () => {
    const same = { email: "x", sequence: 1 };
    const list = ["b", "a", "c"].flatMap((address) =>
      ["2026-05-14", ""].map((occurrence) => ({ address, occurrence, reply: same })),
    );
    const ranked = rankEntries(list).reply.ranked.map(
      ({ entry: { address, occurrence } }) => `${address} ${occurrence}`,
    );
    expect(ranked).toEqual(["a ", "a 2026-05-14", "b ", "b 2026-05-14", "c ", "c 2026-05-14"]);
    expect(rankEntries(list).counter.ranked).toEqual([]);
  });

  it("lose one kind of statement at a time", () => {
    const whole = entry("a", { reply: said(1, "a"), counter: said(2, "a") });
    expect(withoutRegister(whole, "reply")).toEqual(entry("a", { counter: said(2, "a") }));
    expect(withoutRegister(whole, "counter")).toEqual(entry("a", { reply: said(1, "a") }));
    expect(withoutRegister(entry("a", { reply: said(1, "a") }), "reply")).toBeUndefined();
    expect(withoutRegister(entry("a", { counter: said(1, "a") }), "counter")).toBeUndefined();
    expect(withoutRegister(entry("a", { reply: said(1, "a"), bounced: "" }), "reply")).toEqual(
      entry("a", { bounced: "" }),
    );
    expect(withoutRegister(entry("a", { reply: said(1, "a"), settled: said(1, "a") }), "reply")).toEqual(
      entry("a", { settled: said(1, "a") }),
    );
  });

  it("lose what was settled of a proposal together with it", () => {
    const settled = entry("a", { counter: said(1, "a"), settled: said(1, "a") });
    expect(withoutRegister(settled, "counter")).toBeUndefined();
  });
});

describe("proposals about an occurrence, and answers as they are shown", () => {
  const jane = "jane@example.test";
  const lines = ["RECURRENCE-ID:20260514T093000Z", "DTSTART:20260514T113000Z", "DTEND:20260514T123000Z"];
  const counter = (own: readonly string[]) =>
    answerText({
      method: "COUNTER",
      uid,
      email: jane,
      partstat: "TENTATIVE",
      sequence: 0,
      dtstamp: "20260421T080000Z",
      lines: own,
    });
  const asked = receive(series, counter(lines)).invite;

  it("move it alone", () => {
    const accepted = acceptProposal(asked, jane, { ...second, now: early });
    expect(accepted.messages).toHaveLength(3);
    expect(accepted.messages[0]).toMatchObject({
      instance: at("2026-05-14T10:30:00+01:00"),
      event: { start: at("2026-05-14T12:30:00+01:00") },
    });
    expect(accepted.invite.plan.event).toEqual(series.plan.event);
  });

  it("are declined by its name, with a DTSTAMP that is not before the last", () => {
    const [message] = declineProposal(asked, jane, {
      ...second,
      now: new Date("2026-04-01T08:00:00.900Z"),
      comment: "No",
    }).messages;
    expect(message).toMatchObject({
      instance: at("2026-05-14T10:30:00+01:00"),
      dtstamp: "2026-04-20T08:00:00Z",
      comment: "No",
    });
    expect(message?.ics).toContain("RECURRENCE-ID");
    const whole = receive(series, counter(["DTSTART:20260508T093000Z", "DTEND:20260508T103000Z"])).invite;
    const [plain] = declineProposal(whole, jane, { now: new Date("2026-05-01T08:00:00.900Z") }).messages;
    expect(plain?.dtstamp).toBe("2026-05-01T08:00:00Z");
    for (const name of ["instance", "comment"]) expect(plain).not.toHaveProperty(name);
  });

  it("a mail that came back counts until its recipient writes", () => {
    const bounce = (date?: string) =>
      opened([], {
        uids: [uid],
        bounces: [{ email: jane, status: "5.1.1" }],
        ...(date === undefined ? {} : { date }),
      });
    const shown = (invite: Invite) => statusOf(invite).recipients[0]?.undeliverable;
    const reply = (dtstamp: string) =>
      answerText({ uid, email: jane, partstat: "ACCEPTED", sequence: 0, dtstamp });
    const failed = receive(series, bounce("2026-04-22T08:00:00Z")).invite;
    expect(shown(failed)).toBe(true);
    expect(shown(receive(failed, reply("20260423T080000Z")).invite)).toBeUndefined();
    expect(shown(receive(failed, reply("20260421T080000Z")).invite)).toBe(true);
    // What was written in the same second was not written after it.
    expect(shown(receive(failed, reply("20260422T080000Z")).invite)).toBe(true);
    const aboutOne = answerText({
      uid,
      email: jane,
      partstat: "ACCEPTED",
      sequence: 0,
      dtstamp: "20260423T080000Z",
      lines: ["RECURRENCE-ID:20260514T093000Z"],
    });
    expect(shown(receive(failed, aboutOne).invite)).toBeUndefined();
    // An earlier report that comes later says nothing new.
    const late = receive(failed, bounce("2026-04-20T08:00:00Z")).invite;
    expect(shown(receive(late, reply("20260421T080000Z")).invite)).toBe(true);
    // A report without a Date is older than any answer.
    expect(shown(receive(series, bounce()).invite)).toBe(true);
    expect(
      shown(receive(receive(series, bounce()).invite, reply("20260423T080000Z")).invite),
    ).toBeUndefined();
    expect(shown(series)).toBeUndefined();
  });

  it("show who delegated and to whom", () => {
    const text = answerText({
      uid,
      email: jane,
      partstat: "DELEGATED",
      sequence: 0,
      parameters: ['DELEGATED-TO="mailto:joe@example.test"', 'DELEGATED-FROM="mailto:ann@example.test"'],
    });
    expect(statusOf(receive(series, text).invite).recipients[0]).toMatchObject({
      status: "delegated",
      delegatedTo: ["joe@example.test"],
      delegatedFrom: ["ann@example.test"],
    });
    expect(statusOf(series).recipients[0]).not.toHaveProperty("delegatedTo");
    expect(Object.keys(statusOf(series).recipients[0] ?? {})).toEqual(["email", "status"]);
  });

  it("names and callbacks are kept where they were given", () => {
    const made = createInvite(
      {
        id: "10",
        organizer: { email: "planner@example.com" },
        recipients: [{ email: jane, name: "Jane", status: "tentative" }],
        event: { summary: "x", start: "2026-05-07T10:30Z", end: "2026-05-07T11:30Z" },
        callbackUrl: "https://example.com/",
      },
      { now: start },
    ).invite;
    expect(made.callbackUrl).toBe("https://example.com/");
    expect(series).not.toHaveProperty("callbackUrl");
    expect(statusOf(made).recipients).toEqual([{ email: jane, name: "Jane", status: "tentative" }]);
    const moved = updateInvite(made, { event: { start: "2026-05-07T12:30" } }, { now: early });
    expect(moved.messages[0]?.to).toEqual({ email: jane, name: "Jane" });
    expect(statusOf(moved.invite).recipients).toEqual([{ email: jane, name: "Jane", status: "pending" }]);
    const revived = updateInvite(cancelInvite(made, { now: early }).invite, { event: {} }, { now: late });
    expect(revived.invite.sequence).toBe(2);
    expect(revived.messages.map(({ method }) => method)).toEqual(["REQUEST"]);
    const left = updateInvite(
      made,
      { recipients: [{ email: "omar@example.test" }] },
      { now: early },
    ).messages;
    expect(left.map(({ method, to }) => [method, to])).toEqual([
      ["REQUEST", { email: "omar@example.test" }],
      ["CANCEL", { email: jane, name: "Jane" }],
    ]);
    expect(parseMessage(left[1]?.ics ?? "").method).toBe("CANCEL");
    expect(() => updateInvite(made, { recipients: [] }, { now: early })).not.toThrow(ItipError);
  });
});
