import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import type { GroupFigures } from "./measure.ts";

/** A Markdown table: one row a contestant, with the goals of ours. */
export function formatFigures(groups: readonly GroupFigures[]): string {
  const rows = groups.flatMap(({ name, figures, goals }) =>
    figures.map((figure, index) => [
      index === 0 ? name : "",
      figure.name,
      formatTime(figure.milliseconds),
      index === 0 ? "1" : figure.ratio.toFixed(figure.ratio < 10 ? 2 : 0),
      index === 0 ? goals.map(({ text, reached }) => `${text}: ${reached ? "yes" : "NO"}`).join("; ") : "",
    ]),
  );
  return [["work", "by", "median", "ratio", "goal"], ["---", "---", "---:", "---:", "---"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function formatTime(milliseconds: number): string {
  if (milliseconds >= 1) return `${milliseconds.toPrecision(3)} ms`;
  return `${(milliseconds * 1_000).toPrecision(3)} µs`;
}

/** The packages compared with, as installed. */
export function versionsOf(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const file = `node_modules/${name}/package.json`;
      const { version }: { version: string } = JSON.parse(readFileSync(file, "utf8"));
      return [name, version];
    }),
  );
}

/** One line of `npm run bench -- --json`: what was done, by whom, in how many milliseconds, and how many times as long as ours that is. */
export interface Result {
  readonly work: string;
  readonly by: string;
  readonly median: number;
  readonly unit: "ms";
  readonly ratio: number;
}

/** The whole of `npm run bench -- --json`; its shape stays. */
export interface Report {
  readonly machine: {
    readonly date: string;
    readonly node: string;
    readonly platform: string;
    readonly cpu: string;
    readonly rounds: number;
  };
  readonly versions: Readonly<Record<string, string>>;
  readonly results: readonly Result[];
}

/** The figures of all groups, a line each. */
export function resultsOf(groups: readonly GroupFigures[]): Result[] {
  return groups.flatMap(({ name, figures }) =>
    figures.map(({ name: by, milliseconds, ratio }) => ({
      work: name,
      by,
      median: milliseconds,
      unit: "ms" as const,
      ratio,
    })),
  );
}

/** Where it was measured. */
export function machineOf(rounds: number): Report["machine"] {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`,
    rounds,
  };
}
