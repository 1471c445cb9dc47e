import { describe, expect, it } from "vitest";
import type { CheckedEvent } from "../../../src/event/event.ts";
import { isInStep, withMovedRule } from "../../../src/invite/organize/moved-rule.ts";
import { formatRule } from "../../../src/recurrence/rule.ts";
import { checkedEvent } from "../../support/checked-event.ts";

const zoned = { start: "2026-05-07T10:30", end: "2026-05-07T11:30", tzid: "Europe/London" };
const days = { start: "2026-05-07", end: "2026-05-08", tzid: "Europe/London" };

function event(times: typeof zoned, rule?: string): CheckedEvent {
  const recurrence = rule === undefined ? {} : { recurrence: { rule } };
  return checkedEvent({ summary: "Series", ...times, ...recurrence });
}

/** The rule of a series once it begins elsewhere; 7 May 2026 is a Thursday. */
function moved(times: typeof zoned, rule: string, to: Partial<typeof zoned>): string | undefined {
  const after = withMovedRule(event(times, rule), event({ ...times, ...to }, rule));
  return after.recurrence?.rule === undefined ? undefined : formatRule(after.recurrence.rule);
}

describe("a series that moves as a whole", () => {
  it.each([
    // 10:30 in London on the 4th of June is 09:30 UTC; 11:30 a day later, 10:30 UTC.
    [
      "by a day and an hour",
      "FREQ=WEEKLY;BYDAY=TH;UNTIL=20260604T093000Z",
      { start: "2026-05-08T11:30", end: "2026-05-08T12:30" },
      "FREQ=WEEKLY;UNTIL=20260605T103000Z;BYDAY=FR",
    ],
    // The clocks go back on 25 October: 10:30 in London is 10:30 UTC then.
    [
      "into another weekday before an end in winter",
      "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261105T103000Z",
      { start: "2026-05-08T10:30", end: "2026-05-08T11:30" },
      "FREQ=WEEKLY;UNTIL=20261106T103000Z;BYDAY=FR",
    ],
    // 10:30 in New York on the 4th of June is 14:30 UTC.
    [
      "to another zone at the same hour",
      "FREQ=WEEKLY;BYDAY=TH;UNTIL=20260604T093000Z",
      { tzid: "America/New_York" },
      "FREQ=WEEKLY;UNTIL=20260604T143000Z;BYDAY=TH",
    ],
    [
      "to where it is already",
      "FREQ=WEEKLY;BYDAY=TH;UNTIL=20260604T093000Z",
      {},
      "FREQ=WEEKLY;UNTIL=20260604T093000Z;BYDAY=TH",
    ],
    [
      "by an hour, though it has no UNTIL to move",
      "FREQ=WEEKLY;BYDAY=TH;COUNT=5",
      { start: "2026-05-07T11:30", end: "2026-05-07T12:30" },
      "FREQ=WEEKLY;COUNT=5;BYDAY=TH",
    ],
    [
      "a day later, but its UNTIL does not leave the year 9999",
      "FREQ=WEEKLY;BYDAY=TH;UNTIL=99991231T235959Z",
      { start: "2026-05-08T10:30", end: "2026-05-08T11:30" },
      "FREQ=WEEKLY;UNTIL=99991231T235959Z;BYDAY=FR",
    ],
    [
      "though its rule never gave its start",
      "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260601T093000Z",
      { start: "2026-05-08T10:30", end: "2026-05-08T11:30" },
      "FREQ=WEEKLY;UNTIL=20260602T093000Z;BYDAY=MO",
    ],
  ])("goes %s", (_, rule, to, expected) => {
    expect(moved(zoned, rule, to)).toBe(expected);
  });

  it("moves a day later in an all-day series, with its UNTIL", () => {
    const to = { start: "2026-05-08", end: "2026-05-09" };
    expect(moved(days, "FREQ=WEEKLY;BYDAY=TH;UNTIL=20260604", to)).toBe(
      "FREQ=WEEKLY;UNTIL=20260605;BYDAY=FR",
    );
  });

  it("keeps its rule where times become whole days, and where one of the two is no series", () => {
    const series = event(zoned, "FREQ=WEEKLY;BYDAY=TH");
    const whole = event({ ...days, start: "2026-05-08", end: "2026-05-09" }, "FREQ=WEEKLY;BYDAY=TH");
    const single = event({ ...zoned, start: "2026-05-08T10:30", end: "2026-05-08T11:30" });
    expect(withMovedRule(series, whole)).toBe(whole);
    expect(withMovedRule(series, single)).toBe(single);
    expect(withMovedRule(event(zoned), series)).toBe(series);
  });
});

describe("an event and its rule", () => {
  it.each([
    ["FREQ=WEEKLY;BYDAY=TH", true],
    ["FREQ=WEEKLY;BYDAY=FR", false],
    ["FREQ=DAILY;BYHOUR=10;BYMINUTE=30", true],
    ["FREQ=DAILY;BYHOUR=9", false],
    [undefined, true],
  ])("%s is in step with Thursday, 10:30: %s", (rule, expected) => {
    expect(isInStep(event(zoned, rule))).toBe(expected);
  });

  it.each([
    ["FREQ=WEEKLY;BYDAY=TH", true],
    ["FREQ=WEEKLY;BYDAY=FR", false],
  ])("%s is in step with Thursday, all day: %s", (rule, expected) => {
    expect(isInStep(event(days, rule))).toBe(expected);
  });
});
