import type { Verdict } from "./run-inputs.ts";

/** What one worker is to do: every `step`th run. */
export interface Task {
  readonly seed: number;
  readonly from: number;
  readonly until: number;
  readonly step: number;
  /** Runs that are left out: they have ended a thread. */
  readonly skipped: readonly number[];
  readonly withCorpus: boolean;
  /** One Int32: the run at hand, -1 at the end. */
  readonly progress: SharedArrayBuffer;
  /** After how many runs the tally is told. */
  readonly report: number;
}

interface Failure {
  readonly run: number;
  readonly input: Uint8Array;
  readonly failure: string;
}

/** What became of many runs. */
export interface Tally {
  count: number;
  /** By target and code. */
  readonly codes: Record<string, Record<string, number>>;
  /** Milliseconds by target. */
  readonly times: Record<string, number>;
  slowest: { run: number; target: string; milliseconds: number };
  readonly failures: Failure[];
}

export function emptyTally(): Tally {
  return { count: 0, codes: {}, times: {}, slowest: { run: 0, target: "", milliseconds: 0 }, failures: [] };
}

export function addVerdict(
  tally: Tally,
  verdict: Verdict & { readonly milliseconds: number },
  run: number,
): void {
  const { target, code, milliseconds, failure, input } = verdict;
  tally.count += 1;
  addCodes(tally, target, { [code]: 1 });
  tally.times[target] = (tally.times[target] ?? 0) + milliseconds;
  if (milliseconds > tally.slowest.milliseconds) tally.slowest = { run, target, milliseconds };
  if (failure !== undefined) tally.failures.push({ run, input, failure });
}

export function addTally(tally: Tally, other: Tally): void {
  tally.count += other.count;
  for (const [target, codes] of Object.entries(other.codes)) addCodes(tally, target, codes);
  for (const [target, time] of Object.entries(other.times)) {
    tally.times[target] = (tally.times[target] ?? 0) + time;
  }
  if (other.slowest.milliseconds > tally.slowest.milliseconds) tally.slowest = other.slowest;
  tally.failures.push(...other.failures);
}

function addCodes(tally: Tally, target: string, codes: Record<string, number>): void {
  const known = tally.codes[target] ?? {};
  for (const [code, count] of Object.entries(codes)) known[code] = (known[code] ?? 0) + count;
  tally.codes[target] = known;
}

/** A table for people: a line for each target, its codes by frequency. */
export function formatTally(tally: Tally): string {
  return Object.entries(tally.codes)
    .map(([target, codes]) => {
      const runs = Object.values(codes).reduce((sum, count) => sum + count, 0);
      const each = ((tally.times[target] ?? 0) / runs).toFixed(2);
      const listed = Object.entries(codes)
        .sort(([, a], [, b]) => b - a)
        .map(([code, count]) => `${code} ${count}`)
        .join(", ");
      return `${target.padEnd(16)} ${String(runs).padStart(8)} runs, ${each} ms each: ${listed}`;
    })
    .join("\n");
}
