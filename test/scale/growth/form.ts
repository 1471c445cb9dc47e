import type { Database } from "../postgresql/database.ts";
import { takeInParts } from "../postgresql/parts/take-in-parts.ts";
import { takeIn } from "../postgresql/take-in.ts";

/** A way to keep invites in a database. */
export interface Form {
  readonly name: string;
  /** What `fill` calls it. */
  readonly kind: "whole" | "parts";
  readonly table: "invite" | "invite_part";
  /** Takes so many emails out of the inbox. */
  readonly take: (db: Database, most: number) => Promise<number>;
}

export const forms: readonly Form[] = [
  { name: "one row an invite", kind: "whole", table: "invite", take: takeIn },
  { name: "one row a guest", kind: "parts", table: "invite_part", take: takeInParts },
];
