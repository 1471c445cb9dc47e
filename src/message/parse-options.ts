import { parseEmailAddress } from "../event/address/address.ts";
import { type Method, methods } from "../event/status.table.ts";
import { at, fault, readVerbOptions } from "../input.ts";
import { defaultLimits, type Limits, readLimits } from "../limits.ts";
import { parseZone } from "../time/zone.ts";
import { unknownZone } from "../timezone/unknown-zone.ts";

/** What is known of a calendar text from where it came from. */
export interface ParseOptions {
  /** The author of the email that the text came in. */
  sender?: string | undefined;
  /** IANA zone for floating and all-day times that meet no invite; default `Etc/UTC`. */
  timeZone?: string | undefined;
  /** The `method` parameter of the MIME part, which stands in for a missing METHOD. */
  method?: Method | undefined;
  /** The email's Date, RFC 3339. */
  sentAt?: string | undefined;
  /** How much foreign text is read, see `defaultLimits`. */
  limits?: Partial<Limits> | undefined;
}

/** Options that were checked, with every limit. */
export type CheckedParseOptions = Omit<ParseOptions, "limits"> & { limits: Limits };

/**
 * The options of `parseMessage`, checked, with the caller's limits over the defaults.
 *
 * @throws {ItipError} `invalid-argument` with every option that is wrong
 * @example
 * readParseOptions({ limits: { findings: 5 } }).limits.findings // 5
 */
export function readParseOptions(options: ParseOptions | undefined): CheckedParseOptions {
  if (options === undefined || options === null) return { limits: defaultLimits };
  return readVerbOptions(options, ["sender", "timeZone", "method", "sentAt", "limits"], (given, reading) => {
    const { sender, timeZone, sentAt, method } = given;
    const refuse = (name: string, must: string, ...came: [] | [unknown]) =>
      fault(at(reading, name), "invalid-value", must, ...came);
    if (sender !== undefined && parseEmailAddress(sender) === undefined)
      refuse("sender", "must be an email address", sender);
    if (timeZone !== undefined && parseZone(timeZone) === undefined)
      refuse("timeZone", unknownZone(timeZone));
    if (method !== undefined && !methods.some((each) => each === method))
      refuse("method", `must be one of ${methods.join(", ")}`, method);
    if (sentAt !== undefined && Number.isNaN(Date.parse(String(sentAt))))
      refuse("sentAt", "must be a moment such as 2026-05-07T09:30:00Z", sentAt);
    const limits = readLimits(given.limits, at(reading, "limits"));
    return limits && { ...options, limits };
  });
}
