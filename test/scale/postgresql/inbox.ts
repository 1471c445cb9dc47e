import { ItipError, type OpenedEmail, openEmail } from "../../../src/index.ts";
import type { Fate } from "../fate.ts";
import type { Letter } from "../letters.ts";
import type { Database } from "./database.ts";

/** Takes up to `most` emails that wait, until the end of the transaction: no two workers take the same. */
export async function claim(db: Database, most: number): Promise<Letter[]> {
  const { rows } = await db.query<Letter & { raw: Uint8Array }>(
    "SELECT id, received, verdict, raw FROM inbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED",
    [most],
  );
  return Promise.all(rows.map(async ({ raw, ...row }) => ({ ...row, ...(await opened(raw)) })));
}

/** A mail that cannot be opened must not hold up the others. */
async function opened(raw: Uint8Array): Promise<{ email?: OpenedEmail }> {
  try {
    return { email: await openEmail(raw) };
  } catch (error) {
    if (error instanceof ItipError) return {};
    throw error;
  }
}

/** What becomes of a letter, and of which event it spoke. */
export interface Filed {
  readonly id: string;
  readonly fate: Fate;
  readonly uid: string;
}

/** Takes letters out of the inbox; what is not done with is kept where it is found again. */
export async function file(db: Database, letters: readonly Letter[], filed: readonly Filed[]): Promise<void> {
  const again = filed.filter(({ fate }) => fate === "again");
  const known = new Set(filed.flatMap(({ id, fate }) => (fate === "aside" ? [] : [id])));
  const aside = letters.filter(({ id }) => !known.has(id));
  await db.query(
    `INSERT INTO again SELECT inbox.*, waiting.uid
     FROM inbox JOIN unnest($1::bigint[], $2::text[]) AS waiting (id, uid) USING (id)`,
    [again.map(({ id }) => id), again.map(({ uid }) => uid)],
  );
  await db.query("INSERT INTO aside SELECT * FROM inbox WHERE id = ANY($1)", [aside.map(({ id }) => id)]);
  await db.query("DELETE FROM inbox WHERE id = ANY($1)", [letters.map(({ id }) => id)]);
}

/** What had to wait for a change of this invite comes in once more. */
export async function presentAgain(db: Database, uid: string): Promise<void> {
  await db.query(
    `WITH waiting AS (DELETE FROM again WHERE uid = $1 RETURNING mail, received, verdict, raw)
     INSERT INTO inbox (mail, received, verdict, raw) SELECT mail, received, verdict, raw FROM waiting`,
    [uid],
  );
}
