import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";

const files = readdirSync("test", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.[tj]s$/.test(file) && file !== "tests.test.ts")
  .map((file) => ({ file, text: readFileSync(join("test", file), "utf8") }));
const tests = files.filter(({ file }) => file.endsWith(".test.ts"));

/** Rooms of the tests that no folder of the sources stands for, and the tests of the whole. */
const apart = [
  ...["build/", "conformance/", "fuzz/", "package/", "scale/"],
  ...[
    "architecture.test.ts",
    "journey.test.ts",
    "readme.test.ts",
    "smart-invites-guide.test.ts",
    "docs.test.ts",
    "docstrings.test.ts",
  ],
];

it("finds the test of a file by its path: test/time/point.test.ts, or point.laws.test.ts, is about src/time/point.ts", () => {
  const lost = tests.filter(({ file }) => {
    if (apart.some((name) => file.startsWith(name))) return false;
    const [about = ""] = basename(file).split(".");
    const source = join("src", dirname(file), about);
    // Of a whole room: test/timezone/timezone.host.test.ts.
    return (
      ![source, `${source}.ts`, `${source}.table.ts`].some(existsSync) && about !== basename(dirname(file))
    );
  });
  expect(lost.map(({ file }) => file)).toEqual([]);
});

it("asks laws as often as the occasion allows: numRuns is what runs() says", () => {
  const greedy = tests.filter(({ text }) => /\bnumRuns: (?!runs\()/.test(text));
  expect(greedy.map(({ file }) => file)).toEqual([]);
});

it("draws from fast-check's lists of all characters in the deep run alone: support/arbitrary/letters has the others", () => {
  const listed = files
    .filter(({ file }) => file !== join("support", "arbitrary", "letters.ts"))
    .filter(({ text }) => /\bunit: "(?:binary|grapheme)|\bfc\.web(?:Url|Query|Path|Frag)/.test(text));
  expect(listed.map(({ file }) => file)).toEqual([]);
});

it("prints the seed of what a law has found, which gives the same case again", () => {
  const { seed = Number.NaN } = fc.readConfigureGlobal();
  const found = (options: fc.Parameters<[number]> = {}) =>
    fc.check(
      fc.property(fc.nat(), (number) => number < 1_000),
      options,
    );
  expect(found()).toMatchObject({ failed: true, seed, counterexample: found({ seed }).counterexample });
  expect(() => fc.assert(fc.property(fc.nat(), () => false))).toThrow(`seed: ${seed}`);
  // Any project of vitest.config.ts sets it for every file, and no file sets another or draws without one.
  expect(readFileSync("vitest.config.ts", "utf8")).toContain('runner: "test/support/runner.ts"');
  const unseeded = tests.filter(({ text }) =>
    /\bnumRuns: [^}]*\bseed\b|\bseed: \d[^}]*\bnumRuns\b|\bfc\.(?:sample|check|statistics|configureGlobal|resetConfigureGlobal)\(|Math\.random|randomUUID|randomBytes/.test(
      text,
    ),
  );
  expect(unseeded.map(({ file }) => file)).toEqual([]);
});

it("leaves loaded what the tests of other files have loaded: support/fresh loads something of its own", () => {
  const unloading = tests.filter(({ text }) => /\bvi\.(?:resetModules|doMock|mock)\(/.test(text));
  expect(unloading.map(({ file }) => file)).toEqual([]);
});

/** Commands that tell how long something took. */
const timing = ["bench/", "corpus/", "fuzz/worker.ts", "mutation/runner.js", "runtimes/", "scale/"];

it("measures no time: what is slow on a busy machine is right there too, so bounds are counted (support/work)", () => {
  const clocks =
    /\bperformance\.(?:now|mark|measure)\b|\bcpuUsage\b|\bhrtime\b|\bDate\.now\b|\bconsole\.time/;
  const timed = files
    .filter(({ file }) => !timing.some((name) => file.startsWith(name)))
    .filter(({ text }) => clocks.test(text));
  expect(timed.map(({ file }) => file)).toEqual([]);
});

it("gives no test a time to be done by, but for the one that ends what hangs", () => {
  const hurried = tests.filter(({ text }) =>
    /\btimeout: [\d_]+|^\s*\}, [\d_]+\);$|\bsetConfig\(/m.test(text),
  );
  expect(hurried.map(({ file }) => file)).toEqual([]);
});
