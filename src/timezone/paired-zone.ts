import { parseZone, type Tzid } from "../time/zone.ts";
import { likely, matchZone } from "./match-rules.ts";
import { offsetOfName } from "./names/offset-name.ts";

/**
 * The zone of a name that tells both of its offsets, as old versions of Exchange wrote them.
 *
 * @example
 * pairedZone("GMT +0100 (Standard) / GMT +0200 (Daylight)", instant) // "Europe/Berlin"
 */
export function pairedZone(name: string, instant: number): Tzid | undefined {
  const [, standard = "", daylight = ""] =
    /^(.{1,20}) \(standard\) ?\/ ?(.{1,20}) \(daylight\)$/i.exec(name) ?? [];
  const [winter, summer] = [standard, daylight].map((part) => offsetOfName(part));
  if (winter === undefined || summer === undefined) return undefined;
  const year = new Date(instant).getUTCFullYear();
  const change = (month: number, before: number, after: number) => ({
    before,
    after,
    start: Date.UTC(year, month, 28),
    more: [],
    names: [],
  });
  // Summer in the north: a southern zone would be a guess against the odds.
  const observances = [-10, 2, 14].flatMap((march) => [
    change(march, winter, summer),
    change(march + 7, summer, winter),
  ]);
  // The name does not say on which days the clocks change, so where most people live outweighs a few days.
  const preferred = likely.flatMap((name) => parseZone(name) ?? []);
  return matchZone({ observances }, Date.UTC(year, 0, 15), preferred);
}
