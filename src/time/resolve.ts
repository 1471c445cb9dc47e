import { windowsZone } from "./windows.ts";
import { parseZone, type Tzid } from "./zone.ts";

/** What a TZID was found to mean. */
export interface FoundZone {
  readonly tzid: Tzid;
  /** Not named: worked out from the rules of the message's VTIMEZONE. */
  readonly guessed: boolean;
  /** The VTIMEZONE of the message says otherwise at that moment. */
  readonly contradicted?: true;
}

/** What a message tells about a TZID beside its name. */
export interface ZoneContext {
  /** The text of the message's VTIMEZONE of that TZID. */
  readonly vtimezone?: string | undefined;
  /** The local date and time the zone is wanted for, as if it were UTC. */
  readonly wall: number;
  /** The zone of the original invite. */
  readonly hint?: Tzid | undefined;
}

/** The zone that a TZID parameter means. */
export function findZone(tzid: string, _context: ZoneContext): FoundZone | undefined {
  const zone = parseZone(tzid) ?? windowsZone(tzid);
  return zone === undefined ? undefined : { tzid: zone, guessed: false };
}
