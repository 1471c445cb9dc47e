import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { repeated } from "../support/repeated.ts";
import { deep, runs } from "../support/runs.ts";
import type { Counted } from "../support/work/count-work.ts";
import { excess, runInput, type Verdict, workOf } from "./run-inputs.ts";
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
    for (let run = 0; run < runs(2_000); run++) verdicts.push(await runInput(seeds, seed, run));
    expect(verdicts.flatMap(({ failure }) => failure ?? [])).toEqual([]);
    for (const target of Object.keys(targets)) {
      const read = verdicts.filter((verdict) => verdict.target === target && verdict.code === "read");
      expect(read.length, `${target} must read some`).toBeGreaterThan(0);
    }
  },
);

/** Inputs that have broken something once, ours or what we build on. */
const hostile = new URL("../../fixtures/hostile/", import.meta.url);

const all = readdirSync(hostile).map((name) => {
  const folder = new URL(`${name}/`, hostile);
  const expected: { target: string; code: string } = JSON.parse(
    readFileSync(new URL("expected.json", folder), "utf8"),
  );
  const file = `input.${targets[expected.target]?.extension}`;
  return { name, expected, target: expected.target, input: repeated(readFileSync(new URL(file, folder))) };
});

/** Those of megabytes are read in the deep run. */
const fixtures = all.filter(({ input }) => deep || input.length < 300_000);

describe("Inputs that have broken something once", () => {
  let counted: Counted[] = [];
  beforeAll(async () => {
    const inputs = fixtures.map(({ target, input }) => ({ target, input }));
    counted = await workOf(inputs, seeds);
  });

  it.each(fixtures.map(({ name }, index) => [name, index] as const))("are withstood: %s", (_, index) => {
    const { target, code } = fixtures[index]?.expected ?? { target: "", code: "" };
    expect({ target, result: counted[index]?.result }).toEqual({
      target,
      result: { code, failure: undefined },
    });
  });

  it("cost no more than the size of the text explains", () => {
    const dear = fixtures.flatMap(({ name, input }, index) => {
      const work = counted[index];
      const over = work === undefined ? "was not counted" : excess(work, input);
      return over === undefined ? [] : [`${name}: ${over}`];
    });
    expect(dear).toEqual([]);
    // Something was counted.
    expect(Math.min(...counted.map(({ steps, touched }) => Math.min(steps, touched)))).toBeGreaterThan(0);
    expect(Math.max(...counted.map(({ lookups }) => lookups))).toBeGreaterThan(0);
  });
});
