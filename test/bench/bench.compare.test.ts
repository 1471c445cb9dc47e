import { expect, it } from "vitest";
import { compareResults, formatComparison, readResults } from "./compare.ts";
import type { Result } from "./report.ts";

const line = (work: string, by: string, median: number): Result => ({
  work,
  by,
  median,
  unit: "ms",
  ratio: 1,
});
const before = [
  line("build", "itip", 1),
  line("build", "ical-generator", 30),
  line("read", "itip", 2),
  line("read", "ical.js", 4),
  line("gone", "itip", 1),
];

it("tells what got slower by more than a tenth", () => {
  const now = [
    line("build", "itip", 1.2),
    line("build", "ical-generator", 30),
    line("read", "itip", 2.19),
    line("read", "ical.js", 4),
  ];
  const { machine, slower, missing } = compareResults(before, now);
  expect(machine).toBe(1);
  expect(slower).toEqual([{ work: "build", by: "itip", before: 1, now: 1.2, times: 1.2 }]);
  expect(missing).toEqual(["gone: itip"]);
});

it("takes off what the machine got slower by, which other packages tell", () => {
  const now = [
    line("build", "itip", 2),
    line("build", "ical-generator", 60),
    line("read", "itip", 5),
    line("read", "ical.js", 8),
  ];
  const { machine, slower } = compareResults(before, now);
  expect(machine).toBe(2);
  expect(slower.map(({ work, times }) => [work, times])).toEqual([["read", 1.25]]);
});

it("says that nothing got slower", () => {
  expect(formatComparison(compareResults(before, before))).toContain("Nothing of ours got slower");
  expect(formatComparison(compareResults(before, [line("build", "itip", 9)]))).toContain(
    "| build | itip | 1.00 ms | 9.00 ms | 9.00 |",
  );
});

it("reads the report of another run, and nothing else", () => {
  const report = { machine: {}, versions: {}, results: before };
  expect(readResults(JSON.stringify(report))).toEqual(before);
  for (const text of [
    "",
    "null",
    "{}",
    '{"results":[{"work":1}]}',
    '{"results":[{"work":"a","by":"b","median":1,"unit":"µs"}]}',
  ])
    expect(readResults(text)).toBeUndefined();
});
