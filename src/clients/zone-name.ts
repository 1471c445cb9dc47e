import { utc as etcUtc, type Tzid } from "../time/zone.ts";
import { windowsId, windowsZone } from "../timezone/names/windows.ts";
import type { TimeShape } from "./dialects/dialect.ts";

/**
 * What a client calls a zone. Windows knows some 140; Exchange leaves another one its IANA name.
 *
 * @example
 * zoneName(berlin, exchange.times) // "W. Europe Standard Time"
 */
export function zoneName(tzid: Tzid, { names, utc }: TimeShape): string {
  if (tzid === etcUtc) return utc ?? "UTC";
  const id = names === "windows" ? windowsId(tzid) : undefined;
  return id !== undefined && windowsZone(id) === tzid ? id : tzid;
}
