import fc from "fast-check";
import { changesBetween } from "../../src/time/offset.ts";
import { parseZone, type Tzid } from "../../src/time/zone.ts";
import { deep, swept } from "./runs.ts";

/** A zone that the test knows to exist. */
export function zone(name: string): Tzid {
  const found = parseZone(name);
  if (found === undefined) throw new Error(`no zone ${name}`);
  return found;
}

/** Every zone that the runtime lists, under its name of today. */
const allZones: readonly Tzid[] = [...new Set(Intl.supportedValuesOf("timeZone").map(zone))];

/** Zones that do what hardly another does, each known from a defect of somebody's. */
const peculiar = [
  "Africa/Casablanca",
  "America/Havana",
  "America/Nuuk",
  "America/St_Johns",
  "Antarctica/Troll",
  "Asia/Gaza",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Europe/Dublin",
  "Europe/London",
  "Pacific/Apia",
  "Pacific/Chatham",
].map(zone);

/** What a sweep over zones looks at: every zone in `npm run test:deep`, the peculiar and some others in `npm test`. */
export const zonesToSweep: readonly Tzid[] = deep
  ? allZones
  : [...new Set([...peculiar, ...swept(allZones, 8)])];

export const anyZone = fc.constantFrom(...allZones);

/** Whole seconds of 1900 to 2100. */
const anyInstant = fc
  .integer({ min: Date.UTC(1900, 0) / 1_000, max: Date.UTC(2100, 0) / 1_000 })
  .map((seconds) => seconds * 1_000);

/** A zone with an instant: half of the time within three hours of a change of its clocks. */
export const zonedInstant = fc
  .tuple(anyZone, anyInstant, fc.integer({ min: -10_800, max: 10_800 }), fc.boolean(), fc.nat())
  .map(([tzid, instant, distance, near, pick]) => {
    const year = new Date(instant).getUTCFullYear();
    const changes = changesBetween(tzid, Date.UTC(year, 0), Date.UTC(year + 1, 0));
    const change = near ? changes[pick % Math.max(changes.length, 1)] : undefined;
    return { tzid, instant: change === undefined ? instant : change.at + distance * 1_000 };
  });
