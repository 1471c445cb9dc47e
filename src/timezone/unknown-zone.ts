import { shown } from "../errors.ts";
import { aliasTable } from "../time/alias.table.ts";
import { parseZone, type Tzid } from "../time/zone.ts";
import { abbreviatedZones } from "./names/abbreviation.ts";
import { offsetOfName, zoneOfOffset } from "./names/offset-name.ts";
import { speltZone } from "./names/spelt-zone.ts";

/**
 * What to say of a name that is no IANA zone: what it must be, what came, and the zone that is meant by it. The names in many languages
 * that calendars write are not looked through: somebody who only sends has no use for them, and they are a sixth of the code for sending.
 *
 * @example
 * unknownZone("W. Europe Standard Time")
 * // "must be an IANA time zone such as Europe/London, got \"W. Europe Standard Time\": did you mean Europe/Berlin?"
 */
export function unknownZone(name: unknown): string {
  const meant = typeof name === "string" && name.length <= 200 ? meantZone(name.trim()) : undefined;
  const cure = meant === undefined ? "" : `: did you mean ${meant}?`;
  return `must be an IANA time zone such as Europe/London, got ${shown(name)}${cure}`;
}

/** An offset, a Windows id, a misspelt id, a city that a zone is named after, an abbreviation of one offset. */
function meantZone(name: string): Tzid | undefined {
  const offset = offsetOfName(name);
  if (offset !== undefined) return zoneOfOffset(offset);
  return speltZone(name) ?? zoneOfCity(name) ?? abbreviatedZone(name);
}

function zoneOfCity(name: string): Tzid | undefined {
  const end = `/${name.toLowerCase().replaceAll(" ", "_")}`;
  const ids = [...Object.keys(aliasTable), ...Intl.supportedValuesOf("timeZone")];
  return parseZone(ids.find((id) => id.toLowerCase().endsWith(end)));
}

/** CST is used in America and in China: it stands for no zone. */
function abbreviatedZone(name: string): Tzid | undefined {
  const zones = abbreviatedZones(name);
  return new Set(zones.map(({ offset }) => offset)).size === 1 ? zones[0]?.zone : undefined;
}
