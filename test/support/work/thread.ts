import { Session } from "node:inspector/promises";
import { Script } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import type { Counted, Job, Task } from "./count-work.ts";
import { counters, watchLanguage } from "./watch-language.ts";

/** The thread in which work is counted: what it does to the language to count touches nobody else. */
const { code, jobs }: Task = workerData;
const name = "counted.cjs";
const script = new Script(`(function (module, require) {${code}\n})`, { filename: name });
const session = new Session();

/** Throws out of the thread, so that whoever asked is told. */
countAll().then(
  (counted) => parentPort?.postMessage(counted),
  (error: unknown) =>
    setImmediate(() => {
      throw error;
    }),
);

async function countAll(): Promise<Counted[]> {
  session.connect();
  watchLanguage();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const counted: Counted[] = [];
  for (const asked of jobs) counted.push(await count(asked));
  return counted;
}

async function count(asked: unknown): Promise<Counted> {
  const module: { exports: { job?: Job } } = { exports: {} };
  script.runInThisContext()(module, require);
  const run = await module.exports.job?.(asked as never);
  await stepsSinceAsked();
  Object.assign(counters, { touched: 0, lookups: 0 });
  const result = await run?.();
  const { touched, lookups } = counters;
  return { result, steps: await stepsSinceAsked(), touched, lookups };
}

async function stepsSinceAsked(): Promise<number> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  return result
    .filter(({ url }) => url === name)
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}
