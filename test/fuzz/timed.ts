import { parentPort, workerData } from "node:worker_threads";
import { timed } from "./run-inputs.ts";
import type { Seeds } from "./seeds.ts";

/** Judges one input in a thread that has seen no other. */
const { name, input, seeds }: { name: string; input: Uint8Array; seeds: Seeds } = workerData;

parentPort?.postMessage(await timed(name, input, seeds));
