import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  currentMessages,
  type Invite,
  type ItipMessage,
  mergeInvites,
  openEmail,
  parseInvite,
  parseMessage,
  receiveAll,
  statusOf,
  updateInvite,
} from "../../src/index.ts";
import { answered, answerOf, invitedTo, now } from "./answered.ts";
import { families, floods } from "./families.ts";
import { medianOf } from "./measure.ts";
import { type Curve, plotOf } from "./plot.ts";
import { replies, replyEmailOf } from "./replies.ts";

/*
 * npm run bench:growth [-- --plot docs/growth.svg]
 *
 * How time grows with guests and with occurrences, in microseconds for each of them: a column that rises is more than linear. Then the
 * memory that is held, and the most that a process takes for each flood.
 */

const { values } = parseArgs({ options: { plot: { type: "string" }, flood: { type: "string" } } });

if (values.flood !== undefined) console.log(await peakOf(values.flood));
else {
  const curves = [
    ...growthBy("guests", guestSizes(), invitesOf),
    ...growthBy("occurrences", [1, 10, 100, 1_000, 10_000], seriesOf),
  ];
  await printMemory();
  if (values.plot !== undefined) writeFileSync(values.plot, plotOf(curves));
}

function guestSizes(): number[] {
  return [10, 100, 1_000, 10_000];
}

/** What is measured, at one size. */
interface Grown {
  readonly before: Invite;
  readonly after: Invite;
  readonly answers: readonly ItipMessage[];
}

function invitesOf(guests: number): Grown {
  const before = invitedTo(guests);
  const answers = Array.from({ length: guests }, (_, at) => parseMessage(answerOf(at)));
  return { before, after: answered(before), answers };
}

/** So many days of a daily series, each answered by one guest; nobody answers more than a hundred. */
function seriesOf(occurrences: number): Grown {
  const before = invitedTo(Math.ceil(occurrences / 100), `FREQ=DAILY;COUNT=${occurrences}`);
  const answers = Array.from({ length: occurrences }, (_, day) => {
    const start = new Date(Date.UTC(2026, 4, 7 + day, 10, 30))
      .toISOString()
      .slice(0, 19)
      .replace(/[-:]/g, "");
    return parseMessage(
      answerOf(Math.floor(day / 100), 0, start).replace(
        "RECURRENCE-ID:",
        "RECURRENCE-ID;TZID=Europe/London:",
      ),
    );
  });
  return { before, after: receiveAll(before, answers, { now }).invite, answers };
}

/** The verbs that look at everybody. A new value for each run: what was worked out once is not to be found again. */
function verbsOf({ before, after, answers }: Grown): Record<string, () => unknown> {
  const text = JSON.stringify(after);
  const fresh = () => parseInvite(JSON.parse(text));
  return {
    receiveAll: () => receiveAll(before, answers, { now }),
    statusOf: () => statusOf(after),
    mergeInvites: () => mergeInvites(before, after),
    currentMessages: () => currentMessages(after, { now }),
    updateInvite: () => updateInvite(after, { event: { summary: "Another" } }, { now }),
    "JSON.parse and parseInvite": fresh,
  };
}

function growthBy(by: string, sizes: readonly number[], make: (size: number) => Grown): Curve[] {
  const measured = sizes.map((size) => {
    process.stderr.write(`${size} ${by}\n`);
    return { size, verbs: verbsOf(make(size)) };
  });
  const names = Object.keys(measured[0]?.verbs ?? {});
  const curves = names.map(
    (verb): Curve => ({
      verb,
      by,
      points: measured.map(({ size, verbs }) => ({
        size,
        each: (timeOf(verbs[verb] ?? (() => undefined)) * 1_000) / size,
      })),
    }),
  );
  console.log(
    `| µs for each of so many ${by} | ${sizes.join(" | ")} |\n| --- | ${sizes.map(() => "---:").join(" | ")} |`,
  );
  for (const { verb, points } of curves)
    console.log(`| ${verb} | ${points.map(({ each }) => each.toPrecision(3)).join(" | ")} |`);
  console.log();
  return curves;
}

/** Milliseconds of the processor for one run: the median of five samples of 20 ms at least. */
function timeOf(run: () => unknown): number {
  let runs = 1;
  for (;;) {
    const time = sampleOf(run, runs);
    if (time >= 20 || runs >= 10_000) break;
    runs = Math.ceil(runs * Math.min(8, 25 / Math.max(time, 0.5)));
  }
  return medianOf(Array.from({ length: 5 }, () => sampleOf(run, runs) / runs));
}

function sampleOf(run: () => unknown, runs: number): number {
  const begun = process.cpuUsage();
  for (let left = runs; left > 0; left--) run();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}

async function printMemory(): Promise<void> {
  console.log("| memory that is held | |\n| --- | ---: |");
  for (const guests of [3, 1_000, 10_000]) {
    const text = JSON.stringify(answered(invitedTo(guests)));
    const bytes = await heldBy(() => parseInvite(JSON.parse(text)), Math.max(2, Math.ceil(3_000 / guests)));
    console.log(
      `| an invite of ${guests} guests, all have answered; ${text.length} characters as JSON | ${shown(bytes)} |`,
    );
  }
  const mail = new TextEncoder().encode(replyEmailOf(replies.google));
  console.log(
    `| an opened email of ${mail.length} octets | ${shown(await heldBy(() => openEmail(mail), 500))} |\n`,
  );
  console.log("| flood | most memory above the input |\n| --- | ---: |");
  for (const { name } of floods) console.log(`| ${name} | ${peakInNewProcess(name)} |`);
}

/** Bytes that one of many values keeps alive. */
async function heldBy(make: () => unknown, count: number): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const kept: unknown[] = [await make()];
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let left = count; left > 0; left--) kept.push(await make());
  collect();
  return (process.memoryUsage().heapUsed - before) / count + 0 * kept.length;
}

function peakInNewProcess(name: string): string {
  const { stdout } = spawnSync(process.execPath, [process.argv[1] ?? "", "--flood", name], {
    encoding: "utf8",
  });
  return shown(Number(stdout));
}

/** By how many bytes the process grew at most, beyond what it had with the input built. */
async function peakOf(name: string): Promise<number> {
  const flood = [...families, ...floods].find((one) => one.name === name);
  const run = flood?.prepare(flood.from);
  const before = process.resourceUsage().maxRSS;
  try {
    await run?.();
  } catch {
    // A flood is refused; what it took until then is asked for.
  }
  return (process.resourceUsage().maxRSS - before) * 1_024;
}

function shown(bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} KB`;
}
