import { expect, it } from "vitest";
import { families, floods } from "./bench/families.ts";
import { deep, swept } from "./support/runs.ts";
import { countWork } from "./support/work/count-work.ts";

/** How many times the smallest input is taken. */
const times = deep ? [1, 2, 4, 8] : [1, 4];

/** A little above the two of what is linear: a list that is sorted costs more. */
const mostGrowth = 2.3;

it("does twice the work for an input twice as large, and not more", async () => {
  const looked = swept(families, 4);
  const jobs = looked.flatMap(({ name, from }) => times.map((each) => ({ name, size: from * each })));
  const counted = await countWork("test/bench/job.ts", jobs);
  const steep = looked.flatMap(({ name }, index) => {
    const [first, ...others] = counted.slice(index * times.length, (index + 1) * times.length);
    const last = others.at(-1);
    if (first === undefined || last === undefined || first.result !== "read" || last.result !== "read")
      return [`${name}: ${first?.result}, ${last?.result}`];
    const most = mostGrowth ** Math.log2(times.at(-1) ?? 1);
    const grows = (["steps", "touched"] as const).map((what) => last[what] / first[what]);
    return Math.max(...grows) > most
      ? [`${name}: ${grows.map((each) => each.toFixed(1)).join(", ")}-fold`]
      : [];
  });
  expect(steep).toEqual([]);
});

it("refuses what is far over a limit before it is looked at more than a few times", async () => {
  const counted = await countWork(
    "test/bench/job.ts",
    floods.map(({ name, from }) => ({ name, size: from })),
  );
  expect(counted.map(({ result }) => result)).toEqual(floods.map(() => "limit-exceeded"));
  const dear = floods.filter(({ from }, index) => {
    const { steps = 0, touched = 0, lookups = 0 } = counted[index] ?? {};
    return steps === 0 || steps > 30_000 + 16 * from || touched > 30_000 + 160 * from || lookups > 0;
  });
  expect(dear.map(({ name }) => name)).toEqual([]);
});
