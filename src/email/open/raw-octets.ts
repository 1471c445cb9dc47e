import { isOctets } from "../../builtin.ts";
import { kindOf, wrongArgument } from "../../errors.ts";
import { holdLimit, type Limits } from "../../limits.ts";
import { plainOctets } from "../text/plain-octets.ts";
import { notAnEmail } from "./opened-email.ts";

/**
 * The octets of a raw email that a caller hands in, refused where they are none or too many.
 *
 * @param path What the caller calls it.
 * @throws {ItipError} `invalid-argument`, `limit-exceeded`, `not-an-email`.
 */
export function rawOctets(raw: string | Uint8Array, limits: Limits, path = "raw"): Uint8Array {
  if (typeof raw !== "string" && !isOctets(raw))
    throw wrongArgument(path, `must be a string or a Uint8Array, got ${kindOf(raw)}`);
  holdLimit(limits, "emailBytes", raw.length);
  const bytes = typeof raw === "string" ? new TextEncoder().encode(raw) : plainOctets(raw);
  holdLimit(limits, "emailBytes", bytes.length);
  if (bytes.length === 0) throw notAnEmail(path, "must be an email, got nothing");
  return bytes;
}
