import type { Seeds } from "./seeds.ts";
import { targets } from "./targets.ts";

/** What a target makes of an input, for `countWork`. */
export function job({ target, input, seeds }: { target: string; input: Uint8Array; seeds: Seeds }) {
  return () => targets[target]?.judge(input, seeds);
}
