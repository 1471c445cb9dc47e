import { type ChildProcess, fork } from "node:child_process";
import { randomOf } from "../fuzz/random.ts";
import type { FaultPlan } from "./engine.ts";
import type { FaultLog } from "./fault-log.ts";

/** The processes of a run. Each is started again when it was killed; one that ends by itself is an error. */
export interface Crew {
  /** Kills one that is at work, in one role or in any, with SIGKILL, and says whether there was one. */
  kill(progress: string, role?: string): boolean;
  /** How often any of them has worked in vain. */
  readonly retries: number;
  /** Throws when a process has ended by itself. */
  check(): void;
  /** Ends all of them, and comes back when they are gone. */
  dismiss(): Promise<void>;
}

/** What a process is told at its start, as its first argument in JSON, beside {@link Start}. */
interface Duty {
  readonly role: string;
}

/** What tells one start of a process from another. */
export interface Start {
  /** A number unlike that of all others. */
  readonly start: number;
  /** The point at which it is to stand still and to be killed, counted from 1; absent where no such death is planned. */
  readonly haltAt?: number;
}

/** What happens to the processes, and where it is written down. */
export interface Fortune {
  readonly faults: FaultPlan;
  readonly log: FaultLog;
}

/**
 * Starts one process for each duty, of a program that says `"ready"` when it is at work, `"retry"` when it worked in vain, and
 * `halted` when it stands still as it was told.
 */
export function crewOf(program: string, duties: readonly Duty[], { faults, log }: Fortune): Crew {
  const random = randomOf(faults.seed, faults.halts);
  let retries = 0;
  let starts = 0;
  const halts = new Map(duties.map((duty) => [duty, faults.halts]));
  const haltOf = (duty: Duty) => {
    const left = halts.get(duty) ?? 0;
    halts.set(duty, left - 1);
    return left > 0 ? { haltAt: 1 + random.below(points) } : {};
  };
  let dismissed = false;
  let failure: string | undefined;
  const ready = new Map<Duty, ChildProcess>();
  const alive = new Map<Duty, ChildProcess>();
  const kill = (duty: Duty, child: ChildProcess, where: string) => {
    ready.delete(duty);
    child.kill("SIGKILL");
    log.note("kill -9", `${duty.role} ${child.pid} ${where}`);
  };
  const start = (duty: Duty) => {
    const own: Start = { start: starts, ...haltOf(duty) };
    starts += 1;
    const told = JSON.stringify({ ...duty, ...own });
    const child = fork(program, [told], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    alive.set(duty, child);
    child.on("message", (message: "ready" | "retry" | { halted: string }) => {
      if (typeof message === "object") kill(duty, child, message.halted);
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
    kill(progress, role) {
      const able = [...ready].filter(([duty]) => role === undefined || duty.role === role);
      const victim = random.pickOr(able, undefined);
      if (victim === undefined) return false;
      kill(...victim, progress);
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

/** So many points a process passes while it takes in a batch, or thereabouts. */
const points = 10;

/** Asks a process to end, and makes it end when it has not after ten seconds. */
async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const impatient = setTimeout(() => child.kill("SIGKILL"), 10_000);
  child.kill("SIGTERM");
  await gone;
  clearTimeout(impatient);
}
