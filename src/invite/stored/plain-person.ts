import { isFoldedAddress } from "../../event/address/address.ts";
import type { Recipient } from "../../event/event.ts";
import { type Status, statuses } from "../../event/status.table.ts";
import { isPlainText, isRecord } from "../../input.ts";
import type { KnownPerson } from "../invite.ts";

const known: readonly unknown[] = statuses;

/** Whether a value is one of the five statuses. */
export function isStatus(value: unknown): value is Status {
  return known.includes(value);
}

/** Whether a stored person is, at a glance, one whom `readKnown` would give back as they are (0.9 µs a person with it, 0.2 without). */
export function isPlainKnown(value: unknown): value is KnownPerson {
  if (!isRecord(value)) return false;
  const { address, email } = value;
  if (typeof address !== "string" || email !== address || !isFoldedAddress(address)) return false;
  for (const name in value) {
    if (name === "address" || name === "email") continue;
    if (name !== "name" || typeof value.name !== "string") return false;
  }
  return true;
}

/**
 * Whether a stored recipient is, at a glance, one whom `readRecipient` would give back as they are, and who is compared by the very
 * address that is written.
 */
export function isPlainRecipient(value: unknown): value is Recipient {
  if (!isRecord(value)) return false;
  const { email } = value;
  if (typeof email !== "string" || !isFoldedAddress(email)) return false;
  for (const name in value) {
    const member = value[name];
    switch (name) {
      case "email":
        break;
      case "name":
        if (!isPlainText(member, 1_000)) return false;
        break;
      case "role":
        if (member !== "required" && member !== "optional") return false;
        break;
      case "status":
        if (!isStatus(member)) return false;
        break;
      case "rsvp":
        if (typeof member !== "boolean") return false;
        break;
      default:
        return false;
    }
  }
  return true;
}
