import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";

/** What it costs to run something, counted: the same on every machine, however busy it is. */
export interface Work {
  /** How often any piece of code between two branches was entered, as V8 counts it for coverage. */
  readonly steps: number;
  /** Characters, octets and elements that the methods of strings, regular expressions, arrays and decoders went over. */
  readonly touched: number;
  /** How often `Intl` was asked for a zone's clocks: the dearest thing that this package does. */
  readonly lookups: number;
}

/** What became of a job, and what it cost. */
export interface Counted extends Work {
  readonly result: unknown;
}

/** What the thread is told. */
export interface Task {
  readonly code: string;
  readonly jobs: readonly unknown[];
}

/** Exported as `job` by the module that is counted: prepares something, and gives what is counted when it is called. */
export type Job = (asked: never) => (() => unknown) | Promise<() => unknown>;

/**
 * Runs jobs one after another and counts what each costs. Each finds the code as if it were loaded for the first time:
 * what one has learned of zones excuses no other.
 *
 * @param module of the project, which exports `job`
 * @param jobs plain data, what `job` is asked for
 */
export async function countWork(module: string, jobs: readonly unknown[]): Promise<Counted[]> {
  const [code, thread] = await Promise.all([bundled(module), bundled("test/support/work/thread.ts")]);
  const task: Task = { code, jobs };
  const worker = new Worker(thread, { eval: true, workerData: task });
  return new Promise((done, failed) => worker.on("message", done).on("error", failed));
}

const known = new Map<string, Promise<string>>();

/** The code of a module with all that it imports, bundled once. */
function bundled(file: string): Promise<string> {
  const code = known.get(file) ?? bundle(file);
  known.set(file, code);
  return code;
}

async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    ...{ entryPoints: [resolve(file)], bundle: true, write: false, logLevel: "error" },
    ...{ format: "cjs", platform: "node", target: "node20" },
  });
  return outputFiles[0]?.text ?? "";
}
