import { at, readVerbOptions } from "../../input.ts";
import { type Limits, readLimits } from "../../limits.ts";

/** How an email is opened. */
export interface OpenOptions {
  /** How much is read before the email is refused, see `defaultLimits`. */
  limits?: Partial<Limits> | undefined;
}

/**
 * The limits that the caller's options ask for.
 *
 * @throws {ItipError} `invalid-argument`
 */
export function limitsOf(options: OpenOptions | undefined): Limits {
  return readVerbOptions(options, ["limits"], ({ limits }, reading) =>
    readLimits(limits, at(reading, "limits")),
  );
}
