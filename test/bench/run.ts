import { parseArgs } from "node:util";
import "./build.bench.ts";
import "./compose.bench.ts";
import "./read.bench.ts";
import "./open.bench.ts";
import "./inbound.bench.ts";
import "./emulator.bench.ts";
import "./receive.bench.ts";
import "./cold-start.bench.ts";
import "./email.bench.ts";
import "./icalendar.bench.ts";
import "./time.bench.ts";
import { announced } from "./bench.ts";
import { type GroupFigures, measureGroup } from "./measure.ts";
import { formatFigures, versionsOf } from "./report.ts";

/*
 * npm run bench -- [words] [--rounds 15] [--json]
 *
 * Measures everything announced in *.bench.ts, in this one process and in turns, and prints medians and ratios. Words
 * choose the groups whose name has one of them. Our own code is bundled first, as users get it: what runs TypeScript
 * directly adds a call to every function made. The cold start is that of `dist`: run `npm run build` first.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "15" }, json: { type: "boolean", default: false } },
});

const compared = [
  ...["ical-generator", "timezones-ical-library", "ics", "nodemailer", "ical.js", "node-ical", "ts-ics"],
  ...["mailparser", "postal-mime", "luxon"],
];

const wanted = announced().filter(
  ({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);

const measured: GroupFigures[] = [];
for (const group of wanted) {
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
