import { ItipError, kindOf, type Problem } from "../errors.ts";
import { at, defined, fault, isRecord, readBoolean, readChoice, readVerbOptions } from "../input.ts";
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
  if (options === undefined) return {};
  readVerbOptions(options, ["method", "message", "recipient", "includeIcs", "replies", "now"]);
  const recipient = readRecipientOption(options);
  const problems: Problem[] = [];
  const reading = { path: "options", problems };
  const method = readChoice(options.method, ["request", "cancel", "remove"], at(reading, "method"));
  const includeIcs = readBoolean(options.includeIcs, at(reading, "includeIcs"));
  const replies = readBoolean(options.replies, at(reading, "replies"));
  const { message, now } = options;
  if (message !== undefined && !isMessage(message)) {
    fault(
      at(reading, "message"),
      "invalid-type",
      "must be a message from createInvite, updateInvite or cancelInvite",
    );
  }
  if (problems.length > 0) throw new ItipError("invalid-argument", problems);
  return {
    ...defined({ method, message, recipient, includeIcs, replies, now }),
  };
}

function isMessage(given: unknown): boolean {
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
  if (options === undefined) return undefined;
  const given: unknown = options;
  const recipient = isRecord(given) ? given.recipient : null;
  if (recipient === undefined || typeof recipient === "string") return recipient;
  throw new ItipError("invalid-argument", [
    isRecord(given)
      ? {
          path: "options.recipient",
          code: "invalid-type",
          message: `must be an address, got ${kindOf(given.recipient)}`,
        }
      : { path: "options", code: "invalid-type", message: `must be an object, got ${kindOf(given)}` },
  ]);
}
