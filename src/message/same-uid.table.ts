import type { Method } from "../event/status.table.ts";
import type { Kind } from "./message.ts";

/** Methods whose components must all have one UID (comments in the tables of RFC 5546 sections 3.2 to 3.5). */
const sameUid: Partial<Readonly<Record<Kind, readonly Method[]>>> = {
  VEVENT: ["REQUEST", "REPLY", "CANCEL", "DECLINECOUNTER"],
  VTODO: ["REQUEST", "REPLY"],
  VJOURNAL: ["CANCEL"],
};

/** Whether all components of a message of that method must have one UID. */
export function sharesUid(kind: Kind, method: Method): boolean {
  return sameUid[kind]?.includes(method) === true;
}
