import { setTimeout as pause } from "node:timers/promises";
import { randomOf } from "../fuzz/random.ts";
import type { Crew } from "./crew.ts";
import type { FaultPlan } from "./engine.ts";
import type { FaultLog } from "./fault-log.ts";

/** How far a run has come. */
export interface Progress {
  /** How many deliveries are done with. */
  readonly done: number;
  /** Whether nothing else is left to do. */
  readonly finished: boolean;
  /** What is left, in words that change as long as something happens. */
  readonly left?: string;
}

/** What a run is followed by. */
export interface Course {
  readonly crew: Crew;
  readonly faults: FaultPlan;
  readonly log: FaultLog;
  /** How many deliveries there are in all. */
  readonly total: number;
  progress(): Promise<Progress>;
  /** Stops the server of the engine and starts it again; `nth` counts from 0. */
  restart?(nth: number): Promise<string>;
}

/** A run in which nothing happens for so many milliseconds is stuck. */
const patience = 120_000;

/** Lets a run go on until it is finished, and does to it what the plan wants, each fault when so many deliveries are done. */
export async function follow({ crew, faults, log, total, progress, restart }: Course): Promise<void> {
  const random = randomOf(faults.seed, faults.kills);
  const moments = (count: number) =>
    Array.from({ length: count }, () => random.below(total)).sort((a, b) => a - b);
  const kills = moments(faults.kills);
  const restarts = moments(restart === undefined ? 0 : faults.restarts);
  let before: Progress = { done: -1, finished: false };
  for (let since = performance.now(); ; await pause(20)) {
    crew.check();
    const now = await progress();
    const { done, finished, left = "the rest" } = now;
    if (finished) return;
    const where = `at delivery ${done} of ${total}`;
    // A moment is below `total`: `total` itself never comes before anything.
    if ((kills[0] ?? total) < done && crew.kill(where)) kills.shift();
    if ((restarts[0] ?? total) < done) {
      restarts.shift();
      const how = await restart?.(restarts.length);
      log.note("restart", `${how} ${where}`);
    }
    if (done !== before.done || now.left !== before.left) since = performance.now();
    if (performance.now() - since > patience)
      throw new Error(`nothing happens any more ${where}, to ${left}`);
    before = now;
  }
}
