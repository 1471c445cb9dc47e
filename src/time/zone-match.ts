import { day, hour, minute } from "./civil.ts";
import { foreignClock } from "./foreign-offset.ts";
import type { ForeignZone } from "./foreign-zone.ts";
import { zoneOfOffset } from "./offset-name.ts";
import { runtimeOffset } from "./runtime.ts";
import { windowsZones } from "./windows.ts";
import { parseZone, type Tzid } from "./zone.ts";

/** An instant with the offset that a VTIMEZONE gives for it. */
interface Probe {
  readonly at: number;
  readonly offset: number;
}

/** Of zones with the same clocks, those where most people live come first. */
const likely = [
  ...["Europe/London", "Europe/Berlin", "Europe/Bucharest", "Europe/Moscow", "Europe/Istanbul"],
  ...["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix"],
  ...["America/Halifax", "America/Sao_Paulo", "America/Bogota", "America/Mexico_City", "America/Lima"],
  ...[
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Tokyo",
  ],
  ...["Australia/Sydney", "Pacific/Auckland", "Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi"],
];

/**
 * The zone whose clocks go as the rules of a VTIMEZONE say they do around an instant. The offset at that instant must be
 * the same; of those zones, the one that agrees most over the half year before and after.
 *
 * @param preferred What the hint and the names in the message suggest, the likeliest first; believed where they agree
 *   nearly as well as the best.
 *
 * @example
 * matchZone(readForeignZone(customizedTimeZone), instant, [berlin]) // "Europe/Berlin"
 */
export function matchZone(zone: ForeignZone, instant: number, preferred: readonly Tzid[]): Tzid | undefined {
  const clock = foreignClock(zone, instant - 190 * day, instant + 190 * day);
  if (clock === undefined) return undefined;
  const offset = clock(instant);
  const probes = probesAround(clock, instant);
  const agreement = (tzid: Tzid) =>
    runtimeOffset(tzid, instant) === offset
      ? probes.filter(({ at, offset }) => runtimeOffset(tzid, at) === offset).length
      : -1;
  const found = preferred.find((tzid) => agreement(tzid) === probes.length);
  if (found !== undefined) return found;
  const minutes = offset / minute;
  const near = windowsZones().filter(
    ({ winter }) => winter === minutes || winter === minutes - 60 || winter === minutes - 30,
  );
  const best = bestOf(
    near.map(({ tzid }) => tzid),
    preferred,
    agreement,
  );
  if (best.score === probes.length) return best.tzid;
  // The offset is one of the past, or the rules are nobody's.
  const rest =
    best.tzid === undefined
      ? bestOf(
          windowsZones().map(({ tzid }) => tzid),
          preferred,
          agreement,
        )
      : best;
  const fixed = probes.every((probe) => probe.offset === offset) ? zoneOfOffset(offset) : undefined;
  return rest.score === probes.length ? rest.tzid : (fixed ?? rest.tzid);
}

function bestOf(names: readonly string[], preferred: readonly Tzid[], agreement: (tzid: Tzid) => number) {
  const listed = likely.filter((name) => names.includes(name));
  let best: { tzid?: Tzid; score: number } = { score: -1 };
  let bonus = 2;
  for (const name of [...preferred, ...listed, ...names]) {
    if (bonus > 0 && !preferred.some((tzid) => tzid === name)) bonus = 0;
    const tzid = parseZone(name);
    const agreed = tzid === undefined ? -1 : agreement(tzid);
    if (tzid !== undefined && agreed >= 0 && agreed + bonus > best.score)
      best = { tzid, score: agreed + bonus };
  }
  return best;
}

/** Every month from half a year before to half a year after, and both sides of each change in between. */
function probesAround(clock: (instant: number) => number, instant: number): Probe[] {
  const at = (moment: number): Probe => ({ at: moment, offset: clock(moment) });
  const months = [...Array(13).keys()].map((i) => at(instant + (i - 6) * 30 * day));
  const probes = [...months];
  for (const [i, next] of months.entries()) {
    const previous = months[i - 1];
    if (previous === undefined || previous.offset === next.offset) continue;
    let [low, high] = [previous, next];
    while (high.at - low.at > 6 * hour) {
      const middle = at(low.at + Math.floor((high.at - low.at) / 2));
      if (middle.offset === low.offset) low = middle;
      else high = middle;
    }
    probes.push(low, high);
  }
  return probes;
}
