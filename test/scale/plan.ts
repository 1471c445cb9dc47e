import { durableObject } from "./durable-object/engine.ts";
import type { Engine, FaultPlan } from "./engine.ts";
import { nats } from "./nats/engine.ts";
import type { Options } from "./options.ts";
import { postgresql, postgresqlOneByOne, postgresqlParts } from "./postgresql/engine.ts";
import { postgresqlRegions } from "./postgresql/regions.ts";
import { hotWorldOf, type World, worldOf } from "./world.ts";

/** One run: its row in the table. */
export interface Run {
  /** How the row is called. */
  readonly name: string;
  readonly engine: Engine;
  readonly scene: Scene;
  readonly workers: number;
  readonly faults: FaultPlan;
}

/** A world that several runs take in, made when the first of them needs it. */
export interface Scene {
  /** What happens, in words. */
  readonly name: string;
  world(): World;
}

/** How large the runs are, and how much is done to them. */
const sizes = {
  short: { invites: 200, emails: 1_000, guests: 500, first: 100, kills: 6, halts: 2, restarts: 1, few: 100 },
  long: {
    invites: 20_000,
    emails: 100_000,
    guests: 10_000,
    first: 200,
    kills: 75,
    halts: 3,
    restarts: 2,
    few: 2_000,
  },
};

/** All runs, in the order of the table. */
export function runsOf({ long, seed, invites: wanted }: Pick<Options, "long" | "seed" | "invites">): Run[] {
  const size = long ? sizes.long : sizes.short;
  const { guests, first, kills, halts, restarts, few } = size;
  const { invites, emails } = wanted === undefined ? size : { invites: wanted, emails: 5 * wanted };
  const count = (number: number) => number.toLocaleString("en-US");
  const sceneOf = (invites: number, emails: number): Scene => ({
    name: `${count(invites)} invites, ${count(emails)} emails`,
    world: () => worldOf({ seed, invites, emails }),
  });
  const many = sceneOf(invites, emails);
  const some = invites > 2_000 ? sceneOf(2_000, 10_000) : many;
  const fewer = sceneOf(few, 5 * few);
  const hot: Scene = { name: `one invite of ${count(guests)} guests`, world: () => hotWorldOf(seed, guests) };
  const beginning: Scene = {
    name: `${hot.name}, the first ${count(first)} answers`,
    world: () => hotWorldOf(seed, guests, first),
  };
  const rough = { seed, kills, halts, restarts, skewDays: 3 };
  const calm = { seed, kills: 0, halts: 0, restarts: 0, skewDays: 3 };
  const run = (engine: Engine, scene: Scene, workers: number, faults: FaultPlan): Run => ({
    ...{ engine, scene, workers, faults },
    name: scene === many || scene === some ? engine.name : `${engine.name}: ${scene.name}`,
  });
  return [
    ...[1, 2, 4].map((workers) => run(postgresql, many, workers, rough)),
    run(postgresqlParts, some, 4, { ...rough, kills: Math.ceil(kills / 3) }),
    run(postgresqlRegions, some, 2, { ...rough, kills: Math.ceil(kills / 3), restarts: 2 * restarts }),
    run(postgresqlOneByOne, beginning, 4, calm),
    run(postgresql, hot, 4, { ...rough, kills: Math.ceil(kills / 10) }),
    run(postgresqlParts, hot, 4, { ...rough, kills: Math.ceil(kills / 10) }),
    ...(long ? [2, 4] : [4]).map((workers) =>
      run(nats, some, workers, { ...rough, kills: Math.ceil(kills / 3), restarts: 2 * restarts }),
    ),
    run(durableObject, fewer, 1, { ...rough, kills: Math.ceil(kills / 4), skewDays: 0 }),
  ];
}
