import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { review } from "../support/fixtures/review-event.ts";
import { benchElsewhere, describe, goal } from "./bench.ts";

/** Milliseconds of the processor that a new process spends on a script, without the start of Node itself. */
function inNewProcess(script: string): number {
  const timed = `const begun = process.cpuUsage(); ${script};
    const { user, system } = process.cpuUsage(begun); console.log((user + system) / 1_000);`;
  return Number(
    execFileSync(process.execPath, ["--input-type=module", "--eval", timed], { encoding: "utf8" }),
  );
}

if (existsSync("dist/index.cjs")) {
  describe("cold start: import to the first REQUEST", () => {
    benchElsewhere("itip", () =>
      inNewProcess(`const { buildRequest } = await import("itip"); buildRequest(${JSON.stringify(review)})`),
    );
    benchElsewhere("importing ical.js and luxon", () =>
      inNewProcess(`await import("ical.js"); await import("luxon")`),
    );
    // Which every program pays that asks for a zone, by the first use of Intl in a process.
    benchElsewhere("importing ical.js and luxon, and asking for a zone", () =>
      inNewProcess(
        `await import("ical.js"); await import("luxon"); new Intl.DateTimeFormat("en", { timeZone: "Europe/London" })`,
      ),
    );
    benchElsewhere("importing itip", () => inNewProcess(`await import("itip")`));
    goal({ kind: "times", than: "importing ical.js and luxon, and asking for a zone", times: 1 / 0.9 });
  });
}
