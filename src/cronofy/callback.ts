import { wrongArgument } from "../errors.ts";
import { addressKey } from "../event/address/address.ts";
import { defined, isRecord, readVerbOptions } from "../input.ts";
import type { Invite, InviteStatus } from "../invite/invite.ts";
import { statusOf } from "../invite/organize/status.ts";
import { parseInvite } from "../invite/stored/parse.ts";
import type { Reply } from "../reply/reply.ts";
import { isEventTime } from "../time/event-time.ts";
import { type AnswerJson, answerJson } from "./answer.ts";
import { guestsJson } from "./guests.ts";
import { readRecipientOption } from "./options.ts";
import { statusWordOf } from "./status.table.ts";

/** What is posted to `callback_url` when a reply came in. */
export interface CallbackJson {
  /** What the callback is about. */
  notification: { type: "smart_invite" };
  /** The invite with the answer in it. */
  smart_invite: {
    /** The application's own id. */
    smart_invite_id: string;
    /** Where this callback is posted to. */
    callback_url?: string;
    /** The recipient with the present status, where the request had `recipient`. */
    recipient?: AnswerJson;
    /** All recipients with their present status, where the request had `recipients`. */
    recipients?: AnswerJson[];
    /** The reply that made this callback, whoever it is from. */
    reply?: AnswerJson;
  };
}

/**
 * The body of the callback for an invite that took in a reply; serialise it once, sign that text, send that
 * text.
 *
 * @param invite as it is after the reply
 * @param reply one of `outcome.replies` of `receive`
 * @param options.recipient shows this one person, even of an invite of several
 * @throws {ItipError} `invalid-argument`, `unknown-recipient`, `invalid-state`, `newer-state`
 * @example
 * smartInviteCallback(invite, outcome.replies[0]).smart_invite.recipient // { email: "jane@example.test", status: "accepted" }
 */
export function smartInviteCallback(
  invite: Invite,
  reply?: Reply,
  options?: { recipient?: string | undefined },
): CallbackJson {
  const { named } = readVerbOptions(options, ["recipient"], (given, reading) => ({
    named: readRecipientOption(given, reading),
  }));
  const checked = parseInvite(invite);
  const status = statusOf(checked);
  return {
    notification: { type: "smart_invite" },
    smart_invite: {
      smart_invite_id: checked.id,
      ...defined({ callback_url: checked.callbackUrl }),
      ...guestsJson(checked, status, named),
      ...defined({ reply: reply && replyJson(checkedReply(reply), status) }),
    },
  };
}

/**
 * A recipient is spelled as invited, whatever their calendar writes: applications look for the address they
 * know.
 */
function replyJson(reply: Reply, { recipients }: InviteStatus): AnswerJson {
  const address = addressKey(reply.email);
  const recipient = recipients.find(({ email }) => addressKey(email) === address);
  return answerJson({ ...reply, email: recipient?.email ?? reply.email });
}

function checkedReply(reply: Reply): Reply {
  if (isReply(reply)) return reply;
  throw wrongArgument("reply", "must be a reply as receive gives it");
}

function isReply(given: unknown): boolean {
  if (!isRecord(given)) return false;
  const { email, status, comment, proposal } = given;
  return (
    typeof email === "string" &&
    typeof status === "string" &&
    Object.hasOwn(statusWordOf, status) &&
    (comment === undefined || typeof comment === "string") &&
    (proposal === undefined ||
      (isRecord(proposal) && isEventTime(proposal.start) && isEventTime(proposal.end)))
  );
}
