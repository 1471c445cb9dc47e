import { kindOf, wrongArgument } from "../errors.ts";
import { at, type Reading, readVerbOptions, wrongKind, wrongName } from "../input.ts";
import { currentTime, readNow } from "../time/now.ts";
import { parseZone } from "../time/zone.ts";
import { findZone } from "./find-zone.ts";
import { readVtimezoneText } from "./read-vtimezone.ts";
import { unknownZone } from "./unknown-zone.ts";

/** What is known of a TZID beside its name. */
export interface TimeZoneOptions {
  /** The text of its VTIMEZONE. */
  vtimezone?: string | undefined;
  /** The moment of the event. Default: the current time. */
  at?: Date | undefined;
  /** An IANA id: the zone of the original invite. */
  hint?: string | undefined;
}

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
  options?: TimeZoneOptions,
): { tzid: string; guessed: boolean } | undefined {
  if (typeof tzid !== "string") throw wrongArgument("tzid", `must be text, got ${kindOf(tzid)}`);
  const {
    vtimezone,
    at: moment,
    hint,
  } = readVerbOptions(options, ["vtimezone", "at", "hint"], readTimeZoneOptions);
  const foreign = vtimezone === undefined ? undefined : readVtimezoneText(vtimezone);
  const found = findZone(tzid, { foreign, hint, moment: { instant: moment.getTime() } });
  return found === undefined ? undefined : { tzid: found.tzid, guessed: found.guessed };
}

function readTimeZoneOptions({ vtimezone, at: moment, hint }: Record<string, unknown>, reading: Reading) {
  const text = typeof vtimezone === "string" ? vtimezone : undefined;
  if (vtimezone !== text) wrongKind(at(reading, "vtimezone"), "text", vtimezone);
  const zone = parseZone(hint);
  if (hint !== undefined && zone === undefined)
    wrongName(at(reading, "hint"), "invalid-time-zone", unknownZone(hint));
  return { vtimezone: text, at: currentTime(readNow(moment, at(reading, "at"))), hint: zone };
}
