import { describe, expect, it } from "vitest";
import { expandRecurrence, lastOccurrence } from "../../src/recurrence/expand.ts";
import { setOf, shown, wall } from "../support/recurrence.ts";
import { type RfcExample, rfcExamples } from "./expand.rfc5545.table.ts";

describe("every example of RFC 5545 section 3.8.5.3", () => {
  const cases = rfcExamples.flatMap((example: RfcExample) =>
    example.rules.map((text): [string, string, RfcExample] => [example.title, text, example]),
  );
  it.each(cases)("%s: %s", (_, text, example) => {
    const expected = expectedOf(example);
    const set = setOf(example.start, text, {
      ...(example.until === undefined ? {} : { until: wall(example.until) }),
      exclude: example.exclude === undefined ? [] : [wall(example.exclude)],
    });
    const max = example.open === true ? expected.length : expected.length + 10;
    const { occurrences, complete } = expandRecurrence(set, { max, steps: 10_000 });
    expect(shown(occurrences)).toEqual(expected);
    expect(complete).toBe(true);
    expect(lastOccurrence(set, 10_000)).toBe(example.open === true ? undefined : occurrences.at(-1));
  });

  it("holds all that are printed there", () => {
    expect(cases).toHaveLength(42);
  });
});

function expectedOf(example: RfcExample): string[] {
  return example.dates.flatMap((line) => {
    const [month, days = ""] = line.split(": ");
    return days.split(",").flatMap((each) => {
      const [first = 0, last = first] = each.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((day) =>
        (example.times ?? ["09:00"]).map((time) => `${month}-${String(day).padStart(2, "0")}T${time}:00`),
      );
    });
  });
}
