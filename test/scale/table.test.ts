import { expect, it } from "vitest";
import { tableOf } from "./table.ts";

it("prints one row a run, with what was lost and doubled in the last columns", () => {
  const figures = {
    workers: 4,
    deliveries: 170_000,
    seconds: 100,
    retries: 3,
    faults: 77,
    lost: 0,
    doubled: 2,
  };
  const [head = "", rule = "", row = ""] = tableOf([{ engine: "PostgreSQL, batches", ...figures }]).split(
    "\n",
  );
  const cells = (line: string) => line.split("|").map((cell) => cell.trim());
  expect(cells(head).slice(-3, -1)).toEqual(["lost", "doubled"]);
  expect(cells(row)).toEqual(["", "PostgreSQL, batches", "4", "170,000", "1,700", "3", "77", "0", "2", ""]);
  expect(new Set([head.length, rule.length, row.length]).size).toBe(1);
});
