import { refusal, shown } from "../errors.ts";
import { addressKey } from "../event/address/address.ts";
import type { Invite, InviteStatus } from "../invite/invite.ts";
import { type AnswerJson, answerJson } from "./answer.ts";
import { hasRecipientsForm } from "./identity.ts";

/** The people invited, in the form that the invite was asked for with. */
type GuestsJson = { recipient: AnswerJson } | { recipients: AnswerJson[] };

/**
 * The people of an invite: all of them in the form that was asked for, or the one named.
 *
 * @throws {ItipError} `unknown-recipient` when the one named is not invited
 */
export function guestsJson(
  invite: Invite,
  { recipients }: InviteStatus,
  named: string | undefined,
): GuestsJson {
  if (named !== undefined) {
    const one = recipients.find(({ email }) => addressKey(email) === addressKey(named));
    if (one !== undefined) return { recipient: answerJson(one) };
    const message = `must be the address of somebody who is invited, got ${shown(named)}`;
    throw refusal("unknown-recipient", "options.recipient", "unknown-recipient", message);
  }
  const [only] = recipients;
  return only === undefined || hasRecipientsForm(invite, recipients.length)
    ? { recipients: recipients.map(answerJson) }
    : { recipient: answerJson(only) };
}
