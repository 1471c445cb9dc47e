import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { randomOf } from "./random.ts";
import { inputName, targetOfRun, threadOf } from "./run-inputs.ts";
import { readSeeds } from "./seeds.ts";
import { addTally, emptyTally, formatTally, type Tally, type Task } from "./tally.ts";

/*
 * npm run fuzz -- --runs 1000000 [--seed 1] [--from 0] [--workers 4] [--no-corpus]
 *
 * Prints the count, the slowest input, what became of the inputs, and the heap; every input that fails is saved in
 * test/fuzz/failures/, and the exit code is 1. A run is one input for one target.
 */

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    workers: { type: "string", default: String(Math.max(1, availableParallelism() - 1)) },
    "no-corpus": { type: "boolean", default: false },
  },
});

/** A run that takes so many milliseconds will not come back. */
const hung = 120_000;

const runs = Number(values.runs);
const seed = Number(values.seed);
const from = Number(values.from);
const workers = Number(values.workers);
if (![runs, seed, from, workers].every(Number.isSafeInteger) || workers < 1) {
  console.error("--runs, --seed, --from and --workers are whole numbers");
  process.exit(2);
}
const withCorpus = !values["no-corpus"];
const failures = fileURLToPath(new URL("failures/", import.meta.url));
const total = emptyTally();
const heaps: number[] = [];

await Promise.all(Array.from({ length: workers }, (_, index) => share(from + index)));

console.log(`${total.count} runs with seed ${seed} from run ${from}`);
console.log(formatTally(total));
const { run, target, milliseconds } = total.slowest;
console.log(`slowest: run ${run} (${target}), ${milliseconds.toFixed(1)} ms`);
const third = Math.ceil(heaps.length / 3);
const [before = 0, after = 0] = [heaps.slice(third, 2 * third), heaps.slice(-third)].map(medianOf);
// What is remembered of zones is full by the second third.
const grows = heaps.length >= 9 && after > before * 1.1 + 5;
console.log(
  `memory after garbage collection: ${before.toFixed(1)} MB in the second third, ${after.toFixed(1)} MB in the last${grows ? ": it GROWS" : ""}`,
);
console.log(`failed: ${total.failures.length}`);
process.exitCode = total.failures.length === 0 && !grows ? 0 : 1;

/** Every `workers`th run from the first on. Behind an input that ends its thread, what was not told yet is done again without it. */
async function share(first: number): Promise<void> {
  const skipped: number[] = [];
  for (let next = first; next < from + runs; ) next = await work(next, skipped);
}

/** @returns the run to go on with */
function work(first: number, skipped: number[]): Promise<number> {
  const progress = new SharedArrayBuffer(4);
  const until = from + runs;
  const report = Math.max(200, Math.min(5_000, Math.floor(runs / workers / 20)));
  const task: Task = { seed, from: first, until, step: workers, skipped, withCorpus, progress, report };
  const worker = new Worker(threadOf("worker.ts"), { eval: true, workerData: task });
  const at = new Int32Array(progress);
  at[0] = -1;
  return new Promise((resolve, reject) => {
    let seen = -1;
    let told = first;
    const end = async (run: number, failure: string) => {
      clearInterval(watch);
      await worker.terminate();
      await fail(run, failure);
      skipped.push(run);
      return told;
    };
    const watch = setInterval(() => {
      const current = Atomics.load(at, 0);
      if (current !== -1 && current === seen) end(current, "hangs").then(resolve, reject);
      seen = current;
    }, hung);
    worker.on("message", ({ tally, next, heap }: { tally: Tally; next: number; heap: number }) => {
      told = next;
      take(tally, heap);
      if (next < until) return;
      clearInterval(watch);
      resolve(until);
    });
    worker.on("error", (error: Error) => {
      const current = Atomics.load(at, 0);
      if (current === -1) reject(error);
      else end(current, `ends its thread: ${error.message}`).then(resolve, reject);
    });
  });
}

function take(tally: Tally, heap: number): void {
  addTally(total, tally);
  heaps.push(heap / 2 ** 20);
  for (const { run, input, failure } of tally.failures) save(run, input, failure);
  process.stderr.write(`${total.count} of ${runs}, ${total.failures.length} failed\r`);
}

async function fail(run: number, failure: string): Promise<void> {
  const seeds = await readSeeds({ withCorpus });
  const input = targetOfRun(run).generate(seeds, randomOf(seed, run));
  total.count += 1;
  total.failures.push({ run, input, failure });
  save(run, input, failure);
}

function save(run: number, input: Uint8Array, failure: string): void {
  mkdirSync(failures, { recursive: true });
  writeFileSync(`${failures}${inputName(seed, run)}`, input);
  console.log(`run ${run}: ${failure}\n  saved as test/fuzz/failures/${inputName(seed, run)}`);
}

function medianOf(sizes: readonly number[]): number {
  const sorted = [...sizes].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
