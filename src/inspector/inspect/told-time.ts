import { DateTime, toDateTime } from "../../adapters/luxon.ts";
import type { EventTime } from "../../index.ts";
import type { StatedTime } from "./stated-time.ts";

/** A time of `readInvitation` as the page shows it; `undefined` where it is beyond what luxon can hold. */
export function toldTime(time: EventTime, floating: boolean): StatedTime | undefined {
  const isDate = !time.time.includes("T");
  if (isDate || floating) {
    const at = DateTime.fromISO(time.time.slice(0, "2026-05-07T10:30:00".length), { zone: "utc" });
    return at.isValid ? { kind: isDate ? "date" : "floating", at } : undefined;
  }
  try {
    return { kind: "instant", at: toDateTime(time) };
  } catch {
    return undefined;
  }
}
