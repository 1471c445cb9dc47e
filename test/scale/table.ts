/** One run, as it is printed. */
export interface Row {
  readonly engine: string;
  readonly workers: number;
  /** Deliveries taken in, repeated and damaged ones among them. */
  readonly deliveries: number;
  readonly seconds: number;
  readonly retries: number;
  readonly faults: number;
  readonly lost: number;
  readonly doubled: number;
}

const headings = [
  ...["engine", "workers", "deliveries", "deliveries a second"],
  ...["retries", "faults injected", "lost", "doubled"],
];

/** The rows as a table in Markdown, columns in line. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(cellsOf);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(headings), rule, ...cells.map(line)].join("\n");
}

function cellsOf({ engine, workers, deliveries, seconds, retries, faults, lost, doubled }: Row): string[] {
  const numbers = [workers, deliveries, deliveries / seconds, retries, faults, lost, doubled];
  return [engine, ...numbers.map((number) => Math.round(number).toLocaleString("en-US"))];
}
