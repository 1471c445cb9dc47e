import { describe, expect, it } from "vitest";
import type { CheckedEvent } from "../../../src/event/event.ts";
import { showEvent } from "../../../src/event/show-event.ts";
import {
  cancelInvite,
  checkMessage,
  createInvite,
  type Invite,
  joinParts,
  parseInvite,
  parseMessage,
  partsOf,
  readInvitation,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { rekeyed, withMovedExclusions } from "../../../src/invite/organize/move-occurrences.ts";
import { checkedEvent } from "../../support/checked-event.ts";

/** A series in London from 7 May 2026, a Thursday, in summer time: 10:30 there is 09:30 in UTC. */
function series(
  rule: string,
  day = "2026-05-07",
  hour = "10:30",
  exclude: readonly string[] = [],
): CheckedEvent {
  const at = (time: string) => ({ time: `${time}:00+01:00`, tzid: "Europe/London" });
  return checkedEvent({
    summary: "Weekly",
    start: at(`${day}T${hour}`),
    end: at(`${day}T23:00`),
    tzid: "Europe/London",
    recurrence: {
      rule,
      ...(exclude.length === 0 ? {} : { exclude: exclude.map((date) => at(`${date}T${hour}`)) }),
    },
  });
}

/** Whole days, from 7 May 2026. */
function days(rule: string, day = "2026-05-07", exclude: readonly string[] = []): CheckedEvent {
  const at = (time: string) => ({ time, tzid: "Europe/London" });
  return checkedEvent({
    summary: "Weekly",
    start: at(day),
    end: at(day.replace(/\d\d$/, (date) => String(Number(date) + 1).padStart(2, "0"))),
    tzid: "Europe/London",
    recurrence: { rule, ...(exclude.length === 0 ? {} : { exclude: exclude.map(at) }) },
  });
}

function keys(given: readonly string[], before: CheckedEvent, after: CheckedEvent): string[] {
  const cancelled = given.map((key) => ({ key, cancelled: true as const }));
  return rekeyed(cancelled, before, after).map(({ key }) => key);
}

const weekly = series("FREQ=WEEKLY;COUNT=6");

describe("occurrences that were cancelled or changed, in a series that was changed", () => {
  it("move as far as the series", () => {
    const later = series("FREQ=WEEKLY;COUNT=6", "2026-05-08", "12:00");
    expect(keys(["2026-05-14T10:30:00[Europe/London]"], weekly, later)).toEqual([
      "2026-05-15T12:00:00[Europe/London]",
    ]);
  });

  it("stay where the series still meets at their time, although it begins elsewhere", () => {
    const daily = series("FREQ=DAILY;COUNT=10");
    const later = series("FREQ=DAILY;COUNT=10", "2026-05-08");
    expect(keys(["2026-05-10T10:30:00[Europe/London]"], daily, later)).toEqual([
      "2026-05-10T10:30:00[Europe/London]",
    ]);
  });

  it("stay cancelled beyond the end of the series, which may be moved later again", () => {
    const shorter = series("FREQ=WEEKLY;COUNT=2");
    expect(keys(["2026-05-28T10:30:00[Europe/London]"], weekly, shorter)).toEqual([
      "2026-05-28T10:30:00[Europe/London]",
    ]);
  });

  it("are dropped beyond the end of the series where they were changed and not cancelled", () => {
    const shorter = series("FREQ=WEEKLY;COUNT=2");
    const renamed = { key: "2026-05-28T10:30:00[Europe/London]", changes: { summary: "Other" } };
    expect(rekeyed([renamed], weekly, shorter)).toEqual([]);
  });

  it("are not moved to where the series never meets", () => {
    const fortnightly = series("FREQ=WEEKLY;INTERVAL=2;COUNT=6", "2026-05-07", "12:00");
    const renamed = { key: "2026-05-14T10:30:00[Europe/London]", changes: { summary: "Other" } };
    expect(rekeyed([renamed], weekly, fortnightly)).toEqual([]);
  });

  it("are dates in a series of whole days", () => {
    const from = days("FREQ=WEEKLY;COUNT=6");
    const to = days("FREQ=WEEKLY;COUNT=6", "2026-05-08");
    expect(keys(["2026-05-14", "2026-05-28"], from, to)).toEqual(["2026-05-15", "2026-05-29"]);
  });

  it("follow the series from times to whole days, and back", () => {
    const whole = days("FREQ=WEEKLY;COUNT=6");
    expect(keys(["2026-05-14T10:30:00[Europe/London]"], weekly, whole)).toEqual(["2026-05-14"]);
    expect(keys(["2026-05-14"], whole, weekly)).toEqual(["2026-05-14T10:30:00[Europe/London]"]);
  });

  it("are sorted by key, also where some stayed and others moved", () => {
    // The 11th is no day of the new series and moves to the 12th; the 10th is one, and stays.
    const daily = series("FREQ=DAILY;COUNT=10");
    const after = series("FREQ=DAILY;INTERVAL=2;COUNT=10", "2026-05-08");
    expect(
      keys(["2026-05-11T10:30:00[Europe/London]", "2026-05-10T10:30:00[Europe/London]"], daily, after),
    ).toEqual(["2026-05-10T10:30:00[Europe/London]", "2026-05-12T10:30:00[Europe/London]"]);
  });

  it("are dropped when the series becomes a single event", () => {
    const { recurrence: _, ...once } = weekly;
    expect(keys(["2026-05-28T10:30:00[Europe/London]"], weekly, once)).toEqual([]);
  });
});

describe("what people were told of an occurrence apart", () => {
  const now = (minute: number) => new Date(Date.UTC(2027, 4, 1, 9, minute));
  const instance = "2027-06-24T10:00";
  const jane = "jane@example.test";
  const { invite: made } = createInvite(
    {
      id: "board",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: jane }, { email: "omar@example.test" }],
      event: {
        summary: "Board",
        start: "2027-06-10T10:00",
        end: "2027-06-10T11:00",
        tzid: "Europe/London",
        recurrence: { rule: "FREQ=WEEKLY;COUNT=4" },
      },
    },
    { now: now(0) },
  );
  const ruled = (invite: Invite, rule: string, minute: number) =>
    updateInvite(invite, { event: { recurrence: { rule } } }, { now: now(minute) });
  const apartIn = (ics: string | undefined) =>
    readInvitation(parseMessage(ics ?? ""))?.occurrences.map(({ event }) => event.summary);

  it("was kept by their calendars with its old title when it was as the series again: a later text names it", () => {
    const one = updateInvite(made, { event: { summary: "Budget" } }, { instance, now: now(1) }).invite;
    const back = updateInvite(one, { event: { summary: "Board" } }, { instance, now: now(2) }).invite;
    const { messages } = updateInvite(back, { event: { summary: "Council" } }, { now: now(3) });
    expect(apartIn(messages[0]?.ics)).toEqual(["Council"]);
    expect(checkMessage(messages[0]?.ics ?? "")).toEqual([]);
  });

  it("comes back with an occurrence that the series had lost for a time", () => {
    const moved = updateInvite(
      made,
      { event: { start: "2027-06-25T15:00" } },
      { instance, now: now(1) },
    ).invite;
    const cut = ruled(moved, "FREQ=WEEKLY;COUNT=2", 2);
    expect(apartIn(cut.messages[0]?.ics)).toEqual([]);
    expect(() => statusOf(cut.invite, { instance })).toThrow(/unknown-instance/);
    const stored = parseInvite(JSON.parse(JSON.stringify(cut.invite)));
    expect(stored).toEqual(cut.invite);
    expect(joinParts(partsOf(stored))).toEqual(stored);
    const again = ruled(stored, "FREQ=WEEKLY;COUNT=4", 3);
    expect(apartIn(again.messages[0]?.ics)).toEqual(["Board"]);
    expect(statusOf(again.invite, { instance }).event.start.time).toBe("2027-06-25T15:00:00+01:00");
  });

  it("leaves out of such an occurrence whoever was left out of it", () => {
    const without = cancelInvite(made, { instance, recipients: [jane], now: now(1) }).invite;
    const again = ruled(ruled(without, "FREQ=WEEKLY;COUNT=2", 2).invite, "FREQ=WEEKLY;COUNT=4", 3);
    const mine = again.messages.find(({ to }) => to.email === jane)?.ics;
    expect(mine).toContain("EXDATE;TZID=Europe/London:20270624T100000");
    expect(statusOf(again.invite, { instance }).recipients.map(({ email }) => email)).toEqual([
      "omar@example.test",
    ]);
  });

  it("is forgotten when the series becomes a single event", () => {
    const one = updateInvite(made, { event: { summary: "Budget" } }, { instance, now: now(1) }).invite;
    const single = updateInvite(one, { event: { recurrence: null } }, { now: now(2) }).invite;
    const again = ruled(single, "FREQ=WEEKLY;COUNT=4", 3);
    expect(apartIn(again.messages[0]?.ics)).toEqual([]);
  });
});

describe("dates left out of a series that moved", () => {
  const excluded = (event: CheckedEvent) => showEvent(event).recurrence?.exclude?.map(({ time }) => time);

  it("move with the series where no occurrence is at the old date", () => {
    const before = series("FREQ=WEEKLY;COUNT=6", "2026-05-07", "10:30", ["2026-05-14"]);
    const after = {
      ...series("FREQ=WEEKLY;COUNT=6", "2026-05-08", "12:00"),
      recurrence: before.recurrence,
    } as CheckedEvent;
    expect(excluded(withMovedExclusions(before, after))).toEqual(["2026-05-15T12:00:00+01:00"]);
  });

  it("stay where an occurrence is at the old date", () => {
    const before = series("FREQ=DAILY;COUNT=10", "2026-05-07", "10:30", ["2026-05-10"]);
    const after = {
      ...series("FREQ=DAILY;COUNT=10", "2026-05-08"),
      recurrence: before.recurrence,
    } as CheckedEvent;
    expect(excluded(withMovedExclusions(before, after))).toEqual(["2026-05-10T10:30:00+01:00"]);
  });

  it("stay where no occurrence is at the old nor at the new date", () => {
    const before = series("FREQ=WEEKLY;COUNT=6", "2026-05-07", "10:30", ["2026-05-16"]);
    const after = {
      ...series("FREQ=WEEKLY;COUNT=6", "2026-05-08"),
      recurrence: before.recurrence,
    } as CheckedEvent;
    expect(excluded(withMovedExclusions(before, after))).toEqual(["2026-05-16T10:30:00+01:00"]);
  });

  it("are dates in a series of whole days, and times when it gets times", () => {
    const before = days("FREQ=WEEKLY;COUNT=6", "2026-05-07", ["2026-05-14"]);
    const later = {
      ...days("FREQ=WEEKLY;COUNT=6", "2026-05-08"),
      recurrence: before.recurrence,
    } as CheckedEvent;
    expect(excluded(withMovedExclusions(before, later))).toEqual(["2026-05-15"]);
    const timed = { ...weekly, recurrence: before.recurrence } as CheckedEvent;
    expect(excluded(withMovedExclusions(before, timed))).toEqual(["2026-05-14T10:30:00+01:00"]);
  });

  it("leave the event as it is where there are none", () => {
    const { recurrence: _, ...once } = weekly;
    const excludes = series("FREQ=WEEKLY;COUNT=6", "2026-05-07", "10:30", ["2026-05-14"]);
    expect(withMovedExclusions(weekly, weekly)).toBe(weekly);
    expect(withMovedExclusions(excludes, once)).toBe(once);
  });
});
