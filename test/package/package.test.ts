import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { mailbox, printedExample, promisedOutput } from "../support/fixtures/readme.ts";
import { review } from "../support/fixtures/review-event.ts";
import { installTarball, run } from "../support/tarball.ts";

const folder = mkdtempSync(join(tmpdir(), "itip-package-"));
const example = printedExample("mailer");
const printing = "const shown = []; console.log = (value) => shown.push(value);";
const telling = "process.stdout.write(JSON.stringify(shown));";

beforeAll(() => {
  installTarball(folder);
  writeFileSync(join(folder, "mailbox.mjs"), mailbox);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The names of all functions and classes of the sources. */
const declared = new Set(
  readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [
      ...readFileSync(join("src", file), "utf8").matchAll(/\b(?:function\*?|class|const) (\w+)/g),
    ])
    .map((match) => match[1] ?? ""),
);

/** The files under a folder with their sizes. */
function filesOf(path: string): { file: string; size: number }[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((file) => ({ file, stats: statSync(join(path, file)) }))
    .flatMap(({ file, stats }) => (stats.isFile() ? [{ file, size: stats.size }] : []));
}

function outputOf(...command: readonly string[]): unknown {
  return JSON.parse(run(process.execPath, command, folder));
}

describe("The tarball", () => {
  it("holds what is needed and nothing else", () => {
    const files = filesOf(join(folder, "node_modules/itip")).map(({ file }) => file);
    const expected =
      /^(?:LICENSE|NOTICE|README\.md|CHANGELOG\.md|SECURITY\.md|package\.json|docs\/(?:[\w-]+\.md|growth\.(?:png|svg))|dist\/(?:cli\/main\.js(?:\.map)?|[\w.-]+\.(?:[cm]?js|[cm]?js\.map|d\.c?ts)))$/;
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
    for (const entry of [
      "index",
      "attendee",
      "cronofy",
      "clients",
      "mailers",
      "inbound",
      "links",
      "emulator",
      "luxon",
      "icaljs",
    ]) {
      const there = ["js", "cjs", "d.ts", "d.cts"].filter((end) => files.includes(`dist/${entry}.${end}`));
      expect(there, entry).toEqual(["js", "cjs", "d.ts", "d.cts"]);
    }
  });

  it("maps every module to its source, and names no machine", () => {
    const dist = join(folder, "node_modules/itip/dist");
    const maps = filesOf(dist).filter(({ file }) => /js\.map$/.test(file));
    const sources = maps.flatMap(({ file }) => {
      const map: { sources: string[]; sourcesContent: (string | null)[] } = JSON.parse(
        readFileSync(join(dist, file), "utf8"),
      );
      return map.sources.map((source, at) => ({ source, content: map.sourcesContent[at] ?? null }));
    });
    const own = sources.filter(({ source }) => !source.includes("node_modules"));
    expect(own.length).toBeGreaterThan(150);
    expect(own.filter(({ content }) => content === null)).toEqual([]);
    expect(sources.filter(({ source }) => source.startsWith("/"))).toEqual([]);
  });

  it.each([
    ["mjs", 'import { parseMessage } from "itip"'],
    ["cjs", 'const { parseMessage } = require("itip")'],
  ])("tells in a stack trace where in the sources it happened: %s", (end, start) => {
    const file = join(folder, `trace.${end}`);
    writeFileSync(
      file,
      `${start}; try { parseMessage("x"); } catch (error) { console.log(JSON.stringify(error.stack)); }`,
    );
    const stack = String(outputOf("--enable-source-maps", file));
    const frames = [...stack.matchAll(/at (?:\w+\.)?([\w$]+) \(.*?(src\/[\w/-]+\.ts):(\d+):/g)];
    expect(frames.map(([, name]) => name)).toEqual(expect.arrayContaining(["scanCalendar", "parseMessage"]));
    // Each line is the one that threw, or called the function of the frame above it.
    const lines = frames.map(
      ([, , source = "", line]) => readFileSync(source, "utf8").split("\n")[Number(line) - 1],
    );
    expect(lines[0]).toMatch(/ItipError\(|throw /);
    for (const [index, [, name]] of frames.entries()) {
      const caller = lines[index + 1];
      if (caller !== undefined) expect(caller).toContain(`${name?.replace(/\$?\d+$/, "")}(`);
    }
  });

  it.each([
    ["mjs", 'import { createInvite } from "itip"'],
    ["cjs", 'const { createInvite } = require("itip")'],
  ])(
    "shows in a trace without maps the functions by their names, and the line that threw: %s",
    (end, start) => {
      const file = join(folder, `uncaught.${end}`);
      writeFileSync(file, `${start};\ncreateInvite({ id: "7" });\n`);
      const { stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
      const [place = "", thrown = ""] = stderr.split("\n");
      expect(place).toMatch(/itip[\\/]dist[\\/][\w-]+\.c?js:\d+$/);
      expect(thrown).toMatch(/\bthrow new [\w.]*ItipError\(|\bthrow \w+\(/);
      expect(thrown.length).toBeLessThanOrEqual(160);
      expect(Math.max(...stderr.split("\n").map((line) => line.length))).toBeLessThanOrEqual(250);
      const frames = [...stderr.matchAll(/^ {4}at (?:new )?(\S+) \(.*[\\/]itip[\\/]dist/gm)].map(
        (frame) => frame[1] ?? "",
      );
      expect(frames.length).toBeGreaterThan(1);
      expect(frames).toContain("createInvite");
      // The bundler numbers what two files of one chunk call alike.
      const unknown = frames.filter(
        (name) => !declared.has(name.replace(/^.*\./, "").replace(/\$?\d+$/, "")),
      );
      expect(unknown).toEqual([]);
    },
  );

  it("is not minified: no line is longer than a table's or a text's, and no comment is left", () => {
    const dist = join(folder, "node_modules/itip/dist");
    for (const { file } of filesOf(dist).filter(({ file }) => /\.[cm]?js$/.test(file))) {
      // What a file takes of another one stands in a line.
      const lines = readFileSync(join(dist, file), "utf8")
        .split("\n")
        .filter((line) => !/require\("\.\//.test(line));
      // An entry has nothing but a list of names.
      if (lines.length < 30) continue;
      const lengths = lines.map((line) => line.length).sort((a, b) => a - b);
      expect(lengths[Math.floor(lengths.length * 0.98)], file).toBeLessThanOrEqual(250);
      expect(
        lines.filter((line) =>
          /^\s*(?:\/\*(?! @__(?:PURE|NO_SIDE_EFFECTS)__)|\/\/(?!# sourceMappingURL))/.test(line),
        ),
      ).toEqual([]);
    }
  });

  it("has no syntax that the compiler of React Native does not take: a static block of a class", () => {
    const dist = join(folder, "node_modules/itip/dist");
    const files = filesOf(dist).filter(({ file }) => /\.[cm]?js$/.test(file));
    expect(files.length).toBeGreaterThan(30);
    const refused = files.filter(({ file }) => /^\s*static \{/m.test(readFileSync(join(dist, file), "utf8")));
    expect(refused.map(({ file }) => file)).toEqual([]);
  });

  it("weighs at most 9 MB installed with its dependencies", () => {
    const bytes = filesOf(join(folder, "node_modules")).reduce((sum, { size }) => sum + size, 0);
    console.info(`installed with dependencies: ${(bytes / 1e6).toFixed(2)} MB`);
    expect(bytes).toBeLessThanOrEqual(9e6);
  });

  it("names what is bundled into it, with its licence and its version", () => {
    const dist = join(folder, "node_modules/itip/dist");
    const bundled = filesOf(dist)
      .filter(({ file }) => file.endsWith(".js.map"))
      .flatMap(({ file }): string[] => JSON.parse(readFileSync(join(dist, file), "utf8")).sources)
      .flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []);
    const packages = [...new Set(bundled)].sort();
    expect(packages).toEqual(["@noble/hashes", "jose", "mimetext"]);
    const notice = readFileSync(join(folder, "node_modules/itip/NOTICE"), "utf8");
    const security = readFileSync(join(folder, "node_modules/itip/SECURITY.md"), "utf8");
    for (const name of packages) {
      const { version } = JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8"));
      expect(notice, name).toContain(`${name}, Copyright`);
      expect(security, name).toContain(`${name} ${version}`);
    }
  });

  it("brings no other package along", () => {
    const packages = readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."));
    expect(packages.sort()).toEqual(["itip"]);
  });
});

describe("The entries", () => {
  it("are clean to publint", async () => {
    const { messages } = await publint({ pkgDir: join(folder, "node_modules/itip"), strict: true });
    // It would have `browser` become conditions of `exports`; ours is for tools that know no `exports`.
    const others = messages.filter(({ code }) => code !== "USE_EXPORTS_OR_IMPORTS_BROWSER");
    expect(others.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  it("are clean to attw, in every way to resolve them", () => {
    const [tarball = ""] = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
    const report: { problems: Record<string, unknown> } = JSON.parse(
      run("npx", ["attw", "--format", "json", join(folder, tarball)], "."),
    );
    expect(report.problems).toEqual({});
  });

  it("say their types first, and that importing them does nothing", () => {
    expect(manifest.sideEffects).toBe(false);
    for (const [name, entry] of Object.entries(manifest.exports)) {
      if (typeof entry === "string") continue;
      // Bundlers take the first, Node the second: CommonJS for both ways to load, but where a peer is imported.
      expect(Object.keys(entry), name).toEqual(["module", "node", "import", "require"]);
      const { module, node, import: imported, require: required } = entry;
      const ways = [module, imported, required, ...("import" in node ? [node.import, node.require] : [node])];
      expect(ways.map((way) => Object.keys(way))).toEqual(ways.map(() => ["types", "default"]));
    }
  });

  it("are found by tools that know no exports too: Parcel and Metro as they come, and TypeScript's node10", () => {
    const { ".": root, "./package.json": _, ...others } = manifest.exports;
    expect([manifest.main, manifest.module]).toEqual([root.require.default, root.module.default]);
    const entries = Object.entries(others);
    expect(manifest.browser).toEqual(
      Object.fromEntries(entries.map(([name, { module }]) => [name, module.default])),
    );
    expect(manifest.typesVersions["*"]).toEqual(
      Object.fromEntries(entries.map(([name, { require }]) => [name.slice(2), [require.types]])),
    );
  });

  it("bundle for a browser within their budgets, dependencies and all", async () => {
    const budgets = [
      ["everything", 'export * from "itip";', 172_200],
      ["what only sends", 'export { createInvite, composeEmail } from "itip";', 67_900],
      ["what only builds a REQUEST", 'export { buildRequest } from "itip";', 37_400],
      ["what only opens mail", 'export { openEmail } from "itip";', 55_500],
      ["itip/attendee", 'export * from "itip/attendee";', 88_300],
      ["itip/cronofy", 'export * from "itip/cronofy";', 63_900],
      ["itip/clients", 'export * from "itip/clients";', 114_000],
      ["itip/mailers", 'export * from "itip/mailers";', 35_400],
      ["itip/inbound", 'export * from "itip/inbound";', 64_800],
    ] as const;
    for (const [what, contents, budget] of budgets) {
      const { outputFiles } = await build({
        stdin: { contents, resolveDir: folder },
        bundle: true,
        splitting: true,
        minify: true,
        format: "esm",
        platform: "browser",
        legalComments: "none",
        outdir: folder,
        write: false,
        logLevel: "error",
      });
      const size = outputFiles.reduce((sum, file) => sum + gzipSync(file.contents, { level: 9 }).length, 0);
      console.info(`${what} bundled, minified, gzipped: ${(size / 1e3).toFixed(1)} KB`);
      expect(size, what).toBeLessThanOrEqual(budget);
    }
  });
});

describe("The start of a process", () => {
  /** The files of the package that Node has loaded once an entry is imported, and a verb of it called: how many, and their kilobytes. */
  function loadedBy(entry: string, call: string): [files: number, kilobytes: number] {
    const script = `import * as entry from "${entry}"; import { createRequire } from "node:module";
      try { await entry.${call}; } catch (error) { if (!${call.endsWith("({})")}) throw error; }
      console.log(JSON.stringify(Object.keys(createRequire(import.meta.url).cache)));`;
    const file = join(folder, "loaded.mjs");
    writeFileSync(file, script);
    const files: string[] = JSON.parse(run(process.execPath, [file], folder));
    const own = files.filter((each) => /[\\/]itip[\\/]dist[\\/]/.test(each));
    return [own.length, own.reduce((sum, each) => sum + statSync(each).size, 0) / 1e3];
  }

  const input = JSON.stringify({ ...review, uid: "review@example.com" });
  const made = `createInvite(${input})`;
  const text = `entry.buildRequest(${input})`;
  const reply = JSON.stringify(
    [
      ...["BEGIN:VCALENDAR", "PRODID:-//Example//Client 1.0//EN", "VERSION:2.0", "METHOD:REPLY"],
      ...["BEGIN:VEVENT", "UID:review@example.com", "SEQUENCE:0", "DTSTAMP:20260502T100000Z"],
      ...["DTSTART:20260507T093000Z", "DTEND:20260507T103000Z", "ORGANIZER:mailto:planner@example.com"],
      ...["ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test", "END:VEVENT", "END:VCALENDAR", ""],
    ].join("\r\n"),
  );
  const mail = `"From: jane@example.test\\r\\nContent-Type: text/calendar; method=REPLY\\r\\n\\r\\n" + ${reply}`;

  // A third of a millisecond is what a file costs, and 30 KB of code.
  it.each([
    ["ItipError", "itip", "ItipError", 2, 16],
    ["a REQUEST", "itip", `buildRequest(${input})`, 4, 130],
    ["an invite", "itip", made, 5, 150],
    ["an invite's email", "itip", `composeEmail(entry.${made}.messages[0])`, 7, 262.5],
    ["a reply", "itip", `readReplies(entry.parseMessage(${reply}))`, 4, 140],
    ["a reply's email", "itip", `openEmail(${mail})`, 7, 235],
    [
      "an answer to a stored invite",
      "itip",
      `receive(entry.parseInvite(JSON.parse(JSON.stringify(entry.${made}.invite))), await entry.openEmail(${mail}))`,
      11,
      430,
    ],
    [
      "an answer of a guest",
      "itip",
      `answer(${text}, { email: "jane@example.test", status: "accepted" })`,
      11,
      385,
    ],
    ["a check", "itip", `checkMessage(${reply})`, 7, 258],
    ["the name of a verb", "itip/attendee", "receiveInvitation", 1, 2],
    ["a refused call", "itip/attendee", "receiveInvitation({})", 7, 235],
    ["a refused call", "itip/cronofy", "readSmartInviteRequest({})", 5, 170],
    ["a refused call", "itip/clients", "createPerson({})", 4, 142],
    ["a refused call", "itip/mailers", "toGmail({})", 6, 187.2],
    ["a refused call", "itip/inbound", "fromRaw({})", 5, 118],
    ["a refused call", "itip/links", "answerPage({})", 5, 140],
    ["a store", "itip/emulator", "memoryStore()", 4, 92],
  ])("reads little for %s, through %s", (what, entry, call, files, kilobytes) => {
    const [count, size] = loadedBy(entry, call);
    console.info(`${what} of ${entry}: ${count} files, ${size.toFixed(0)} KB`);
    expect(count).toBeLessThanOrEqual(files);
    expect(size).toBeLessThanOrEqual(kilobytes);
  });

  it("is the same for import and require: there is one ItipError in a process", () => {
    writeFileSync(
      join(folder, "both.mjs"),
      `import { createRequire } from "node:module"; import { ItipError } from "itip";
      try { createRequire(import.meta.url)("itip/cronofy").readSmartInviteRequest({}); }
      catch (error) { console.log(JSON.stringify(error instanceof ItipError)); }`,
    );
    expect(outputOf("both.mjs")).toBe(true);
  });

  it("has one ItipError also for a test tool that loads modules anew, between an import and the first call", () => {
    writeFileSync(
      join(folder, "anew.cjs"),
      `const { ItipError, createInvite, parseMessage } = require("itip");
      const shown = [createInvite, parseMessage].map((verb) => {
        for (const file of Object.keys(require.cache)) delete require.cache[file];
        try { verb({}); } catch (error) { return error instanceof ItipError; }
      });
      console.log(JSON.stringify(shown));`,
    );
    expect(outputOf("anew.cjs")).toEqual([true, true]);
  });

  it("loads what few events need when one does", () => {
    const seldom = (rule: string) => {
      const event =
        '{ summary: "s", start: "2026-05-07T10:30", end: "2026-05-07T11:30", tzid: "Europe/London" }';
      const input = `{ id: "1", organizer: { email: "o@example.test" }, recipients: [{ email: "j@example.test" }], event: { ...${event}, ${rule} } }`;
      return loadedBy("itip", `buildRequest(${input})`)[0];
    };
    expect(seldom("") + 1).toBe(seldom('recurrence: { rule: "FREQ=DAILY;COUNT=2" }'));
  });

  it("can begin with any file: none is given another one that is half loaded", () => {
    const begin = `const Module = require("node:module"); const { readdirSync } = require("node:fs");
      const dist = __dirname + "/node_modules/itip/dist/", take = Module.prototype.require, half = [];
      let taken = 0;
      Module.prototype.require = function (name) {
        const exported = take.call(this, name);
        taken++;
        if (!require.cache[Module.createRequire(this.filename).resolve(name)].loaded) half.push([this.filename, name]);
        return exported;
      };
      const files = readdirSync(dist).filter((name) => /^(?!luxon\\.|icaljs\\.).*\\.cjs$/.test(name));
      for (const file of files) {
        for (const each of Object.keys(require.cache)) delete require.cache[each];
        take.call(module, dist + file);
      }
      console.log(JSON.stringify({ half, more: taken > files.length }));`;
    writeFileSync(join(folder, "begin.cjs"), begin);
    expect(outputOf("begin.cjs")).toEqual({ half: [], more: true });
  });

  it("gives CommonJS the names and kinds of what the ES modules export", async () => {
    for (const name of Object.keys(manifest.exports).filter((each) => each !== "./package.json")) {
      const file = name === "." ? "index" : name.slice(2);
      const [common, modules]: Record<string, unknown>[] = await Promise.all(
        [`${file}.cjs`, `${file}.js`].map((each) => import(resolve("dist", each))),
      );
      const kinds = (exported: Record<string, unknown> = {}) =>
        Object.keys(exported)
          .filter((each) => !["default", "module.exports"].includes(each))
          .map((each) => `${each}: ${Object.prototype.toString.call(exported[each])}`)
          .sort();
      expect(kinds(common), name).toEqual(kinds(modules));
    }
  });
});

describe("The README's first example, in an empty project", () => {
  const promised = promisedOutput(example);

  it("runs as an ES module", () => {
    writeFileSync(join(folder, "esm.mjs"), `import "./mailbox.mjs";\n${printing}\n${example}\n${telling}`);
    expect(outputOf("esm.mjs")).toEqual(promised);
  });

  it("runs as CommonJS", () => {
    const required = example.replace(/^import (\{.*\}) from ("itip");/, "const $1 = require($2);");
    const code = `import("./mailbox.mjs").then(async () => {\n${printing}\n${required}\n${telling}\n});`;
    writeFileSync(join(folder, "common.cjs"), code);
    expect(outputOf("common.cjs")).toEqual(promised);
  });

  it("runs as TypeScript that was checked strictly, libraries and all, and so does the second", () => {
    const globals = `declare global {
      function send(mail: { envelope: { from: string; to: string[] }; raw: string }): Promise<void>;
      function nextEmail(): Promise<string>;
    }`;
    const second = printedExample("emulator");
    writeFileSync(join(folder, "typed.mts"), `${example}\n${globals}\n`);
    writeFileSync(join(folder, "second.mts"), second);
    const options = ["--strict", "--skipLibCheck", "false", "--target", "es2022", "--outDir", "out"];
    for (const resolution of ["nodenext", "preserve"]) {
      const tsc = join(process.cwd(), "node_modules/typescript/bin/tsc");
      run(process.execPath, [tsc, ...options, "--module", resolution, "typed.mts", "second.mts"], folder);
    }
    for (const [name, expected] of [
      ["typed", promised],
      ["second", promisedOutput(second)],
    ] as const) {
      const compiled = readFileSync(join(folder, `out/${name}.mjs`), "utf8");
      writeFileSync(
        join(folder, `${name}.mjs`),
        `import "./mailbox.mjs";\n${printing}\n${compiled}\n${telling}`,
      );
      expect(outputOf(`${name}.mjs`)).toEqual(expected);
    }
  });

  it("shares one ItipError between the entries, in CommonJS too", () => {
    writeFileSync(
      join(folder, "shared.cjs"),
      `const { ItipError } = require("itip");
      try { require("itip/cronofy").readSmartInviteRequest({}); }
      catch (error) { process.stdout.write(JSON.stringify(error instanceof ItipError)); }`,
    );
    expect(outputOf("shared.cjs")).toBe(true);
  });

  it("has a command line", () => {
    expect(run(join(folder, "node_modules/.bin/itip"), ["--version"], folder).trim()).toBe(manifest.version);
  });
});

describe("The optional peers", () => {
  const time = '{ time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" }';
  const ics = JSON.stringify(
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:7\r\nSUMMARY:Tea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
  );
  const use = `const component = toComponent(${ics});
    const shown = [toDateTime(${time}) instanceof DateTime, toDateTime(${time}).zoneName,
      component instanceof ICAL.Component, fromComponent(component).uid];`;
  const modules = {
    DateTime: "luxon",
    toDateTime: "itip/luxon",
    "toComponent, fromComponent": "itip/icaljs",
  };
  const esm = Object.entries(modules).map(([names, from]) => `import { ${names} } from "${from}";`);
  const common = Object.entries(modules).map(([names, from]) => `const { ${names} } = require("${from}");`);
  const expected = [true, "Europe/London", true, "7"];

  it("are asked for by their entries alone", () => {
    writeFileSync(join(folder, "alone.mjs"), 'import "itip/luxon";');
    const { status, stderr } = spawnSync(process.execPath, [join(folder, "alone.mjs")], { encoding: "utf8" });
    expect([status, stderr]).toEqual([1, expect.stringContaining("Cannot find package 'luxon'")]);
  });

  it("that speak SMTP are asked for by name, where they are not installed", () => {
    const asked = { "--smtp-out": "127.0.0.1:1", "--smtp-in": "0" };
    for (const [option, value] of Object.entries(asked)) {
      const args = [join(folder, "node_modules/.bin/itip"), "serve", "--port", "0", option, value];
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      expect([status, stderr]).toEqual([
        2,
        expect.stringMatching(`${option}: the package [a-z-]+ is missing`),
      ]);
    }
  });

  it("are those that the application has, in ES modules, CommonJS and TypeScript", () => {
    for (const name of ["luxon", "ical.js", "@types/luxon"])
      cpSync(join("node_modules", name), join(folder, "node_modules", name), { recursive: true });
    const [first, second] = [
      [...esm, 'import ICAL from "ical.js";', use, telling].join("\n"),
      [...common, 'const ICAL = require("ical.js");', use, telling].join("\n"),
    ];
    writeFileSync(join(folder, "peers.mjs"), first);
    writeFileSync(join(folder, "peers.cjs"), second);
    expect(outputOf("peers.mjs")).toEqual(expected);
    expect(outputOf("peers.cjs")).toEqual(expected);
    writeFileSync(join(folder, "peers.mts"), [...esm, 'import ICAL from "ical.js";', use].join("\n"));
    const tsc = join(process.cwd(), "node_modules/typescript/bin/tsc");
    const options = ["--strict", "--skipLibCheck", "--noEmit", "--target", "es2022", "--module", "nodenext"];
    expect(run(process.execPath, [tsc, ...options, "peers.mts"], folder)).toBe("");
  });

  it("are given no other answer where a file of this package is gone before it is first needed", () => {
    const calendar = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:7", "DTSTART:20260507T103000Z"];
    const text = JSON.stringify([...calendar, "END:VEVENT", "END:VCALENDAR", ""].join("\r\n"));
    writeFileSync(
      join(folder, "gone.cjs"),
      `const { readdirSync, renameSync } = require("node:fs");
      const dist = __dirname + "/node_modules/itip/dist/";
      const read = () => { try { return "" + toComponent(${text}); } catch { return "refused"; } };
      let toComponent;
      const anew = () => {
        for (const file of Object.keys(require.cache)) delete require.cache[file];
        ({ toComponent } = require("itip/icaljs"));
        return Object.keys(require.cache);
      };
      const seen = new Set();
      for (const file of readdirSync(dist).filter((name) => name.endsWith(".cjs"))) {
        if (anew().includes(dist + file)) continue;
        renameSync(dist + file, dist + file + ".gone");
        seen.add(read());
        renameSync(dist + file + ".gone", dist + file);
      }
      seen.delete("refused");
      console.log(JSON.stringify([...seen].map((each) => each === (anew(), read()))));`,
    );
    expect(outputOf("gone.cjs")).toEqual([true]);
  });
});
