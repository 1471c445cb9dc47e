import { writeFileSync } from "node:fs";
import type { Database } from "../postgresql/database.ts";
import { installPostgresql, startPostgresql } from "../postgresql/server.ts";
import { withDatabase } from "../postgresql/session.ts";
import { accepted, changesOfMind, copyOf, invitation } from "./crowd.ts";
import { type Form, forms } from "./form.ts";
import { type Cost, costOf } from "./measure.ts";
import { type Line, plotOf } from "./plot.ts";
import { pngOf } from "./png.ts";
import { talkativeGuest } from "./talkative.ts";

/** A form at several sizes. */
interface Series {
  readonly form: string;
  readonly points: readonly (Cost & { readonly size: number })[];
}

const sizes = { guests: [1, 10, 100, 1_000, 10_000], invites: [1_000, 10_000, 100_000, 1_000_000] };
const few = 4;

/** What an answer costs and what is stored, by the number of guests of an invite and by the number of invites; and a picture of it. */
export async function growth(picture: string): Promise<void> {
  installPostgresql();
  const server = await startPostgresql();
  try {
    const byGuests = await withDatabase(server.connection, (db) =>
      seriesOf(sizes.guests, (form, size) => withGuests(db, form, size)),
    );
    print("guests", byGuests);
    const byInvites = await withDatabase(server.connection, (db) =>
      seriesOf(sizes.invites, (form, size) => withInvites(db, form, size)),
    );
    print("invites", byInvites);
    await withDatabase(server.connection, printCompressed);
    await printTalkative();
    writeFileSync(picture, await pngOf(plotOf(panels(byGuests, byInvites))));
    console.log(`The picture: ${picture}`);
  } finally {
    await server.remove();
  }
}

async function seriesOf(
  sizes: readonly number[],
  cost: (form: Form, size: number) => Promise<Cost>,
): Promise<Series[]> {
  const all: Series[] = [];
  for (const form of forms) {
    const points: (Cost & { size: number })[] = [];
    for (const size of sizes) points.push({ size, ...(await cost(form, size)) });
    all.push({ form: form.name, points });
  }
  return all;
}

/** One invite, to which all guests have answered; then some change their minds. */
async function withGuests(db: Database, form: Form, guests: number): Promise<Cost> {
  const made = invitation(guests);
  // Ten thousand guests in one row take minutes for more than a few answers.
  const count = form.kind === "whole" && guests >= 10_000 ? 40 : 200;
  const answers = changesOfMind(count, () => made);
  return costOf(db, form, { invite: await accepted(made), answers, copies: 1 });
}

/** Many invites of a few guests each, who have all answered; then some change their minds, each another one. */
async function withInvites(db: Database, form: Form, copies: number): Promise<Cost> {
  const made = invitation(few);
  const { uid } = made.invite;
  const answers = changesOfMind(300, (k) => invitation(few, copyOf(uid, k, copies)));
  return costOf(db, form, { invite: await accepted(made), answers, copies });
}

function print(what: string, all: readonly Series[]): void {
  console.log(
    `\n| form | ${what} | answers a second | processor time for an answer | log written for an answer | state stored | on disk |`,
  );
  console.log("|------|------:|------:|------:|------:|------:|------:|");
  for (const { form, points } of all) {
    for (const { size, answersASecond, processor, logged, stored, onDisk } of points) {
      const cells = [
        count(size),
        count(answersASecond),
        milliseconds(processor),
        octets(logged),
        octets(stored),
        octets(onDisk),
      ];
      console.log(`| ${[form, ...cells].join(" | ")} |`);
    }
  }
}

/** Where each answer is about another invite, most of the log is whole pages, as they were before their first change after a checkpoint. */
async function printCompressed(db: Database): Promise<void> {
  await db.query("SET wal_compression = on");
  for (const form of forms) {
    const { logged } = await withInvites(db, form, 10_000);
    console.log(`\n${form.name}, 10,000 invites, wal_compression: ${octets(logged)} of log for an answer`);
  }
}

async function printTalkative(): Promise<void> {
  console.log("\n| occurrences that one guest has answered with 10,000 characters each | mail | state |");
  console.log("|------:|------:|------:|");
  for (const { answers, sent, stored } of await talkativeGuest([1, 10, 100, 1_000, 3_000]))
    console.log(`| ${count(answers)} | ${octets(sent)} | ${octets(stored)} |`);
}

/** What the picture shows. */
function panels(byGuests: readonly Series[], byInvites: readonly Series[]) {
  const lines = (all: readonly Series[], value: (cost: Cost) => number): Line[] =>
    all.map(({ form, points }) => ({
      name: form,
      points: points.map((point): [number, number] => [point.size, value(point)]),
    }));
  return [
    {
      ...{
        title: "Processor time for one answer, by guests of one invite",
        across: "guests",
        up: milliseconds,
      },
      lines: lines(byGuests, ({ processor }) => processor),
    },
    {
      ...{ title: "Log written for one answer, by guests of one invite", across: "guests", up: octets },
      lines: lines(byGuests, ({ logged }) => logged),
    },
    {
      ...{
        title: "Processor time for one answer, by invites of four guests",
        across: "invites",
        up: milliseconds,
      },
      lines: lines(byInvites, ({ processor }) => processor),
    },
    {
      ...{ title: "Stored, by invites of four guests", across: "invites", up: octets },
      lines: lines(byInvites, ({ onDisk }) => onDisk),
    },
  ];
}

function count(number: number): string {
  return Math.round(number).toLocaleString("en-US");
}

function milliseconds(time: number): string {
  return `${time < 10 ? Number(time.toFixed(1)) : count(time)} ms`;
}

function octets(number: number): string {
  const power = number < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(number) / 3));
  const value = number / 1_000 ** power;
  return `${value < 10 && power > 0 ? Number(value.toFixed(1)) : Math.round(value)} ${["B", "KB", "MB", "GB"][power]}`;
}
