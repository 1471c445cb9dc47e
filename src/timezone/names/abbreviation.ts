import { minute } from "../../time/civil.ts";
import { parseZone, type Tzid } from "../../time/zone.ts";
import { abbreviationTable } from "./abbreviation.table.ts";

/**
 * The zones that go by an abbreviation, with the offset that it stands for, in milliseconds; the likeliest first.
 *
 * @example
 * abbreviatedZones("EDT") // [{ zone: "America/New_York", offset: -14_400_000 }]
 */
export function abbreviatedZones(word: string): { zone: Tzid; offset: number }[] {
  const upper = word.trim().toUpperCase();
  return abbreviationTable
    .filter(([abbreviation]) => abbreviation === upper)
    .flatMap(([, minutes, zones]) =>
      zones.flatMap((name: string) => {
        const zone = parseZone(name);
        return zone === undefined ? [] : [{ zone, offset: minutes * minute }];
      }),
    );
}
