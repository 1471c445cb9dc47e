import { ItipError } from "../errors.ts";
import { parseEmailAddress } from "../event/address.ts";
import { type Method, methods } from "../event/status.table.ts";
import { defaultLimits, type Limits, limitsFrom } from "../limits.ts";
import { parseZone } from "../time/zone.ts";

/** What is known of a calendar text from where it came from. */
export interface ParseOptions {
  /** The author of the email that the text came in. */
  sender?: string;
  /** IANA zone for floating and all-day times that meet no invite; default `Etc/UTC`. */
  timeZone?: string;
  /** The `method` parameter of the MIME part, which stands in for a missing METHOD. */
  method?: Method;
  /** The email's Date, RFC 3339. */
  sentAt?: string;
  limits?: Partial<Limits>;
}

/**
 * The options of `parseMessage`, checked, with the caller's limits over the defaults.
 *
 * @throws {ItipError} `invalid-argument` with every option that is wrong
 * @example
 * readParseOptions({ limits: { findings: 5 } }).limits.findings // 5
 */
export function readParseOptions(
  options: ParseOptions | undefined,
): Omit<ParseOptions, "limits"> & { limits: Limits } {
  if (options === undefined) return { limits: defaultLimits };
  const { sender, timeZone, sentAt, method } = options ?? {};
  const wrong: [string, boolean][] = [
    ["options.sender", sender !== undefined && parseEmailAddress(sender) === undefined],
    ["options.timeZone", timeZone !== undefined && parseZone(timeZone) === undefined],
    ["options.method", method !== undefined && !methods.includes(method)],
    ["options.sentAt", sentAt !== undefined && Number.isNaN(Date.parse(String(sentAt)))],
  ];
  const problems = wrong
    .filter(([, isWrong]) => isWrong)
    .map(([path]) => ({ path, code: "invalid-value", message: "this is not what the option takes" }));
  if (problems.length > 0) throw new ItipError("invalid-argument", problems);
  return { ...options, limits: limitsFrom(options?.limits) };
}
