import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it, vi } from "vitest";
import { runtimeZone, zoneOfIntl, zoneOfTemporal } from "../../src/time/runtime-zone.ts";
import { runs } from "../support/runs.ts";

const zones = Intl.supportedValuesOf("timeZone");

/** How far a zone's clocks are ahead of UTC, by the date and time that they show. */
function shownOffset(name: string, instant: number): number {
  const fields = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const clock = { hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" } as const;
  const shown = new Intl.DateTimeFormat("en-US", { timeZone: name, ...fields, ...clock }).formatToParts(
    instant,
  );
  const [month = 0, day, year = 0, hour, minute, second] = shown.flatMap(({ type, value }) =>
    type === "literal" ? [] : [Number(value)],
  );
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}

/** A Temporal that looks at the clocks. */
class ZonedDateTime {
  readonly timeZoneId: string;
  readonly offsetNanoseconds: number;
  constructor(nanoseconds: bigint, zone: string) {
    this.timeZoneId = zone;
    this.offsetNanoseconds = shownOffset(zone, Number(nanoseconds / 1_000_000n)) * 1e6;
  }
}

describe("a zone as the runtime knows it", () => {
  // The bytes that Node 20 writes by Intl and Node 26 by its own Temporal are compared by `npm run runtimes`.
  it("has the clocks that it shows, by Temporal and by Intl", () => {
    const seconds = fc.integer({ min: Date.UTC(1800, 0) / 1_000, max: Date.UTC(2200, 0) / 1_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), seconds, (name, second) => {
        const offset = shownOffset(name, second * 1_000);
        expect(zoneOfIntl(name)?.offsetAt(second * 1_000)).toBe(offset);
        expect(zoneOfTemporal(name, { ZonedDateTime })?.offsetAt(second * 1_000)).toBe(offset);
      }),
      { numRuns: runs(300) },
    );
  });

  // tz's files northamerica, asia and europe: LMT of Liberia's capital until 1972, and clocks that have always been right.
  it.each([
    ["America/New_York", "2026-07-01T00:00Z", -4 * 3_600_000],
    ["Asia/Kathmandu", "2026-07-01T00:00Z", 20_700_000],
    ["Africa/Monrovia", "1971-01-01T00:00Z", -2_670_000],
    ["Europe/London", "2026-01-01T00:00Z", 0],
  ])("%s at %s is %d ms ahead of UTC", (name, time, offset) => {
    expect(zoneOfIntl(name)?.offsetAt(Date.parse(time))).toBe(offset);
    expect(zoneOfTemporal(name, Temporal)?.offsetAt(Date.parse(time))).toBe(offset);
  });

  it("is found in any letter case, and named in its proper one", () => {
    expect(zoneOfIntl("eUROPE/pARIS")?.name).toBe("Europe/Paris");
    expect(zoneOfTemporal("eUROPE/pARIS", Temporal)?.name).toBe("Europe/Paris");
  });

  it("is undefined where nobody knows the name", () => {
    expect(zoneOfIntl("Europe/Nowhere")).toBeUndefined();
    expect(zoneOfTemporal("Europe/Nowhere", Temporal)).toBeUndefined();
    expect(runtimeZone("Europe/Nowhere")).toBeUndefined();
  });

  it("is asked of Intl where Temporal was brought along, or does not know it", () => {
    const asked: string[] = [];
    class ZonedDateTime {
      readonly timeZoneId = "Europe/Berlin";
      readonly offsetNanoseconds = 1;
      constructor(_: bigint, zone: string) {
        asked.push(zone);
        throw new RangeError(zone);
      }
    }
    vi.stubGlobal("Temporal", { ZonedDateTime });
    expect(runtimeZone("Europe/Berlin")?.offsetAt(Date.UTC(2026, 0))).toBe(3_600_000);
    expect(asked).toEqual([]);
    // A bound function is native to look at.
    vi.stubGlobal("Temporal", { ZonedDateTime: ZonedDateTime.bind(null) });
    expect(runtimeZone("Europe/Berlin")?.offsetAt(Date.UTC(2026, 0))).toBe(3_600_000);
    expect(asked).toEqual(["Europe/Berlin"]);
    vi.unstubAllGlobals();
  });
});
