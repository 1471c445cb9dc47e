import { ItipError, kindOf } from "../errors.ts";
import type { Mailbox } from "../event/event.ts";
import { readMailbox } from "../event/read-mailbox.ts";
import {
  at,
  defined,
  fault,
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
  /** What the person answers; `delegated` needs `delegateTo`. */
  status: "accepted" | "tentative" | "declined" | "delegated";
  /** Who comes instead (RFC 5546 section 3.2.2.3). The invitation has to be sent to them as well: `answerInvitation` of `itip/attendee` does. */
  delegateTo?: Mailbox | undefined;
  /** Plain text for the organizer. */
  comment?: string | undefined;
  /** Another time that the person would rather have. Times without a zone are in the event's. */
  proposal?: { start: TimeInput; end: TimeInput } | undefined;
  /** The original start of the one occurrence that is answered. */
  instance?: TimeInput | undefined;
}

/** An answer that was checked; its times are read once the event's zone is known. */
export interface CheckedAnswer extends Mailbox {
  readonly status: AnswerInput["status"];
  readonly delegateTo?: Mailbox;
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
  const person = readMailbox(input, reading, ["status", "delegateTo", "comment", "proposal", "instance"]);
  const given = isRecord(input) ? input : {};
  const status = readChoice(given.status, [...linkStatuses, "delegated"], at(reading, "status"));
  const unsaid = given.status === undefined || given.status === null;
  if (isRecord(input) && unsaid) required(at(reading, "status"));
  const comment = readText(given.comment, at(reading, "comment"), longestComment);
  const proposal = readProposal(given.proposal, at(reading, "proposal"));
  const delegateTo = readDelegate(given, reading);
  if (person === undefined || status === undefined || problems.length > 0) {
    throw new ItipError("invalid-argument", problems);
  }
  return {
    ...person,
    status,
    ...defined({ delegateTo, comment, proposal }),
    ...(given.instance === undefined || given.instance === null ? {} : { instance: given.instance }),
  };
}

function readDelegate({ status, delegateTo, proposal }: Record<string, unknown>, reading: Reading) {
  const place = at(reading, "delegateTo");
  if (status !== "delegated") {
    if (delegateTo === undefined || delegateTo === null) return undefined;
    return fault(place, "unwanted", "must stand with the status delegated alone");
  }
  if (proposal !== undefined && proposal !== null)
    fault(at(reading, "proposal"), "unwanted", "must be absent: who does not come proposes no time");
  return readMailbox(delegateTo, place, []);
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
