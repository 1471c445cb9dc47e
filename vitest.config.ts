import { spawnSync } from "node:child_process";
import { defineConfig } from "vitest/config";

/** What needs `npm run build` first, and a browser or npm. */
const built = ["test/package/**/*.test.ts", "test/inspector/page.test.ts", "test/cli/serve/page.test.ts"];

/** Sweeps and floods that `npm test` has no time for, see test/support/runs.ts. */
const deep = ["test/**/*.deep.test.ts"];

const include = ["test/**/*.test.ts"];
const elsewhere = [...built, "**/node_modules/**"];

/**
 * V8 takes thirty times as many steps before it compiles a function to fast machine code: in a short run, of much code that is
 * called a few times, a third of all the processor's time was spent on code that was hardly used then. Newer versions of Node
 * have no such switch.
 */
const patience = ["--interrupt-budget=2000000"].filter(
  (option) => spawnSync(process.execPath, [option, "--version"]).status === 0,
);

/**
 * Most of what a test makes is garbage at once: more room for it, and it is looked through less often. By one thread, since every
 * processor has a worker of its own: threads that help each other have to agree.
 */
const garbage = ["--max-semi-space-size=64", "--single-threaded-gc"];

/** Not every version of Node reads TypeScript. */
const types = ["--import", new URL("test/support/typescript.js", import.meta.url).href];

/** `vitest` without `run` stays, and runs again what a change concerns. */
const watches = process.argv.includes("run") ? {} : { ITIP_WATCHES: "1" };

export default defineConfig({
  test: {
    env: watches,
    // A file finds loaded what the files before it have loaded: to load all again for each takes half of the time.
    isolate: false,
    maxWorkers: "100%",
    // Node loads the sources itself: Vite's own loader takes four times as long, and has each process ask for every file.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    execArgv: [...garbage, ...types],
    // Not files of set-up, which are loaded anew for each file of tests.
    runner: "test/support/runner.ts",
    // No test is about time: this ends only what would never come back, on the slowest and busiest of machines too.
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include,
          exclude: [...elsewhere, ...deep],
          execArgv: [...garbage, ...types, ...patience],
        },
      },
      {
        extends: true,
        test: { name: "deep", include, exclude: elsewhere, env: { ...watches, ITIP_DEEP: "1" } },
      },
      { extends: true, test: { name: "built", include: built } },
    ],
  },
});
