import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { runInput } from "./run-inputs.ts";
import { readSeeds } from "./seeds.ts";
import { addVerdict, emptyTally, type Task } from "./tally.ts";

/** Does its share of the runs, and tells the tally now and then; a clock in shared memory shows that it lives. */
const { seed, from, until, step, withCorpus, progress, report, skipped }: Task = workerData;

setFlagsFromString("--expose-gc");
const collectGarbage: unknown = runInNewContext("gc");

const at = new Int32Array(progress);
const seeds = await readSeeds({ withCorpus });
let tally = emptyTally();
for (let run = from; run < until; run += step) {
  if (skipped.includes(run)) continue;
  Atomics.store(at, 0, run);
  const verdict = await runInput(seeds, seed, run);
  addVerdict(tally, verdict, run);
  // A failure is told at once: the next run may be the last of this thread.
  if (tally.count >= report || verdict.failure !== undefined) flush(run + step);
}
flush(until);
Atomics.store(at, 0, -1);

function flush(next: number): void {
  if (typeof collectGarbage === "function") collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  parentPort?.postMessage({ tally, next, heap: heapUsed + external });
  tally = emptyTally();
}
