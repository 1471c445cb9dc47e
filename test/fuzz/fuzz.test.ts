import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { repeated } from "../support/repeated.ts";
import { deep, runs } from "../support/runs.ts";
import { judgeInput, runInput, type Verdict } from "./run-inputs.ts";
import { readSeeds, type Seeds } from "./seeds.ts";
import { targets } from "./targets.ts";

/** Seeded with the fixtures alone, so that the same inputs are made everywhere. */
let seeds: Seeds;
beforeAll(async () => {
  seeds = await readSeeds({ withCorpus: false });
});

it.each(deep ? Array.from({ length: 20 }, (_, index) => index + 1) : [1])(
  "gives a result or an ItipError for whatever mutation makes, seed %i",
  async (seed) => {
    const verdicts: Verdict[] = [];
    for (let run = 0; run < runs(2_000, 500); run++) verdicts.push(await runInput(seeds, seed, run));
    expect(verdicts.flatMap(({ failure }) => failure ?? [])).toEqual([]);
    for (const target of Object.keys(targets)) {
      const read = verdicts.filter((verdict) => verdict.target === target && verdict.code === "read");
      expect(read.length, `${target} must read some`).toBeGreaterThan(2);
    }
  },
);

/** Inputs that have broken something once, ours or what we build on. */
const hostile = new URL("../../fixtures/hostile/", import.meta.url);

it.each(readdirSync(hostile))("withstands %s", async (name) => {
  const folder = new URL(`${name}/`, hostile);
  const expected: { target: string; code: string } = JSON.parse(
    readFileSync(new URL("expected.json", folder), "utf8"),
  );
  const file = `input.${targets[expected.target]?.extension}`;
  const { target, code, failure } = await judgeInput(
    expected.target,
    repeated(readFileSync(new URL(file, folder))),
    seeds,
  );
  expect({ target, code, failure }).toEqual({ ...expected, failure: undefined });
});
