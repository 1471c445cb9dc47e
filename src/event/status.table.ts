import { keysOf } from "../input.ts";

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

/** The five statuses, for readers of what callers say. */
export const statuses: readonly Status[] = /* @__PURE__ */ keysOf(partstatOf);

/** PARTSTAT → status. Anything else (a VTODO's COMPLETED, Google's DELETED) states no answer. */
export function statusOfPartstat(partstat: string): Status | undefined {
  for (const status of statuses) if (partstatOf[status] === partstat) return status;
  return undefined;
}

/** How somebody takes part, ROLE: must come, may come, presides, or is told and not asked. */
export type Role = "required" | "optional" | "chair" | "observer";

/** The four roles, for readers of what callers say. */
export const roles = ["required", "optional", "chair", "observer"] as const satisfies readonly Role[];

/** Kind of guest → CUTYPE (RFC 5545 section 3.2.3). */
export const cutypeOf = {
  individual: "INDIVIDUAL",
  group: "GROUP",
  room: "ROOM",
  resource: "RESOURCE",
} as const satisfies Record<GuestKind, string>;

/** What is invited: a person, a group, a room or a thing. Calendars book the last two, and ask the first two. */
export type GuestKind = "individual" | "group" | "room" | "resource";

/** The four kinds of guests, for readers of what callers say. */
export const guestKinds = ["individual", "group", "room", "resource"] as const satisfies readonly GuestKind[];

/** Role → ROLE (RFC 5545 section 3.2.16). */
export const roleOf = {
  required: "REQ-PARTICIPANT",
  optional: "OPT-PARTICIPANT",
  chair: "CHAIR",
  observer: "NON-PARTICIPANT",
} as const satisfies Record<Role, string>;

/** ROLE → role. */
export function roleOfParameter(parameter: string): Role | undefined {
  return roles.find((role) => roleOf[role] === parameter);
}

/** CUTYPE → kind of guest. */
export function kindOfCutype(cutype: string): GuestKind | undefined {
  return guestKinds.find((kind) => cutypeOf[kind] === cutype);
}
