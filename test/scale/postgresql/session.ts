import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Database } from "./database.ts";
import type { Server } from "./server.ts";

/** A connection that outlives its server: it is made anew when the server was away. */
export interface Session {
  /** Works with the connection; when it breaks off, the work begins again on a new one, for half a minute at most. */
  use<Result>(work: (db: Database) => Promise<Result>): Promise<Result>;
  end(): Promise<void>;
}

export function sessionOf(connection: Server["connection"]): Session {
  let client: pg.Client | undefined;
  const end = async () => {
    await client?.end().catch(() => undefined);
    client = undefined;
  };
  const connected = async () => {
    client ??= await connectedClient(connection);
    return client;
  };
  return {
    end,
    async use(work) {
      let gone: unknown;
      for (let attempts = 0; attempts < 600; attempts += 1) {
        try {
          const own = await connected();
          return await work({
            query: async (sql, values) => {
              const result = await own.query(sql, values === undefined ? undefined : [...values]);
              attempts = 0;
              return result;
            },
          });
        } catch (error) {
          await end();
          if (!isGone(error)) throw error;
          gone = error;
          await pause(50);
        }
      }
      throw gone;
    },
  };
}

async function connectedClient(connection: Server["connection"]): Promise<pg.Client> {
  const client = new pg.Client(connection);
  // What a connection has to say while nobody asks anything of it is said again at the next query.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** One piece of work on a connection of its own. */
export async function withDatabase<Result>(
  connection: Server["connection"],
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const session = sessionOf(connection);
  try {
    return await session.use(work);
  } finally {
    await session.end();
  }
}

/** The server was stopped, is starting, or breaks off what would never end: nothing was written. */
function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    /^(?:57P0[123]|08\w{3}|40P01|ECONN\w+|ENOENT|EPIPE)$/.test(code) ||
    /Connection terminated|connection error and is not queryable/i.test(error.message)
  );
}
