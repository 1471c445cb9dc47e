import { describe, expect, it } from "vitest";
import { readRule } from "../../src/recurrence/rule.ts";
import { lastOnset, onsetRule } from "../../src/timezone/onset-rule.ts";

const two = 7_200_000;
const start = Date.UTC(2000, 2, 26, 2); // The last Sunday of March 2000.
const read = (value: string, from = start) => {
  const rule = readRule(value);
  return "kind" in rule ? undefined : onsetRule(rule, from);
};
const forever = Number.POSITIVE_INFINITY;

describe("onsetRule", () => {
  it.each([
    ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", { kind: "nth", nth: -1, weekday: 0, month: 3 }],
    ["freq=yearly; bymonth=3 ;byday=-1su", { kind: "nth", nth: -1, weekday: 0, month: 3 }],
    ["FREQ=YEARLY;BYMONTH=10;BYDAY=2MO", { kind: "nth", nth: 2, weekday: 1, month: 10 }],
    ["FREQ=YEARLY;BYMONTH=10;BYDAY=+2MO", { kind: "nth", nth: 2, weekday: 1, month: 10 }],
    ["FREQ=YEARLY;BYMONTH=10;BYDAY=5SA", { kind: "nth", nth: -1, weekday: 6, month: 10 }],
    ["FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYSETPOS=-1", { kind: "nth", nth: -1, weekday: 0, month: 3 }],
    ["FREQ=MONTHLY;BYMONTH=3;BYDAY=-1SU", { kind: "nth", nth: -1, weekday: 0, month: 3 }],
    [
      "FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14",
      { kind: "week", first: 8, weekday: 0, month: 3 },
    ],
    [
      "FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=14,13,12,11,10,9,8",
      { kind: "week", first: 8, weekday: 0, month: 3 },
    ],
    [
      "FREQ=YEARLY;BYMONTH=4;BYDAY=SU;BYMONTHDAY=1,2,3,4,5,6,7",
      { kind: "week", first: 1, weekday: 0, month: 4 },
    ],
    ["FREQ=YEARLY;BYMONTH=12;BYDAY=-1SU", { kind: "nth", nth: -1, weekday: 0, month: 12 }],
    ["FREQ=YEARLY;BYMONTH=3;BYDAY=-2SU", { kind: "week", first: 18, weekday: 0, month: 3 }],
    ["FREQ=YEARLY;BYMONTH=3;BYDAY=-3SU", { kind: "week", first: 11, weekday: 0, month: 3 }],
    ["FREQ=YEARLY;BYMONTH=4;BYDAY=-4SU", { kind: "week", first: 3, weekday: 0, month: 4 }],
    ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;", { kind: "nth", nth: -1, weekday: 0, month: 3 }],
    // DDay.iCal repeats the time of DTSTART.
    [
      "FREQ=YEARLY;BYDAY=-1SU;BYHOUR=2;BYMINUTE=0;BYSECOND=0;BYMONTH=3",
      { kind: "nth", nth: -1, weekday: 0, month: 3 },
    ],
    ["FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=7", { kind: "monthday", monthday: 7, month: 4 }],
    ["FREQ=YEARLY;BYMONTH=4", { kind: "monthday", monthday: 26, month: 4 }],
    ["FREQ=YEARLY", { kind: "monthday", monthday: 26, month: 3 }],
    ["FREQ=YEARLY;BYMONTHDAY=31", { kind: "monthday", monthday: 31, month: 3 }],
  ])("reads %s as %j", (value, rule) => {
    expect(read(value)?.rule).toEqual({ ...rule, time: two });
  });

  it.each([
    "",
    "FREQ=DAILY",
    "FREQ=DAILY;BYMONTH=3;BYDAY=-1SU",
    "FREQ=MONTHLY;BYMONTHDAY=7",
    "FREQ=MONTHLY;BYDAY=-1SU",
    "FREQ=MONTHLY;BYMONTH=3;BYDAY=-1SU;INTERVAL=2",
    "FREQ=YEARLY;BYDAY=-1SU",
    "FREQ=YEARLY;BYMONTH=0;BYDAY=-1SU",
    "FREQ=YEARLY;BYMONTH=13;BYDAY=-1SU",
    "FREQ=YEARLY;BYMONTH=3,4;BYDAY=-1SU",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU,MO",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=SU",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=0SU",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=6SU",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-5SU",
    "FREQ=YEARLY;BYMONTH=2;BYDAY=-2SU",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=XX",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=XX;BYSETPOS=1",
    "FREQ=YEARLY;BYMONTH=3=;BYDAY=-1SU",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=1SUx",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=x1SU",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=1SU;BYMONTHDAY=1,2,3,4,5,6,7",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,15",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14,15",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=0,1,2,3,4,5,6",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=27,28,29,30,31,32",
    "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=7,8",
    "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=0",
    "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;BYHOUR=3",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;BYHOUR=2,3",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;BYMINUTE=2",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;BYSECOND=2",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;BYWEEKNO=2",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;BYYEARDAY=2",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;INTERVAL=0",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;INTERVAL=x",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;INTERVAL=1000000000",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=0",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=1x",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=soon",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=x20300101",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20300101x",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20300231",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31;COUNT=3",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31;INTERVAL=2",
  ])("%j is no rule of a clock", (value) => {
    expect(read(value)).toBeUndefined();
  });

  it("reads the first year, the interval and the end of an RRULE", () => {
    const rule = "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU";
    expect(read(rule)).toMatchObject({ firstYear: 2000, lastYear: forever, interval: 1, until: forever });
    expect(read(`${rule};COUNT=3`)).toMatchObject({ firstYear: 2000, lastYear: 2002 });
    expect(read(`${rule};COUNT=3;INTERVAL=2`)).toMatchObject({ interval: 2, lastYear: 2004 });
    expect(read(`${rule};UNTIL=20050327T010000Z`)?.until).toBe(Date.UTC(2005, 2, 27, 1));
    expect(read(`${rule};UNTIL=20050327T010000`)?.until).toBe(Date.UTC(2005, 2, 27, 1));
    // A date ends with its last second.
    expect(read(`${rule};UNTIL=20050327`)?.until).toBe(Date.UTC(2005, 2, 27, 23, 59, 59));
    expect(read(rule)).not.toHaveProperty("monthdays");
  });

  it("begins in the year after a DTSTART that the rule has already passed by", () => {
    const later = start + 1_000;
    const rule = "FREQ=YEARLY;BYMONTH=2;BYDAY=-1SU";
    expect(read(rule, later)?.firstYear).toBe(2001);
    expect(read(`${rule};INTERVAL=3`, later)?.firstYear).toBe(2003);
    expect(read("FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU", later)?.firstYear).toBe(2000);
  });

  it("keeps the days of the month that limit a weekday", () => {
    expect(read("FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31")).toMatchObject({
      rule: { kind: "week", first: 26 },
      monthdays: [26, 27, 28, 29, 30, 31],
    });
    expect(read("FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=25,26,27,28,29,30,31")).not.toHaveProperty(
      "monthdays",
    );
    expect(read("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=25")).not.toHaveProperty("monthdays");
  });
});

describe("lastOnset", () => {
  const hour = 3_600_000;
  const last = (value: string, instant: number, before = hour) => {
    const rule = read(value);
    return rule === undefined ? "no rule" : lastOnset(rule, before, instant);
  };
  const spring = "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU";
  const in2026 = Date.UTC(2026, 2, 29, 1); // 02:00 by a clock that is an hour ahead

  it("is the onset of the same year from its very second on, and that of the year before until then", () => {
    expect(last(spring, in2026)).toBe(in2026);
    expect(last(spring, in2026 + 1)).toBe(in2026);
    expect(last(spring, in2026 - 1)).toBe(Date.UTC(2025, 2, 30, 1));
    expect(last(spring, Date.UTC(2026, 11, 31))).toBe(in2026);
  });

  it("does not exist before the first onset, and stays the last one after the end of the rule", () => {
    expect(last(spring, start - hour)).toBe(start - hour);
    expect(last(spring, start - hour - 1)).toBeUndefined();
    expect(last(`${spring};COUNT=2`, in2026)).toBe(Date.UTC(2001, 2, 25, 1));
    expect(last(`${spring};UNTIL=20010325T010000Z`, in2026)).toBe(Date.UTC(2001, 2, 25, 1));
    expect(last(`${spring};UNTIL=20010325T005959Z`, in2026)).toBe(start - hour);
  });

  it("is found in a year that INTERVAL allows", () => {
    expect(last(`${spring};INTERVAL=3`, Date.UTC(2005, 6, 1))).toBe(Date.UTC(2003, 2, 30, 1));
    expect(last(`${spring};INTERVAL=3`, Date.UTC(2006, 6, 1))).toBe(Date.UTC(2006, 2, 26, 1));
  });

  it("counts the year by the clock before the change", () => {
    const newYear = read("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", Date.UTC(2000, 0, 1));
    expect(newYear && lastOnset(newYear, hour, Date.UTC(2025, 11, 31, 23))).toBe(Date.UTC(2025, 11, 31, 23));
  });

  it("goes back to the last year in which a part of a week has its weekday", () => {
    const friday = "FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31";
    // 1 April 2022 was a Friday: 26 to 31 March had none.
    expect(last(friday, Date.UTC(2022, 6, 1))).toBe(Date.UTC(2021, 2, 26, 1));
    expect(last(friday, Date.UTC(2021, 6, 1))).toBe(Date.UTC(2021, 2, 26, 1));
    // 31 March is a Friday in 2006, 2017 and 2023.
    const lone = "FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=31";
    expect(last(lone, Date.UTC(2016, 6, 1))).toBe(Date.UTC(2006, 2, 31, 1));
    expect(last(lone, Date.UTC(2022, 6, 1))).toBe(Date.UTC(2017, 2, 31, 1));
  });
});
