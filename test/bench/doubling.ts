import { ItipError } from "../../src/index.ts";
import { type Family, families, floods } from "./families.ts";
import { medianOf } from "./measure.ts";

/*
 * npm run bench:doubling
 *
 * For each family of inputs: milliseconds for one, two, four and eight times as many things, and by how much the time
 * grows at each doubling (the geometric mean over the three). More than 2.3 is no longer linear. Then what the limits
 * have to stop: refused, and within 50 ms. The exit code is 1 where either does not hold.
 */

const mostGrowth = 2.3;
const mostTime = 50;
const rounds = 9;
/** Milliseconds: a shorter one has all of a garbage collection, or none of it. */
const sample = 20;
let failed = false;

console.log("| family | 1 × | 2 × | 4 × | 8 × | growth a doubling |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
for (const family of families) {
  const times = await measure(family);
  const [first = 0, , , last = 0] = times;
  const growth = (last / first) ** (1 / 3);
  failed ||= growth > mostGrowth;
  const cells = [`${family.name} (${family.from})`, ...times.map((time) => `${time.toPrecision(3)} ms`)];
  console.log(`| ${cells.join(" | ")} | ${growth.toFixed(2)}${growth > mostGrowth ? " TOO MUCH" : ""} |`);
}

console.log("\n| flood | outcome | time |\n| --- | --- | ---: |");
for (const flood of floods) {
  const run = flood.prepare(flood.from);
  let outcome = await outcomeOf(run);
  const times: number[] = [];
  for (let round = 0; round < 5; round++)
    times.push(await timeOf(async () => (outcome = await outcomeOf(run))));
  const time = medianOf(times);
  const wrong = outcome !== "limit-exceeded" || time > mostTime;
  failed ||= wrong;
  console.log(`| ${flood.name} | ${outcome} | ${time.toPrecision(3)} ms${wrong ? " WRONG" : ""} |`);
}
process.exitCode = failed ? 1 : 0;

/** In turns, so that a busy moment falls on all sizes. */
async function measure({ from, prepare }: Family): Promise<number[]> {
  const runs = [1, 2, 4, 8].map((times) => ({
    run: prepare(from * times),
    repeats: 3,
    samples: [] as number[],
  }));
  for (let round = 0; round < rounds + 2; round++) {
    for (const one of runs) {
      const { run, repeats, samples } = one;
      const time = await timeOf(async () => {
        for (let left = repeats; left > 0; left--) await run();
      });
      if (round >= 2) samples.push(time / repeats);
      else one.repeats = Math.max(3, Math.min(5_000, Math.ceil((sample * repeats) / time)));
    }
  }
  return runs.map(({ samples }) => medianOf(samples));
}

/** Time of the processor and not of the clock. */
async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const begun = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}

async function outcomeOf(run: () => unknown): Promise<string> {
  try {
    await run();
    return "read";
  } catch (error) {
    if (error instanceof ItipError) return error.code;
    throw error;
  }
}
