import { addressKey } from "../event/address/address.ts";
import { defined } from "../input.ts";
import type { Invite, InviteStatus } from "../invite/invite.ts";
import { currentMessages } from "../invite/organize/resend.ts";
import { statusOf } from "../invite/organize/status.ts";
import { parseInvite } from "../invite/stored/parse.ts";
import { type AnswerJson, answerJson } from "./answer.ts";
import { type SmartInviteEventJson, smartInviteEvent } from "./event.ts";
import { guestsJson } from "./guests.ts";
import { hasRecipientsForm } from "./identity.ts";
import { type ResponseOptions, readResponseOptions } from "./options.ts";

/** Calendar texts to be sent: the API sends nothing itself. */
export interface AttachmentsJson {
  /** The calendar text for the recipient, or for all recipients. */
  icalendar?: string;
  /** Answer to a `remove`: the cancellation for the person taken out. */
  removed?: { email: string; icalendar: string };
}

/** A Smart Invite as the API answers it. */
export interface SmartInviteJson {
  /** The person invited, where the request had `recipient`. */
  recipient?: AnswerJson;
  /** The people invited, where the request had `recipients`. */
  recipients?: AnswerJson[];
  /** The method of the request that is answered. */
  method: "request" | "cancel" | "remove";
  /** On request: the last reply of every address, invited or not. */
  replies?: AnswerJson[];
  /** The application's own id. */
  smart_invite_id: string;
  /** Where answers are posted to. */
  callback_url?: string;
  /** The event as it stands. */
  event: SmartInviteEventJson;
  /** Calendar text to be sent by the application itself. */
  attachments?: AttachmentsJson;
}

/**
 * The body of the answer to a POST or GET of `/v1/smart_invites`.
 *
 * People come in the form of the request that made the invite; of an invite that no request made, one person
 * as `recipient` and more as `recipients`. Cancelling changes no status. `attachments.icalendar` is the text
 * of `options.message`, else, with `includeIcs`, the current REQUEST with everyone's current PARTSTAT, or
 * the CANCEL once the event is cancelled.
 *
 * To answer a `remove`, name the removed person as `options.recipient`: their CANCEL becomes
 * `attachments.removed`, and `attachments.icalendar` the REQUEST for the others.
 *
 * @throws {ItipError} `invalid-argument`; `unknown-recipient` for somebody who was never invited; `invalid-state`,
 *   `newer-state`
 * @example
 * const { invite, messages } = createInvite(request.input);
 * smartInviteResponse(invite, { message: messages[0] }).recipient // { email: "jane@example.test", status: "pending" }
 */
export function smartInviteResponse(invite: Invite, options?: ResponseOptions): SmartInviteJson {
  const read = readResponseOptions(options);
  const checked = parseInvite(invite);
  const status = statusOf(checked);
  const removed = isRemoved(checked, status, read) ? read.recipient : undefined;
  const named = removed === undefined ? read.recipient : undefined;
  const attachments = attachmentsJson(checked, { ...read, status, removed });
  return {
    ...guestsJson(checked, status, named),
    method: read.method ?? methodOf(read.message, removed),
    ...(read.replies === true ? { replies: status.replies.map(answerJson) } : {}),
    smart_invite_id: checked.id,
    ...defined({ callback_url: checked.callbackUrl }),
    event: smartInviteEvent(checked.plan.event),
    ...defined({ attachments }),
  };
}

/** The method of the request, found from the message that it led to. */
function methodOf(
  message: ResponseOptions["message"],
  removed: string | undefined,
): SmartInviteJson["method"] {
  if (message?.method !== "CANCEL") return "request";
  return removed === undefined ? "cancel" : "remove";
}

/** Whether the recipient of the options was removed: invited before and no longer, or the last guest, whose removal ended the event. */
function isRemoved(
  invite: Invite,
  { state }: InviteStatus,
  { recipient, message }: ResponseOptions,
): boolean {
  if (recipient === undefined) return false;
  const address = addressKey(recipient);
  const { recipients } = invite.plan;
  if (recipients.every(({ email }) => addressKey(email) !== address)) {
    return invite.invited.some((known) => known.address === address);
  }
  const isLast = recipients.length === 1 && hasRecipientsForm(invite, 1);
  return state === "cancelled" && isLast && message?.method === "CANCEL";
}

interface AttachmentFacts extends ResponseOptions {
  readonly status: InviteStatus;
  readonly removed: string | undefined;
}

function attachmentsJson(invite: Invite, showing: AttachmentFacts): AttachmentsJson | undefined {
  const { message, removed, includeIcs, recipient } = showing;
  if (removed === undefined) {
    const icalendar =
      message?.ics ?? (includeIcs === true ? currentIcs(invite, recipient, showing) : undefined);
    return icalendar === undefined ? undefined : { icalendar };
  }
  const isTheirs = message?.method === "CANCEL" && addressKey(message.to.email) === addressKey(removed);
  const icalendar = isTheirs ? message.ics : currentIcs(invite, removed, showing);
  const others = message === undefined || isTheirs ? currentIcs(invite, undefined, showing) : message.ics;
  const person = icalendar === undefined ? undefined : { email: removed, icalendar };
  return defined({ icalendar: others, removed: person });
}

/** The calendar text that brings a recipient up to date. Without a name it is the first recipient's, which fits everyone. */
function currentIcs(
  invite: Invite,
  email: string | undefined,
  { status, now }: AttachmentFacts,
): string | undefined {
  const whose = email ?? status.recipients[0]?.email;
  if (whose === undefined) return undefined;
  return currentMessages(invite, { recipients: [whose], ...defined({ now }) })[0]?.ics;
}
