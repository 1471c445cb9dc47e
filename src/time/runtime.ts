import { minute } from "./civil.ts";
import { type Override, overridesTable } from "./overrides.table.ts";
import { askRuntime, parseZone, type Tzid, utc } from "./zone.ts";

/** A row of the table that this runtime needs. */
interface Correction {
  readonly from: number;
  readonly until: number;
  readonly offset: number | Tzid;
}

/** The corrections of each zone that was asked about: to work them out takes two formatters. */
const corrections = new Map<Tzid, readonly Correction[]>();

/**
 * The offset of a zone at an instant as the zone data of this runtime say, in milliseconds, put right where
 * they are known to be stale.
 */
export function runtimeOffset(tzid: Tzid, instant: number): number {
  if (tzid === utc || !(Math.abs(instant) <= 8.64e15)) return 0;
  const right = correctionsOf(tzid).find(({ from, until }) => instant >= from && instant < until)?.offset;
  if (typeof right === "number") return right;
  return askRuntime(right ?? tzid, instant);
}

function correctionsOf(tzid: Tzid): readonly Correction[] {
  let needed = corrections.get(tzid);
  if (needed === undefined) {
    const rows: readonly Override[] = overridesTable;
    needed = rows.filter(({ zone }) => zone === tzid).flatMap((row) => correctionOf(row) ?? []);
    corrections.set(tzid, needed);
  }
  return needed;
}

/** Nothing where the runtime knows the change, or does not know the zone. */
function correctionOf(row: Override): Correction | undefined {
  const zone = parseZone(row.zone);
  const from = Date.parse(row.from);
  if (zone === undefined || askRuntime(zone, from) !== row.stale * minute) return undefined;
  const offset = row.offset === undefined ? parseZone(row.like) : row.offset * minute;
  if (offset === undefined) return undefined;
  return { from, until: row.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(row.until), offset };
}
