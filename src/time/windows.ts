import { windowsTable } from "./windows.table.ts";
import { parseZone, type Tzid } from "./zone.ts";

let ids: ReadonlyMap<string, string> | undefined;

/**
 * The zone of a Windows time zone id, in any case.
 *
 * @example
 * windowsZone("W. Europe Standard Time") // "Europe/Berlin"
 */
export function windowsZone(id: string): Tzid | undefined {
  ids ??= new Map(
    Object.entries(windowsTable).flatMap(([zone, list]) =>
      list
        .split(";")
        .map((short): [string, string] => [short.replace("~", " Standard Time").toLowerCase(), zone]),
    ),
  );
  return parseZone(ids.get(id.toLowerCase()));
}
