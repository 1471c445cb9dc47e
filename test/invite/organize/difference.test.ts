import { describe, expect, it } from "vitest";
import type { EventDetails } from "../../../src/event/event.ts";
import {
  cancelInvite,
  createInvite,
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
  isOccurrenceKey,
  keyFits,
  keyOf,
  keyOfInput,
  keyOfStated,
  startOfKey,
} from "../../../src/invite/occurrences/occurrence-key.ts";
import { canonicalJson, compareStatements, compareTexts, latest } from "../../../src/invite/order.ts";
import * as difference from "../../../src/invite/organize/difference.ts";
import { newSeries, start, uid } from "../../support/arbitrary/invite-pool.ts";
import { checkedEvent } from "../../support/checked-event.ts";
import { answerText, opened } from "../../support/fixtures/answer-text.ts";
import { refusalOf } from "../../support/refusal.ts";
import { zone } from "../../support/zones.ts";

const at = (time: string, tzid = "Europe/London") => ({ time, tzid });
const meeting: EventDetails = {
  summary: "Meeting",
  start: at("2026-05-07T10:30:00+01:00"),
  end: at("2026-05-07T11:30:00+01:00"),
  tzid: "Europe/London",
};
const weekly: EventDetails = { ...meeting, recurrence: { rule: "FREQ=WEEKLY;COUNT=6" } };
const differenceOf = (before: EventDetails, after: EventDetails) =>
  difference.differenceOf(checkedEvent(before), checkedEvent(after));
const eventChanges = (before: EventDetails, after: EventDetails) =>
  difference.eventChanges(checkedEvent(before), checkedEvent(after));
const none = { time: false, zone: false, recurrence: false, pattern: false, text: false };

describe("the difference between two versions of an event", () => {
  const of = (changes: Partial<EventDetails>, from: EventDetails = meeting) =>
    differenceOf(from, { ...from, ...changes });
  const inParis = {
    start: at("2026-05-07T11:30:00+02:00", "Europe/Paris"),
    end: at("2026-05-07T12:30:00+02:00", "Europe/Paris"),
  };

  it("is empty where nothing changed that a guest can see", () => {
    expect(of({})).toEqual(none);
    expect(of({ tzid: "Europe/Paris" })).toEqual(none);
    expect(of({}, weekly)).toEqual(none);
  });

  it.each<[string, Partial<EventDetails>, Partial<typeof none>]>([
    ["start", { start: at("2026-05-07T10:00:00+01:00") }, { time: true }],
    ["end", { end: at("2026-05-07T12:00:00+01:00") }, { time: true }],
    ["zone", inParis, { zone: true }],
    ["zone of the end alone", { end: inParis.end }, { zone: true }],
    ["zone of the start alone", { start: inParis.start }, { zone: true }],
    ["text", { summary: "Else" }, { text: true }],
    ["place", { location: { description: "Room" } }, { text: true }],
    ["a series at last", { recurrence: { rule: "FREQ=WEEKLY" } }, { recurrence: true, pattern: true }],
  ])("names what has changed: %s", (_, changes, expected) => {
    expect(of(changes)).toEqual({ ...none, ...expected });
  });

  it("names no zone where both versions are all-day", () => {
    const day = { ...meeting, start: at("2026-05-07"), end: at("2026-05-08") };
    expect(
      of({ start: at("2026-05-07", "Europe/Paris"), end: at("2026-05-08", "Europe/Paris") }, day),
    ).toEqual(none);
    expect(of({ start: at("2026-05-08") }, day)).toEqual({ ...none, time: true });
    expect(of(inParis, day)).toEqual({ ...none, time: true, zone: true });
    expect(differenceOf({ ...meeting, ...inParis }, day)).toEqual({ ...none, time: true, zone: true });
    const fromMidnight = { start: at("2026-05-07T00:00:00+01:00"), end: at("2026-05-08T00:00:00+01:00") };
    expect(of(fromMidnight, day)).toEqual({ ...none, time: true });
  });

  it("of series: fewer or more occurrences are another recurrence, others another pattern", () => {
    const rule = (text: string, more: object = {}) => of({ recurrence: { rule: text, ...more } }, weekly);
    const cut = { ...none, recurrence: true };
    expect(rule("COUNT=6;INTERVAL=1;FREQ=WEEKLY")).toEqual(none);
    expect(rule("FREQ=WEEKLY;COUNT=4")).toEqual(cut);
    expect(rule("FREQ=WEEKLY")).toEqual(cut);
    expect(rule("FREQ=DAILY;COUNT=6")).toEqual({ ...cut, pattern: true });
    const excluded = { exclude: [at("2026-05-14T10:30:00+01:00")] };
    expect(rule("FREQ=WEEKLY;COUNT=6", excluded)).toEqual(cut);
    expect(rule("FREQ=WEEKLY;COUNT=6", { include: excluded.exclude })).toEqual(cut);
    expect(rule("FREQ=WEEKLY;COUNT=6", { include: [], exclude: [] })).toEqual(none);
    expect(differenceOf(weekly, meeting)).toEqual({ ...cut, pattern: true });
    // In another zone the later occurrences keep other local times.
    expect(of(inParis, weekly)).toEqual({ ...none, zone: true, recurrence: true, pattern: true });
    const listed = (...exclude: EventDetails["start"][]) => ({
      ...weekly,
      recurrence: { rule: "FREQ=WEEKLY;COUNT=6", exclude },
    });
    const [a, b] = [at("2026-05-14T10:30:00+01:00"), at("2026-05-21T10:30:00+01:00")];
    expect(differenceOf(listed(a, b), listed(b, a, a))).toEqual(none);
    expect(differenceOf(listed(a), listed(at("2026-05-14T09:30:00Z", "Etc/UTC")))).toEqual(none);
    expect(differenceOf(listed(a), listed(b))).toEqual(cut);
  });

  it("gives old and new values, the time before the place before the rest", () => {
    const after: EventDetails = {
      ...weekly,
      start: at("2026-05-07T10:45:00+01:00"),
      summary: "Else",
      description: "All",
      location: { lat: 51.5, long: "0" },
      url: "https://example.com",
      conferenceUrl: "tel:1",
      recurrence: {
        rule: "FREQ=WEEKLY",
        include: [at("2026-06-01T10:30:00+01:00")],
        exclude: [at("a"), at("b")].map((_, i) => at(`2026-05-${14 + 7 * i}T10:30:00+01:00`)),
      },
    };
    expect(eventChanges(weekly, after)).toEqual([
      {
        field: "time",
        from: { start: weekly.start, end: weekly.end },
        to: { start: after.start, end: after.end },
      },
      {
        field: "recurrence",
        from: "FREQ=WEEKLY;COUNT=6",
        to: "FREQ=WEEKLY RDATE:2026-06-01T10:30:00+01:00 EXDATE:2026-05-14T10:30:00+01:00,2026-05-21T10:30:00+01:00",
      },
      { field: "location", to: "51.5, 0" },
      { field: "summary", from: "Meeting", to: "Else" },
      { field: "description", to: "All" },
      { field: "url", to: "https://example.com" },
      { field: "conferenceUrl", to: "tel:1" },
    ]);
    expect(eventChanges(meeting, meeting)).toEqual([]);
    expect(eventChanges(meeting, { ...meeting, location: {} })).toEqual([]);
    expect(eventChanges({ ...meeting, location: { description: "Room", lat: 1, long: 2 } }, meeting)).toEqual(
      [{ field: "location", from: "Room" }],
    );
    expect(eventChanges(weekly, meeting)).toEqual([{ field: "recurrence", from: "FREQ=WEEKLY;COUNT=6" }]);
    expect(eventChanges(meeting, { ...meeting, ...inParis })).toMatchObject([{ field: "time" }]);
  });
});

describe("keys of occurrences", () => {
  const london = zone("Europe/London");
  const series = checkedEvent(weekly);
  const single = checkedEvent(meeting);
  const days = checkedEvent({ ...weekly, start: at("2026-05-07"), end: at("2026-05-08") });

  it("are the time on the clock of a zone, instants in UTC, or dates", () => {
    expect(keyOf({ kind: "instant", instant: Date.UTC(2026, 4, 14, 9, 30), tzid: london })).toBe(
      "2026-05-14T10:30:00[Europe/London]",
    );
    expect(keyOf({ kind: "instant", instant: Date.UTC(2026, 4, 14, 9, 30), tzid: zone("Etc/UTC") })).toBe(
      "2026-05-14T09:30:00Z",
    );
    // London's clocks show half past one twice that night; this is the second time.
    const night = keyOf({ kind: "instant", instant: Date.UTC(2026, 9, 25, 1, 30), tzid: london });
    expect(night).toBe("2026-10-25T01:30:00+00:00[Europe/London]");
    expect(keyOf({ kind: "date", wall: Date.UTC(2026, 4, 14), tzid: london })).toBe("2026-05-14");
    for (const key of ["2026-05-14T10:30:00[Europe/London]", night, "2026-05-14T09:30:00Z", "2026-05-14"])
      expect(isOccurrenceKey(key)).toBe(true);
    for (const none of [
      "",
      "soon",
      "2026-05-14T10:30:00+01:00",
      "2026-05-14T10:30:00[Nowhere]",
      "2026-05-14[Europe/London]",
      "2026-05-14T10:30[Europe/London]",
      "2026-05-14T09:30Z",
      "0000-01-01",
      "0000-01-01T00:00:00Z",
      "9999-12-31",
    ]) {
      expect(isOccurrenceKey(none)).toBe(false);
    }
    expect([keyFits("2026-05-14", days), keyFits("2026-05-14T09:30:00Z", days)]).toEqual([true, false]);
    expect([keyFits("2026-05-14", series), keyFits("2026-05-14T09:30:00Z", series)]).toEqual([false, true]);
    expect(keyFits("2026-05-14T09:30:00Z", single)).toBe(false);
  });

  it("stand for a start in the zone of the series", () => {
    expect(startOfKey("2026-05-14T09:30:00Z", series)).toEqual({
      kind: "instant",
      instant: Date.UTC(2026, 4, 14, 9, 30),
      tzid: "Europe/London",
    });
    expect(startOfKey("2026-05-14", days)).toMatchObject({ kind: "date", wall: Date.UTC(2026, 4, 14) });
  });

  it("are found in whatever form somebody names an occurrence", () => {
    expect(keyOfInput("2026-05-14T10:30:00", series)).toBe("2026-05-14T10:30:00[Europe/London]");
    expect(keyOfInput("2026-05-14T09:30:00Z", series)).toBe("2026-05-14T10:30:00[Europe/London]");
    const inParis = { time: "2026-05-14T11:30", tzid: "Europe/Paris" };
    expect(keyOfInput(inParis, series)).toBe("2026-05-14T10:30:00[Europe/London]");
    expect(keyOfInput("soon", series)).toBeUndefined();
    expect(keyOfInput("2026-05-14", days)).toBe("2026-05-14");
    expect(keyOfInput("2026-05-14T00:00:00", days)).toBe("2026-05-14");
    expect(keyOfInput("2026-05-14T01:00:00", days)).toBe("2026-05-14T01:00:00[Europe/London]");
    expect(keyOfInput("2026-05-14T00:00:00", series)).toBe("2026-05-14T00:00:00[Europe/London]");
    const stated = (wall: string, tzid?: string) =>
      tzid === undefined
        ? ({ kind: "utc", instant: Date.parse(wall) } as const)
        : ({ kind: "zoned", instant: Date.parse(wall), tzid: zone(tzid), guessed: false } as const);
    // Outlook's midnight of 14 May, in its own zone, in UTC, and the invite's midnight in UTC.
    expect(keyOfStated(stated("2026-05-13T22:00:00Z", "Europe/Berlin"), days, london)).toBe("2026-05-14");
    expect(keyOfStated(stated("2026-05-14T00:00:00Z"), days, london)).toBe("2026-05-14");
    expect(keyOfStated(stated("2026-05-13T23:00:00Z"), days, london)).toBe("2026-05-14");
    expect(keyOfStated(stated("2026-05-13T23:00:00Z", "Europe/Berlin"), days, london)).toBe(
      "2026-05-14T00:00:00[Europe/London]",
    );
    expect(keyOfStated(stated("2026-05-14T00:00:00Z"), series, london)).toBe(
      "2026-05-14T01:00:00[Europe/London]",
    );
    expect(keyOfStated({ kind: "date", wall: Date.UTC(2026, 4, 14) }, days, london)).toBe("2026-05-14");
    expect(keyOfStated({ kind: "floating", wall: Date.UTC(2026, 4, 14, 10, 30) }, series, london)).toBe(
      "2026-05-14T10:30:00[Europe/London]",
    );
  });
});

describe("the order of statements", () => {
  const one = { email: "a@b.test", sequence: 1 };

  it("is by SEQUENCE, DTSTAMP, Date, content", () => {
    const early = "2026-05-01T08:00:00Z";
    const late = "2026-05-02T08:00:00Z";
    const rising = [
      { ...one, sequence: 0, dtstamp: late },
      one,
      { ...one, dtstamp: early },
      { ...one, dtstamp: early, sentAt: early },
      { ...one, dtstamp: early, sentAt: late },
      { ...one, dtstamp: late, comment: "a", sentAt: late },
      { ...one, dtstamp: late, comment: "b", sentAt: late },
      // Without a DTSTAMP the email's Date stands for it.
      { ...one, sentAt: late },
      { ...one, sequence: 2 },
    ];
    for (const [i, a] of rising.entries()) {
      for (const [j, b] of rising.entries())
        expect(Math.sign(compareStatements(a, b))).toBe(Math.sign(i - j));
      expect(compareStatements(a, { ...a })).toBe(0);
    }
    const [first] = rising;
    expect(latest(first, undefined)).toBe(first);
    expect(latest(undefined, first)).toBe(first);
    expect(latest(first, one)).toBe(one);
    const again = { ...one };
    expect(latest(one, again)).toBe(one);
  });

  it("does not depend on the order of keys, nor on how content is written down", () => {
    const turned = { sequence: 1, email: "a@b.test" };
    expect(compareStatements(one, turned)).toBe(0);
    expect(compareStatements(one, { ...one }, () => "same")).toBe(0);
    expect(compareStatements(one, { ...one, comment: "x" }, ({ comment }) => comment ?? "")).toBeLessThan(0);
    expect([compareTexts("a", "b"), compareTexts("b", "a"), compareTexts("a", "a")]).toEqual([-1, 1, 0]);
  });

  it("canonical JSON sorts keys and leaves out what is undefined", () => {
    expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: undefined })).toBe('{"b":[1,{"c":2,"d":1}]}');
    expect(canonicalJson([undefined, null, "x", true])).toBe('[null,null,"x",true]');
    expect(canonicalJson({ b: 1, a: 2, c: 3 })).toBe('{"a":2,"b":1,"c":3}');
    expect(canonicalJson(null)).toBe("null");
    expect(canonicalJson(undefined)).toBe("null");
  });
});

describe("copies and lists", () => {
  const later = new Date("2026-04-25T08:00:00Z");
  const after = new Date("2026-04-26T08:00:00Z");
  const series = newSeries();
  const instance = { instance: "2026-05-14T10:30:00" };
  const text = (ics: string | undefined) => (ics ?? "").replaceAll("\r\n ", "");

  it("a comment goes along in the email, in a CANCEL in the text too", () => {
    const [moved] = updateInvite(
      series,
      { event: { start: "2026-05-07T12:30" } },
      { now: later, comment: "The room" },
    ).messages;
    expect(moved?.comment).toBe("The room");
    expect(moved?.ics).not.toContain("COMMENT");
    const [gone] = cancelInvite(series, { now: later, comment: "The room" }).messages;
    expect(gone).toMatchObject({ comment: "The room" });
    expect(gone?.ics).toContain("COMMENT:The room");
    expect(cancelInvite(series, { now: later }).messages[0]).not.toHaveProperty("comment");
  });

  it("a message about an occurrence names it, one about the series does not", () => {
    const [one] = cancelInvite(series, { ...instance, now: later }).messages;
    expect(one).toMatchObject({
      instance: at("2026-05-14T10:30:00+01:00"),
      event: { start: at("2026-05-14T10:30:00+01:00") },
    });
    expect(text(one?.ics)).toContain("RECURRENCE-ID;TZID=Europe/London:20260514T103000");
    const [all] = cancelInvite(series, { now: later }).messages;
    expect(all).not.toHaveProperty("instance");
    expect(all?.event?.start).toEqual(at("2026-05-07T10:30:00+01:00"));
  });

  it("changes of an occurrence are told, remembered, and told as taken back from then on: people have it apart", () => {
    const changed = updateInvite(
      series,
      { event: { summary: "Else", description: "New" } },
      { ...instance, now: later },
    );
    expect(changed.messages[0]?.changes).toEqual([
      { field: "summary", from: "Weekly", to: "Else" },
      { field: "description", to: "New" },
    ]);
    expect(changed.invite.sequence).toBe(0);
    expect(changed.invite.plan.occurrences).toEqual([
      { key: "2026-05-14T10:30:00[Europe/London]", changes: { summary: "Else", description: "New" } },
    ]);
    const back = updateInvite(
      changed.invite,
      { event: { summary: "Weekly", description: null } },
      { ...instance, now: after },
    );
    expect(back.invite.plan.occurrences).toEqual([
      { key: "2026-05-14T10:30:00[Europe/London]", changes: {} },
    ]);
    expect(updateInvite(series, { event: { summary: "Weekly" } }, { ...instance, now: later })).toEqual({
      invite: series,
      messages: [],
    });
    const cancelled = cancelInvite(series, { ...instance, now: later }).invite;
    const revived = updateInvite(cancelled, { event: {} }, { ...instance, now: after });
    expect(revived.invite.plan.occurrences.filter(({ cancelled: gone }) => gone)).toEqual([]);
    expect(revived.messages.map(({ method }) => method)).toEqual(["REQUEST", "REQUEST", "REQUEST"]);
    const off = cancelInvite(series, { now: later }).invite;
    expect(() => updateInvite(off, { event: { start: "soon" } }, { ...instance, now: after })).toThrow(
      ItipError,
    );
  });

  it("an organizer's address has room for the reply token, a new one too", () => {
    const secret = createInvite(
      {
        id: "9",
        organizer: { email: "planner@example.com" },
        recipients: [{ email: "jane@example.test" }],
        event: { summary: "x", start: "2026-05-07T10:30Z", end: "2026-05-07T11:30Z" },
        replySecret: "sixteen octets!!",
      },
      { now: start },
    ).invite;
    const named = (email: string) => () => updateInvite(secret, { organizer: { email } }, { now: later });
    expect(refusalOf(named(`${"x".repeat(40)}@example.com`))).toEqual({
      code: "invalid-event",
      problems: ["organizer.email too-long"],
    });
    expect(named(`${"x".repeat(39)}@example.com`)().messages).toHaveLength(1);
    expect(
      updateInvite(secret, { organizer: { email: "PLANNER@example.com" } }, { now: later }).messages,
    ).toEqual([]);
    expect(
      updateInvite(secret, { organizer: { email: "planner@example.com", name: "P" } }, { now: later })
        .messages,
    ).toHaveLength(1);
    const stored: Invite = JSON.parse(JSON.stringify(series));
    expect(
      updateInvite(
        parseInvite(stored),
        { organizer: { email: `${"x".repeat(40)}@example.com` } },
        { now: later },
      ).messages,
    ).toHaveLength(3);
  });

  it("names of those who answer are shown as they were last signed", () => {
    const said = (email: string, name: string, dtstamp: string) =>
      answerText({ uid, email, partstat: "ACCEPTED", sequence: 0, dtstamp, parameters: [`CN=${name}`] });
    const one = receive(series, said("kim@example.test", "Kim", "20260421T080000Z")).invite;
    const both = receive(one, said("kim@example.test", "Kimberly", "20260422T080000Z")).invite;
    expect(statusOf(both).replies).toMatchObject([
      { email: "kim@example.test", name: "Kimberly", status: "accepted" },
    ]);
    expect(statusOf(mergeInvites(both, one))).toEqual(statusOf(both));
    expect(
      statusOf(receive(series, answerText({ uid, email: "kim@example.test", partstat: "ACCEPTED" })).invite)
        .replies[0],
    ).not.toHaveProperty("name");
  });

  it("an email must be what openEmail returns", () => {
    const message = parseMessage(answerText({ uid, email: "jane@example.test", partstat: "ACCEPTED" }));
    const mail = opened([message], { author: "jane@example.test" });
    const take = (more: object) => () => Reflect.apply(receive, undefined, [series, { ...mail, ...more }]);
    expect(take({})().outcome.kind).toBe("applied");
    for (const wrong of [
      { from: "jane@example.test" },
      { from: { email: "nobody" } },
      { messages: [7] },
      { uids: [7] },
      { bounces: [7] },
      { bounces: [{ email: "x" }] },
      { bounces: [{ status: "5" }] },
    ]) {
      expect(take(wrong)).toThrow("incoming");
    }
    expect(receive(series, { ...message, sender: "JANE@example.test" }).outcome.kind).toBe("applied");
    expect(receive(series, { ...message, sender: "eve@example.test" }).outcome).toEqual({
      kind: "held",
      reason: "sender-mismatch",
    });
  });
});
