import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ImapFlow } from "imapflow";
import { freePort } from "../support/free-port.ts";
import { installPackage } from "../support/install.ts";

/** How to reach a mailbox, as ImapFlow takes it. */
export interface Connection {
  host: string;
  port: number;
  secure: false;
  auth: { user: string; pass: string };
  logger: false;
}

interface Dovecot {
  readonly connection: Connection;
  stop(): Promise<void>;
}

const program = "/usr/sbin/dovecot";

/** Debian's Dovecot, where it is not there yet. */
export function installDovecot(): void {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
  } catch {
    installPackage("dovecot-imapd");
  }
}

/** A Dovecot of our own on the loopback interface, with one mailbox that nothing else knows. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), "itip-dovecot-"));
  const port = await freePort();
  const root = process.getuid?.() === 0;
  const owner = root ? "nobody" : execFileSync("id", ["-un"], { encoding: "utf8" }).trim();
  const [uid, gid] = ["-u", "-g"].map((which) =>
    execFileSync("id", [which, owner], { encoding: "utf8" }).trim(),
  );
  for (const name of ["run", "state", "mail"]) mkdirSync(join(folder, name));
  chmodSync(folder, 0o755);
  if (root) execFileSync("chown", [`${uid}:${gid}`, join(folder, "mail")]);
  const configuration = join(folder, "dovecot.conf");
  writeFileSync(configuration, settings(folder, port, owner, `uid=${uid} gid=${gid} home=${folder}/mail`));
  const child = spawn(program, ["-F", "-c", configuration], { stdio: "ignore" });
  const connection: Connection = {
    ...{ host: "127.0.0.1", port, secure: false, logger: false },
    auth: { user: "planner", pass: "loopback" },
  };
  try {
    await untilItAnswers(connection, child, join(folder, "log"));
  } catch (error) {
    await stopped(child, folder);
    throw error;
  }
  return { connection, stop: () => stopped(child, folder) };
}

function settings(folder: string, port: number, owner: string, user: string): string {
  const [login, internal] = process.getuid?.() === 0 ? ["dovenull", "dovecot"] : [owner, owner];
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
default_login_user = ${login}
default_internal_user = ${internal}
first_valid_uid = 1
last_valid_uid = 0
mail_location = maildir:~/Maildir
passdb {
  driver = static
  args = password=loopback
}
userdb {
  driver = static
  args = ${user}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
}

async function untilItAnswers(connection: Connection, child: ChildProcess, log: string): Promise<void> {
  for (let attempt = 0; attempt < 100 && child.exitCode === null; attempt += 1) {
    const client = new ImapFlow(connection);
    // A connection that is refused says so twice.
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.logout();
      return;
    } catch {
      await pause(100);
    }
  }
  throw new Error(`Dovecot does not answer:\n${execFileSync("cat", [log], { encoding: "utf8" })}`);
}

async function stopped(child: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  if (child.exitCode === null && child.kill()) await ended;
  rmSync(folder, { recursive: true, force: true });
}
