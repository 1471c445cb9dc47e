import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { ImapFlow } from "imapflow";
import { answerAs, type Client } from "../../src/clients/index.ts";
import {
  createInvite,
  type Invite,
  type OutgoingMessage,
  openEmail,
  type Status,
  statusOf,
} from "../../src/index.ts";
import { printedExample } from "../support/fixtures/readme.ts";
import { keyRecord, receivedBy, signedBy, type Zone } from "../support/oracle/receiving-server.ts";
import { type Connection, installDovecot, startDovecot } from "./dovecot.ts";

/**
 * A mailbox, for real: mails that mailauth has judged lie in a Dovecot, the example of docs/receiving.md reads them with
 * imapflow, and dies at every step, one after another. What is stored in the end must be what one undisturbed reading gives.
 */

const server = "mx.example.net";
const ours = "192.0.2.1";
const zone: Zone = {
  "mail._domainkey.example.com": keyRecord,
  "example.com": `v=spf1 ip4:${ours} -all`,
  "_dmarc.example.com": "v=DMARC1; p=reject",
};
const people: [name: string, client: Client, status: Exclude<Status, "pending" | "delegated">][] = [
  ["jane", "google", "accepted"],
  ["omar", "outlook", "declined"],
  ["li", "thunderbird", "tentative"],
  ["rosa", "exchange", "accepted"],
  ["ivan", "evolution", "declined"],
];
const emailOf = (name: string) => `${name}@example.com`;

installDovecot();
const folder = mkdtempSync(join(tmpdir(), "itip-mailbox-"));
const dovecot = await startDovecot();
try {
  const { invite, messages } = createInvite(
    {
      id: "board-7",
      organizer: { email: "planner@example.net" },
      recipients: people.map(([name]) => ({ email: emailOf(name) })),
      event: { summary: "Board", start: "2027-06-10T10:00", end: "2027-06-10T11:00", tzid: "Europe/London" },
    },
    { now: new Date("2026-06-01T08:00:00Z") },
  );
  const mails = await mailsOf(invite, messages);
  await fill(dovecot.connection, mails);
  const worker = await bundled();
  const file = join(folder, "database.json");
  writeFileSync(file, JSON.stringify({ invites: { [invite.uid]: invite }, outbox: {} }));
  const deaths = readUntilDone(worker, file, dovecot.connection);
  if (deaths < 4 * mails.length) throw new Error(`only ${deaths} deaths: not every step was one`);
  await judge(file, invite, deaths, mails.length);
} finally {
  await dovecot.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Everybody answers, some changed their minds; Eve declines for all; one mail is there twice, and one is no answer. */
async function mailsOf(invite: Invite, messages: readonly OutgoingMessage[]): Promise<string[]> {
  const mails: string[] = [];
  for (const [name, client, status] of people) {
    const request = messages.find(({ to }) => to.email === emailOf(name));
    if (request === undefined) throw new Error(`${name} was not invited`);
    const answered = (as: typeof status, hour: number) =>
      answerAs(
        client,
        request,
        { email: emailOf(name), status: as },
        { now: new Date(`2026-06-01T${hour}:00:00Z`) },
      ).raw;
    mails.push(await delivered(answered("tentative", 10), emailOf(name), true));
    mails.push(await delivered(answered(status, 11), emailOf(name), true));
    mails.push(
      await delivered(answered(status === "declined" ? "accepted" : "declined", 12), emailOf(name), false),
    );
  }
  const letter = `From: jane@example.com\r\nTo: planner@example.net\r\nDate: Mon, 01 Jun 2026 12:00:00 +0000\r\nSubject: Board\r\n\r\nWhich room?\r\n`;
  mails.push(mails[1] ?? "", await delivered(letter, emailOf("jane"), true));
  if (
    (await Promise.all(mails.map((raw) => openEmail(raw)))).some(({ uids }) =>
      uids.some((uid) => uid !== invite.uid),
    )
  )
    throw new Error("a mail is about something else");
  // Not in the order in which they were written.
  return mails.map((_, at) => mails[(at * 7) % mails.length] ?? "");
}

/** As the mail server of the planner puts it into the mailbox: judged by mailauth, which writes its results on top. */
async function delivered(raw: string, sender: string, honest: boolean): Promise<string> {
  const { raw: judged, results } = honest
    ? await receivedBy(server, zone, await signedBy(["example.com"], raw), {
        ip: ours,
        helo: "mail.example.com",
        sender,
      })
    : await receivedBy(server, zone, raw, { ip: "203.0.113.66", helo: "pc.evil.test", sender });
  const found = results.dmarc !== false && results.dmarc.status.result;
  if (found !== (honest ? "pass" : "fail")) throw new Error(`mailauth found dmarc=${found} for ${sender}`);
  return judged;
}

async function fill(connection: Connection, mails: readonly string[]): Promise<void> {
  const client = new ImapFlow(connection);
  await client.connect();
  for (const raw of mails) await client.append("INBOX", Buffer.from(raw));
  await client.logout();
}

/** The worker with the example as it is printed, over the sources. */
async function bundled(): Promise<string> {
  const outfile = join(folder, "worker.mjs");
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "src/example.ts"), printedExample("mailbox"));
  await build({
    ...{ entryPoints: ["test/mailbox/worker.ts"], outfile, bundle: true, format: "esm", platform: "node" },
    external: ["imapflow", "postal-mime", "mimetext", "@noble/hashes", "jose"],
    alias: {
      "example:mailbox": join(folder, "src/example.ts"),
      itip: resolve("src/index.ts"),
      "itip/inbound": resolve("src/inbound/index.ts"),
    },
    logLevel: "error",
  });
  return outfile;
}

/** Starts the worker until it comes to an end by itself; each dies one step later than the one before it. */
function readUntilDone(worker: string, file: string, connection: Connection): number {
  for (let deaths = 0; deaths < 1_000; deaths += 1) {
    // Each start begins with what is unread: the first moments of a mail, then those of the next.
    const dies = 1 + (deaths % 5);
    const order = JSON.stringify({
      connection,
      trust: { servers: [server] },
      file,
      dies: deaths % 5 === 4 ? 7 : dies,
    });
    const { signal, stdout, stderr, status } = spawnSync(process.execPath, [worker, order], {
      encoding: "utf8",
    });
    if (status === 0 && stdout.includes("done")) return deaths;
    if (signal !== "SIGKILL") throw new Error(`the worker ended with ${status}: ${stderr}`);
  }
  throw new Error("the worker comes to no end");
}

async function judge(file: string, invite: Invite, deaths: number, count: number): Promise<void> {
  const stored: { invites: Record<string, Invite>; outbox: Record<string, string> } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  const { recipients } = statusOf(stored.invites[invite.uid] ?? invite);
  const wrong = people.filter(
    ([name, , status]) => recipients.find(({ email }) => email === emailOf(name))?.status !== status,
  );
  if (wrong.length > 0) throw new Error(`not as they answered: ${JSON.stringify(recipients)}`);
  if (Object.keys(stored.outbox).length > 0) throw new Error("an answer made a message");
  const client = new ImapFlow(dovecot.connection);
  await client.connect();
  const inbox = await client.status("INBOX", { messages: true, unseen: true });
  await client.logout();
  const { messages, unseen } = inbox === false ? {} : inbox;
  if (messages !== count || unseen !== 0)
    throw new Error(`${unseen} of ${messages} mails are unread, of ${count}`);
  console.log(`${count} mails, ${deaths} deaths: nobody's answer was lost, and none counted twice`);
}
