import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Database } from "./database.ts";
import type { Server } from "./server.ts";

/** Connects, works until `work` comes back, and disconnects; connects anew, for half a minute at most, when the server goes away. */
export async function withDatabase<Result>(
  connection: Server["connection"],
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  let gone: unknown;
  for (let attempts = 0; attempts < 600; attempts += 1) {
    const client = new pg.Client(connection);
    // What a connection has to say while nobody asks anything of it is said again at the next query.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await work({
        query: async (sql, values) => {
          const result = await client.query(sql, values === undefined ? undefined : [...values]);
          attempts = 0;
          return result;
        },
      });
    } catch (error) {
      if (!isGone(error)) throw error;
      gone = error;
      await pause(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw gone;
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
