import { kindOf, wrongArgument } from "../errors.ts";
import {
  at,
  defined,
  fault,
  isRecord,
  readBoolean,
  readChoice,
  readOrRefuse,
  readVerbOptions,
} from "../input.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";

/** What a response is to show beside the event and the people. */
export interface ResponseOptions {
  /** The method of the request that is answered, which is echoed. Default: `request`, which also a GET is answered with. */
  method?: "request" | "cancel" | "remove" | undefined;
  /** The message of the transition that is answered: its calendar text becomes `attachments.icalendar`. */
  message?: OutgoingMessage | undefined;
  /**
   * Shows this one person, even of an invite of several; somebody no longer invited is shown as
   * `attachments.removed`.
   */
  recipient?: string | undefined;
  /** The current calendar text, also where there is no new message. */
  includeIcs?: boolean | undefined;
  /** All replies, for a GET. */
  replies?: boolean | undefined;
  /** The time at which the text is written. Default: the current time. */
  now?: Date | undefined;
}

/**
 * The options of a response, checked; `now` is checked where it is read.
 *
 * @throws {ItipError} `invalid-argument`
 */
export function readResponseOptions(options: ResponseOptions | undefined): ResponseOptions {
  readVerbOptions(options, ["method", "message", "recipient", "includeIcs", "replies", "now"]);
  const recipient = readRecipientOption(options);
  const { message, now, ...given } = options ?? {};
  return readOrRefuse("invalid-argument", "options", (reading) => {
    if (message !== undefined && !isOutgoing(message)) {
      const must = "must be a message from createInvite, updateInvite or cancelInvite";
      fault(at(reading, "message"), "invalid-type", must);
    }
    return defined({
      method: readChoice(given.method, ["request", "cancel", "remove"], at(reading, "method")),
      message,
      recipient,
      includeIcs: readBoolean(given.includeIcs, at(reading, "includeIcs")),
      replies: readBoolean(given.replies, at(reading, "replies")),
      now,
    });
  });
}

function isOutgoing(given: unknown): boolean {
  if (!isRecord(given) || typeof given.ics !== "string") return false;
  return isRecord(given.to) && typeof given.to.email === "string";
}

/**
 * The person named in the options.
 *
 * @throws {ItipError} `invalid-argument`
 */
export function readRecipientOption(
  options: { recipient?: string | undefined } | undefined,
): string | undefined {
  const recipient: unknown = options?.recipient;
  if (recipient === undefined || typeof recipient === "string") return recipient;
  throw wrongArgument("options.recipient", `must be an address, got ${kindOf(recipient)}`);
}
