import { setTimeout as pause } from "node:timers/promises";
import { randomOf } from "../fuzz/random.ts";
import type { Crew } from "./crew.ts";
import type { FaultPlan } from "./engine.ts";
import type { FaultLog } from "./fault-log.ts";

/** What a run is followed by. */
export interface Course {
  readonly crew: Crew;
  readonly faults: FaultPlan;
  readonly log: FaultLog;
  /** How many deliveries there are in all. */
  readonly total: number;
  /** How many of them are done with, and whether nothing else is left to do. */
  progress(): Promise<{ done: number; finished: boolean }>;
  /** Stops the server of the engine and starts it again; `nth` counts from 0. */
  restart?(nth: number): Promise<string>;
}

/** Lets a run go on until it is finished, and does to it what the plan wants, each fault when so many deliveries are done. */
export async function follow({ crew, faults, log, total, progress, restart }: Course): Promise<void> {
  const random = randomOf(faults.seed, faults.kills);
  const moments = (count: number) =>
    Array.from({ length: count }, () => random.below(total)).sort((a, b) => a - b);
  const kills = moments(faults.kills);
  const restarts = moments(restart === undefined ? 0 : faults.restarts);
  let still = 0;
  for (let before = -1; ; ) {
    crew.check();
    const { done, finished } = await progress();
    if (finished) return;
    const where = `at delivery ${done} of ${total}`;
    // A moment is below `total`: `total` itself never comes before anything.
    if ((kills[0] ?? total) < done && crew.kill(random, where)) kills.shift();
    if ((restarts[0] ?? total) < done) {
      restarts.shift();
      const how = await restart?.(restarts.length);
      log.note("restart", `${how} ${where}`);
    }
    still = done === before ? still + 1 : 0;
    if (still > 15_000) throw new Error(`nothing happens any more ${where}`);
    before = done;
    await pause(20);
  }
}
