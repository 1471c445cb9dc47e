import { hour, minute } from "../../time/civil.ts";
import { parseZone, type Tzid } from "../../time/zone.ts";

// (GMT +01:00), UTC-7, +10:00, GMT-05.00; the hours of "+0530" are its first two digits.
const grammar = /^\(?(?:utc|gmt|z)? ?([+-]) ?(\d{1,2})(?:[:.]?(\d{2}))?(?: ?(?:hours|h))?\)?$/i;

/** One zone for each offset, in minutes, that is not a whole hour and is kept all year. */
const fractions: ReadonlyMap<number, string> = new Map([
  [330, "Asia/Kolkata"],
  [345, "Asia/Kathmandu"],
  [270, "Asia/Kabul"],
  [210, "Asia/Tehran"],
  [390, "Asia/Yangon"],
  [570, "Australia/Darwin"],
  [525, "Australia/Eucla"],
  [-570, "Pacific/Marquesas"],
]);

/**
 * The offset that a name consists of, in milliseconds.
 *
 * @example
 * offsetOfName("(GMT +01:00)") // 3_600_000
 */
export function offsetOfName(name: string): number | undefined {
  const [, sign, hours, minutes] = grammar.exec(name) ?? [];
  if (sign === undefined || Number(minutes ?? 0) > 59) return undefined;
  const size = Number(hours) * hour + Number(minutes ?? 0) * minute;
  return size === 0 ? 0 : sign === "-" ? -size : size;
}

/**
 * The offset that a name begins with, as Windows' display names do, and the rest of the name.
 *
 * @example
 * splitOffset("(UTC+01:00) Brussels, Paris") // { offset: 3_600_000, rest: "Brussels, Paris" }
 */
export function splitOffset(name: string): { offset?: number | undefined; rest: string } {
  const open = /^\(? ?(?:utc|gmt) ?([+-] ?\d{1,2}(?:[:.]?\d{2})?)? ?\)? ?/i.exec(name);
  if (open === null || (!name.startsWith("(") && open[1] === undefined)) return { rest: name };
  const offset = open[1] === undefined ? 0 : offsetOfName(open[1]);
  const rest = name.slice(open[0].length);
  return { offset, rest };
}

/**
 * The zone that keeps an offset all year: `Etc/GMT-1` for +01:00 (POSIX turns the sign), India for +05:30.
 *
 * @example
 * zoneOfOffset(3_600_000) // "Etc/GMT-1"
 */
export function zoneOfOffset(offset: number): Tzid | undefined {
  const hours = offset / hour;
  if (Number.isInteger(hours)) return parseZone(`Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`);
  return parseZone(fractions.get(offset / minute));
}
