import { addressKey } from "../../event/address/address.ts";
import { emailOf } from "../../event/address/email-of.ts";
import type { ItipMessage } from "../../message/message.ts";
import { attendeesIn } from "../../reply/read-reply.ts";
import { organizerEmail } from "../../reply/replier.ts";
import { isInvited } from "../answers/entries.ts";
import type { Outcome } from "../answers/outcome.ts";
import type { Invite } from "../invite.ts";
import type { Arrival, ReceiveOptions } from "./incoming.ts";
import { isProven } from "./receive-reply.ts";
import { type Draft, entryIn, personIn, recordEntry } from "./recording.ts";

/**
 * Who asks for the current message by a REFRESH (RFC 5546 section 3.2.6), or why nobody is sent one: only people who were invited
 * get an answer, and only for themselves.
 */
export function requesterOf(
  invite: Invite,
  message: ItipMessage,
  { author, to }: Arrival,
  options: ReceiveOptions,
): string | Outcome {
  const named = message.components.flatMap(attendeesIn).flatMap((attendee) => emailOf(attendee) ?? []);
  const addresses = [...new Set(named.map(addressKey))];
  if (options.senderMismatch !== "apply") {
    if (author.kind === "nobody") return { kind: "held", reason: "no-author" };
    // Stalwart's and the RFC's own example list several ATTENDEEs: the author is the one who asks.
    if (author.kind === "author" && addresses.length > 0 && !addresses.includes(author.address)) {
      return { kind: "held", reason: "sender-mismatch" };
    }
  }
  const requester =
    author.kind === "author" ? author.address : addresses.length === 1 ? addresses[0] : undefined;
  if (requester === undefined) return { kind: "ignored", reason: "not-a-reply" };
  if (!isInvited(invite.invited, requester)) return { kind: "ignored", reason: "not-invited" };
  const organizers = message.components.flatMap((component) => organizerEmail(component) ?? []);
  return isProven(invite, requester, [...to, ...organizers])
    ? requester
    : { kind: "held", reason: "unproven" };
}

/**
 * Notes that somebody is sent the current message now; `false` when they have been sent this revision of it already on this day:
 * a few octets ask for what may be megabytes.
 */
export function noteRefresh(draft: Draft, requester: string): boolean {
  const refreshed = `${draft.base.plan.updatedAt} ${draft.present.slice(0, "2026-05-07".length)}`;
  const person = personIn(draft, requester);
  const said = { address: person.address, occurrence: "", refreshed };
  return recordEntry(draft, person, said, entryIn(draft, person, "")) !== "known";
}
