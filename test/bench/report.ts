import { readFileSync } from "node:fs";
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
