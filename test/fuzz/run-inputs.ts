import { type Counted, countWork, type Work } from "../support/work/count-work.ts";
import { randomOf } from "./random.ts";
import type { Seeds } from "./seeds.ts";
import { type Target, targets } from "./targets.ts";

/** What became of one input. */
export interface Verdict {
  readonly target: string;
  readonly input: Uint8Array;
  /** `read`, or the code of the refusal. */
  readonly code: string;
  /** Why this is a defect. */
  readonly failure?: string;
}

/** An input, and what reads it. */
interface FuzzInput {
  readonly target: string;
  readonly input: Uint8Array;
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

/** What a target makes of an input: a failure is anything but a result or an `ItipError`. */
export async function judgeInput(name: string, input: Uint8Array, seeds: Seeds): Promise<Verdict> {
  try {
    return { target: name, input, code: (await targets[name]?.judge(input, seeds)) ?? "" };
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { target: name, input, code: "failed", failure };
  }
}

/** What each input costs, counted in a thread that has seen no other. */
export async function workOf(inputs: readonly FuzzInput[], seeds: Seeds): Promise<Counted[]> {
  return countWork(
    "test/fuzz/job.ts",
    inputs.map((each) => ({ ...each, seeds })),
  );
}

/**
 * Why an input costs too much; undefined where it does not. An input may be of any size up to the limits, and work may grow with
 * its size and no faster. The two or three times that these bounds are above what the dearest fixture costs is left for other
 * versions of Node.
 */
export function excess({ steps, touched, lookups }: Work, { length }: Uint8Array): string | undefined {
  const bounds = { steps: 100_000 + 40 * length, touched: 300_000 + 200 * length, lookups: 20_000 };
  const over = Object.entries({ steps, touched, lookups }).filter(
    ([name, count]) => count > Reflect.get(bounds, name),
  );
  return over.length === 0 ? undefined : over.map(([name, count]) => `${count} ${name}`).join(", ");
}

/** The code that runs one of our files in a thread, which has to be taught TypeScript anew. */
export function threadOf(file: string): string {
  const url = JSON.stringify(new URL(file, import.meta.url).href);
  return `import("tsx/esm/api").then(({ register }) => { register(); return import(${url}); });`;
}
