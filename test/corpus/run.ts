import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type FileResult, readFileOfCorpus } from "./read-file.ts";
import { filesOf, isCutShort, isPoll } from "./real-clients.ts";

/*
 * npm run corpus
 *
 * Reads every file of the corpus beside the project and prints what became of it. The exit code is 1 where something
 * but an ItipError was thrown, a message does not survive being written, or a real client's message was not read.
 */

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));
if (!existsSync(corpus)) {
  console.log("There is no corpus beside this project: nothing to do.");
  process.exit();
}

interface Row extends FileResult {
  readonly file: string;
}

const rows: Row[] = [];
for (const file of readdirSync(corpus, { recursive: true, encoding: "utf8" }).sort()) {
  const path = join(corpus, file);
  if (!statSync(path).isFile() || /\.(tsv|json)$/.test(file)) continue;
  rows.push({ file, ...(await readFileOfCorpus(readFileSync(path))) });
}

const groups = [...new Set(rows.map(({ file }) => file.split("/")[0] ?? ""))];
for (const group of groups) {
  for (const kind of ["calendar", "email"] as const) {
    const some = rows.filter((row) => row.kind === kind && row.file.startsWith(`${group}/`));
    if (some.length > 0) printGroup(`${group}, ${kind}s`, some);
  }
}

const index = readFileSync(join(corpus, "clients/INDEX.tsv"), "utf8");
const unread = readAll("real-client");
readAll("real-client-PRODID-in-test-source");

const threw = rows.filter(({ outcome }) => outcome === "threw");
const changed = rows.filter(({ roundTrip }) => roundTrip !== undefined);
for (const { file } of threw) console.log(`threw no ItipError: ${file}`);
for (const { file, roundTrip } of changed) console.log(`round trip (${roundTrip}): ${file}`);
process.exitCode = threw.length + changed.length + unread.length > 0 ? 1 : 0;

/** Says how many messages of a provenance were read; those that were cut short, or are no iTIP, are not counted. */
function readAll(provenance: string): readonly Row[] {
  const paths = filesOf(index, provenance);
  const whole = rows.filter(({ file }) => {
    const text = () => readFileSync(join(corpus, file), "latin1");
    return paths.has(file) && !isCutShort(text()) && !isPoll(text());
  });
  const unread = whole.filter(({ outcome }) => outcome !== "read");
  console.log(`\n${provenance}: ${whole.length - unread.length} of ${whole.length} read`);
  console.log(`  of ${paths.size} in the index; the others are cut short or polls`);
  for (const { file, outcome } of unread) console.log(`  ${outcome}: ${file}`);
  return unread;
}

function printGroup(title: string, some: readonly Row[]): void {
  const slowest = some.reduce((a, b) => (a.milliseconds >= b.milliseconds ? a : b));
  const failed = some.filter(({ roundTrip }) => roundTrip !== undefined).length;
  const found = some.flatMap(({ findings }) => [...new Set(findings)]);
  console.log(`\n${title}: ${some.length} files`);
  console.log(`  outcome              ${listed(some.map(({ outcome }) => outcome))}`);
  console.log(`  files with a finding ${listed(found)}`);
  console.log(`  slowest              ${slowest.milliseconds.toFixed(1)} ms, ${slowest.file}`);
  console.log(`  round trip failures  ${failed}`);
}

/** Words with how often they come, the most frequent first. */
function listed(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.length === 0 ? "none" : sorted.map(([word, count]) => `${word} ${count}`).join(", ");
}
