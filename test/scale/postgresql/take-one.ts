import { takeInAll } from "../letters.ts";
import { change } from "./change.ts";
import { type Database, transaction } from "./database.ts";
import { claim, type Filed, file } from "./inbox.ts";

/**
 * The plain form: one email, one transaction, the step taken again whenever somebody else has written. It serves where few people
 * answer one invite at the same time, and says through `lostRace` how often it worked in vain.
 */
export async function takeOne(db: Database, lostRace: () => void): Promise<number> {
  return transaction(db, async () => {
    const letters = await claim(db, 1);
    const filed: Filed[] = [];
    for (const { id, email } of letters) {
      for (const uid of email?.uids ?? []) {
        const result = await change(db, uid, (invite) => takeInAll(invite, letters), lostRace);
        const fate = result?.fates.get(id);
        if (fate !== undefined) filed.push({ id, fate, uid });
      }
    }
    await file(db, letters, filed);
    return letters.length;
  });
}
