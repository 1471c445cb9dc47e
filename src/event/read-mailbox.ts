import { at, fault, type Reading, readName, readRecord, required } from "../input.ts";
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
  if (value === undefined || value === null) return required(reading);
  const given = readRecord(value, ["email", "name", ...more], reading, "{ email, name? }");
  if (given === undefined) return undefined;
  const name = readName(given.name, at(reading, "name"), 1_000);
  if (given.email === undefined || given.email === null) return required(at(reading, "email"));
  const checked = readEmail(given.email, at(reading, "email"));
  if (checked === undefined) return undefined;
  const email = asGiven(given.email, checked);
  // Spelt out, which takes a fifth less than by `defined`: an invitation may name ten thousand people.
  return name === undefined ? { email } : { email, name };
}

/** An email address, checked. */
export function readEmail(value: unknown, reading: Reading): EmailAddress | undefined {
  return parseEmailAddress(value) ?? fault(reading, "invalid-address", "must be an email address", value);
}

/** The address as it was given, but for the blanks around it: that is how `statusOf` shows it. */
export function asGiven(given: unknown, checked: string): string {
  return typeof given === "string" ? given.trim() : checked;
}
