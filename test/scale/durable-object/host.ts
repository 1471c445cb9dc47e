import { setTimeout as pause } from "node:timers/promises";
import type { Runtime, startRuntime } from "./runtime.ts";

/** A runtime that comes back when it was killed. */
export interface Host {
  /** Asks the runtime, again and again while it is down, for half a minute at most. */
  use<Result>(ask: (runtime: Runtime) => Promise<Result>): Promise<Result>;
  /** Ends the runtime and starts another over the same storage. */
  restart(how: "kill" | "stop"): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a runtime, and whatever comes after it, by the same means. */
export async function hostOf(start: () => ReturnType<typeof startRuntime>): Promise<Host> {
  let current = start();
  await current;
  return {
    async use(ask) {
      let failure: unknown;
      for (const until = performance.now() + 30_000; performance.now() < until; await pause(50)) {
        try {
          return await ask(await current);
        } catch (error) {
          failure = error;
        }
      }
      throw failure;
    },
    async restart(how) {
      // One after the other: two runtimes must not work on one storage.
      current = current.then((former) => former[how]()).then(start);
      await current;
    },
    stop: async () => (await current).stop(),
  };
}
