import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";

/**
 * From the ground upwards: a room may import from the rooms before it, and from itself. A folder's own files and each of
 * its subfolders are rooms of their own. Rooms that stand in a row with nothing between them are listed as they are built.
 */
const rooms = [
  "errors.ts",
  "finding.table.ts",
  "finding.ts",
  "builtin.ts",
  "url.ts",
  "input.ts",
  "limits.ts",
  "octets.ts",
  "kept.ts",
  "late-pattern.ts",
  "base64.ts",
  "fingerprint.ts",
  "digest.ts",
  "finding.ts",
  "time",
  "icalendar",
  "recurrence",
  "timezone/names",
  "timezone",
  "event/html",
  "event/address",
  "event",
  "message",
  "check/rules",
  "check",
  "reply",
  "email",
  "email/letter",
  "email/compose",
  "email/text",
  "email/header",
  "email/open",
  "email/parts",
  "email/verdict",
  "invite",
  "invite/occurrences",
  "invite/answers",
  "invite/stored",
  "invite/organize",
  "invite/receive",
  "invite/parts",
  "attendee",
  "cronofy",
  "clients/dialects",
  "clients",
  "mailers",
  "inbound",
  "links",
  "emulator",
  "adapters",
  "cli",
  "cli/demo",
  "cli/serve/house",
  "cli/serve/page",
  "cli/serve",
  "cli/inspector",
  "inspector/inspect",
  "inspector/view",
  "inspector",
];

/** Each third-party package has one room. */
const homes: Record<string, string> = {
  "@noble/hashes": "digest.ts",
  mimetext: "email/compose",
  jose: "links",
  nodemailer: "cli/serve",
  "smtp-server": "cli/serve",
  esbuild: "cli/inspector",
  "ical.js": "adapters",
  luxon: "adapters",
};

/** The inspector is a page on the public entries; the command line builds and serves it. */
const entries = [
  "index.ts",
  "attendee/index.ts",
  "cronofy/index.ts",
  "clients/index.ts",
  "mailers/index.ts",
  "inbound/index.ts",
  "adapters/luxon.ts",
  "adapters/icaljs.ts",
];

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
    .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));

const sources = filesIn("src");

function importsOf(text: string): string[] {
  const found = text.matchAll(
    /^(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function roomOf(file: string): string {
  return dirname(file) === "." ? file : dirname(file);
}

/** The room of the top level that a room belongs to. */
function wingOf(file: string): string {
  return file.split("/")[0] ?? file;
}

const imports = sources.flatMap(({ file, text }) =>
  importsOf(text).map((specifier) => ({
    file,
    specifier,
    target: specifier.startsWith(".") ? normalize(join(dirname(file), specifier)) : undefined,
  })),
);

it("writes a class of Unicode in no literal, which V8 would look up with the file", () => {
  const early = sources
    .filter(({ text }) => /\/(?:[^/\n]|\\\/)*\\p\{[^/\n]*\/[a-z]*u/.test(text))
    .map(({ file }) => file);
  expect(early.filter((file) => !/^(?:cli|inspector)\//.test(file))).toEqual([]);
});

it("finds the rooms and their imports", () => {
  expect(sources.length).toBeGreaterThan(20);
  expect(imports.length).toBeGreaterThan(50);
});

it("lets a room import only from the rooms before it and from itself", () => {
  const wrong = imports
    .filter(({ file, target }) => target !== undefined && file !== "index.ts")
    // The command line tells the package's version.
    .filter(({ file, target }) => !(wingOf(file) === "cli" && target === "../package.json"))
    // What serves brings the most along, and is loaded when it is asked for.
    .filter(({ file, target }) => !(file === "cli/serve.ts" && target === "cli/serve/serve.ts"))
    .filter(({ file, target }) => wingOf(file) !== "inspector" || !entries.includes(target ?? ""))
    .filter(
      ({ file, target }) =>
        rooms.indexOf(roomOf(target ?? "")) > rooms.indexOf(roomOf(file)) ||
        !rooms.includes(roomOf(target ?? "")),
    )
    .map(({ file, specifier }) => `${file} → ${specifier}`);
  expect(wrong).toEqual([]);
});

it("builds the inspector on the public entries alone", () => {
  const wrong = imports
    .filter(({ file, target }) => wingOf(file) === "inspector" && target !== undefined)
    .filter(({ target = "" }) => wingOf(target) !== "inspector" && !entries.includes(target))
    .map(({ file, specifier }) => `${file} → ${specifier}`);
  expect(wrong).toEqual([]);
});

it("knows every room", () => {
  const unknown = sources
    .map(({ file }) => roomOf(file))
    .filter((room) => room !== "index.ts" && !rooms.includes(room));
  expect([...new Set(unknown)]).toEqual([]);
});

it("imports each third-party package in exactly one room, and Node's modules in the command line alone", () => {
  const wrong = imports
    .filter(({ target }) => target === undefined)
    .filter(({ file, specifier }) => {
      if (specifier.startsWith("node:")) return wingOf(file) !== "cli";
      const home = Object.keys(homes).find((name) => specifier === name || specifier.startsWith(`${name}/`));
      return home === undefined
        ? !(wingOf(file) === "cli" && specifier.startsWith("itip"))
        : homes[home] !== roomOf(file);
    })
    .map(({ file, specifier }) => `${file} → ${specifier}`);
  expect(wrong).toEqual([]);
});

it.each(["build", "src", "test"])("has no import cycles in %s", (folder) => {
  const graph = new Map(
    filesIn(folder).map(({ file, text }) => [
      file,
      importsOf(text).flatMap((name) => (name.startsWith(".") ? normalize(join(dirname(file), name)) : [])),
    ]),
  );
  expect(graph.size).toBeGreaterThan(folder === "build" ? 5 : 100);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

it("throws nothing but ItipError, reads the clock in one file and is never random", () => {
  const clockless = sources.filter(({ file }) => !file.startsWith("cli/") && file !== "time/now.ts");
  const wrong = clockless
    .filter(({ text }) =>
      /\bnew Date\(\)|\bDate\.now\b|\bDateTime\.(?:now|local|utc)\(|\bMath\.random\b|\bthrow new (?!ItipError\b)/.test(
        text,
      ),
    )
    .map(({ file }) => file);
  expect(wrong).toEqual([]);
});

it("never asks URL.canParse, which in Node 20 denies https://bücher.example/ once it was asked some 5,000 times", () => {
  const asking = sources.filter(({ text }) => /canParse\s*\(/.test(text)).map(({ file }) => file);
  expect(asking).toEqual([]);
});

it("gives no file or folder a name that says nothing, such as utils", () => {
  const vague = /(?:^|\/)(?:utils?|helpers?|types?|constants?|common|core|lib)(?:\.ts|\/|$)/;
  expect(sources.map(({ file }) => file).filter((file) => vague.test(file))).toEqual([]);
});
