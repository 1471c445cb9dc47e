import { setTimeout as pause } from "node:timers/promises";

/** Takes a step over and over until the process is told to end; rests a little where there was nothing to do. */
export async function work(step: () => Promise<boolean | number>, isEnding: () => boolean): Promise<void> {
  while (!isEnding()) if (!(await step())) await pause(10);
}
