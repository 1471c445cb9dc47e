import { isPlainText, isRecord } from "../input.ts";
import { isFoldedAddress } from "./address/address.ts";
import type { Mailbox } from "./event.ts";

/** Whether a person is, at a glance, nothing but an address and a name that a reader would give back as they are. */
export function isPlainMailbox(value: unknown): value is Mailbox {
  if (!isRecord(value) || typeof value.email !== "string" || !isFoldedAddress(value.email)) return false;
  for (const name in value) {
    if (name === "email") continue;
    if (name !== "name" || !isPlainText(value.name, 1_000)) return false;
  }
  return true;
}
