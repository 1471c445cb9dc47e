import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Client, clientCapabilities } from "../../src/clients/index.ts";
import { comparison, type Difference } from "./compare-answer.ts";
import { invitations } from "./compare-invitations.ts";

/*
 * npm run dialects -- write FOLDER     writes invitations, to be answered by real programs
 * npm run dialects -- FOLDER           holds what the programs wrote against what answerAs writes
 *
 * FOLDER has a folder for each program, named as answerAs names it, with one file for each answer: `series.decline.eml`
 * answers the invitation `series`; `.ics` is the calendar text alone, where no more than that could be had. Who answers,
 * what, and when, is read out of the file. The exit code is 1 where a line differs.
 */

const [first = "", second] = process.argv.slice(2);
if (first === "write" && second !== undefined) write(second);
else if (first !== "") process.exitCode = (await compare(first)) > 0 ? 1 : 0;
else console.log("usage: npm run dialects -- write FOLDER, then npm run dialects -- FOLDER");

function write(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, raw, ics } of invitations()) {
    writeFileSync(join(folder, `${name}.eml`), raw);
    writeFileSync(join(folder, `${name}.ics`), ics);
  }
}

/** Prints each answer with its differences, and says how many lines differ in all. */
async function compare(folder: string): Promise<number> {
  let differing = 0;
  for (const client of readdirSync(folder).filter(isClient).sort()) {
    for (const file of readdirSync(join(folder, client)).sort()) {
      const difference = await differenceOf(folder, client, file);
      print(`${client} ${file}`, difference);
      differing += difference.lines.length;
    }
  }
  return differing;
}

function isClient(name: string): name is Client {
  return Object.hasOwn(clientCapabilities, name);
}

async function differenceOf(folder: string, client: Client, file: string): Promise<Difference> {
  const name = basename(file).split(".", 1)[0] ?? "";
  const request = readFileSync(join(folder, `${name}.eml`), "utf8");
  return comparison(client, request, readFileSync(join(folder, client, file), "utf8"));
}

/** `-`: the program alone has it; `+`: answerAs alone. */
function print(title: string, { lines, equal }: Difference): void {
  console.log(`${title}: ${equal} lines equal, ${lines.length} differ`);
  for (const line of lines) console.log(`  ${line}`);
}
