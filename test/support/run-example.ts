import { transform } from "esbuild";

/** The entries as an application names them. */
const entries: Record<string, () => Promise<object>> = {
  itip: () => import("../../src/index.ts"),
  "itip/attendee": () => import("../../src/attendee/index.ts"),
  "itip/clients": () => import("../../src/clients/index.ts"),
  "itip/cronofy": () => import("../../src/cronofy/index.ts"),
  "itip/emulator": () => import("../../src/emulator/index.ts"),
  "itip/icaljs": () => import("../../src/adapters/icaljs.ts"),
  "itip/inbound": () => import("../../src/inbound/index.ts"),
  "itip/links": () => import("../../src/links/index.ts"),
  "itip/luxon": () => import("../../src/adapters/luxon.ts"),
  "itip/mailers": () => import("../../src/mailers/index.ts"),
  "ical.js": () => import("ical.js"),
  "postal-mime": () => import("postal-mime"),
};

/**
 * Runs code as it is printed, over the sources, and gives back what it logs.
 *
 * @param surroundings code that runs before, and gives it what it takes for granted as globals
 */
export async function logsOf(code: string, surroundings: string): Promise<unknown[]> {
  const logged: unknown[] = [];
  const log = console.log;
  console.log = (...values: unknown[]) => logged.push(values.length === 1 ? values[0] : values);
  try {
    for (const text of [surroundings, code]) await run(text);
  } finally {
    console.log = log;
  }
  return logged;
}

const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;

/** An import becomes a constant: all examples use the modules that the tests have loaded. */
async function run(text: string): Promise<void> {
  const { code } = await transform(text, { loader: "ts", format: "esm", target: "es2022" });
  const body = code
    .replace(/^import (\{[^}]*\}|\* as \w+|\w+) from ("[^"]+");$/gm, (_, names: string, from: string) => {
      return `const ${namesTaken(names)} = await importOf(${from});`;
    })
    .replace(/^export \{[^}]*\};$/m, "")
    .replace(/\bimport\(/g, "importOf(");
  await AsyncFunction("importOf", body)(importOf);
}

function namesTaken(names: string): string {
  if (names.startsWith("{")) return names.replace(/ as /g, ": ");
  return names.startsWith("*") ? names.slice("* as ".length) : `{ default: ${names} }`;
}

async function importOf(name: string): Promise<object> {
  const entry = entries[name];
  if (entry === undefined) throw new Error(`no example has imported ${name} before: add it to the entries`);
  return entry();
}
