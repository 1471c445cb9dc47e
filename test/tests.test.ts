import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";

const files = readdirSync("test", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.[tj]s$/.test(file) && file !== "tests.test.ts")
  .map((file) => ({ file, text: readFileSync(join("test", file), "utf8") }));
const tests = files.filter(({ file }) => file.endsWith(".test.ts"));

/** Rooms of the tests that no folder of the sources stands for, and the tests of the whole. */
const apart = [
  ...["conformance/", "fuzz/", "package/", "scale/"],
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
