import { epochOf, readTime } from "../time/point.ts";
import { utc } from "../time/zone.ts";
import { wrongUse } from "./command.ts";

/** The present as `--now` gives it; `undefined` where the clock decides. */
export function readNow(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const point = readTime(text, utc);
  if (point.kind === "fault") throw wrongUse("--now", point.message);
  return new Date(epochOf(point));
}
