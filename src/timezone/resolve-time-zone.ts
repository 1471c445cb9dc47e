import { ItipError } from "../errors.ts";
import { currentTime, timeOfDate } from "../time/now.ts";
import { parseZone } from "../time/zone.ts";
import { findZone } from "./find-zone.ts";
import { readVtimezoneText } from "./read-vtimezone.ts";

/**
 * The IANA zone that a TZID of a message means, under its name of today.
 *
 * In order: IANA ids and their other names; Windows ids; display names of Outlook and Exchange; names of Lotus Notes;
 * `tzone://Microsoft/…` and other paths; offsets; cities; `X-LIC-LOCATION`; last the rules of the VTIMEZONE around `at`,
 * with the zone of the original invite as a hint (`guessed: true`). Never the host's zone.
 *
 * @param tzid The TZID parameter as written.
 * @param options `vtimezone`: the text of its VTIMEZONE; `at`: the moment of the event, default now; `hint`: an IANA id.
 * @returns `undefined` where nothing fits.
 * @throws {ItipError} `invalid-argument`, `invalid-time-zone` (for the hint).
 *
 * @example
 * resolveTimeZone("W. Europe Standard Time")       // { tzid: "Europe/Berlin", guessed: false }
 * resolveTimeZone("/mozilla.org/20070129_1/Asia/Calcutta") // { tzid: "Asia/Kolkata", guessed: false }
 * resolveTimeZone("Nowhere")                       // undefined
 */
export function resolveTimeZone(
  tzid: string,
  options?: { vtimezone?: string; at?: Date; hint?: string },
): { tzid: string; guessed: boolean } | undefined {
  const given: { vtimezone?: unknown; at?: unknown; hint?: unknown } =
    typeof options === "object" && options !== null ? options : {};
  const { vtimezone } = given;
  const at = given.at === undefined ? currentTime(undefined).getTime() : timeOfDate(given.at);
  const hint = parseZone(given.hint);
  if (typeof tzid !== "string") throw refused("tzid", "tzid is text");
  if (vtimezone !== undefined && typeof vtimezone !== "string")
    throw refused("options.vtimezone", "vtimezone is text");
  if (at === undefined) throw refused("options.at", "at is a valid Date");
  if (given.hint !== undefined && hint === undefined) {
    throw new ItipError("invalid-time-zone", [
      {
        path: "options.hint",
        code: "invalid-time-zone",
        message: "hint is an IANA zone id such as Europe/London",
      },
    ]);
  }
  const foreign = vtimezone === undefined ? undefined : readVtimezoneText(vtimezone);
  const found = findZone(tzid, { foreign, hint, moment: { instant: at } });
  return found === undefined ? undefined : { tzid: found.tzid, guessed: found.guessed };
}

function refused(path: string, message: string): ItipError {
  return new ItipError("invalid-argument", [{ path, code: "invalid-type", message }]);
}
