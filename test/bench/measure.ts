import type { Contestant, Group } from "./bench.ts";

/** The median time of one contestant. */
interface Figure {
  readonly name: string;
  /** Of one run: time of the processor and not of the clock, which other programs would disturb. */
  readonly milliseconds: number;
  /** How many times as long as ours. */
  readonly ratio: number;
}

export interface GroupFigures {
  readonly name: string;
  readonly figures: readonly Figure[];
  readonly goals: readonly { readonly text: string; readonly reached: boolean }[];
}

/** A sample takes about so many milliseconds: a clock read costs nothing beside it, and each has its share of collected garbage. */
const sample = 40;

/**
 * Measures the contestants in turns, so that a busy moment of the machine falls on all of them, and takes medians.
 *
 * @param rounds how many samples of each
 */
export async function measureGroup(group: Group, rounds: number): Promise<GroupFigures> {
  const turns: { contestant: Contestant; runs: number; samples: number[] }[] = [];
  for (const contestant of group.contestants) {
    turns.push({ contestant, runs: await runsOfASample(contestant), samples: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { contestant, runs, samples } of turns) {
      // Seconds of work are their own average.
      if (round > 2 && (samples[0] ?? 0) > 1_000) continue;
      samples.push((await timeOf(contestant, runs)) / runs);
    }
  }
  const medians = turns.map(({ samples }) => medianOf(samples));
  const ours = medians[0] ?? 0;
  const figures = turns.map(({ contestant: { name } }, index) => {
    const milliseconds = medians[index] ?? 0;
    return { name, milliseconds, ratio: milliseconds / ours };
  });
  const goals = group.goals.map((goal) => {
    if (goal.kind === "milliseconds") {
      return { text: `at most ${goal.atMost} ms`, reached: ours <= goal.atMost };
    }
    const other = figures.find(({ name }) => name === goal.than);
    return {
      text: `${Number(goal.times.toFixed(2))} × as fast as ${goal.than}`,
      reached: (other?.ratio ?? 0) >= goal.times,
    };
  });
  return { name: group.name, figures, goals };
}

/**
 * So many milliseconds of work before the first sample, for everyone: the compiler's own threads count as time of the
 * processor, and while it is still at work a sample measures the compiler.
 */
const warmUp = 1_000;

/** Warms up, and finds how many runs make a sample. Long work warms itself up. */
async function runsOfASample(contestant: Contestant): Promise<number> {
  if (contestant.measuresItself) return 1;
  let runs = 1;
  let time = await timeOf(contestant, runs);
  // The first run may have made what all are given.
  if (time > 10 * sample) time = await timeOf(contestant, runs);
  if (time > 10 * sample) return 1;
  for (let spent = time; spent < warmUp; spent += time) {
    const rise = Math.min(8, (4 * sample) / Math.max(time, 0.01));
    runs = Math.max(1, Math.ceil(runs * rise));
    time = await timeOf(contestant, runs);
  }
  return Math.max(1, Math.round((runs * sample) / time));
}

async function timeOf({ run, prepare, measuresItself }: Contestant, runs: number): Promise<number> {
  if (measuresItself) return Number(run());
  if (prepare !== undefined) return timeOfPrepared(run, prepare, runs);
  const begun = process.cpuUsage();
  for (let left = runs; left > 0; left--) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}

/**
 * How many inputs are made before they are worked on. Thousands that wait would all be copied by the collector of garbage, at a moment that
 * falls into the work in one process and beside it in the next: the same work took 1.5 times as long in every other process.
 */
const madeAhead = 64;

async function timeOfPrepared(run: Contestant["run"], prepare: () => unknown, runs: number): Promise<number> {
  let time = 0;
  for (let left = runs; left > 0; left -= madeAhead)
    time += await timeOfInputs(run, Array.from({ length: Math.min(left, madeAhead) }, prepare));
  return time;
}

async function timeOfInputs(run: Contestant["run"], inputs: readonly unknown[]): Promise<number> {
  const begun = process.cpuUsage();
  for (const input of inputs) {
    const result = run(input);
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}

/** The middle one: a single slow sample says nothing. */
export function medianOf(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
