import { afterEach, describe, expect, it, vi } from "vitest";
import { overridesTable } from "../../src/time/overrides.table.ts";
import { fresh } from "../support/fresh.ts";

// A runtime that gives a zone the same offset for ever, and knows all others as this one does.
function runtimeWhere(zone: string, offset: string) {
  const Real = Intl.DateTimeFormat;
  function DateTimeFormat(locale?: string, options?: Intl.DateTimeFormatOptions) {
    const format = new Real(locale, options);
    const stubbed =
      options?.timeZone?.toLowerCase() === zone.toLowerCase() && options.timeZoneName === "longOffset";
    const resolvedOptions = () => format.resolvedOptions();
    return stubbed ? { format: () => `1/1/2026, GMT${offset}`, resolvedOptions } : format;
  }
  vi.stubGlobal("Temporal", undefined);
  vi.stubGlobal("Intl", Object.create(Intl, { DateTimeFormat: { value: DateTimeFormat } }));
}

const zones = fresh<typeof import("../../src/time/zone.ts")>("src/time/zone.ts");
const offsets = fresh<typeof import("../../src/time/offset.ts")>("src/time/offset.ts");

/** The room as it is when it is loaded for the first time. */
async function freshRoom() {
  const [{ parseZone }, { offsetAt }] = [(await zones)(), (await offsets)()];
  return (name: string, instant: number) => {
    const zone = parseZone(name);
    return zone === undefined ? undefined : offsetAt(zone, instant);
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("corrections of stale zone data", () => {
  const later = Date.UTC(2031, 0, 15);
  const hour = 3_600_000;

  it("are applied where the runtime gives the stale answer", async () => {
    runtimeWhere("America/Vancouver", "-08:00");
    const offset = await freshRoom();
    expect(offset("America/Vancouver", later)).toBe(-7 * hour);
    // Before the change the runtime is right.
    expect(offset("America/Vancouver", Date.UTC(2026, 0, 15))).toBe(-8 * hour);
  });

  it("and nowhere else: a runtime that knows the change, or a later one, is believed", async () => {
    runtimeWhere("America/Vancouver", "-07:00");
    expect((await freshRoom())("America/Vancouver", later)).toBe(-7 * hour);
    vi.unstubAllGlobals();
    runtimeWhere("America/Vancouver", "-06:00");
    expect((await freshRoom())("America/Vancouver", later)).toBe(-6 * hour);
  });

  it("name stretches of time that follow each other, each with one answer", () => {
    for (const row of overridesTable) {
      const { from, until, offset, like }: { from: string; until?: string; offset?: number; like?: string } =
        row;
      expect(Number.isNaN(Date.parse(from))).toBe(false);
      if (until !== undefined) expect(Date.parse(until)).toBeGreaterThan(Date.parse(from));
      expect((offset === undefined) !== (like === undefined)).toBe(true);
      expect(offset).not.toBe(row.stale);
    }
  });
});
