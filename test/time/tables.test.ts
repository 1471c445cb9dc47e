import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { foldName } from "../../src/time/fold.ts";
import { placeTable } from "../../src/time/place.table.ts";
import { windowsTable } from "../../src/time/windows.table.ts";
import { parseZone } from "../../src/time/zone.ts";
import { tables } from "./zones.generate.ts";

const room = new URL("../../src/time/", import.meta.url);

describe("the tables of zones", () => {
  it.each(tables)("$file is what the CLDR installed makes of it", ({ file, text }) => {
    // Formatting is Biome's; what is said is the script's.
    const said = (code: string) => code.replace(/\s+/g, " ").replace(/"([\w]+)":/g, "$1:");
    expect(said(readFileSync(new URL(file, room), "utf8"))).toBe(said(text()));
  });

  it("cost at most 12 KB, gzipped", () => {
    const files = readdirSync(room).filter((name) => name.endsWith(".table.ts"));
    const text = files.map((name) => readFileSync(new URL(name, room), "utf8")).join("");
    expect(files.length).toBeGreaterThanOrEqual(6);
    // With their comments, which a bundle has not.
    expect(gzipSync(text).length).toBeLessThanOrEqual(12 * 1_024);
  });

  it("name zones that exist, under their names of today", () => {
    for (const name of [...Object.keys(placeTable), ...Object.keys(windowsTable)])
      expect(parseZone(name)).toBe(name);
  });

  it("hold places as they are looked up", () => {
    for (const place of Object.values(placeTable).flatMap((list: string) => list.split(";")))
      expect(foldName(place)).toBe(place);
  });
});
