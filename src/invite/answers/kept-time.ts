import { instantOf, wallAt } from "../../time/offset.ts";
import type { StatedSpan, StatedTime } from "../../timezone/time-property.ts";
import type { KeptSpan, KeptTime } from "../invite.ts";

/** A time of a reply in the form in which it is kept: a copy, since others may state the same. */
function keepTime(time: StatedTime): KeptTime {
  if (time.kind !== "zoned") return { ...time };
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

/**
 * {@link keepSpan} that keeps a time once, however many answers name it. Nearly all answers to an invite name the time that is planned: to keep it
 * with each takes a twelfth of `receiveAll` more, most of it to collect garbage.
 */
export function rememberedSpans(): (span: StatedSpan) => KeptSpan {
  const spans = new Map<number, { readonly stated: StatedSpan; readonly kept: KeptSpan }>();
  return (stated) => {
    const start = "wall" in stated.start ? stated.start.wall : stated.start.instant;
    const known = spans.get(start);
    if (
      known !== undefined &&
      isSame(known.stated.start, stated.start) &&
      isSame(known.stated.end, stated.end)
    )
      return known.kept;
    const kept = keepSpan(stated);
    spans.set(start, { stated, kept });
    return kept;
  };
}

function isSame(a: StatedTime, b: StatedTime): boolean {
  if (a.kind === "date" || a.kind === "floating") return a.kind === b.kind && a.wall === b.wall;
  if (b.kind === "date" || b.kind === "floating") return false;
  if (a.instant !== b.instant || a.contradicted !== b.contradicted) return false;
  if (a.kind === "utc" || b.kind === "utc") return a.kind === b.kind;
  return a.tzid === b.tzid && a.guessed === b.guessed;
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
