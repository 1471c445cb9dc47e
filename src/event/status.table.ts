/** What a person has said about an invitation, in the words of the Smart Invites API plus `delegated`. */
export type Status = "pending" | "accepted" | "tentative" | "declined" | "delegated";

/** The methods of RFC 5546 section 1.4. */
export type Method =
  | "PUBLISH"
  | "REQUEST"
  | "REPLY"
  | "ADD"
  | "CANCEL"
  | "REFRESH"
  | "COUNTER"
  | "DECLINECOUNTER";

export const methods = [
  "PUBLISH",
  "REQUEST",
  "REPLY",
  "ADD",
  "CANCEL",
  "REFRESH",
  "COUNTER",
  "DECLINECOUNTER",
] as const satisfies readonly Method[];

/** Status → PARTSTAT of a VEVENT (RFC 5545 section 3.2.12). */
export const partstatOf = {
  pending: "NEEDS-ACTION",
  accepted: "ACCEPTED",
  tentative: "TENTATIVE",
  declined: "DECLINED",
  delegated: "DELEGATED",
} as const satisfies Record<Status, string>;

/** PARTSTAT → status. Anything else (a VTODO's COMPLETED, Google's DELETED) states no answer. */
export const statusOfPartstat: ReadonlyMap<string, Status> = new Map(
  (Object.entries(partstatOf) as [Status, string][]).map(([status, partstat]) => [partstat, status]),
);

export type Role = "required" | "optional" | "chair" | "observer";

/** Role → ROLE (RFC 5545 section 3.2.16). */
export const roleOf = {
  required: "REQ-PARTICIPANT",
  optional: "OPT-PARTICIPANT",
  chair: "CHAIR",
  observer: "NON-PARTICIPANT",
} as const satisfies Record<Role, string>;
