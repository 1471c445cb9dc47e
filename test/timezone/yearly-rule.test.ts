import { describe, expect, it } from "vitest";
import {
  occurrenceIn,
  rruleValues,
  simpleRulesAt,
  weekRulesAt,
  yearOfWall,
} from "../../src/timezone/yearly-rule.ts";

const two = 7_200_000;
const at = (date: string) => Date.parse(`${date}T02:00:00Z`);

describe("the simple yearly rules that fall on a date", () => {
  it.each([
    // The last Sunday of March, which is the fifth: no fifth is in every year.
    ["2026-03-29", [{ nth: -1, weekday: 0 }, { monthday: 29 }]],
    ["2026-05-24", [{ nth: 4, weekday: 0 }, { monthday: 24 }]],
    ["2026-05-25", [{ nth: -1, weekday: 1 }, { nth: 4, weekday: 1 }, { monthday: 25 }]],
    ["2026-05-07", [{ nth: 1, weekday: 4 }, { monthday: 7 }]],
    ["2026-05-08", [{ nth: 2, weekday: 5 }, { monthday: 8 }]],
    ["2026-05-21", [{ nth: 3, weekday: 4 }, { monthday: 21 }]],
    ["2024-02-29", [{ nth: -1, weekday: 4 }]],
    ["2023-02-28", [{ nth: -1, weekday: 2 }, { nth: 4, weekday: 2 }, { monthday: 28 }]],
  ])("on %s are %j", (date, rules) => {
    expect(simpleRulesAt(at(date))).toEqual(
      rules.map((rule) => ({
        kind: "nth" in rule ? "nth" : "monthday",
        month: Number(date.slice(5, 7)),
        time: two,
        ...rule,
      })),
    );
  });
});

describe("the weeks that a date may be of", () => {
  const firsts = (date: string) =>
    weekRulesAt(at(date)).map((rule) => (rule.kind === "week" ? [rule.month, rule.first] : []));

  it("begin on it or up to six days before, those within the month first", () => {
    expect(firsts("2026-05-15")).toEqual([15, 14, 13, 12, 11, 10, 9].map((first) => [5, first]));
    expect(weekRulesAt(at("2026-05-15"))[0]).toEqual({
      kind: "week",
      first: 15,
      weekday: 5,
      month: 5,
      time: two,
    });
    expect(firsts("2026-05-27")).toEqual([25, 24, 23, 22, 21, 27, 26].map((first) => [5, first]));
  });

  it("may begin in the month before, but not across the end of February nor of the year", () => {
    expect(firsts("2026-05-02")).toEqual([
      [5, 2],
      [5, 1],
      [4, 30],
      [4, 29],
      [4, 28],
      [4, 27],
      [4, 26],
    ]);
    // July has 31 days, and September 30.
    expect(firsts("2026-08-02")).toEqual([
      [8, 2],
      [8, 1],
      [7, 31],
      [7, 30],
      [7, 29],
      [7, 28],
      [7, 27],
    ]);
    expect(firsts("2026-03-02")).toEqual([
      [3, 2],
      [3, 1],
    ]);
    expect(firsts("2026-01-02")).toEqual([
      [1, 2],
      [1, 1],
    ]);
    expect(firsts("2026-02-24")).toEqual([22, 21, 20, 19, 18].map((first) => [2, first]));
    expect(firsts("2026-02-01")).toEqual([
      [2, 1],
      [1, 31],
      [1, 30],
      [1, 29],
      [1, 28],
      [1, 27],
      [1, 26],
    ]);
  });
});

it.each([
  [{ kind: "nth", nth: -1, weekday: 0, month: 3, time: two }, "2026-03-29", "2024-03-31"],
  [{ kind: "nth", nth: -1, weekday: 4, month: 2, time: two }, "2026-02-26", "2024-02-29"],
  [{ kind: "nth", nth: 1, weekday: 0, month: 11, time: two }, "2026-11-01", "2024-11-03"],
  [{ kind: "nth", nth: 4, weekday: 5, month: 3, time: two }, "2026-03-27", "2024-03-22"],
  [{ kind: "monthday", monthday: 1, month: 4, time: two }, "2026-04-01", "2024-04-01"],
  [{ kind: "monthday", monthday: 15, month: 4, time: two }, "2026-04-15", "2024-04-15"],
  [{ kind: "week", first: 23, weekday: 5, month: 3, time: two }, "2026-03-27", "2024-03-29"],
  [{ kind: "week", first: 26, weekday: 5, month: 3, time: two }, "2026-03-27", "2022-04-01"],
] as const)("%j takes place on %s and on %s", (rule, first, second) => {
  for (const date of [first, second]) expect(occurrenceIn(rule, yearOfWall(at(date)))).toBe(at(date));
});

describe("rruleValues (RFC 5545 section 3.3.10)", () => {
  it.each([
    [{ kind: "nth", nth: -1, weekday: 0, month: 3, time: two }, ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"]],
    [{ kind: "nth", nth: 2, weekday: 6, month: 12, time: two }, ["FREQ=YEARLY;BYMONTH=12;BYDAY=2SA"]],
    [{ kind: "monthday", monthday: 7, month: 4, time: two }, ["FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=7"]],
    [
      { kind: "week", first: 25, weekday: 5, month: 3, time: two },
      ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=25,26,27,28,29,30,31;BYDAY=FR"],
    ],
    [
      { kind: "week", first: 26, weekday: 5, month: 3, time: two },
      [
        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1;BYDAY=FR",
      ],
    ],
    [
      { kind: "week", first: 28, weekday: 1, month: 12, time: two },
      [
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=28,29,30,31;BYDAY=MO",
        "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1,2,3;BYDAY=MO",
      ],
    ],
  ] as const)("%j is written as %j", (rule, values) => {
    expect(rruleValues(rule).map(({ value }) => value)).toEqual(values);
    expect(rruleValues(rule).map(({ month, value }) => value.includes(`;BYMONTH=${month};`))).not.toContain(
      false,
    );
  });

  it("end where they are told to", () => {
    const rule = { kind: "monthday", monthday: 7, month: 4, time: two } as const;
    expect(rruleValues(rule, "20301027T010000Z")).toEqual([
      { month: 4, value: "FREQ=YEARLY;UNTIL=20301027T010000Z;BYMONTH=4;BYMONTHDAY=7" },
    ]);
  });
});
