import { changeParts, type Invite, type Transition } from "../../../../src/index.ts";
import { post } from "../change.ts";
import type { Database } from "../database.ts";
import { partsIn, type Row, writeParts } from "./rows.ts";

/** A step of the organizer's, which concerns everybody: reads and locks all rows of an invite, in a transaction of the caller's. */
export async function changeAllParts(
  db: Database,
  uid: string,
  step: (invite: Invite) => Transition,
): Promise<void> {
  // The head first: who takes in answers meanwhile holds it, and the guests' rows after it.
  await db.query("SELECT FROM invite_part WHERE uid = $1 AND part = 'head' FOR UPDATE", [uid]);
  const { rows } = await db.query<Row>(
    "SELECT * FROM invite_part WHERE uid = $1 ORDER BY uid, part, address FOR UPDATE",
    [uid],
  );
  const parts = partsIn(rows);
  if (parts === undefined) return; // somebody else's event
  const { changed, messages } = changeParts(parts, step);
  await writeParts(db, [changed], rows);
  await post(db, messages);
}
