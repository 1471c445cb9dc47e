import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

/** The README as it is printed. */
export const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
export function printedTable(name: string): string[] {
  const found = readme.split(`<!-- ${name} -->\n`)[1]?.split(`\n<!-- /${name} -->`)[0];
  return found === undefined ? [] : found.split("\n");
}

/** The code of an example, letter by letter. */
export function printedExample(name: string): string {
  return readme.split(`<!-- example: ${name} -->\n\`\`\`js\n`)[1]?.split("\n```")[0] ?? "";
}

/** The values that an example's comments promise: behind each `console.log(…);`, or on the line after. */
export function promisedOutput(code: string): unknown[] {
  const found = code.matchAll(/console\.log\(.*\);(?:[ \t]*|\n)\/\/ (.+)$/gm);
  return Array.from(found, ([, value = ""]) => structuredClone(runInNewContext(`(${value})`)));
}

/**
 * What an example takes for granted, as text to stand before it: `send` keeps the emails, and `nextEmail` is Jane's answer to
 * the last of them.
 */
export const mailbox = `
import { openEmail as open } from "itip";
import { answerAs as play } from "itip/clients";
const sent = [];
globalThis.send = async ({ raw }) => { sent.push(raw); };
globalThis.nextEmail = async () =>
  play("google", await open(sent.at(-1)), { email: "jane@example.test", name: "Jane", status: "accepted", comment: "See you there" }).raw;
`;
