import { type Tzid, utc } from "./zone.ts";

const formats = new Map<Tzid, Intl.DateTimeFormat>();

/**
 * The offset of a zone at an instant as the zone data of this runtime (`Intl`) say, in milliseconds, put right where
 * they are known to be stale.
 */
export function runtimeOffset(tzid: Tzid, instant: number): number {
  if (tzid === utc || !(Math.abs(instant) <= 8.64e15)) return 0;
  return askRuntime(tzid, instant);
}

function askRuntime(tzid: Tzid, instant: number): number {
  let format = formats.get(tzid);
  if (format === undefined) {
    // A formatter weighs some 50 KB; a scan uses one at a time.
    if (formats.size >= 32) formats.clear();
    format = new Intl.DateTimeFormat("en-US", { timeZone: tzid, timeZoneName: "longOffset" });
    formats.set(tzid, format);
  }
  const text = format.format(instant);
  return offsetOf(text.slice(text.lastIndexOf("GMT") + 3));
}

/** `""`, `+05:30` or `-00:25:21` in milliseconds. */
function offsetOf(text: string): number {
  const [hours = "0", minutes = "0", seconds = "0"] = text.slice(1).split(":");
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  // 0 and not -0, which Object.is tells apart.
  return size === 0 ? 0 : (text.startsWith("-") ? -size : size) * 1_000;
}
