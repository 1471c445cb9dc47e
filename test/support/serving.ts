import { run } from "../../src/cli/run.ts";
import { readerOf } from "./fake-io.ts";

/** `itip serve` while it runs. */
export interface Serving {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What it has said on standard error so far. */
  readonly told: () => string;
  /** What it has said on standard output so far. */
  readonly said: () => string;
  /** Ends it; its exit status. */
  stop(): Promise<number>;
}

/** Runs `itip serve` within this process, at any port that is free. */
export async function serving(
  argv: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const heard = { out: "", err: "" };
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let ready: () => void = () => undefined;
  const greeted = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const ending = run(["serve", "--port", "0", ...argv], {
    readFile: readerOf(files),
    writeFile: async () => undefined,
    readVersion: async () => "1.2.3",
    readStdin: async () => new Uint8Array(),
    untilStopped: () => stopped,
    out: (text) => {
      heard.out += text;
      ready();
    },
    err: (text) => {
      heard.err += text;
    },
    terminal: { out: false, err: false },
  });
  await Promise.race([greeted, ending]);
  const url = /Smart Invites at (http:\S+)\/v1/.exec(heard.out)?.[1] ?? "";
  return {
    url,
    told: () => heard.err,
    said: () => heard.out,
    stop: () => {
      stop();
      return ending;
    },
  };
}

/** Posts a request to a service that runs with the standard secret. */
export async function postTo(url: string, body: object): Promise<Response> {
  return fetch(`${url}/v1/smart_invites`, {
    method: "POST",
    headers: { Authorization: "Bearer secret", "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** What the service says of one recipient. */
export async function recipientOf(url: string, id: string, email: string): Promise<unknown> {
  const query = new URLSearchParams({ smart_invite_id: id, recipient_email: email });
  const response = await fetch(`${url}/v1/smart_invites?${query}`, {
    headers: { Authorization: "Bearer secret" },
  });
  return response.ok ? (await response.json()).recipient : response.status;
}

/** Looks again and again until something is so, a thousand times at most. */
export async function eventually<T>(look: () => Promise<T> | T, isSo: (seen: T) => boolean): Promise<T> {
  for (let looks = 0; looks < 1_000; looks++) {
    const seen = await look();
    if (isSo(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it has not become so");
}
