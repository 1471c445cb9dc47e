import type { Status } from "../event/status.table.ts";

/** The four words that the Smart Invites API has for what somebody answered. */
export type StatusJson = "pending" | "accepted" | "tentative" | "declined";

/** The words that a request may give as the initial status of a recipient. */
export const requestStatuses = [
  "pending",
  "accepted",
  "tentative",
  "declined",
] as const satisfies readonly StatusJson[];

/**
 * Status → the API's word for it.
 *
 * `delegated` has none. Who delegates (RFC 5545 section 3.2.12) has passed the invitation on and neither
 * accepted nor declined: whether anybody comes is open until the delegate answers, whose reply stands in
 * `replies`. So it is shown as `pending`; `declined` would make applications give the slot away.
 */
export const statusWordOf = {
  pending: "pending",
  accepted: "accepted",
  tentative: "tentative",
  declined: "declined",
  delegated: "pending",
} as const satisfies Record<Status, StatusJson>;
