import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { formatRule, parseRule } from "../../src/recurrence/expand.ts";
import { frequencies, type NumberPartName, numberParts } from "../../src/recurrence/part.table.ts";
import { anyCharacter } from "../support/arbitrary/letters.ts";
import { arbitraryRule } from "../support/arbitrary/rule.ts";
import { rule } from "../support/recurrence.ts";

/** What RFC 5545 section 3.3.10 forbids, and the code it is refused with. */
const forbidden = [
  ["", "missing-frequency"],
  ["COUNT=3", "missing-frequency"],
  ["FREQ=FORTNIGHTLY", "missing-frequency"],
  ["FREQ=DAILY;FREQ=DAILY", "repeated-part"],
  ["FREQ=DAILY;COUNT=3;COUNT=3", "repeated-part"],
  ["FREQ=DAILY;", "malformed-part"],
  ["FREQ=DAILY;COUNT", "malformed-part"],
  ["FREQ=DAILY;COUNT=3;UNTIL=20260101", "count-and-until"],
  ["FREQ=DAILY;COUNT=0", "out-of-range"],
  ["FREQ=DAILY;COUNT=-1", "malformed-part"],
  ["FREQ=DAILY;COUNT=", "malformed-part"],
  ["FREQ=DAILY;INTERVAL=0", "out-of-range"],
  ["FREQ=DAILY;INTERVAL=1.5", "malformed-part"],
  ["FREQ=SECONDLY;INTERVAL=9007199254740993", "out-of-range"],
  ["FREQ=DAILY;UNTIL=2026", "malformed-part"],
  ["FREQ=DAILY;UNTIL=20260230", "malformed-part"],
  ["FREQ=DAILY;UNTIL=20260101T256100Z", "malformed-part"],
  ["FREQ=DAILY;UNTIL=20260101T000000+0100", "malformed-part"],
  ["FREQ=MONTHLY;BYMONTH=13x", "malformed-part"],
  ["FREQ=MONTHLY;BYMONTH=13", "out-of-range"],
  ["FREQ=MONTHLY;BYMONTH=0", "out-of-range"],
  ["FREQ=MONTHLY;BYMONTH=-1", "malformed-part"],
  ["FREQ=MONTHLY;BYMONTH=", "malformed-part"],
  ["FREQ=MONTHLY;BYMONTHDAY=0", "out-of-range"],
  ["FREQ=MONTHLY;BYMONTHDAY=1,,2", "malformed-part"],
  ["FREQ=YEARLY;BYYEARDAY=367", "out-of-range"],
  ["FREQ=YEARLY;BYWEEKNO=-54", "out-of-range"],
  ["FREQ=DAILY;BYHOUR=24", "out-of-range"],
  ["FREQ=DAILY;BYMINUTE=60", "out-of-range"],
  ["FREQ=DAILY;BYSECOND=61", "out-of-range"],
  ["FREQ=MONTHLY;BYDAY=MON", "malformed-part"],
  ["FREQ=MONTHLY;BYDAY=", "malformed-part"],
  ["FREQ=MONTHLY;BYDAY=0MO", "out-of-range"],
  ["FREQ=MONTHLY;BYDAY=54MO", "out-of-range"],
  ["FREQ=MONTHLY;WKST=1", "malformed-part"],
  ["FREQ=WEEKLY;BYDAY=1MO", "not-with-frequency"],
  ["FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "not-with-frequency"],
  ["FREQ=WEEKLY;BYMONTHDAY=1", "not-with-frequency"],
  ["FREQ=DAILY;BYYEARDAY=1", "not-with-frequency"],
  ["FREQ=WEEKLY;BYYEARDAY=1", "not-with-frequency"],
  ["FREQ=MONTHLY;BYYEARDAY=1", "not-with-frequency"],
  ["FREQ=MONTHLY;BYWEEKNO=1", "not-with-frequency"],
  ["FREQ=DAILY;BYSETPOS=1", "not-with-frequency"],
  ["FREQ=DAILY;ITERATOR=x", "unknown-part"],
  ["FREQ=DAILY;PARTS=x;BYDAY=MO", "unknown-part"],
  ["FREQ=DAILY;__PROTO__=x", "unknown-part"],
  ["FREQ=DAILY;CONSTRUCTOR=x", "unknown-part"],
  ["RSCALE=CHINESE;FREQ=YEARLY", "unknown-part"],
  ["RRULE:FREQ=DAILY", "missing-frequency"],
  [`FREQ=DAILY;BYHOUR=${"1,".repeat(600)}1`, "too-long"],
] as const;

describe("parseRule", () => {
  it.each(forbidden)("refuses %s", (text, code) => {
    expect(parseRule(text)).toMatchObject({ kind: "fault", code });
  });

  it("reads every part, lists sorted and without repetition", () => {
    expect(
      rule(
        "BYDAY=-1FR,2MO,+2MO;FREQ=YEARLY;UNTIL=20261231T225959Z;INTERVAL=2;BYMONTH=6,3,03;WKST=SU;BYSETPOS=1,-1",
      ),
    ).toEqual({
      frequency: "YEARLY",
      interval: 2,
      until: { form: "utc", wall: Date.UTC(2026, 11, 31, 22, 59, 59) },
      byDay: [
        { weekday: "FR", ordinal: -1 },
        { weekday: "MO", ordinal: 2 },
      ],
      byMonth: [3, 6],
      bySetPos: [-1, 1],
      weekStart: "SU",
    });
  });

  it("takes the two digits that the grammar allows before a weekday", () => {
    expect(formatRule(rule("FREQ=MONTHLY;BYDAY=-01MO,+02TU,10WE"))).toBe("FREQ=MONTHLY;BYDAY=-1MO,2TU,10WE");
  });

  it("reads the parts of any rule as ical.js does", () => {
    fc.assert(
      fc.property(fc.constantFrom(...frequencies).chain(arbitraryRule), (text) => {
        const recur = ICAL.Recur.fromString(text);
        const read = rule(text);
        const lists = Object.entries(numberParts).flatMap(([name, { part }]) => {
          const list = read[name as NumberPartName];
          return list === undefined ? [] : [[part, list]];
        });
        const days = read.byDay?.map(({ weekday, ordinal }) => `${ordinal ?? ""}${weekday}`);
        expect(read.frequency).toBe(recur.freq);
        expect(read.interval).toBe(recur.interval);
        expect(ICAL.Recur.numericDayToIcalDay(recur.wkst)).toBe(read.weekStart);
        expect({
          ...Object.fromEntries(lists),
          ...(days === undefined ? {} : { BYDAY: new Set(days) }),
        }).toEqual(
          Object.fromEntries(
            Object.entries(recur.parts).map(([part, list = []]) =>
              part === "BYDAY"
                ? [part, new Set(list.map((day) => String(day).replace("+", "")))]
                : [part, Array.from(new Set(list.map(Number))).sort((a, b) => a - b)],
            ),
          ),
        );
      }),
    );
  });

  it("knows the three forms of UNTIL", () => {
    expect(rule("FREQ=DAILY;UNTIL=20260507").until?.form).toBe("date");
    expect(rule("FREQ=DAILY;UNTIL=20260507T100000").until?.form).toBe("local");
    expect(rule("FREQ=DAILY;UNTIL=00500507T100000Z").until).toEqual({
      form: "utc",
      wall: Date.parse("0050-05-07T10:00Z"),
    });
  });

  it("throws at nothing", () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => void parseRule(text)));
    for (const odd of [undefined, null, 5, {}, []])
      expect(parseRule(odd as unknown as string)).toHaveProperty("kind");
  });
});

describe("formatRule", () => {
  it("writes FREQ first and leaves defaults out", () => {
    expect(formatRule(rule("WKST=MO;INTERVAL=1;BYDAY=TU,MO;COUNT=4;FREQ=WEEKLY"))).toBe(
      "FREQ=WEEKLY;COUNT=4;BYDAY=MO,TU",
    );
  });

  it("is read back as the same rule, and is its own canonical form", () => {
    fc.assert(
      fc.property(fc.constantFrom(...frequencies).chain(arbitraryRule), (text) => {
        const read = rule(text);
        expect(rule(formatRule(read))).toEqual(read);
        expect(formatRule(rule(formatRule(read)))).toBe(formatRule(read));
      }),
    );
  });
});
