import type { Database } from "./database.ts";

/** A database whose rows are neither locked nor compared before they are written: two workers overwrite each other. */
export function brokenSwap(db: Database): Database {
  return {
    query: (sql, values) =>
      db.query(
        sql
          .replace(
            "FROM invite WHERE uid = ANY($1) ORDER BY uid FOR UPDATE",
            "FROM invite WHERE uid = ANY($1)",
          )
          .replace(/(FROM invite_part .*) FOR (?:UPDATE|SHARE)/s, "$1")
          .replace(" WHERE stored.version = excluded.version - 1", "")
          .replace(" AND invite.version = next.version", "")
          .replace(" AND version = $3", " AND $3::integer IS NOT NULL"),
        values,
      ),
  };
}
