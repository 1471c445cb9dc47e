import { isMessageId } from "../email/message-id.ts";
import type { OpenedEmail } from "../email/open/opened-email.ts";
import { type ItipError, refusal, wrongArgument } from "../errors.ts";
import { defined, isRecord } from "../input.ts";
import { isMessage } from "../message/is-message.ts";
import type { ItipMessage } from "../message/message.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { parseMessage } from "../message/parse.ts";
import { parseZone } from "../time/zone.ts";

/** An invitation in any form that a caller may have it in. */
export type AnswerableRequest = OutgoingMessage | OpenedEmail | ItipMessage | string;

/** The invitation that is answered, and the email that brought it. */
export interface ReceivedRequest {
  readonly message: ItipMessage;
  /** The email's Message-ID, with angle brackets. */
  readonly messageId?: string;
}

/**
 * The invitation in what a caller gave: calendar text, a message to be sent, a parsed message, or the first REQUEST of
 * an opened email.
 *
 * @throws {ItipError} `cannot-answer` for an email without a REQUEST, `invalid-argument`, and what `parseMessage` throws
 */
export function receivedRequest(request: AnswerableRequest): ReceivedRequest {
  const given: unknown = request;
  if (typeof given === "string") return { message: parseMessage(given) };
  if (typeof request === "string" || !isRecord(given)) throw wrongRequest();
  if ("ics" in request) return { message: parseMessage(request.ics, zoneOption(request)) };
  if ("messages" in request) return inEmail(request);
  if (isMessage(given)) return { message: given };
  throw wrongRequest();
}

/** The zone of an outgoing message. Calendar text with dates alone names no zone; the message does. */
function zoneOption({ event }: OutgoingMessage): { timeZone?: string } {
  const zone = isRecord(event) && isRecord(event.start) ? parseZone(event.start.tzid) : undefined;
  return defined({ timeZone: zone });
}

function inEmail(email: OpenedEmail): ReceivedRequest {
  if (!Array.isArray(email.messages)) throw wrongRequest();
  const message = email.messages.find((candidate) => candidate?.method === "REQUEST");
  if (message === undefined) {
    const must = "must hold a REQUEST, and this email has none";
    throw refusal("cannot-answer", "request.messages", "not-a-request", must);
  }
  if (!isMessage(message)) throw wrongRequest();
  const { messageId } = email;
  return isMessageId(messageId) ? { message, messageId } : { message };
}

function wrongRequest(): ItipError {
  const message = "must be calendar text, a message, or an opened email";
  return wrongArgument("request", message);
}
