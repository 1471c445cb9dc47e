import type { FaultLog } from "./fault-log.ts";
import type { Seen } from "./judge.ts";
import type { World } from "./world.ts";

/**
 * A kind of machinery on which an application can run: each stands in a folder beside this file. It listens on the loopback
 * interface alone, keeps its data in a temporary folder, and leaves no process behind.
 */
export interface Engine {
  /** As it stands in the table. */
  readonly name: string;
  /** Installs what this machine lacks; does nothing where all is there. */
  install(): void;
  start(): Promise<Service>;
}

/** An engine that is up. */
export interface Service {
  /** Takes a whole world in, from nothing, and comes back when all is done and sent. */
  run(order: Order): Promise<Ran>;
  stop(): Promise<void>;
}

/** What a run is to be. */
export interface Order {
  readonly world: World;
  /** Processes that take mails in. The organizer and the sender of mails are one more each. */
  readonly workers: number;
  readonly faults: FaultPlan;
  /** Leaves the comparison out of the compare-and-swap, to show that the judge notices. */
  readonly brokenSwap: boolean;
  /** Where each injected fault is written down. */
  readonly log: FaultLog;
}

/** What is done to the processes meanwhile, at moments that the seed of the world decides. */
export interface FaultPlan {
  readonly seed: number;
  /** How often a process that works is killed with SIGKILL, at a moment that chance picks. */
  readonly kills: number;
  /** How often each process, besides, is killed between two statements of its work, at its first so many starts. */
  readonly halts: number;
  /** How often the engine's own server is stopped and started. */
  readonly restarts: number;
  /** The clocks of the processes differ by up to so many days, either way. */
  readonly skewDays: number;
}

/** What came of a run, for the judge, and the figures of a row. */
export interface Ran extends Seen {
  readonly deliveries: number;
  readonly seconds: number;
  /** Steps that were worked out and had to be taken again, because somebody else had written first. */
  readonly retries: number;
}
