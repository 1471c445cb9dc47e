import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parseZone } from "../../../src/time/zone.ts";
import { placeTable } from "../../../src/timezone/names/place.table.ts";
import { foldName } from "../../../src/timezone/names/spelling.ts";
import { windowsTable } from "../../../src/timezone/names/windows.table.ts";
import { tables } from "./zones.generate.ts";

const src = new URL("../../../src/", import.meta.url);
const rooms = ["time/", "timezone/names/"].map((room) => new URL(room, src));

describe("the tables of zones", () => {
  it.each(tables)("$file is what the CLDR installed makes of it", ({ file, text }) => {
    // Formatting is Biome's; what is said is the script's.
    const said = (code: string) => code.replace(/\s+/g, " ").replace(/"([\w]+)":/g, "$1:");
    expect(said(readFileSync(new URL(file, src), "utf8"))).toBe(said(text()));
  });

  it("cost at most 15 KB, gzipped", () => {
    const files = rooms.flatMap((room) =>
      readdirSync(room)
        .filter((name) => name.endsWith(".table.ts"))
        .map((name) => new URL(name, room)),
    );
    const text = files.map((file) => readFileSync(file, "utf8")).join("");
    expect(files.length).toBeGreaterThanOrEqual(6);
    // With their comments, which a bundle has not.
    expect(gzipSync(text).length).toBeLessThanOrEqual(15 * 1_024);
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
