import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { binary, version } from "../runtimes/binary.ts";
import { review } from "../support/fixtures/review-event.ts";

/*
 * npm run bench:start
 *
 * What the first REQUEST of a new process costs, in milliseconds of the processor: in this Node and in the newest, without the start of Node
 * itself, and in workerd, without that of a worker that does nothing. The scripts take turns. It reads `dist`: build first.
 */

const rounds = 21;

/** What a script imports: package → the names in it, `p0` and so on in what the script does next. */
interface Script {
  readonly imports: Readonly<Record<string, readonly string[]>>;
  readonly next: string;
}

const others = { "ical.js": ["default"], luxon: ["DateTime"] };
const own = { itip: ["buildRequest"] };
const sending = { itip: ["createInvite", "composeEmail"] };
const asking = 'new Intl.DateTimeFormat("en", { timeZone: "Europe/London" });';
const nothing: Script = { imports: {}, next: "" };
const scripts: Readonly<Record<string, Script>> = {
  "importing ical.js and luxon": { imports: others, next: "" },
  "asking Intl for a zone": { imports: {}, next: asking },
  both: { imports: others, next: asking },
  "importing itip": { imports: own, next: "" },
  "importing itip, to the first invite's email": {
    imports: sending,
    next: `p1(p0(${JSON.stringify(review)}).messages[0]);`,
  },
  "importing itip, to the first REQUEST": { imports: own, next: `p0(${JSON.stringify(review)});` },
};
const bothAt = Object.keys(scripts).indexOf("both");

/** The package of each import, its names and those that they have in the script. */
function namesOf(imports: Script["imports"], as: string): [from: string, names: string][] {
  let count = 0;
  return Object.entries(imports).map(([from, names]) => [
    from,
    names.map((name) => `${name}${as}p${count++}`).join(", "),
  ]);
}

/** Milliseconds that a process of Node spends on a script. */
function inNode(command: string, { imports, next }: Script): number {
  const imported = namesOf(imports, ": ").map(
    ([from, names]) => `const { ${names} } = await import("${from}");`,
  );
  const timed = `const begun = process.cpuUsage(); ${imported.join(" ")} ${next}
    const { user, system } = process.cpuUsage(begun); console.log((user + system) / 1_000);`;
  return Number(execFileSync(command, ["--input-type=module", "--eval", timed], { encoding: "utf8" }));
}

/** Processes of workerd that are timed together: bash tells milliseconds and no less. */
const together = 4;

/** Milliseconds of a whole process of workerd. */
function inWorkerd(config: string): number {
  const each = `for ((i = 0; i < ${together}; i++)); do "$0" test "$1" > /dev/null 2>&1; done`;
  const timed = `{ TIMEFORMAT="%U %S"; time ${each}; } 2>&1`;
  const told = execFileSync("bash", ["-c", timed, binary("workerd"), config], { encoding: "utf8" });
  const [user, system] = told.trim().split(" ");
  return ((Number(user) + Number(system)) * 1_000) / together;
}

/** The configuration of a worker of one script, bundled and minified as `wrangler deploy --minify` does it. */
async function workerOf({ imports, next }: Script, file: string): Promise<string> {
  const imported = namesOf(imports, " as ").map(([from, names]) => `import { ${names} } from "${from}";`);
  const count = Object.values(imports).flat().length;
  const kept = `globalThis.kept = [${Array.from({ length: count }, (_, at) => `p${at}`).join()}];`;
  await build({
    stdin: {
      contents: `${imported.join("\n")}\nexport default { test() { ${kept} ${next} } };`,
      resolveDir: process.cwd(),
    },
    ...{ bundle: true, minify: true, format: "esm", platform: "browser", logLevel: "error", outfile: file },
    conditions: ["workerd", "worker", "browser"],
  });
  const config = file.replace(/js$/, "capnp");
  const worker = `modules = [(name = "worker", esModule = embed "${file.slice(folder.length + 1)}")]`;
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config =
  (services = [(name = "main", worker = (${worker}, compatibilityDate = "2026-01-01"))]);
`,
  );
  return config;
}

/** The median of each work, all of them done in turns. */
function inTurns(works: readonly (() => number)[]): number[] {
  const samples = Array.from({ length: rounds }, () => works.map((work) => work()));
  return works.map((_, at) => {
    const sorted = samples.map((sample) => sample[at] ?? Number.NaN).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? Number.NaN;
  });
}

const folder = mkdtempSync(join(tmpdir(), "itip-start-"));
try {
  const nodes = [process.execPath, binary("node")].map((command) =>
    inTurns(Object.values(scripts).map((script) => () => inNode(command, script))),
  );
  const all = [nothing, ...Object.values(scripts)];
  const workers = await Promise.all(all.map((script, at) => workerOf(script, join(folder, `w${at}.js`))));
  const [idle = 0, ...inWorkers] = inTurns(workers.map((config) => () => inWorkerd(config)));
  const columns = [...nodes, inWorkers.map((time) => time - idle)];
  const ratios = columns.map((times) => (times.at(-1) ?? 0) / (times[bothAt] ?? 1));
  console.log(
    `| ms | Node ${process.version} | Node ${version("node", "--version")} | ${version("workerd", "--version")} |`,
  );
  console.log("| --- | ---: | ---: | ---: |");
  for (const [at, name] of Object.keys(scripts).entries())
    console.log(`| ${name} | ${columns.map((times) => times[at]?.toFixed(1)).join(" | ")} |`);
  console.log(`| of both | ${ratios.map((ratio) => `${ratio.toFixed(2)} ×`).join(" | ")} |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
