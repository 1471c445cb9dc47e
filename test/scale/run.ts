import { tmpdir } from "node:os";
import type { Service } from "./engine.ts";
import { type FaultLog, faultLog } from "./fault-log.ts";
import { growth } from "./growth/growth.ts";
import { judge } from "./judge.ts";
import { help, type Options, readOptions } from "./options.ts";
import { type Run, runsOf, type Scene } from "./plan.ts";
import { type Reference, referenceOf } from "./reference.ts";
import { type Row, tableOf } from "./table.ts";
import type { World } from "./world.ts";

/**
 * `npm run scale`: whether an application that invites loses anything when it outgrows one process.
 *
 * A world (`world.ts`) is made from a seed: invites, emails that answer them, each delivered one to three times in any order, some
 * damaged, some forged, and an organizer who moves, cancels and revives meanwhile. An engine (a folder beside this file, see
 * `engine.ts`) takes it in with several processes, which are killed meanwhile (`course.ts`). The judge (`judge.ts`) compares what is
 * stored and what was sent with what one process makes of the same emails in order (`reference.ts`).
 */
// A signal ends the engines, too: they listen for the end of this process.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
const options = readOptions(process.argv.slice(2), tmpdir());
if (options.help) console.log(help);
else if (options.growth) await growth("docs/growth.png");
else process.exitCode = (await main(options)) ? 0 : 1;

/** Whether nothing was lost, and nothing doubled. */
async function main(options: Options): Promise<boolean> {
  const { only, brokenSwap, log: file } = options;
  const wanted = ({ name }: Run) => only.length === 0 || only.some((start) => name.startsWith(start));
  const runs = runsOf(options).filter(wanted);
  if (runs.length === 0) throw new Error(`no run has a name that begins with ${only.join(" or ")}`);
  for (const engine of new Set(runs.map(({ engine }) => engine))) engine.install();
  const log = faultLog(file);
  const rows: Row[] = [];
  const made = new Map<Scene, Expected>();
  for (const run of runs) {
    const expected = made.get(run.scene) ?? (await expectedOf(run.scene));
    made.set(run.scene, expected);
    rows.push(await rowOf(run, expected, { log, brokenSwap }));
  }
  console.log(`\n${tableOf(rows)}\n`);
  console.log(`${summaryOf(log)}; each of them with its moment in ${file}`);
  const lost = rows.reduce((sum, row) => sum + row.lost, 0);
  const doubled = rows.reduce((sum, row) => sum + row.doubled, 0);
  const good = lost + doubled === 0;
  console.log(good ? "Nothing was lost, nothing doubled." : `FAILED: ${lost} lost, ${doubled} doubled.`);
  return good;
}

/** A world, and what one process makes of it. */
interface Expected {
  readonly world: World;
  readonly references: ReadonlyMap<string, Reference>;
}

async function expectedOf(scene: Scene): Promise<Expected> {
  console.log(`makes a world: ${scene.name}`);
  const world = scene.world();
  const references = new Map<string, Reference>();
  for (const story of world.stories) references.set(story.created.invite.uid, await referenceOf(story));
  return { world, references };
}

async function rowOf(
  { name, engine, workers, faults: plan }: Run,
  { world, references }: Expected,
  { log, brokenSwap }: { log: FaultLog; brokenSwap: boolean },
): Promise<Row> {
  const mark = log.count;
  log.note("begin", `${name}, workers: ${workers}`);
  const service: Service = await engine.start();
  try {
    const ran = await service.run({ world, workers, faults: plan, brokenSwap, log });
    const { lost, doubled, examples } = judge(references, ran);
    const { deliveries, seconds, retries } = ran;
    const faults = log.count - mark - 1;
    const row: Row = { engine: name, workers, deliveries, seconds, retries, faults, lost, doubled };
    console.log(
      Object.entries(row)
        .map(([figure, value]) => `${figure}: ${value}`)
        .join(", "),
    );
    for (const example of examples) console.log(`  ${example}`);
    return row;
  } finally {
    await service.stop();
  }
}

function summaryOf(log: FaultLog): string {
  const counts = [...log.since(0)].filter(([kind]) => kind !== "begin");
  return `Faults: ${counts.map(([kind, count]) => `${count} × ${kind}`).join(", ") || "none"}`;
}
