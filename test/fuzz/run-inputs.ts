import { Worker } from "node:worker_threads";
import { randomOf } from "./random.ts";
import type { Seeds } from "./seeds.ts";
import { type Target, targets } from "./targets.ts";

/** How long one input may take. */
export const slowest = 1_000;

/** What became of one input. */
export interface Verdict {
  readonly target: string;
  readonly input: Uint8Array;
  /** `read`, or the code of the refusal. */
  readonly code: string;
  readonly milliseconds: number;
  /** Why this is a defect. */
  readonly failure?: string;
}

const names = Object.keys(targets);

/** The targets take turns. */
export function targetOfRun(run: number): Target & { readonly name: string } {
  const name = names[run % names.length] ?? "";
  const target = targets[name];
  if (target === undefined) throw new Error(`no target for run ${run}`);
  return { ...target, name };
}

/** The name of the file that a failing run leaves. */
export function inputName(seed: number, run: number): string {
  const { name, extension } = targetOfRun(run);
  return `${name}-${seed}-${run}.${extension}`;
}

/** Makes the input of a run and judges it; seed, run and seeds decide all of it. */
export async function runInput(seeds: Seeds, seed: number, run: number): Promise<Verdict> {
  const { name, generate } = targetOfRun(run);
  return judgeInput(name, generate(seeds, randomOf(seed, run)), seeds);
}

/**
 * A slow run counts only if it is slow again, for the machine may have been busy: in a thread of its own, because what the
 * first run has learned of zones and years would excuse the second.
 */
export async function judgeInput(name: string, input: Uint8Array, seeds: Seeds): Promise<Verdict> {
  const first = await timed(name, input, seeds);
  if (first.milliseconds <= slowest || first.failure !== undefined) return first;
  const second = await timedAfresh(name, input, seeds);
  if (second.milliseconds <= slowest) return second;
  return { ...second, failure: `took ${Math.round(second.milliseconds)} ms` };
}

function timedAfresh(name: string, input: Uint8Array, seeds: Seeds): Promise<Verdict> {
  const own = new Worker(threadOf("timed.ts"), { eval: true, workerData: { name, input, seeds } });
  return new Promise((resolve, reject) => own.on("message", resolve).on("error", reject));
}

/** The code that runs one of our files in a thread, which has to be taught TypeScript anew. */
export function threadOf(file: string): string {
  const url = JSON.stringify(new URL(file, import.meta.url).href);
  return `import("tsx/esm/api").then(({ register }) => { register(); return import(${url}); });`;
}

export async function timed(name: string, input: Uint8Array, seeds: Seeds): Promise<Verdict> {
  const begun = performance.now();
  try {
    const code = (await targets[name]?.judge(input, seeds)) ?? "";
    return { target: name, input, code, milliseconds: performance.now() - begun };
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { target: name, input, code: "failed", milliseconds: performance.now() - begun, failure };
  }
}
