import { kept } from "../kept.ts";
import { aliasTable } from "./alias.table.ts";
import { type RuntimeZone, runtimeZone } from "./runtime-zone.ts";

declare const brand: unique symbol;

/** An IANA zone id under its name of today (`Asia/Kolkata`, `Europe/Kyiv`) that this runtime knows. */
export type Tzid = string & { readonly [brand]: "Tzid" };

/** The one name of every UTC and GMT. */
export const utc: Tzid = "Etc/UTC" as Tzid;

// ABNF of zone1970.tab's names; 50 is more than the longest ever registered. Without the flag for any case, which takes V8 0.1 ms of each start.
const shape = /^[A-Za-z][A-Za-z0-9_+\-/]{0,49}$/;

/** All that zones are called otherwise, in lower case: most programs never ask for one of them, and need no map. */
let oldNames: string | undefined;
let aliases: ReadonlyMap<string, string> | undefined;
/** What the runtime knows of each zone that was named: with Intl 22 MB at the very most, and gigabytes for a message that names all in turn while some were thrown away. */
const clocks = new Map<Tzid, RuntimeZone>();
/** Names of today that were asked for in their own spelling, as all that this package writes is: some six hundred at most. */
const names = new Map<string, Tzid>();

/**
 * The zone of an IANA id or one of its other names, in any case, under its name of today (CLDR); words for UTC and
 * GMT give `Etc/UTC`. No Windows names, no offsets, never the host's zone.
 *
 * @example
 * parseZone("asia/calcutta") // "Asia/Kolkata"
 * parseZone("GMT")           // "Etc/UTC"
 * parseZone("system")        // undefined
 */
export function parseZone(name: unknown): Tzid | undefined {
  if (typeof name !== "string") return undefined;
  const named = names.get(name);
  if (named !== undefined) return named;
  if (!shape.test(name)) return undefined;
  const zone = zoneOf(name.toLowerCase());
  if (zone === name) names.set(zone, zone);
  return zone;
}

const zoneOf = kept(2_000, lookUp);

function lookUp(key: string): Tzid | undefined {
  const alias = todayOf(key);
  if (alias === utc) return utc;
  const runtime = knownToRuntime(alias ?? key);
  if (runtime === undefined) return undefined;
  const name = alias ?? todayOf(runtime.name.toLowerCase()) ?? runtime.name;
  if (!isToday(name)) return undefined;
  clocks.set(name, runtime);
  return name;
}

function knownToRuntime(key: string): RuntimeZone | undefined {
  // Words alone ICU reads in its own way: BST is Asia/Dhaka to it, AST America/Anchorage. IANA's are in the table of aliases.
  return key.startsWith("systemv/") || !/[/\d]/.test(key) ? undefined : runtimeZone(key);
}

/** The offset of a zone at an instant as this runtime's zone data say, in milliseconds: perhaps stale. */
export function askRuntime(tzid: Tzid, instant: number): number {
  let clock = clocks.get(tzid);
  if (clock === undefined) {
    clock = runtimeZone(tzid) ?? { name: tzid, offsetAt: () => 0 };
    clocks.set(tzid, clock);
  }
  return clock.offsetAt(instant);
}

function todayOf(key: string): string | undefined {
  oldNames ??= ` ${Object.values(aliasTable).join(" ").toLowerCase()} `;
  if (!oldNames.includes(` ${key} `)) return undefined;
  aliases ??= new Map(
    Object.entries(aliasTable).flatMap(([name, old]) =>
      old.split(" ").map((alias): [string, string] => [alias.toLowerCase(), name]),
    ),
  );
  return aliases.get(key);
}

/** A name that reaches this line stands in the table of aliases or is known to the runtime. */
function isToday(name: string): name is Tzid {
  return shape.test(name);
}
