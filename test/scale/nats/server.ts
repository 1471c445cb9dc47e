import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../support/free-port.ts";
import { installPackage } from "../../support/install.ts";
import { partitions } from "./subjects.ts";

/** A NATS server of our own: on the loopback interface, its streams in a temporary folder. */
export interface Server {
  readonly url: string;
  /** `immediate` as a power cut of the process does, `orderly` after a farewell to the clients. */
  stop(how: "immediate" | "orderly"): Promise<void>;
  /** It takes connections a moment later. */
  start(): void;
  /** Stops it for good and removes its data. */
  remove(): Promise<void>;
}

const program = ["/usr/sbin/nats-server", "/usr/bin/nats-server"];

/** Debian's nats-server, where it is not there yet. */
export function installNats(): void {
  if (!program.some(existsSync)) installPackage("nats-server");
}

export async function startNats(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "itip-nats-"));
  const port = await freePort();
  writeFileSync(join(folder, "server.conf"), configuration(folder, port));
  let child: ChildProcess | undefined;
  const start = () => {
    const log = openSync(join(folder, "log"), "a");
    const [file = "nats-server"] = program.filter(existsSync);
    child = spawn(file, ["-c", "server.conf"], { cwd: folder, stdio: ["ignore", log, log] });
    closeSync(log);
  };
  const stop = async (how: "immediate" | "orderly") => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(how === "orderly" ? "SIGINT" : "SIGKILL");
    await gone;
  };
  // Whatever ends this process ends its server, and its data.
  process.once("exit", () => {
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  start();
  return {
    ...{ url: `nats://127.0.0.1:${port}`, start, stop },
    remove: async () => {
      await stop("immediate");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server itself puts each invite into one of the partitions, by a hash of the last part of the subject. */
function configuration(folder: string, port: number): string {
  return `listen: 127.0.0.1:${port}
jetstream { store_dir: "${folder}/data" }
max_payload: 8MB
mappings = { "invite.*": "invite.{{partition(${partitions},1)}}.{{wildcard(1)}}" }
`;
}
