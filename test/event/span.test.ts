import { describe, expect, it } from "vitest";
import type { EventInput } from "../../src/event/event.ts";
import { lastStart, recurrenceSetOf, withUntilFor } from "../../src/event/span.ts";
import { formatComponent } from "../../src/icalendar/write.ts";
import { defaultLimits } from "../../src/limits.ts";
import { isOccurrence } from "../../src/recurrence/expand.ts";
import { formatRule, parseRule } from "../../src/recurrence/rule.ts";
import { vtimezonesOf } from "../../src/timezone/write-vtimezone.ts";
import { checkedEvent, pointOf } from "../support/checked-event.ts";
import { zone } from "../support/zones.ts";

const at = (time: string, tzid = "Europe/London") => ({ time, tzid });

describe("the span of an event", () => {
  const last = (event: EventInput) => lastStart(checkedEvent(event));
  const weekly: EventInput = {
    summary: "x",
    start: at("2026-05-07T10:30:00+01:00"),
    end: at("2026-05-07T11:30:00+01:00"),
    recurrence: { rule: "FREQ=WEEKLY;COUNT=3" },
  };
  const { recurrence: _, ...single } = weekly;
  const days: EventInput = { ...weekly, start: at("2026-05-07"), end: at("2026-05-08") };

  it("ends with its last start", () => {
    expect(last(single)).toBe(Date.UTC(2026, 4, 7, 9, 30));
    expect(last(weekly)).toBe(Date.UTC(2026, 4, 21, 9, 30));
    expect(last({ ...weekly, recurrence: { rule: "FREQ=WEEKLY" } })).toBe(Number.POSITIVE_INFINITY);
    expect(
      last({
        ...weekly,
        recurrence: { rule: "FREQ=WEEKLY;COUNT=3", include: [at("2026-11-01T10:30:00+00:00")] },
      }),
    ).toBe(Date.UTC(2026, 10, 1, 10, 30));
    // London's clocks show half past one twice that night; this is the second time.
    const night = at("2026-10-25T01:30:00+00:00");
    expect(last({ ...single, start: night, end: night })).toBe(Date.UTC(2026, 9, 25, 1, 30));
  });

  it("of days ends with the day that UNTIL names, also west of Greenwich", () => {
    const newYork = (date: string) => at(date, "America/New_York");
    const event = { ...weekly, start: newYork("2026-05-07"), end: newYork("2026-05-08") };
    const until = { ...event, recurrence: { rule: "FREQ=DAILY;UNTIL=20260509" } };
    // Midnight there is four o'clock in the morning in UTC.
    expect(last(until)).toBe(Date.UTC(2026, 4, 9, 4));
  });

  it("of days has no hours, whatever the rule says (RFC 5545 section 3.3.10)", () => {
    const rule = "FREQ=DAILY;BYHOUR=9,10;COUNT=3";
    // Three midnights in London.
    expect(last({ ...days, recurrence: { rule } })).toBe(Date.UTC(2026, 4, 8, 23));
  });

  it.each([
    ["FREQ=DAILY;UNTIL=20260601T093000Z", weekly, "FREQ=DAILY;UNTIL=20260601T093000Z"],
    ["FREQ=DAILY;UNTIL=20260601T103000", weekly, "FREQ=DAILY;UNTIL=20260601T093000Z"],
    // A date that ends a series of times includes that day.
    ["FREQ=DAILY;UNTIL=20260601", weekly, "FREQ=DAILY;UNTIL=20260601T225959Z"],
    ["FREQ=DAILY;UNTIL=20260601", days, "FREQ=DAILY;UNTIL=20260601"],
    ["FREQ=DAILY;UNTIL=20260601T103000", days, "FREQ=DAILY;UNTIL=20260601"],
    ["FREQ=DAILY;UNTIL=20260601T233000Z", days, "FREQ=DAILY;UNTIL=20260602"],
    ["FREQ=DAILY", weekly, "FREQ=DAILY"],
  ])(
    "UNTIL of %s is written with the kind of value that DTSTART has (RFC 5545 section 3.3.10)",
    (text, event, expected) => {
      const rule = parseRule(text);
      expect("kind" in rule ? rule : formatRule(withUntilFor(pointOf(event.start), rule))).toBe(expected);
    },
  );

  it("occurrences are counted in local time, those left out are none", () => {
    const has = (event: EventInput, wall: string) =>
      isOccurrence(recurrenceSetOf(checkedEvent(event)), Date.parse(wall), defaultLimits.recurrenceSteps);
    expect(has(weekly, "2026-05-14T10:30:00Z")).toBe(true);
    expect(has(weekly, "2026-05-14T09:30:00Z")).toBe(false);
    const exclude = [at("2026-05-14T09:30:00Z", "Etc/UTC")];
    const thinned = { ...weekly, recurrence: { rule: "FREQ=WEEKLY;COUNT=3", exclude } };
    expect(has(thinned, "2026-05-14T10:30:00Z")).toBe(false);
    const until = {
      ...weekly,
      recurrence: {
        rule: "FREQ=WEEKLY;UNTIL=20260514T093000Z",
        exclude: [at("2026-05-07T10:30:00+01:00")],
        include: [at("2026-05-08T10:30:00+01:00")],
      },
    };
    expect(
      ["2026-05-07", "2026-05-08", "2026-05-14", "2026-05-21"].map((day) => has(until, `${day}T10:30:00Z`)),
    ).toEqual([false, true, true, false]);
    expect([has(days, "2026-05-14T00:00:00Z"), has(days, "2026-05-15T00:00:00Z")]).toEqual([true, false]);
    expect(has(single, "2026-05-07T10:30:00Z")).toBe(true);
  });

  it("a VTIMEZONE as components has what its text has", () => {
    const [component, none] = vtimezonesOf(new Map([[zone("Asia/Kolkata"), { from: 0, to: 0 }]]));
    expect(component?.lines.map(({ text }) => text)).toEqual(["TZID:Asia/Kolkata"]);
    expect(component?.components.map(({ name }) => name)).toEqual(["STANDARD"]);
    expect(none).toBeUndefined();
    const endless = new Map([
      [zone("Europe/Paris"), { from: Date.UTC(2026, 0), to: Number.POSITIVE_INFINITY }],
    ]);
    expect(vtimezonesOf(endless)[0]?.components).toHaveLength(2);
    expect(vtimezonesOf(new Map())).toEqual([]);
    // Morocco's clocks followed the moon: each year's changes are listed one by one, those that are needed.
    const text = (to: number) =>
      vtimezonesOf(new Map([[zone("Africa/Casablanca"), { from: Date.UTC(2013, 0, 7), to }]]))
        .map(formatComponent)
        .join("");
    expect(text(Date.UTC(2013, 11, 8))).toContain("2013");
    expect(text(Date.UTC(2013, 11, 8))).not.toContain("2015");
    expect(text(Date.UTC(2015, 11, 8))).toContain("2015");
  });
});
