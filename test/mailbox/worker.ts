import { readMailbox } from "example:mailbox";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/**
 * One process of the application: the example of docs/receiving.md over a database that is a file. It dies where it is told to,
 * as a machine does that loses its power.
 */

const { connection, trust, file, dies } = JSON.parse(process.argv[2] ?? "{}");

let step = 0;

/** Counts the moments at which a process can die, and dies at the one that it was told. */
function moment(): void {
  step += 1;
  if (step === dies) process.kill(process.pid, "SIGKILL");
}

await readMailbox(connection, trust, {
  async change(
    uid: string,
    work: (stored: unknown) => { invite: unknown; outbox: { messageId: string; raw: string }[] },
  ) {
    moment();
    const stored = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { invites: {}, outbox: {} };
    if (stored.invites[uid] === undefined) return;
    const { invite, outbox } = work(stored.invites[uid]);
    stored.invites[uid] = invite;
    for (const { messageId, raw } of outbox) stored.outbox[messageId] = raw;
    const text = JSON.stringify(stored);
    writeFileSync(`${file}.new`, text.slice(0, text.length / 2));
    moment();
    writeFileSync(`${file}.new`, text);
    moment();
    renameSync(`${file}.new`, file);
    moment();
  },
});
console.log("done");
