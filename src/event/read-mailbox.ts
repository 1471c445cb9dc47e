import { kindOf, shown } from "../errors.ts";
import { at, fault, isRecord, type Reading, readName, refuseUnknown, required } from "../input.ts";
import { type EmailAddress, parseEmailAddress } from "./address/address.ts";
import type { Mailbox } from "./event.ts";

/**
 * A person's address and name, checked.
 *
 * @param more members that the caller of this function reads
 */
export function readMailbox(
  value: unknown,
  reading: Reading,
  more: readonly string[] = [],
): Mailbox | undefined {
  if (!isRecord(value)) {
    if (value === undefined || value === null) required(reading);
    else fault(reading, "invalid-type", `must be { email, name? }, got ${kindOf(value)}`);
    return undefined;
  }
  refuseUnknown(value, ["email", "name", ...more], reading);
  const name = readName(value.name, at(reading, "name"), 1_000);
  if (value.email === undefined || value.email === null) {
    required(at(reading, "email"));
    return undefined;
  }
  const email = readEmail(value.email, at(reading, "email"));
  if (email === undefined) return undefined;
  const given = asGiven(value.email, email);
  // Spelt out, which takes a fifth less than by `defined`: an invitation may name ten thousand people.
  return name === undefined ? { email: given } : { email: given, name };
}

/** An email address, checked. */
export function readEmail(value: unknown, reading: Reading): EmailAddress | undefined {
  return (
    parseEmailAddress(value) ??
    fault(reading, "invalid-address", `must be an email address, got ${shown(value)}`)
  );
}

/** The address as it was given, but for the blanks around it: that is how `statusOf` shows it. */
export function asGiven(given: unknown, checked: string): string {
  return typeof given === "string" ? given.trim() : checked;
}
