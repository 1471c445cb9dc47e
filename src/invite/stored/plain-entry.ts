import { isFoldedAddress } from "../../event/address/address.ts";
import { countOf, isRecord } from "../../input.ts";
import { isSequence } from "../../message/sequence.ts";
import { day } from "../../time/civil.ts";
import { isPlainMoment } from "../../time/plain-moment.ts";
import { parseZone } from "../../time/zone.ts";
import { isShowable } from "../../timezone/time-property.ts";
import type { Entry } from "../invite.ts";
import { isStatus } from "./plain-person.ts";
import { type CheckedTexts, isKeyOfEntry } from "./read-entries.ts";

/**
 * Whether a stored entry is, at a glance, one that `readEntry` would give back as it is. Nearly all are: then no path is put together and
 * nothing is copied (2.9 µs an entry with it, 0.3 without). What is not so plain may be sound all the same: `readEntry` tells.
 */
export function isPlainEntry(value: unknown, memory: CheckedTexts): value is Entry {
  if (!isRecord(value)) return false;
  const { address, occurrence } = value;
  if (typeof address !== "string" || !isFoldedAddress(address)) return false;
  if (typeof occurrence !== "string" || !isKeyOfEntry(occurrence, memory)) return false;
  for (const name in value) {
    switch (name) {
      case "address":
      case "occurrence":
        break;
      case "reply":
      case "counter":
      case "settled":
        if (!isPlainStatement(value[name], address)) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

const longest = 1_000_000;

function isPlainStatement(value: unknown, address: string): boolean {
  if (!isRecord(value) || value.email !== address || !isSequence(value.sequence)) return false;
  for (const name in value) {
    const member = value[name];
    switch (name) {
      case "email":
      case "sequence":
        break;
      case "name":
      case "comment":
      case "description":
      case "sentBy":
        if (typeof member !== "string" || member.length > longest) return false;
        break;
      case "status":
        if (!isStatus(member)) return false;
        break;
      case "dtstamp":
      case "sentAt":
        if (!isPlainMoment(member)) return false;
        break;
      case "extraGuests":
        if (!isSequence(member)) return false;
        break;
      case "proposal":
      case "named":
        if (!isPlainSpan(member)) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isPlainSpan(value: unknown): boolean {
  return isRecord(value) && isPlainTime(value.start) && isPlainTime(value.end) && countOf(value) === 2;
}

function isPlainTime(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { kind, wall, instant } = value;
  if (kind === "utc")
    return typeof instant === "number" && isShowable({ kind, instant }) && countOf(value) === 2;
  if (typeof wall !== "number" || !isShowable({ kind: "floating", wall })) return false;
  if (kind === "date") return wall % day === 0 && countOf(value) === 2;
  if (kind === "floating") return countOf(value) === 2;
  const { tzid, guessed } = value;
  return kind === "zoned" && typeof guessed === "boolean" && parseZone(tzid) === tzid && countOf(value) === 4;
}
