import { shown } from "../errors.ts";
import { findZone } from "./find-zone.ts";

/** Which moment a name is looked at for decides between zones of one abbreviation only. */
const anyMoment = { instant: Date.UTC(2026, 0, 1) };

/**
 * What to say of a name that is no IANA zone: what it must be, what came, and the zone that calendars mean by it.
 *
 * @example
 * unknownZone("W. Europe Standard Time")
 * // "must be an IANA time zone such as Europe/London, got \"W. Europe Standard Time\": did you mean Europe/Berlin?"
 */
export function unknownZone(name: unknown): string {
  const meant =
    typeof name === "string" && name.length <= 200 ? findZone(name, { moment: anyMoment }) : undefined;
  const cure = meant === undefined ? "" : `: did you mean ${meant.tzid}?`;
  return `must be an IANA time zone such as Europe/London, got ${shown(name)}${cure}`;
}
