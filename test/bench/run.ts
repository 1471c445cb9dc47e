import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import "./everyday.bench.ts";
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
import { compareResults, formatComparison, readResults } from "./compare.ts";
import { type GroupFigures, measureGroup } from "./measure.ts";
import { formatFigures, machineOf, type Report, resultsOf, versionsOf } from "./report.ts";

/*
 * npm run bench -- [words] [--rounds 15] [--json | --compare OLD.json]
 *
 * --json prints { machine, versions, results: [{ work, by, median, unit, ratio }] }; --compare measures and prints what got slower by more
 * than a tenth since such a report.
 *
 * Measures everything announced in *.bench.ts, in this one process and in turns, and prints medians and ratios. Words
 * choose the groups whose name has one of them. Our own code is bundled first, as users get it: what runs TypeScript
 * directly adds a call to every function made. The cold start is that of `dist`: run `npm run build` first.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "15" },
    json: { type: "boolean", default: false },
    compare: { type: "string" },
  },
});

/** Read first: to measure for minutes and then find no file would be a pity. */
const before = values.compare === undefined ? undefined : readResults(readFileSync(values.compare, "utf8"));
if (values.compare !== undefined && before === undefined) {
  console.error(`${values.compare} must be what npm run bench -- --json printed`);
  process.exit(2);
}

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

const report: Report = {
  machine: machineOf(Number(values.rounds)),
  versions: versionsOf(compared),
  results: resultsOf(measured),
};
if (before !== undefined) console.log(formatComparison(compareResults(before, report.results)));
else if (values.json) console.log(JSON.stringify(report, null, 2));
else {
  const { date, node, platform, rounds } = report.machine;
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  console.log(`${formatFigures(measured)}\n`);
  console.log(`${date}, Node ${node} on ${platform}, processor time, medians of ${rounds} samples;`);
  console.log(`${versions.join(", ")}.`);
}
