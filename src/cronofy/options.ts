import {
  at,
  defined,
  fault,
  isRecord,
  type Reading,
  readBoolean,
  readChoice,
  readVerbOptions,
  wrongKind,
} from "../input.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { readNow } from "../time/now.ts";

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
 * The options of a response, checked.
 *
 * @throws {ItipError} `invalid-argument`
 */
export function readResponseOptions(options: ResponseOptions | undefined): ResponseOptions {
  const known = ["method", "message", "recipient", "includeIcs", "replies", "now"];
  const message = options?.message;
  return readVerbOptions(options, known, (given, reading) => {
    if (message !== undefined && !isOutgoing(message))
      fault(
        at(reading, "message"),
        "invalid-type",
        "must be a message from createInvite, updateInvite or cancelInvite",
      );
    return defined({
      method: readChoice(given.method, ["request", "cancel", "remove"], at(reading, "method")),
      message,
      recipient: readRecipientOption(given, reading),
      includeIcs: readBoolean(given.includeIcs, at(reading, "includeIcs")),
      replies: readBoolean(given.replies, at(reading, "replies")),
      now: readNow(given.now, at(reading, "now")),
    });
  });
}

function isOutgoing(given: unknown): boolean {
  if (!isRecord(given) || typeof given.ics !== "string") return false;
  return isRecord(given.to) && typeof given.to.email === "string";
}

/** The person named in the options. */
export function readRecipientOption(
  { recipient }: Record<string, unknown>,
  reading: Reading,
): string | undefined {
  if (recipient === undefined || typeof recipient === "string") return recipient;
  return wrongKind(at(reading, "recipient"), "an address", recipient);
}
