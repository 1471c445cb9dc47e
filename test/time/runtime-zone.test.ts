import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it, vi } from "vitest";
import { runtimeZone, zoneOfIntl, zoneOfTemporal } from "../../src/time/runtime-zone.ts";
import { runs } from "../support/runs.ts";

const zones = Intl.supportedValuesOf("timeZone");

describe("a zone as the runtime knows it", () => {
  it("has the same clocks by Temporal and by Intl", () => {
    const instant = fc.integer({ min: Date.UTC(1800, 0), max: Date.UTC(2200, 0) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (name, at) => {
        const seconds = Math.floor(at / 1_000) * 1_000;
        expect(zoneOfTemporal(name, Temporal)?.offsetAt(seconds)).toBe(zoneOfIntl(name)?.offsetAt(seconds));
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

  it("is found in any case, and told in its own", () => {
    expect(zoneOfIntl("eUROPE/pARIS")?.name).toBe("Europe/Paris");
    expect(zoneOfTemporal("eUROPE/pARIS", Temporal)?.name).toBe("Europe/Paris");
  });

  it("is none where nobody knows the name", () => {
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
