import { day, hour, minute } from "../time/civil.ts";
import { offsetAt } from "../time/offset.ts";
import { runtimeOffset } from "../time/runtime.ts";
import { parseZone, type Tzid } from "../time/zone.ts";
import { zoneOfOffset } from "./names/offset-name.ts";
import { type WindowsZone, windowsZones } from "./names/windows.ts";
import type { ForeignZone } from "./read-vtimezone.ts";
import { foreignClock, foreignOffsetAt } from "./vtimezone-offset.ts";

/** An instant with the offset that a VTIMEZONE gives for it. */
interface Probe {
  readonly at: number;
  readonly offset: number;
}

/** Of zones with the same clocks, those where most people live come first; clocks that never leave UTC belong to no zone. */
export const likely = [
  ...["Etc/UTC", "Europe/London", "Europe/Berlin", "Europe/Bucharest", "Europe/Moscow", "Europe/Istanbul"],
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

/** Zones for the rules of one year, the best first, and whether they agree with the rules all year. */
interface RankedZones {
  readonly zones: readonly { readonly tzid: Tzid; readonly whole: boolean }[];
  readonly probes: readonly Probe[];
}

/** How far to look: to the first that agrees all year, through the zones of about that offset, through all. */
type Scope = "first" | "near" | "all";

const rankings = new WeakMap<ForeignZone, Map<string, RankedZones>>();

/**
 * The zone whose clocks go as the rules of a VTIMEZONE say they do in the year of an instant. The offset at that instant
 * must be the same; of those zones, the one that agrees most over the year.
 *
 * @param preferred What the hint and the names in the message suggest, the likeliest first; believed where they agree
 *   nearly as well as the best.
 *
 * @example
 * matchZone(readVtimezone(customizedTimeZone), instant, [berlin]) // "Europe/Berlin"
 */
export function matchZone(zone: ForeignZone, instant: number, preferred: readonly Tzid[]): Tzid | undefined {
  const offset = foreignOffsetAt(zone, instant);
  if (offset === undefined) return undefined;
  const year = new Date(instant).getUTCFullYear();
  const fitting = (scope: Scope) =>
    rankingOf(zone, year, preferred, scope).zones.find(({ tzid }) => offsetAt(tzid, instant) === offset);
  const first = fitting("first");
  if (first?.whole === true) return first.tzid;
  // Zones that have another offset today are tried only where no zone of that offset fits: the rules may be of the past.
  const best = fitting("near") ?? fitting("all");
  if (best?.whole === true) return best.tzid;
  const fixed = rankingOf(zone, year, preferred, "near").probes.every((probe) => probe.offset === offset);
  return (fixed ? zoneOfOffset(offset) : undefined) ?? best?.tzid;
}

/** The same for all times of a year, so that a message with thousands of them asks but once. */
function rankingOf(zone: ForeignZone, year: number, preferred: readonly Tzid[], scope: Scope): RankedZones {
  const key = [scope, year, ...preferred].join(" ");
  const known = rankings.get(zone) ?? new Map<string, RankedZones>();
  rankings.set(zone, known);
  let ranking = known.get(key);
  if (ranking === undefined) {
    if (known.size >= 100) known.clear();
    ranking = rank(zone, year, preferred, scope);
    known.set(key, ranking);
  }
  return ranking;
}

function rank(zone: ForeignZone, year: number, preferred: readonly Tzid[], scope: Scope): RankedZones {
  const probes = probesOf(zone, new Date(0).setUTCFullYear(year, 0, 1));
  const minutes = new Set(probes.map(({ offset }) => offset / minute));
  // Summer time is an hour ahead, on Lord Howe half of one.
  const near = ({ winter }: WindowsZone) => [0, 30, 60].some((ahead) => minutes.has(winter + ahead));
  const names = windowsZones()
    .filter((row) => scope === "all" || near(row))
    .map(({ tzid }) => tzid);
  const ordered = new Set<string>([...preferred, ...likely.filter((name) => names.includes(name)), ...names]);
  const scored: { tzid: Tzid; whole: boolean; score: number }[] = [];
  for (const name of ordered) {
    const tzid = parseZone(name);
    const agreed =
      tzid === undefined ? 0 : probes.filter(({ at, offset }) => runtimeOffset(tzid, at) === offset).length;
    if (tzid === undefined || agreed === 0) continue;
    const whole = agreed === probes.length;
    scored.push({ tzid, whole, score: agreed + (preferred.includes(tzid) ? 2 : 0) });
    if (whole && scope === "first") break;
  }
  return { zones: scored.sort((a, b) => b.score - a.score), probes };
}

/** The middle of every month of a year, and both sides of each change in between. */
function probesOf(zone: ForeignZone, begin: number): Probe[] {
  const clock = foreignClock(zone, begin - 31 * day, begin + 397 * day);
  if (clock === undefined) return [];
  const at = (moment: number): Probe => ({ at: moment, offset: clock(moment) });
  const months = [...Array(14).keys()].map((i) => at(begin + (i * 30.5 - 15) * day));
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
