import { setTimeout as pause } from "node:timers/promises";
import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { type KV, Kvm } from "@nats-io/kv";
import { connect } from "@nats-io/transport-node";

/** A connection to the server, and what is asked of it. */
export interface Session {
  readonly streams: JetStreamManager;
  readonly client: JetStreamClient;
  /** The state of the invites. */
  invites(): Promise<KV>;
}

/** Connects, works until `work` comes back, and disconnects; starts anew when the server goes away, for half a minute at most. */
export async function withNats<Result>(
  url: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  let lost: number | undefined;
  for (;;) {
    try {
      return await connected(url, (session) => {
        lost = undefined;
        return work(session);
      });
    } catch (error) {
      lost ??= performance.now();
      if (!isGone(error) || performance.now() - lost > 30_000) throw error;
      await pause(50);
    }
  }
}

async function connected<Result>(url: string, work: (session: Session) => Promise<Result>): Promise<Result> {
  const connection = await connect({ servers: url, reconnect: false, timeout: 2_000 });
  try {
    const streams = await jetstreamManager(connection, { timeout: 5_000 });
    const client = jetstream(connection, { timeout: 5_000 });
    const invites = () => new Kvm(client).create("invites", { history: 1 });
    const result = await work({ streams, client, invites });
    // What it has not handed over by now is delivered again.
    await connection.drain().catch(() => undefined);
    return result;
  } finally {
    await connection.close();
  }
}

const passing = new Set([
  ...["ClosedConnectionError", "DrainingConnectionError", "ConnectionError", "RequestError", "TimeoutError"],
  ...["NoResponders", "JetStreamNotEnabled", "JetStreamStatusError"],
]);

/** The server was stopped or is starting: what was not acknowledged is delivered again. */
function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (passing.has(error.name)) return true;
  if ("code" in error && /^(?:ECONN|EPIPE)/.test(String(error.code))) return true;
  return "status" in error && error.status === 503;
}
