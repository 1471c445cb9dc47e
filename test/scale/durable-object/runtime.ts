import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { type SentMail, sentMailOf } from "../sent-mail.ts";

/** Cloudflare's runtime with our Worker in it, and the storage of its objects in a folder. */
export interface Runtime {
  /** Asks the Worker something, as JSON. Throws where the runtime is down. */
  ask<Answer>(path: string, uid: string, body?: unknown): Promise<Answer>;
  /** Calls the `email` handler, as the runtime does: 200 where it came to its end. */
  deliver(raw: Uint8Array, envelope: { from: string; to: string }): Promise<{ status: number }>;
  /** Calls the `email` handler with these headers alone. Throws where it did not come to its end. */
  deliverDamaged(raw: Uint8Array, headers: string): Promise<void>;
  /** Names of the mails that were put aside. */
  aside(): Promise<string[]>;
  /** Ends it with SIGKILL: what it was doing is left half done. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** What miniflare has, as far as it is used here. */
interface Miniflare {
  readonly ready: Promise<URL>;
  dispatchFetch(url: string, init?: { method: "POST"; body: string | Uint8Array }): Promise<Response>;
  getKVNamespace(name: string): Promise<{
    list(options: { cursor?: string }): Promise<{
      keys: { name: string }[];
      list_complete: boolean;
      cursor?: string;
    }>;
  }>;
  dispose(): Promise<void>;
}

const here = import.meta.dirname;

/** Miniflare and workerd from npm, where they are not there yet. */
export function installMiniflare(): void {
  if (existsSync(join(here, "node_modules"))) return;
  console.log("installs miniflare");
  execFileSync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"], {
    ...{ cwd: here, stdio: ["ignore", "ignore", "inherit"] },
  });
}

/** Starts the Worker over what stands in `folder`; `send` is given each mail that leaves, and answers when it has arrived. */
export async function startRuntime(
  { folder, broken }: { folder: string; broken: boolean },
  send: (mail: SentMail) => Promise<void>,
): Promise<Runtime> {
  const { Miniflare }: { Miniflare: new (options: object) => Miniflare } = await import(
    pathToFileURL(join(here, "node_modules/miniflare/dist/src/index.js")).href
  );
  const before = new Set(workerds());
  const miniflare = new Miniflare({
    ...{ modules: true, script: await workerScript(), compatibilityDate: "2026-04-01" },
    ...{ host: "127.0.0.1", unsafeTriggerHandlers: true, defaultPersistRoot: folder },
    durableObjects: { INVITES: { className: "InviteObject", useSQLite: true } },
    ...{ kvNamespaces: ["ASIDE"], bindings: { BROKEN: broken } },
    serviceBindings: {
      MAIL: async (request: Request) => {
        const { message, email } = await request.json();
        await send(sentMailOf(message, email));
        return new Response();
      },
    },
  });
  await miniflare.ready;
  return {
    async ask(path, uid, body) {
      const url = `http://application${path}?uid=${encodeURIComponent(uid)}`;
      const response = await miniflare.dispatchFetch(
        url,
        body === undefined ? undefined : { method: "POST", body: JSON.stringify(body) },
      );
      if (!response.ok) throw new Error(`${path} gives ${response.status}: ${await response.text()}`);
      return response.json();
    },
    async deliver(body, envelope) {
      const url = `http://application/cdn-cgi/handler/email?${new URLSearchParams(envelope)}`;
      const { status } = await drained(miniflare.dispatchFetch(url, { method: "POST", body }));
      return { status };
    },
    async deliverDamaged(body, headers) {
      const url = `http://application/email?${new URLSearchParams({ headers })}`;
      const { status } = await drained(miniflare.dispatchFetch(url, { method: "POST", body }));
      if (status !== 200) throw new Error(`the email handler gives ${status}`);
    },
    async aside() {
      const kept = await miniflare.getKVNamespace("ASIDE");
      const names: string[] = [];
      for (let cursor: string | undefined = ""; cursor !== undefined; ) {
        const page = await kept.list(cursor === "" ? {} : { cursor });
        names.push(...page.keys.map(({ name }) => name));
        cursor = page.list_complete ? undefined : page.cursor;
      }
      return names;
    },
    async kill() {
      for (const pid of workerds()) if (!before.has(pid)) process.kill(pid, "SIGKILL");
      await miniflare.dispose();
    },
    stop: () => miniflare.dispose(),
  };
}

/** A body that nobody reads would hold its connection. */
async function drained(asked: Promise<Response>): Promise<Response> {
  const response = await asked;
  await response.arrayBuffer();
  return response;
}

let script: Promise<string> | undefined;

/** The Worker as one module, as a deployment uploads it. */
function workerScript(): Promise<string> {
  script ??= build({
    ...{
      entryPoints: [join(here, "worker.ts")],
      bundle: true,
      write: false,
      external: ["cloudflare:workers"],
    },
    ...{ format: "esm", platform: "browser", target: "es2022", logLevel: "error" },
  }).then(({ outputFiles: [file] }) => file?.text ?? "");
  return script;
}

/** The processes of the runtime that this process has started. */
function workerds(): number[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").split(" ");
  return children.flatMap((pid) => {
    const name = `/proc/${pid}/comm`;
    return pid !== "" && existsSync(name) && readFileSync(name, "utf8").startsWith("workerd")
      ? [Number(pid)]
      : [];
  });
}
