import { kindOf } from "../../errors.ts";
import { readEmail } from "../../event/read-mailbox.ts";
import { type Status, statuses } from "../../event/status.table.ts";
import {
  at,
  defined,
  fault,
  isRecord,
  type Reading,
  readArgument,
  readChoice,
  readRecord,
  readText,
  refuseUnknown,
  required,
} from "../../input.ts";
import type { StatedReply } from "../../reply/read-reply.ts";
import type { TimeInput } from "../../time/event-time.ts";
import { inUtc } from "../../time/in-utc.ts";
import { currentTime, readNowAlone } from "../../time/now.ts";
import { epochOf, faultPath, type Point, readTime } from "../../time/point.ts";
import type { StatedSpan, StatedTime } from "../../timezone/time-property.ts";
import type { Invite, Transition } from "../invite.ts";
import { originalStart, plannedEvent } from "../occurrences/occurrence.ts";
import { readKey } from "../stored/argument.ts";
import { parseExcerpt } from "../stored/parse.ts";
import { recordReply } from "./receive-reply.ts";
import { draftOf, inviteOfDraft, personIn } from "./recording.ts";

/** What somebody has said on another way than by mail. */
export interface RecordedAnswer {
  /** Whose answer it is. Somebody who was never invited is listed in `replies`, as by mail. */
  email: string;
  /** What the person said. */
  status: Status;
  /** Plain text, as the person said it. */
  comment?: string | undefined;
  /** Another time that the person would rather have. Times without a zone are in the event's. */
  proposal?: { start: TimeInput; end: TimeInput } | undefined;
  /** The original start of the one occurrence that is answered. */
  instance?: TimeInput | undefined;
}

/** When it was said. */
export interface RecordOptions {
  /** Default: the current time. */
  now?: Date | undefined;
}

/**
 * Records what somebody said by telephone, at the desk or on a page of one's own: by the same order as a REPLY (with a proposal: a COUNTER)
 * to the latest revision that was made at `now`.
 *
 * @throws {ItipError} `invalid-argument` with every problem found, `invalid-time`, `unknown-instance`, `invalid-state`, `newer-state`
 * @example
 * statusOf(recordAnswer(invite, { email: "jane@example.test", status: "declined" }).invite).recipients[0]
 * // { email: "jane@example.test", status: "declined" }
 */
export function recordAnswer(invite: Invite, answer: RecordedAnswer, options?: RecordOptions): Transition {
  const checked = parseExcerpt(invite);
  const now = readNowAlone(options);
  const said = currentTime(now);
  const stated = readArgument("answer", (reading) => readStated(checked, answer, said, reading));
  const draft = draftOf(checked, said);
  recordReply(draft, { person: personIn(draft, stated.email), stated });
  return { invite: inviteOfDraft(draft), messages: [] };
}

const fields = [
  "email",
  "status",
  "comment",
  "proposal",
  "instance",
] as const satisfies readonly (keyof RecordedAnswer)[];

function readStated(
  { uid, sequence, plan }: Invite,
  answer: unknown,
  now: Date,
  reading: Reading,
): StatedReply | undefined {
  const given = readRecord(answer, fields, reading) ?? {};
  const email = readEmail(given.email, at(reading, "email"));
  const status = readChoice(given.status, statuses, at(reading, "status"));
  if (given.status === undefined || given.status === null) required(at(reading, "status"));
  const comment = readText(given.comment, at(reading, "comment"), 100_000);
  const { instance } = given;
  const key = instance === undefined ? "" : readKey(plan, instance, at(reading, "instance"));
  const start = originalStart(plan, key ?? "");
  const proposal = readSaidProposal(
    given.proposal,
    plannedEvent(plan, key ?? "").start,
    at(reading, "proposal"),
  );
  if (email === undefined || status === undefined || key === undefined) return undefined;
  return {
    method: proposal === undefined ? "REPLY" : "COUNTER",
    uid,
    email,
    sequence,
    ...(proposal !== undefined && status === "pending" ? {} : { status }),
    ...defined({
      comment,
      dtstamp: inUtc(now.toISOString()),
      instance: start && statedInZone(start),
      proposal,
    }),
  };
}

function readSaidProposal(value: unknown, { tzid }: Point, reading: Reading): StatedSpan | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) return fault(reading, "invalid-type", `must be { start, end }, got ${kindOf(value)}`);
  refuseUnknown(value, ["start", "end"], reading);
  const [start, end] = (["start", "end"] as const).map((name) => {
    const point = readTime(value[name], tzid);
    if (point.kind !== "fault") return point;
    return fault({ ...reading, path: faultPath(at(reading, name).path, point) }, point.code, point.message);
  });
  if (start === undefined || end === undefined) return undefined;
  if (start.kind !== end.kind || epochOf(end) < epochOf(start))
    return fault(at(reading, "end"), "end-before-start", "must not lie before the start, and be of its kind");
  return { start: statedInZone(start), end: statedInZone(end) };
}

function statedInZone(point: Point): StatedTime {
  return point.kind === "date"
    ? { kind: "date", wall: point.wall }
    : { kind: "zoned", instant: point.instant, tzid: point.tzid, guessed: false };
}
