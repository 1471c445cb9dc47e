import { changeParts, neededParts } from "../../../../src/index.ts";
import { byUid, type Letter, takeInAll } from "../../letters.ts";
import { post } from "../change.ts";
import { type Database, transaction } from "../database.ts";
import { claim, file } from "../inbox.ts";
import { grouped, partsIn, type Row, writeParts } from "./rows.ts";

/**
 * Takes in up to `most` emails that wait, in one transaction. Of each invite the head and the rows of those who answer are read, and
 * only the rows of those who answer are locked and written: guests of one event do not wait for each other.
 */
export async function takeInParts(db: Database, most: number): Promise<number> {
  return transaction(db, async () => {
    const letters = await claim(db, most);
    const about = byUid(letters);
    const rows = await rowsFor(db, about);
    const taken = [...about].flatMap(([uid, own]) => {
      const parts = partsIn(rows.get(uid) ?? []);
      return parts === undefined ? [] : [{ uid, ...changeParts(parts, (invite) => takeInAll(invite, own)) }];
    });
    await writeParts(
      db,
      taken.map(({ changed }) => changed),
      [...rows.values()].flat(),
    );
    await post(
      db,
      taken.flatMap(({ messages }) => messages),
    );
    const filed = taken.flatMap(({ uid, fates }) => Array.from(fates, ([id, fate]) => ({ id, fate, uid })));
    await file(db, letters, filed);
    return letters.length;
  });
}

/** The rows that the letters need, by UID. The organizer, who alone writes heads, waits until they are taken in. */
async function rowsFor(
  db: Database,
  about: ReadonlyMap<string, readonly Letter[]>,
): Promise<Map<string, Row[]>> {
  const needs = [...about].flatMap(([uid, letters]) =>
    letters.flatMap(({ email }) => (email === undefined ? [] : [{ uid, ...neededParts(email) }])),
  );
  const pairs = needs.flatMap(({ uid, addresses }) => addresses.map((address) => ({ uid, address })));
  const whole = needs.filter(({ everyone }) => everyone === true).map(({ uid }) => uid);
  const heads = await db.query<Row>(
    "SELECT * FROM invite_part WHERE uid = ANY($1) AND part = 'head' ORDER BY uid FOR SHARE",
    [[...about.keys()]],
  );
  const guests = await db.query<Row>(
    // Not with OR, for which the database would look through the rows of all invites.
    `SELECT * FROM invite_part WHERE part = 'guest' AND (uid, address) IN
       (SELECT * FROM unnest($1::text[], $2::text[])
        UNION SELECT uid, address FROM invite_part WHERE part = 'guest' AND uid = ANY($3))
     ORDER BY uid, address FOR UPDATE`,
    [pairs.map(({ uid }) => uid), pairs.map(({ address }) => address), whole],
  );
  const there = new Set(guests.rows.map(({ uid, address }) => `${uid} ${address}`));
  const unknown = pairs.filter(({ uid, address }) => !there.has(`${uid} ${address}`)).map(({ uid }) => uid);
  const strangers = await db.query<Row>(
    "SELECT * FROM invite_part WHERE uid = ANY($1) AND part = 'strangers' ORDER BY uid FOR UPDATE",
    [[...unknown, ...whole]],
  );
  return grouped([...heads.rows, ...guests.rows, ...strangers.rows]);
}
