import fc from "fast-check";
import { afterEach } from "vitest";
import { runs } from "./runs.ts";

// A machine that judges a change gives the same verdict twice; everywhere else each run looks somewhere new.
const asked = process.env.ITIP_SEED ?? (process.env.CI === undefined ? undefined : "20261121");
const seed = asked === undefined ? (Math.random() * 0x7fffffff) | 0 : Number(asked);
// A law that does not say how often it is to be asked is asked as often as fast-check would, in `npm run test:deep`.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed, numRuns: runs(100) });

// fast-check tells the seed of a law that is broken; what hangs, or fails in a way of its own, would keep it to itself.
afterEach(({ task }) => {
  if (task.result?.state !== "fail") return;
  const project = process.env.ITIP_DEEP === undefined ? "unit" : "deep";
  console.error(`To see this again: ITIP_SEED=${seed} npx vitest run --project ${project} ${task.file.name}`);
});
