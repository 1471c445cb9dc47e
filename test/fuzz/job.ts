import { judgeInput } from "./run-inputs.ts";
import type { Seeds } from "./seeds.ts";

/** What a target makes of an input, for `countWork`. */
export function job({ target, input, seeds }: { target: string; input: Uint8Array; seeds: Seeds }) {
  return async () => {
    const { code, failure } = await judgeInput(target, input, seeds);
    return { code, failure };
  };
}
