import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installPackage } from "../../support/install.ts";

/** A PostgreSQL of our own: its data in a temporary folder, reached through a socket in that folder and by no network at all. */
export interface Server {
  /** For `pg`'s Client. */
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  /** Breaks off all connections and what is under way; `immediate` as a power cut does, `fast` after writing all down. */
  stop(how: "immediate" | "fast"): Promise<void>;
  /** It takes connections a moment later. */
  start(): Promise<void>;
  /** Stops it for good and removes its data. */
  remove(): Promise<void>;
}

const home = "/usr/lib/postgresql";
const run = promisify(execFile);

/** Debian's PostgreSQL, where it is not there yet; without the server that the package would start by itself. */
export function installPostgresql(): void {
  if (existsSync(home)) return;
  installPackage("postgresql", [
    "apt-get install -y -qq --no-install-recommends postgresql-common",
    "sed -i s/^#*create_main_cluster.*/create_main_cluster=false/ /etc/postgresql-common/createcluster.conf",
  ]);
}

export async function startPostgresql(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "itip-postgresql-"));
  const place = { ...ownerOf(folder), cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" } };
  const program = (name: string) => join(home, newestVersion(), "bin", name);
  await run(program("initdb"), ["-D", "data", "-U", "itip", "-A", "trust", "-E", "UTF8"], place);
  let child: ChildProcess | undefined;
  const start = async () => {
    const log = openSync(join(folder, "log"), "a");
    child = spawn(program("postgres"), settings(folder), { ...place, stdio: ["ignore", log, log] });
    closeSync(log);
  };
  const stop = async (how: "immediate" | "fast") => {
    if (child?.exitCode !== null || !child.kill(how === "fast" ? "SIGINT" : "SIGQUIT")) return;
    await once(child, "exit");
  };
  // Whatever ends this process ends its database.
  const abandon = () => {
    child?.kill("SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", abandon);
  await start();
  return {
    connection: { host: folder, user: "itip", database: "postgres" },
    ...{ start, stop },
    remove: async () => {
      process.off("exit", abandon);
      await stop("immediate");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then the user whom Debian's package has made owns it. */
function ownerOf(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ["-u", "-g"].map((which) =>
    Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" })),
  );
  if (uid === undefined || gid === undefined) throw new Error("there is no user postgres");
  chownSync(folder, uid, gid);
  return { uid, gid };
}

function newestVersion(): string {
  const [newest] = readdirSync(home).sort((a, b) => Number(b) - Number(a));
  if (newest === undefined) throw new Error(`no version of PostgreSQL in ${home}`);
  return newest;
}

/** What is committed is on the disk, as in production; only the memory is that of a small machine. */
function settings(folder: string): string[] {
  const values = {
    listen_addresses: "",
    unix_socket_directories: folder,
    shared_buffers: "256MB",
    max_wal_size: "4GB",
    max_connections: "40",
  };
  return ["-D", "data", ...Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}
