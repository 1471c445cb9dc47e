import { kept, keptWith } from "../kept.ts";
import { day, utcOf } from "../time/civil.ts";
import { offsetAt } from "../time/offset.ts";
import type { Tzid } from "../time/zone.ts";
import { lastOnset } from "./onset-rule.ts";
import type { ForeignZone } from "./read-vtimezone.ts";

/** Gives the offset that holds at an instant, both in milliseconds; for instants within one stretch of time only. */
type Clock = (instant: number) => number;

/** A local time, a day to look around it, and the greatest offset that is read. */
const margin = 4 * day;

/**
 * The offset that somebody else's VTIMEZONE gives for an instant, in milliseconds (RFC 5545 section 3.6.5: the observance
 * with the last onset before it; before the first onset, what that one changed from). Never more than two steps for an
 * observance, whatever its rules say.
 *
 * @example
 * foreignOffsetAt(readVtimezone(component), Date.UTC(2026, 6, 1)) // 7_200_000
 */
export function foreignOffsetAt(zone: ForeignZone, instant: number): number | undefined {
  let last = Number.NEGATIVE_INFINITY;
  let first = Number.POSITIVE_INFINITY;
  let offset: number | undefined;
  let earliest: number | undefined;
  for (const { before, after, start, rule, more } of zone.observances) {
    const ruled = rule === undefined ? undefined : lastOnset(rule, before, instant);
    const single = [start, ...more].map((wall) => wall - before).filter((at) => at <= instant);
    for (const at of ruled === undefined ? single : [...single, ruled]) {
      if (at < last) continue;
      last = at;
      offset = after;
    }
    if (start - before < first) {
      first = start - before;
      earliest = before;
    }
  }
  return offset ?? earliest;
}

/**
 * The offsets that somebody else's VTIMEZONE gives for a stretch of time of about a year, worked out once.
 *
 * @returns From instant to offset, within the stretch; `undefined` where the VTIMEZONE has no rules.
 *
 * @example
 * foreignClock(zone, from, to)?.(instant) // 7_200_000
 */
export function foreignClock(zone: ForeignZone, from: number, to: number): Clock | undefined {
  const start = foreignOffsetAt(zone, from);
  if (start === undefined) return undefined;
  const changes: { at: number; after: number }[] = [];
  for (const { before, after, start, rule, more } of zone.observances) {
    for (const wall of [start, ...more]) changes.push({ at: wall - before, after });
    let at = rule === undefined ? undefined : lastOnset(rule, before, to);
    while (rule !== undefined && at !== undefined && at > from) {
      changes.push({ at, after });
      at = lastOnset(rule, before, at - 1);
    }
  }
  const within = changes.filter(({ at }) => at > from && at <= to).sort((a, b) => a.at - b.at);
  return (instant) => {
    let offset = start;
    for (const { at, after } of within) {
      if (at > instant) break;
      offset = after;
    }
    return offset;
  };
}

/** The clocks of a year: the same for all times of an event, and for every answer to it. */
const clocksOf = keptWith((zone: ForeignZone) =>
  kept(100, (year: number) => foreignClock(zone, utcOf(year, 1, 1) - margin, utcOf(year + 1, 1, 1) + margin)),
);

/**
 * The instant that a local time is by somebody else's VTIMEZONE: the first in an overlap, by the offset before in a gap.
 *
 * @returns `undefined` where the VTIMEZONE has no rules that can be understood.
 */
export function foreignInstantOf(zone: ForeignZone, wall: number): number | undefined {
  const clock = clocksOf(zone)(new Date(wall).getUTCFullYear());
  if (clock === undefined) return undefined;
  const before = clock(wall - day);
  const after = clock(wall + day);
  const early = wall - Math.max(before, after);
  if (early + clock(early) === wall) return early;
  const late = wall - Math.min(before, after);
  return late + clock(late) === wall ? late : wall - before;
}

/** How long from an instant on the clocks of a private zone are compared with those of an IANA zone. */
const compared = 800 * day;

/**
 * Whether the clocks of a VTIMEZONE differ from those of an IANA zone within two years from an instant: then it is a zone of its
 * own, and what is planned in it is counted by its own clocks.
 */
export function isPrivate(zone: ForeignZone, tzid: Tzid, instant: number): boolean {
  const clock = foreignClock(zone, instant, instant + compared);
  if (clock === undefined) return false;
  for (let at = instant; at < instant + compared; at += day) {
    if (clock(at) !== offsetAt(tzid, at)) return true;
  }
  return false;
}
