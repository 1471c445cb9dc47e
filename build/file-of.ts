import { join, relative, resolve } from "node:path";
import { apartTable } from "./apart.table.ts";
import { entries, withPeers } from "./entries.ts";
import { journeysTable } from "./journeys.table.ts";
import { seldomTable } from "./seldom.table.ts";

/** What the root entry exports that is no function: all that is loaded when it is imported. */
const values = /[\\/]src[\\/](?:errors|limits)\.ts$/;

/** Finds the modules that import a module. */
export type Importers = (module: string) => readonly string[];

/** Finds the file of `dist` that a module goes to; null where it stays with the one entry that needs it. */
export type FileOf = (module: string, importersOf: Importers) => string | null;

/** The modules of each entry and of each journey, by their paths. */
const ofEntries = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, [resolve(file)]]));
const ofJourneys = Object.fromEntries(
  Object.entries(journeysTable).map(([name, modules]) => [
    name,
    modules.map((module) => resolve(join("src", `${module}.ts`))),
  ]),
);

/**
 * The file of `dist` that a module goes to; null where it stays with the one entry that needs it. Whatever needs a module needs what that
 * imports too, so that no two files import each other. A file costs a third of a millisecond at the start of a process, and so do 30 KB.
 *
 * @example
 * fileOf("/…/src/message/build.ts", importersOf) // "build"
 */
export function fileOf(module: string, importersOf: Importers): string | null {
  const needers = needersOf(module, importersOf);
  const owners = among(ofEntries, needers);
  // What nobody but an entry needs, itself for instance, stays with it; what several need must not be exported by one of them.
  if (owners.length === 0 || Object.values(ofEntries).some(([file]) => file === module)) return null;
  if (!owners.includes("index"))
    return owners.every((owner) => withPeers.includes(owner)) ? null : (owners[0] ?? null);
  const needed = among(ofJourneys, needers);
  const [only = "index", second] = needed;
  if (second === undefined) return only;
  if (isSeldom(module)) return "seldom";
  if ([...needers].some((each) => values.test(each))) return "errors";
  if ([...needers].some(isSeldom)) return "ground";
  return sharedBy(needed);
}

/**
 * The same in CommonJS, where two files may need each other, as one is loaded while the other runs, or when it calls it: what an everyday
 * journey does not run stands apart ({@link apartTable}), and the trunk has its ground with it.
 */
export function commonFileOf(module: string, importersOf: Importers): string | null {
  const file = fileOf(module, importersOf);
  if (file === null) return null;
  const apart = Object.entries(apartTable).find(([, modules]) => isAmong(modules, module));
  return apart?.[0] ?? (file === "ground" ? "trunk" : file);
}

function isSeldom(module: string): boolean {
  return isAmong(seldomTable, module);
}

/** Whether names of modules and of folders under `src` name a module. */
function isAmong(names: readonly string[], module: string): boolean {
  const path = relative("src", module).replaceAll("\\", "/");
  return names.some((each) => (each.endsWith("/") ? path.startsWith(each) : path === `${each}.ts`));
}

/** A module and all that need it. */
function needersOf(module: string, importersOf: Importers): Set<string> {
  const seen = new Set([module]);
  for (const each of seen) for (const importer of importersOf(each)) seen.add(importer);
  return seen;
}

/** The names of which one module is among those that need another. */
function among(sources: Readonly<Record<string, readonly string[]>>, needers: ReadonlySet<string>): string[] {
  return Object.keys(sources).filter((name) => sources[name]?.some((module) => needers.has(module)));
}

/** The file of what several journeys need. */
function sharedBy(journeys: readonly string[]): string {
  const has = (...names: readonly string[]) => names.some((name) => journeys.includes(name));
  if (has("compose") && has("build", "read")) return "trunk";
  if (has("build")) return has("read") ? "trunk" : "event";
  if (has("compose")) return "mail";
  if (has("read")) return "read";
  return has("open", "check", "answer") ? "calendar" : "invite";
}
