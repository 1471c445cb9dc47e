import { type ChildProcess, fork } from "node:child_process";
import type { Random } from "../fuzz/random.ts";
import type { FaultLog } from "./fault-log.ts";

/** The processes of a run. Each is started again when it was killed; one that ends by itself is an error. */
export interface Crew {
  /** Kills one that is at work with SIGKILL, and says whether there was one. */
  kill(random: Random, progress: string): boolean;
  /** How often any of them has worked in vain. */
  readonly retries: number;
  /** Throws when a process has ended by itself. */
  check(): void;
  /** Ends all of them, and comes back when they are gone. */
  dismiss(): Promise<void>;
}

/** What a process is told at its start, as its first argument in JSON, with `start` beside it: a number unlike that of all others. */
export interface Duty {
  readonly role: string;
}

/** Starts one process for each duty, of a program that says `"ready"` when it is at work and `"retry"` when it worked in vain. */
export function crewOf(program: string, duties: readonly Duty[], log: FaultLog): Crew {
  let retries = 0;
  let starts = 0;
  let dismissed = false;
  let failure: string | undefined;
  const ready = new Map<Duty, ChildProcess>();
  const alive = new Map<Duty, ChildProcess>();
  const start = (duty: Duty) => {
    const told = JSON.stringify({ ...duty, start: starts });
    starts += 1;
    const child = fork(program, [told], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    alive.set(duty, child);
    child.on("message", (message) => {
      if (message === "ready") ready.set(duty, child);
      if (message === "retry") retries += 1;
    });
    child.on("exit", (code, signal) => {
      ready.delete(duty);
      alive.delete(duty);
      if (dismissed) return;
      if (signal === "SIGKILL") start(duty);
      else failure = `the ${duty.role} has ended by itself, with ${code ?? signal}`;
    });
  };
  for (const duty of duties) start(duty);
  return {
    kill(random, progress) {
      const victim = random.pickOr([...ready], undefined);
      if (victim === undefined) return false;
      const [duty, child] = victim;
      ready.delete(duty);
      child.kill("SIGKILL");
      log.note("kill -9", `${duty.role} ${child.pid} ${progress}`);
      return true;
    },
    get retries() {
      return retries;
    },
    check() {
      if (failure !== undefined) throw new Error(failure);
    },
    async dismiss() {
      dismissed = true;
      await Promise.all([...alive.values()].map(ended));
    },
  };
}

/** Asks a process to end, and makes it end when it has not after ten seconds. */
async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const impatient = setTimeout(() => child.kill("SIGKILL"), 10_000);
  child.kill("SIGTERM");
  await gone;
  clearTimeout(impatient);
}
