import { instantOf, wallAt } from "../../time/offset.ts";
import type { StatedSpan, StatedTime } from "../../timezone/time-property.ts";
import type { KeptSpan, KeptTime } from "../invite.ts";

/** A time of a reply in the form in which it is kept. */
function keepTime(time: StatedTime): KeptTime {
  if (time.kind !== "zoned") return time;
  const { instant, ...zoned } = time;
  const wall = wallAt(time.tzid, instant);
  return instantOf(time.tzid, wall) === instant
    ? { ...zoned, wall }
    : { ...zoned, wall, offset: wall - instant };
}

/** Both times of a reply in the form in which they are kept. */
export function keepSpan({ start, end }: StatedSpan): KeptSpan {
  return { start: keepTime(start), end: keepTime(end) };
}

/** What was stated in a reply, from what was kept of it. */
export function statedTimeOf(time: KeptTime): StatedTime {
  if (time.kind !== "zoned") return time;
  const { wall, offset, ...zoned } = time;
  return { ...zoned, instant: offset === undefined ? instantOf(time.tzid, wall) : wall - offset };
}

/** Both times that were stated in a reply. */
export function statedSpanOf({ start, end }: KeptSpan): StatedSpan {
  return { start: statedTimeOf(start), end: statedTimeOf(end) };
}
