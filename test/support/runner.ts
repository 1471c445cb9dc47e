import fc from "fast-check";
import { TestRunner } from "vitest";
import { holdTheClock, letTheClockGo } from "./clock.ts";
import { runs } from "./runs.ts";

type Given<Name extends "onAfterRunTask" | "onCollectStart"> = Parameters<TestRunner[Name]>[0];

// A machine that judges a change gives the same verdict twice; everywhere else each run looks somewhere new.
const asked = process.env.ITIP_SEED ?? (process.env.CI === undefined ? undefined : "20261121");
const seed = asked === undefined ? (Math.random() * 0x7fffffff) | 0 : Number(asked);
// A law that does not say how often it is to be asked is asked as often as fast-check would, in `npm run test:deep`.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed, numRuns: runs(100) });

/** Does for each file of tests what files of set-up would do, without loading them as often as there are files of tests. */
export default class Runner extends TestRunner {
  override onCollectStart(file: Given<"onCollectStart">): void {
    holdTheClock();
    super.onCollectStart(file);
  }

  /** fast-check tells the seed of a law that is broken; what hangs, or fails in a way of its own, would keep it to itself. */
  override onAfterRunTask(test: Given<"onAfterRunTask">): void {
    super.onAfterRunTask(test);
    if (test.result?.state !== "fail") return;
    const project = process.env.ITIP_DEEP === undefined ? "unit" : "deep";
    console.error(
      `To see this again: ITIP_SEED=${seed} npx vitest run --project ${project} ${test.file.name}`,
    );
  }

  override onAfterRunFiles(): void {
    letTheClockGo();
    super.onAfterRunFiles();
  }
}
