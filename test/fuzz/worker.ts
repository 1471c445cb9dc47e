import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { excess, runInput, type Verdict, workOf } from "./run-inputs.ts";
import { readSeeds } from "./seeds.ts";
import { addVerdict, emptyTally, type Task } from "./tally.ts";

/** Does its share of the runs, and tells the tally now and then; a clock in shared memory shows that it lives. */
const { seed, from, until, step, withCorpus, progress, report, skipped }: Task = workerData;

/** Milliseconds after which an input is looked at more closely. */
const suspicious = 500;

setFlagsFromString("--expose-gc");
const collectGarbage: unknown = runInNewContext("gc");

const at = new Int32Array(progress);
const seeds = await readSeeds({ withCorpus });
let tally = emptyTally();
for (let run = from; run < until; run += step) {
  if (skipped.includes(run)) continue;
  Atomics.store(at, 0, run);
  const begun = performance.now();
  const first = await runInput(seeds, seed, run);
  const milliseconds = performance.now() - begun;
  const verdict = milliseconds > suspicious ? await counted(first) : first;
  addVerdict(tally, { ...verdict, milliseconds }, run);
  // A failure is told at once: the next run may be the last of this thread.
  if (tally.count >= report || verdict.failure !== undefined) flush(run + step);
}
flush(until);
Atomics.store(at, 0, -1);

/** The machine may have been busy: what is slow is counted before it is called too dear. */
async function counted(verdict: Verdict): Promise<Verdict> {
  const [work] = await workOf([verdict], seeds);
  const failure = verdict.failure ?? (work && excess(work, verdict.input));
  return failure === undefined ? verdict : { ...verdict, failure };
}

function flush(next: number): void {
  if (typeof collectGarbage === "function") collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  parentPort?.postMessage({ tally, next, heap: heapUsed + external });
  tally = emptyTally();
}
