import { proofOfMessageId, uidOfMessageId } from "../../email/message-id.ts";
import { addressKey } from "../../event/address/address.ts";
import { mailProof } from "../../event/reply-address.ts";
import type { Outcome } from "../answers/outcome.ts";
import type { Invite } from "../invite.ts";
import type { Arrival } from "./incoming.ts";
import { isAhead } from "./receive-reply.ts";
import { type Draft, entryIn, personIn, recordEntry } from "./recording.ts";

/** Marks one person whom a mail of ours did not reach (RFC 3464), if the report names that mail. */
export function receiveBounce(draft: Draft, failed: string, delivery: Arrival): Outcome {
  const person = personIn(draft, failed);
  if (!person.invited) return { kind: "ignored", reason: "not-invited" };
  if (!namesOurMail(draft.base, person.address, delivery)) return { kind: "held", reason: "unproven" };
  if (isAhead(delivery.date, draft.present)) return { kind: "held", reason: "dtstamp-in-the-future" };
  const said = { address: person.address, occurrence: "", bounced: delivery.date ?? "" };
  const recorded = recordEntry(draft, person, said, entryIn(draft, person, ""));
  if (recorded === "known") return { kind: "duplicate" };
  const known = draft.base.invited.find(({ address }) => address === person.address);
  return { kind: "applied", replies: [], bounced: [known?.email ?? failed] };
}

/**
 * Whether a report is about a mail to this person about this event. With a reply secret one of the returned ids carries what only the
 * two of us know; without one, the mail must have been written to that person alone, as all of ours are.
 */
function namesOurMail({ uid, replyKey }: Invite, address: string, { returned }: Arrival): boolean {
  const own = returned.ids.filter((id) => uidOfMessageId(id) === uid);
  if (replyKey !== undefined) {
    const proof = mailProof(replyKey, address);
    return own.some((id) => proofOfMessageId(id) === proof);
  }
  return own.length > 0 && returned.to.length > 0 && returned.to.every((to) => addressKey(to) === address);
}
