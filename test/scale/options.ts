import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface Options {
  readonly long: boolean;
  readonly brokenSwap: boolean;
  /** Measures how cost and storage grow, in place of the runs. */
  readonly growth: boolean;
  readonly help: boolean;
  /** Only engines and parts whose names begin with one of these; all, when empty. */
  readonly only: readonly string[];
  readonly seed: number;
  readonly log: string;
  /** In place of the number that belongs to the form, with five emails to each. */
  readonly invites?: number;
}

export const help = `npm run scale -- [options]

Runs an application that invites on engines that exist, on this machine, and kills its processes meanwhile. After each run the state of
every invite must be what one process makes of the same emails in order, and every message must have been sent, as one mail. Installs
what it needs (apt). Prints a table with one row a run; ends with 1 if anything was lost or doubled.

  --long          the whole: 20,000 invites, 100,000 emails, 200 processes killed; about half an hour
  --only NAME     only the runs whose name begins so, e.g. --only "PostgreSQL"; may be repeated
  --broken-swap   breaks the compare-and-swap on purpose: the run has to fail, with answers lost
  --growth        in place of the runs: answers a second and octets stored by guests and by invites, up to 10,000 and 1,000,000, on
                  PostgreSQL; draws docs/growth.png with Chromium; about ten minutes
  --invites NUMBER  another size, with five emails to each; the rest as in the form that is run
  --seed NUMBER   another world, and other moments for the faults (default 1)
  --log FILE      where each fault is written down (default: scale-faults.log in the folder for temporary files)
  --help          this text
`;

/** Reads the command line; throws what `parseArgs` throws for what it does not know. */
export function readOptions(args: string[], temporary: string): Options {
  const { values } = parseArgs({
    args,
    options: {
      long: { type: "boolean", default: false },
      "broken-swap": { type: "boolean", default: false },
      growth: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      seed: { type: "string", default: "1" },
      invites: { type: "string" },
      log: { type: "string", default: `${temporary}/scale-faults.log` },
    },
  });
  const seed = wholeNumber("seed", values.seed);
  const size = values.invites === undefined ? {} : { invites: wholeNumber("invites", values.invites) };
  const { long, growth, help: wanted, only, log } = values;
  return { long, growth, brokenSwap: values["broken-swap"], help: wanted, only, seed, log, ...size };
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`--${name} must be a whole number, got ${text}`);
  return number;
}
