import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { announced } from "./bench.ts";
import { type GroupFigures, measureGroup } from "./measure.ts";
import { formatFigures, versionsOf } from "./report.ts";

/*
 * npm run bench -- [words] [--rounds 15] [--json]
 *
 * Measures everything in *.bench.ts, in this one process and in turns, and prints medians and ratios. Words choose the
 * files or groups whose name has one of them. The cold start is that of `dist`: run `npm run build` first.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "15" }, json: { type: "boolean", default: false } },
});

const compared = [
  ...["ical-generator", "timezones-ical-library", "ics", "nodemailer", "ical.js", "node-ical", "ts-ics"],
  ...["mailparser", "postal-mime", "luxon"],
];

const folder = new URL(".", import.meta.url);
for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith(".bench.ts")) continue;
  const before = announced().length;
  await import(new URL(file, folder).href);
  const names = announced().slice(before);
  if (positionals.length === 0) continue;
  if (!positionals.some((word) => file.includes(word) || names.some(({ name }) => name.includes(word)))) {
    for (const group of names) group.contestants.length = 0;
  }
}

const measured: GroupFigures[] = [];
for (const group of announced()) {
  if (group.contestants.length === 0) continue;
  process.stderr.write(`${group.name}\n`);
  measured.push(await measureGroup(group, Number(values.rounds)));
}

const about = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  rounds: Number(values.rounds),
  versions: versionsOf(compared),
};
if (values.json) console.log(JSON.stringify({ ...about, groups: measured }, null, 2));
else {
  const versions = Object.entries(about.versions).map(([name, version]) => `${name} ${version}`);
  console.log(`${formatFigures(measured)}\n`);
  console.log(
    `${about.date}, Node ${about.node} on ${about.platform}, processor time, medians of ${about.rounds} samples;`,
  );
  console.log(`${versions.join(", ")}.`);
}
