import { offsetAt } from "../time/offset.ts";
import { parseZone, type Tzid } from "../time/zone.ts";
import { likely, matchZone } from "./match-zone.ts";
import { offsetOfName } from "./names/offset-name.ts";

/**
 * The zone of a name that tells both of its offsets, as old versions of Exchange wrote them.
 *
 * @example
 * pairedZone("GMT +0100 (Standard) / GMT +0200 (Daylight)", instant) // "Europe/Berlin"
 * pairedZone("GMT +0930 (Standard) / GMT +1030 (Daylight)", instant) // "Australia/Adelaide"
 * pairedZone("+1000/+1100", instant) // "Australia/Sydney"
 */
export function pairedZone(name: string, instant: number): Tzid | undefined {
  const [, standard = "", daylight = ""] =
    /^(.{1,20}?)(?: \(standard\))? ?\/ ?(.{1,20}?)(?: \(daylight\))?$/i.exec(name) ?? [];
  const [winter, summer] = [standard, daylight].map((part) => offsetOfName(part));
  if (winter === undefined || summer === undefined) return undefined;
  const year = new Date(instant).getUTCFullYear();
  const keeps = (zone: Tzid | undefined, january: number, july: number) =>
    zone !== undefined &&
    offsetAt(zone, Date.UTC(year, 0, 15)) === january &&
    offsetAt(zone, Date.UTC(year, 6, 15)) === july;
  const north = matched(year, winter, summer);
  if (keeps(north, winter, summer)) return north;
  // Adelaide and Sydney have their summer in January; where nobody has both offsets, the north is the likelier.
  const south = matched(year, summer, winter);
  return keeps(south, summer, winter) ? south : north;
}

/** The likeliest zone whose clocks are so far ahead in January and in July. */
function matched(year: number, january: number, july: number): Tzid | undefined {
  const change = (month: number, before: number, after: number) => ({
    before,
    after,
    start: Date.UTC(year, month, 28),
    more: [],
    names: [],
  });
  const observances = [-10, 2, 14].flatMap((march) => [
    change(march, january, july),
    change(march + 7, july, january),
  ]);
  // The name does not say on which days the clocks change, so where most people live outweighs a few days.
  const preferred = likely.flatMap((name) => parseZone(name) ?? []);
  return matchZone({ observances }, Date.UTC(year, 0, 15), preferred);
}
