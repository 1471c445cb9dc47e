import { ItipError, kindOf } from "../errors.ts";
import type { Mailbox } from "../event/event.ts";
import { readMailbox } from "../event/read-invite.ts";
import {
  at,
  defined,
  isRecord,
  type Reading,
  readChoice,
  readText,
  refuseUnknown,
  required,
} from "../input.ts";
import type { TimeInput } from "../time/event-time.ts";
import { linkStatuses } from "./link-answer.ts";

/** What a person answers. */
export interface AnswerInput extends Mailbox {
  /** What the person answers. */
  status: "accepted" | "tentative" | "declined";
  /** Plain text for the organizer. */
  comment?: string;
  /** Another time that the person would rather have. Times without a zone are in the event's. */
  proposal?: { start: TimeInput; end: TimeInput };
  /** The original start of the one occurrence that is answered. */
  instance?: TimeInput;
}

/** An answer that was checked; its times are read once the event's zone is known. */
export interface CheckedAnswer extends Mailbox {
  readonly status: "accepted" | "tentative" | "declined";
  readonly comment?: string;
  readonly proposal?: { readonly start: unknown; readonly end: unknown };
  readonly instance?: unknown;
}

const longestComment = 100_000;

/**
 * Checks what a person answers.
 *
 * @throws {ItipError} `invalid-argument` with every problem found
 */
export function readAnswerInput(input: unknown): CheckedAnswer {
  const problems: Reading["problems"] = [];
  const reading = { path: "as", problems };
  const person = readMailbox(input, reading, ["status", "comment", "proposal", "instance"]);
  const given = isRecord(input) ? input : {};
  const status = readChoice(given.status, linkStatuses, at(reading, "status"));
  const unsaid = given.status === undefined || given.status === null;
  if (isRecord(input) && unsaid) required(at(reading, "status"));
  const comment = readText(given.comment, at(reading, "comment"), longestComment);
  const proposal = readProposal(given.proposal, at(reading, "proposal"));
  if (person === undefined || status === undefined || problems.length > 0) {
    throw new ItipError("invalid-argument", problems);
  }
  return {
    ...person,
    status,
    ...defined({ comment, proposal }),
    ...(given.instance === undefined || given.instance === null ? {} : { instance: given.instance }),
  };
}

function readProposal(value: unknown, reading: Reading): CheckedAnswer["proposal"] {
  if (value === undefined || value === null) return undefined;
  if (isRecord(value)) {
    refuseUnknown(value, ["start", "end"], reading);
    return { start: value.start, end: value.end };
  }
  reading.problems.push({
    path: reading.path,
    code: "invalid-type",
    message: `must be { start, end }, got ${kindOf(value)}`,
  });
  return undefined;
}
