/** What the application asks of its connection: `pg`'s Client has it. */
export interface Database {
  query<Row extends object>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number | null }>;
}

/** All of it or nothing. */
export async function transaction<Result>(db: Database, work: () => Promise<Result>): Promise<Result> {
  await db.query("BEGIN");
  try {
    const result = await work();
    await db.query("COMMIT");
    return result;
  } catch (error) {
    // It may be the connection that has failed: then the server rolls back by itself.
    await db.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
