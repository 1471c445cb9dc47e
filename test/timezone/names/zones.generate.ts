/**
 * Writes the zone tables of `src/time` and `src/timezone/names` from the Unicode CLDR: `npm run zones`.
 *
 * A test compares the committed tables with what this script makes of the CLDR that is installed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { offsetAt } from "../../../src/time/offset.ts";
import { parseZone } from "../../../src/time/zone.ts";
import { placeTable } from "../../../src/timezone/names/place.table.ts";
import { foldName } from "../../../src/timezone/names/spelling.ts";

const require = createRequire(import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(require.resolve(path), "utf8"));

interface Bcp47 {
  keyword: { u: { tz: Record<string, string | { _alias?: string; _iana?: string; _preferred?: string }> } };
}
interface WindowsZones {
  supplemental: {
    windowsZones: { mapTimezones: { mapZone: { _other: string; _type: string; _territory: string } }[] };
  };
}

const isBcp47 = (value: unknown): value is Bcp47 =>
  typeof value === "object" && value !== null && "keyword" in value;
const isWindowsZones = (value: unknown): value is WindowsZones =>
  typeof value === "object" && value !== null && "supplemental" in value;

const header = (what: string) => `/**
 * ${what}
 *
 * Generated from the Unicode CLDR (cldr-core, cldr-bcp47, cldr-dates-full) by \`npm run zones\`; do not edit.
 * Unicode CLDR: Copyright © 2004-2026 Unicode, Inc., under the Unicode License v3 (SPDX: Unicode-3.0; see NOTICE).
 */
`;

/** Every old or second name of a zone → its name of today. UTC and GMT are one zone here: Etc/UTC. */
function aliases(): Map<string, string> {
  const data = read("cldr-bcp47/bcp47/timezone.json");
  if (!isBcp47(data)) throw new Error("cldr-bcp47 has another shape than this script knows");
  const tz = data.keyword.u.tz;
  const today = (key: string): string => {
    const entry = tz[key];
    if (entry === undefined || typeof entry === "string") throw new Error(`no zone ${key}`);
    const name = entry._iana ?? entry._alias?.split(" ")[0];
    if (name === undefined && entry._preferred !== undefined) return today(entry._preferred);
    return name === undefined || name === "Etc/GMT" ? "Etc/UTC" : name;
  };
  const found = new Map<string, string>();
  for (const [key, entry] of Object.entries(tz)) {
    if (typeof entry === "string" || key === "unk" || key === "utc_") continue;
    const name = today(entry._preferred ?? key);
    for (const alias of entry._alias?.split(" ") ?? []) if (alias !== name) found.set(alias, name);
  }
  return found;
}

/** Windows zone id → the zone that stands for it in the whole world (territory 001), under its name of today. */
function windows(): Map<string, string> {
  const data = read("cldr-core/supplemental/windowsZones.json");
  if (!isWindowsZones(data)) throw new Error("cldr-core has another shape than this script knows");
  const renamed = aliases();
  return new Map(
    data.supplemental.windowsZones.mapTimezones
      .filter(({ mapZone }) => mapZone._territory === "001")
      .map(({ mapZone }) => [mapZone._other, renamed.get(mapZone._type) ?? mapZone._type]),
  );
}

const sorted = <T>(items: Iterable<T>, key: (item: T) => string): T[] =>
  [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));

/** The text of `src/time/alias.table.ts`. */
function aliasTable(): string {
  const groups = new Map<string, string[]>();
  for (const [alias, name] of aliases()) groups.set(name, [...(groups.get(name) ?? []), alias]);
  const rows = sorted(groups, ([name]) => name).map(
    ([name, old]) => `  ${JSON.stringify(name)}: ${JSON.stringify(old.sort().join(" "))},\n`,
  );
  return `${header("A zone's name of today → its other names, separated by spaces (IANA's links and CLDR's old names).")}export const aliasTable = {\n${rows.join("")}} as const satisfies Record<string, string>;\n`;
}

/** Minutes that a zone's clocks are ahead of UTC in winter, as of 2027. */
function standardOffset(name: string): number {
  const zone = parseZone(name);
  if (zone === undefined) throw new Error(`this runtime does not know ${name}`);
  return Math.min(...[0, 6].map((month) => offsetAt(zone, Date.UTC(2027, month, 20)))) / 60_000;
}

/** The text of `src/timezone/names/windows.table.ts`. */
function windowsTable(): string {
  const groups = new Map<string, string[]>();
  for (const [id, name] of windows()) {
    const short = id.replace(/ Standard Time$/, "~");
    groups.set(name, [...(groups.get(name) ?? []), short]);
  }
  const rows = sorted(groups, ([name]) => name).map(
    ([name, ids]) =>
      `  ${JSON.stringify(name)}: ${JSON.stringify([standardOffset(name), ...ids.sort()].join(";"))},\n`,
  );
  return `${header("Zone → minutes ahead of UTC in winter, then the Windows ids it stands for; a `~` at the end is ` Standard Time`.")}export const windowsTable = {\n${rows.join("")}} as const satisfies Record<string, string>;\n`;
}

const languages = "de fr es it nl pt sv da nb fi pl cs ru ja ko".split(" ");

interface ZoneNames {
  main: Record<string, { dates: { timeZoneNames: { zone: Record<string, unknown> } } }>;
}
const isZoneNames = (value: unknown): value is ZoneNames =>
  typeof value === "object" && value !== null && "main" in value;

/** What CLDR says of zones in a language. */
function zonesIn(language: string): Record<string, unknown> {
  const data = read(`cldr-dates-full/main/${language}/timeZoneNames.json`);
  if (!isZoneNames(data)) throw new Error("cldr-dates-full has another shape than this script knows");
  return data.main[language]?.dates.timeZoneNames.zone ?? {};
}

/** CLDR's city of a zone in a language; found by any of the zone's names, for CLDR goes by old ones. */
function cityIn(zone: Record<string, unknown>, names: readonly string[]): string | undefined {
  for (const name of names) {
    let node: unknown = zone;
    for (const part of name.split("/")) {
      node = typeof node === "object" && node !== null ? Reflect.get(node, part) : undefined;
    }
    const city: unknown =
      typeof node === "object" && node !== null ? Reflect.get(node, "exemplarCity") : undefined;
    if (typeof city === "string") return city;
  }
  return undefined;
}

/** The zones that Windows' lists name, by zone or by city. */
function listedZones(): string[] {
  const cities = new Map<string, string>();
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    const today = parseZone(zone);
    if (today !== undefined) cities.set(foldName(today.split("/").at(-1) ?? ""), today);
  }
  const places = Object.values(placeTable).flatMap((list: string) => list.split(";"));
  return [...new Set([...windows().values(), ...places.flatMap((place) => cities.get(place) ?? [])])].sort();
}

/** The text of `src/timezone/names/city.table.ts`. */
function cityTable(): string {
  const old = new Map<string, string[]>();
  for (const [alias, name] of aliases()) old.set(name, [...(old.get(name) ?? []), alias]);
  const placed = new Set(Object.values(placeTable).flatMap((list: string) => list.split(";")));
  const named = languages.map(zonesIn);
  const rows = listedZones().flatMap((name) => {
    const english = foldName(name.split("/").at(-1) ?? "");
    const found = named.map((zones) => foldName(cityIn(zones, [name, ...(old.get(name) ?? [])]) ?? ""));
    const words = [...new Set(found)]
      .filter((word) => word !== "" && word !== english && !placed.has(word))
      .sort();
    return words.length === 0 ? [] : [`  ${JSON.stringify(name)}: ${JSON.stringify(words.join(";"))},\n`];
  });
  return `${header(`Zone → its city in other languages (${languages.join(", ")}), folded, separated by semicolons.`)}export const cityTable = {\n${rows.join("")}} as const satisfies Record<string, string>;\n`;
}

export const tables = [
  { file: "time/alias.table.ts", text: aliasTable },
  { file: "timezone/names/windows.table.ts", text: windowsTable },
  { file: "timezone/names/city.table.ts", text: cityTable },
] as const;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { file, text } of tables) {
    writeFileSync(new URL(`../../../src/${file}`, import.meta.url), text());
  }
}
