import type { Halt } from "../halting.ts";
import type { Database } from "./database.ts";

/** A database between whose statements a process can be killed, from the first statement on that has changed something. */
export function halting(db: Database, halt: Halt): Database {
  let atWork = false;
  return {
    query: async (sql, values) => {
      const name = sql.split(/\s/, 3).join(" ");
      if (atWork) await halt(`before ${name}`);
      const result = await db.query<never>(sql, values);
      atWork ||= /^(?:INSERT|UPDATE|DELETE|WITH)/.test(name) && (result.rowCount ?? 0) > 0;
      return result;
    },
  };
}
