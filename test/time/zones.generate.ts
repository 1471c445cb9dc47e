/**
 * Writes the zone tables of `src/time` from the Unicode CLDR: `npm run zones`.
 *
 * A test compares the committed tables with what this script makes of the CLDR that is installed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

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
 * Generated from the Unicode CLDR (cldr-core, cldr-bcp47) by \`npm run zones\`; do not edit.
 * Unicode CLDR: Copyright © 1991-2026 Unicode, Inc., under the Unicode License v3 (SPDX: Unicode-3.0).
 */
`;

/** Every old or second name of a zone → its name of today. UTC and GMT are one zone here: Etc/UTC. */
export function aliases(): Map<string, string> {
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
export function windows(): Map<string, string> {
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
export function aliasTable(): string {
  const groups = new Map<string, string[]>();
  for (const [alias, name] of aliases()) groups.set(name, [...(groups.get(name) ?? []), alias]);
  const rows = sorted(groups, ([name]) => name).map(
    ([name, old]) => `  ${JSON.stringify(name)}: ${JSON.stringify(old.sort().join(" "))},\n`,
  );
  return `${header("A zone's name of today → its other names, separated by spaces (IANA's links and CLDR's old names).")}export const aliasTable = {\n${rows.join("")}} as const satisfies Record<string, string>;\n`;
}

/** The text of `src/time/windows.table.ts`. */
export function windowsTable(): string {
  const groups = new Map<string, string[]>();
  for (const [id, name] of windows()) {
    const short = id.replace(/ Standard Time$/, "~");
    groups.set(name, [...(groups.get(name) ?? []), short]);
  }
  const rows = sorted(groups, ([name]) => name).map(
    ([name, ids]) => `  ${JSON.stringify(name)}: ${JSON.stringify(ids.sort().join(";"))},\n`,
  );
  return `${header("Zone → the Windows ids it stands for, separated by semicolons; a `~` at the end is ` Standard Time`.")}export const windowsTable = {\n${rows.join("")}} as const satisfies Record<string, string>;\n`;
}

export const tables = [
  { file: "alias.table.ts", text: aliasTable },
  { file: "windows.table.ts", text: windowsTable },
] as const;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { file, text } of tables) {
    writeFileSync(new URL(`../../src/time/${file}`, import.meta.url), text());
  }
}
