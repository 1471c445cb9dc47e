import type { Result } from "./report.ts";

/** A line that takes longer than it did. */
interface Slower {
  readonly work: string;
  readonly by: string;
  readonly before: number;
  readonly now: number;
  /** How many times as long, once the machine's own change is taken off. */
  readonly times: number;
}

/** What two reports come to. */
interface Comparison {
  /** How many times as long the same work of other packages takes now: what the machine has become slower by. */
  readonly machine: number;
  readonly slower: readonly Slower[];
  /** Lines of the old report that there are no more, or that were not measured now. */
  readonly missing: readonly string[];
}

/** What is slower by more than this is told. */
const mostTimes = 1.1;

/**
 * What of ours got slower by more than a tenth. A busy machine makes everything slow: by how much, the other packages tell, whose code
 * is the same in both reports; with none of them in common the machine is taken to be the same.
 */
export function compareResults(before: readonly Result[], now: readonly Result[]): Comparison {
  const old = new Map(before.map((result) => [keyOf(result), result]));
  const pairs = now.flatMap((result) => {
    const former = old.get(keyOf(result));
    return former === undefined || former.median <= 0
      ? []
      : [{ former, result, times: result.median / former.median }];
  });
  const machine = middleOf(pairs.filter(({ result }) => !isOurs(result)).map(({ times }) => times)) ?? 1;
  const slower = pairs
    .filter(({ result, times }) => isOurs(result) && times / machine > mostTimes)
    .map(({ former, result, times }) => ({
      ...{ work: result.work, by: result.by, before: former.median, now: result.median },
      times: times / machine,
    }))
    .sort((a, b) => b.times - a.times);
  const measured = new Set(now.map(keyOf));
  return { machine, slower, missing: [...old.keys()].filter((key) => !measured.has(key)) };
}

function keyOf({ work, by }: Result): string {
  return `${work}: ${by}`;
}

/** The names of the contestants that are other people's code. */
const others = /ical|ics|mailparser|MailComposer|postal-mime|luxon|JSON\.parse|SHA-256/;

function isOurs({ by }: Result): boolean {
  return /^(?:.*: )?itip/.test(by) || !others.test(by);
}

function middleOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The report of another run, as far as it is one. */
export function readResults(text: string): Result[] | undefined {
  try {
    const { results }: { results?: unknown } = JSON.parse(text) ?? {};
    return Array.isArray(results) && results.every(isResult) ? results : undefined;
  } catch {
    return undefined;
  }
}

function isResult(value: unknown): value is Result {
  if (typeof value !== "object" || value === null) return false;
  const { work, by, median, unit }: { work?: unknown; by?: unknown; median?: unknown; unit?: unknown } =
    value;
  return typeof work === "string" && typeof by === "string" && typeof median === "number" && unit === "ms";
}

/** The comparison as lines to read. */
export function formatComparison({ machine, slower, missing }: Comparison): string {
  const lines = slower.map(
    ({ work, by, before, now, times }) =>
      `| ${work} | ${by} | ${before.toPrecision(3)} ms | ${now.toPrecision(3)} ms | ${times.toFixed(2)} |`,
  );
  const table = ["| slower | by | before | now | times |", "| --- | --- | ---: | ---: | ---: |", ...lines];
  return [
    `The other packages take ${machine.toFixed(2)} times as long as they did: that much is the machine.`,
    slower.length === 0 ? "Nothing of ours got slower by more than a tenth." : table.join("\n"),
    ...(missing.length === 0 ? [] : [`Not measured now: ${missing.join("; ")}.`]),
  ].join("\n\n");
}
