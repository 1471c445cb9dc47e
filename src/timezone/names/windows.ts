import { parseZone, type Tzid } from "../../time/zone.ts";
import { windowsTable } from "./windows.table.ts";

/** A zone of Windows' list with the minutes its clocks are ahead of UTC in winter. */
export interface WindowsZone {
  readonly tzid: string;
  readonly winter: number;
}

let ids: ReadonlyMap<string, string> | undefined;
let zones: readonly WindowsZone[] | undefined;

const rowsOf = () =>
  Object.entries(windowsTable).map(([tzid, row]) => {
    const [winter = "0", ...names] = row.split(";");
    return { tzid, winter: Number(winter), names };
  });

/** Ids that Windows has given up, and the two of Exchange that the CLDR leaves out. */
const gone: readonly (readonly [string, string])[] = [
  ["mexico standard time", "America/Mexico_City"],
  ["mexico standard time 2", "America/Mazatlan"],
  ["armenian standard time", "Asia/Yerevan"],
  ["kamchatka standard time", "Asia/Kamchatka"],
  ["mid-atlantic standard time", "Etc/GMT+2"],
];

/**
 * The zone of a Windows time zone id, in any case: also with what Exchange and Notes make of it.
 *
 * @example
 * windowsZone("W. Europe Standard Time") // "Europe/Berlin"
 * windowsZone("Eastern Daylight Time")   // "America/New_York"
 * windowsZone("Central European")        // "Europe/Warsaw"
 */
export function windowsZone(id: string): Tzid | undefined {
  ids ??= new Map([
    ...rowsOf().flatMap(({ tzid, names }) =>
      names.map((short): [string, string] => [short.replace("~", " Standard Time").toLowerCase(), tzid]),
    ),
    ...gone,
  ]);
  const name = id.trim().toLowerCase().replaceAll("_", " ");
  const standard = name.replace(/ (?:daylight|summer) time\b/, " standard time");
  const numbered = standard.replace(/ \d$/, "");
  for (const form of [name, standard, numbered, `${numbered.replace(/ time$/, "")} standard time`]) {
    const zone = ids.get(form);
    if (zone !== undefined) return parseZone(zone);
  }
  return undefined;
}

/** The zones that stand for all others: each country's rules are like those of one of them. */
export function windowsZones(): readonly WindowsZone[] {
  zones ??= rowsOf().map(({ tzid, winter }) => ({ tzid, winter }));
  return zones;
}

/**
 * The Windows id that stands for a zone; a zone that is only one of several with the same clocks has none.
 *
 * @example
 * windowsId(berlin) // "W. Europe Standard Time"
 * windowsId(oslo)   // undefined
 */
export function windowsId(tzid: Tzid): string | undefined {
  const row = Object.entries(windowsTable).find(([zone]) => zone === tzid)?.[1];
  const [, name] = row?.split(";") ?? [];
  return name?.replace("~", " Standard Time");
}
