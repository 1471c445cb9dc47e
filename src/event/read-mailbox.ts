import { kindOf, shown } from "../errors.ts";
import { at, fault, isRecord, type Reading, readName, refuseUnknown, required } from "../input.ts";
import { parseEmailAddress } from "./address.ts";
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
  const email = parseEmailAddress(value.email);
  if (email === undefined) {
    if (value.email === undefined || value.email === null) required(at(reading, "email"));
    else {
      reading.problems.push({
        path: at(reading, "email").path,
        code: "invalid-address",
        message: `must be an email address, got ${shown(value.email)}`,
      });
    }
    return undefined;
  }
  return { email: asGiven(value.email, email), ...(name === undefined ? {} : { name }) };
}

/** The address as it was given, but for the blanks around it: that is how `statusOf` shows it. */
export function asGiven(given: unknown, checked: string): string {
  return typeof given === "string" ? given.trim() : checked;
}
