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
  const fenced = readme.split(`<!-- example: ${name} -->\n\`\`\``)[1]?.split("\n```")[0] ?? "";
  return fenced.replace(/^[jt]s\n/, "");
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

/** An invitation to Jane and Omar, and what each of them writes back. */
const meeting = `
import * as itip from "itip";
import { answerAs as play } from "itip/clients";
const { invite: first, messages: invitations } = itip.createInvite({
  id: "budget-2026-q3",
  organizer: { email: "planner@example.com" },
  recipients: [{ email: "jane@example.test" }, { email: "omar@example.test" }],
  event: { summary: "Budget review", start: "2027-06-10T10:00", end: "2027-06-10T11:00", tzid: "Europe/London" },
});
const answerOf = (email, status) => play("google", invitations[0], { email, status }).raw;
`;

/**
 * A database of two tables that knows the README's statements and no others. Another machine takes in Omar's answer between
 * the first reading and the first writing of the row.
 */
export const database = `${meeting}
const invite = new Map([[first.uid, { state: JSON.stringify(first), version: 1 }]]);
const outbox = [];
let lost = 0;
let ahead = async () => {
  const row = invite.get(first.uid);
  const { invite: next } = itip.receive(JSON.parse(row.state), await itip.openEmail(answerOf("omar@example.test", "declined")));
  invite.set(first.uid, { state: JSON.stringify(next), version: row.version + 1 });
};
const statements = {
  "SELECT state, version FROM invite WHERE uid = $1": (uid) =>
    ({ rows: [invite.get(uid)].flatMap((row) => row ?? []).map((row) => ({ ...row })) }),
  "UPDATE invite SET state = $1, version = version + 1 WHERE uid = $2 AND version = $3": (state, uid, version) => {
    const isCurrent = invite.get(uid)?.version === version;
    if (isCurrent) invite.set(uid, { state, version: version + 1 });
    else lost++;
    return { rowCount: isCurrent ? 1 : 0 };
  },
  "INSERT INTO outbox (message) VALUES ($1)": (message) => ({ rowCount: outbox.push({ id: outbox.length + 1, message }) }),
  "SELECT id, message FROM outbox ORDER BY id": () => ({ rows: outbox }),
};
const query = async (sql, values = []) => statements[sql](...values);
const emails = [];
Object.assign(globalThis, {
  db: {
    query,
    transaction: async (work) => {
      await ahead();
      ahead = async () => undefined;
      return work({ query });
    },
  },
  uid: first.uid,
  verdict: "pass",
  nextEmail: async () => answerOf("jane@example.test", "accepted"),
  send: async (email) => emails.push(email),
  afterwards: () => ({ row: invite.get(first.uid), lost, emails }),
});
`;

/** A queue in which Jane's answer comes twice. */
export const queue = `${meeting}
const jane = await itip.openEmail(answerOf("jane@example.test", "accepted"));
Object.assign(globalThis, { invite: first, batch: [jane, jane] });
`;

/** Two regions of which each has heard one of the two. */
export const regions = `${meeting}
const heard = async (...said) => JSON.parse(JSON.stringify(itip.receive(first, await itip.openEmail(answerOf(...said))).invite));
Object.assign(globalThis, {
  here: await heard("jane@example.test", "accepted"),
  there: await heard("omar@example.test", "declined"),
});
`;
