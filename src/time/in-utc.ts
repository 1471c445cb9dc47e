import { firstWall, lastWall, second } from "./civil.ts";
import { isPlainMoment } from "./plain-moment.ts";
import { formatUtc } from "./point.ts";

/** A moment in the one form that is compared; nothing for what is none, or lies outside of the years 0 to 9999. */
export function inUtc(text: string | undefined): string | undefined {
  if (text === undefined || isPlainMoment(text)) return text;
  const time = Date.parse(text);
  return time >= firstWall && time < lastWall + second ? formatUtc(time) : undefined;
}
