import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { chromiumOptions } from "../support/chromium.ts";
import { installTarball } from "../support/tarball.ts";
import { binary, version } from "./binary.ts";

/** Runs `smoke.js` over the built package, installed from its tarball, in every runtime; all must see and write the same. */

interface Sight {
  seen: string[];
  texts: string[];
}

const here = import.meta.dirname;
const mark = "itip-smoke ";
const shell = (said: string) => `import { smoke, smokeServer } from "./smoke.js"; ${said}`;
const telling = `await smokeServer(); console.log(${JSON.stringify(mark)} + JSON.stringify(await smoke()));`;
const printing = shell(telling);
const workerd = shell(`export default { async test() { ${telling} } };`);
const capnp = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  modules = [(name = "worker", esModule = embed "workerd.bundle.js")], compatibilityDate = "2026-01-01"))]);
`;

const folder = mkdtempSync(join(tmpdir(), "itip-runtimes-"));
try {
  installTarball(folder);
  cpSync(join(here, "smoke.js"), join(folder, "smoke.js"));
  writeFileSync(join(folder, "main.mjs"), printing);
  writeFileSync(join(folder, "workerd.js"), workerd);
  writeFileSync(join(folder, "workerd.capnp"), capnp);
  await bundle("workerd.js");
  const sights: [name: string, sight: Sight][] = [
    [`Node ${process.version}`, spoken(process.execPath, ["main.mjs"])],
    [`Node ${version("node", "--version")}`, spoken(binary("node"), ["main.mjs"])],
    [`Bun ${version("bun", "--version")}`, spoken(binary("bun"), ["main.mjs"])],
    [version("deno", "-V"), spoken(binary("deno"), ["run", "--node-modules-dir=manual", "main.mjs"])],
    [version("workerd", "--version"), spoken(binary("workerd"), ["test", "workerd.capnp"])],
    await browser(),
  ];
  const [, first] = sights[0] ?? fail("no runtime");
  for (const [name, sight] of sights) {
    if (JSON.stringify(sight) !== JSON.stringify(first)) fail(`${name} writes other bytes than Node`);
    console.log(`${name}: ${sight.seen.length} checks passed, the same ${sight.texts.length} texts`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function spoken(command: string, parameters: readonly string[]): Sight {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd: folder, encoding: "utf8" });
  const line = `${stdout}\n${stderr}`.split("\n").find((text) => text.includes(mark));
  if (status !== 0 || line === undefined) return fail(`${command} ends with ${status}\n${stdout}\n${stderr}`);
  return JSON.parse(line.slice(line.indexOf(mark) + mark.length));
}

async function bundle(file: string): Promise<string> {
  const outfile = join(folder, file.replace(/\.js$/, ".bundle.js"));
  await build({
    entryPoints: [join(folder, file)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
  });
  return outfile;
}

/** The page has no origin and no network: what works here needs neither. */
async function browser(): Promise<[name: string, sight: Sight]> {
  mkdirSync(join(folder, "page"), { recursive: true });
  writeFileSync(join(folder, "browser.js"), shell("globalThis.smoke = smoke;"));
  const path = await bundle("browser.js");
  const started = await chromium.launch(chromiumOptions);
  try {
    const page = await started.newPage();
    await page.addScriptTag({ path, type: "module" });
    await page.waitForFunction("globalThis.smoke");
    return [`Chromium ${started.version()}`, await page.evaluate<Sight>("globalThis.smoke()")];
  } finally {
    await started.close();
  }
}

function fail(message: string): never {
  throw new Error(message);
}
