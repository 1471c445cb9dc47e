import { type Tzid, utc } from "../../time/zone.ts";
import { listedZone } from "./place.ts";
import { speltZone } from "./spelt-zone.ts";

/**
 * The zone that a cleaned TZID names beyond doubt: an IANA id with or without somebody's path before it or with the
 * wrong signs in it, a Windows id, a display name of Outlook or Exchange in many languages.
 *
 * @example
 * namedZone("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin") // "Europe/Berlin"
 * namedZone("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris")       // "Europe/Paris"
 */
export function namedZone(name: string): Tzid | undefined {
  if (/^(?:z|\((?:utc|gmt)\))$/i.test(name)) return utc;
  // EST and MST are IANA's, without summer time; programs that write them as a TZID mean the zones of America with that name.
  if (/^(?:est|mst)$/i.test(name)) return undefined;
  return speltZone(name) ?? listedZone(name);
}
