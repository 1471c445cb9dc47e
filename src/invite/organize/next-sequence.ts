import { refusal } from "../../errors.ts";
import { greatestSequence } from "../../message/sequence.ts";
import { formatUtc } from "../../time/point.ts";
import type { Invite, Plan } from "../invite.ts";

/**
 * The invite after a change of the organizer's: later than before, and with a SEQUENCE of its own where the change asks
 * for one (RFC 5546 section 2.1.4). A conflict of copies is over when everybody hears of the change (`toAll`).
 *
 * @throws {ItipError} `limit-exceeded` when there is no higher SEQUENCE left
 */
export function afterChange(
  invite: Invite,
  stamp: Date,
  change: { readonly sequence: boolean; readonly plan: Partial<Plan>; readonly toAll?: boolean },
): Invite {
  const sequence = change.sequence ? nextSequence(invite) : invite.sequence;
  const { conflict, ...rest } = invite;
  return {
    ...rest,
    sequence,
    plan: { ...invite.plan, ...change.plan, updatedAt: formatUtc(stamp.getTime()) },
    ...(conflict === undefined || change.toAll === true ? {} : { conflict: sequence }),
  };
}

/** One more than the highest SEQUENCE ever used. */
export function nextSequence({ sequence }: Invite): number {
  if (sequence < greatestSequence) return sequence + 1;
  const message = "must leave room for a higher SEQUENCE (RFC 5545 section 3.3.8)";
  throw refusal("limit-exceeded", "invite.sequence", "sequence", message);
}
