import { readVerbOptions } from "../../input.ts";
import { type Limits, limitsFrom } from "../../limits.ts";

/**
 * The limits that the caller's options ask for.
 *
 * @throws {ItipError} `invalid-argument`
 */
export function limitsOf(options: { limits?: Partial<Limits> | undefined } | undefined): Limits {
  readVerbOptions(options, ["limits"]);
  return limitsFrom(options?.limits);
}
