import { describe, expect, it } from "vitest";
import { followStart, formatRule, givesStart, parseRule } from "../../src/recurrence/expand.ts";

function ruleOf(text: string) {
  const rule = parseRule(text);
  if ("kind" in rule) throw new Error(rule.message);
  return rule;
}

/** Thursday 7 May 2026 is where the rules begin; 10:00 unless a time is named. */
function may(dayOfMonth: number, hour = 10): string {
  return new Date(Date.UTC(2026, 4, dayOfMonth, hour)).toISOString();
}

describe("DTSTART and its rule", () => {
  it.each<[string, string, boolean]>([
    ["FREQ=WEEKLY", may(7), true],
    ["FREQ=WEEKLY;BYDAY=TH", may(7), true],
    ["FREQ=WEEKLY;BYDAY=MO,TH", may(7), true],
    ["FREQ=WEEKLY;BYDAY=FR", may(7), false],
    ["FREQ=MONTHLY;BYDAY=1TH", may(7), true],
    ["FREQ=MONTHLY;BYDAY=-1TH", may(7), false],
    ["FREQ=MONTHLY;BYDAY=-1TH", may(28), true],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", may(1), true],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", may(7), false],
    ["FREQ=YEARLY;BYWEEKNO=19;BYDAY=TH", may(7), true],
    ["FREQ=YEARLY;BYMONTH=6", may(7), false],
    ["FREQ=DAILY;BYHOUR=9", may(7), false],
    ["FREQ=DAILY;BYHOUR=9,10", may(7), true],
    ["FREQ=DAILY;INTERVAL=7;BYDAY=FR", may(7), false],
  ])("%s gives a first occurrence at %s: %s", (rule, start, inStep) => {
    expect(givesStart(ruleOf(rule), Date.parse(start), false)).toBe(inStep);
  });

  it.each<[string, string, string | undefined]>([
    ["FREQ=WEEKLY;COUNT=6", may(8), "FREQ=WEEKLY;COUNT=6"],
    ["FREQ=WEEKLY;BYDAY=TH", may(8), "FREQ=WEEKLY;BYDAY=FR"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;WKST=SU", may(10), "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU"],
    ["FREQ=WEEKLY;BYDAY=MO,TH", may(11), "FREQ=WEEKLY;BYDAY=MO,TH"],
    ["FREQ=WEEKLY;BYDAY=MO,TH", may(8), undefined],
    ["FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", may(9), undefined],
    ["FREQ=MONTHLY;BYDAY=1TH", may(8), "FREQ=MONTHLY;BYDAY=2FR"],
    ["FREQ=MONTHLY;BYDAY=-1TH", may(29), "FREQ=MONTHLY;BYDAY=-1FR"],
    ["FREQ=MONTHLY;BYDAY=-1TH", may(22), "FREQ=MONTHLY;BYDAY=-2FR"],
    ["FREQ=MONTHLY;BYMONTHDAY=7", may(8), "FREQ=MONTHLY;BYMONTHDAY=8"],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", may(30), undefined],
    ["FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=7", "2026-06-09T10:00:00.000Z", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=9"],
    ["FREQ=YEARLY;BYMONTH=5;BYDAY=1TH", may(13), "FREQ=YEARLY;BYMONTH=5;BYDAY=2WE"],
    ["FREQ=YEARLY;BYWEEKNO=19;BYDAY=TH", may(15), undefined],
    ["FREQ=DAILY;BYHOUR=10", may(7, 11), undefined],
  ])("%s with its start moved to %s becomes %s", (rule, to, followed) => {
    const moved = followStart(ruleOf(rule), Date.parse(to), false);
    expect(moved && formatRule(moved)).toBe(followed && formatRule(ruleOf(followed)));
  });
});
