import { readEmail } from "../../event/read-mailbox.ts";
import {
  at,
  defined,
  fault,
  isRecord,
  type Reading,
  readChoice,
  readOrRefuse,
  readText,
  refuseUnknown,
  required,
} from "../../input.ts";
import { type LinkAnswer, linkStatuses } from "../../reply/link-answer.ts";
import { isEventTime } from "../../time/event-time.ts";
import { readNow } from "../../time/now.ts";
import { readTime } from "../../time/point.ts";
import { utc } from "../../time/zone.ts";
import { readSequence } from "../stored/read-value.ts";

/** Whether a value is meant to be the answer of a link: messages and emails have no status of their own. */
export function isMeantAsLink(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && "uid" in value && "email" in value && "status" in value;
}

/**
 * The answer of a link, checked.
 *
 * @throws {ItipError} `invalid-argument` with every problem found
 */
export function readLinkAnswer(value: Record<string, unknown>): LinkAnswer {
  return readOrRefuse("invalid-argument", "incoming", (reading) => readFields(value, reading));
}

function readFields(value: Record<string, unknown>, reading: Reading): LinkAnswer | undefined {
  const { uid, email, sequence } = value;
  refuseUnknown(value, ["uid", "email", "status", "sequence", "instance", "comment", "at"], reading);
  if (value.status === undefined || value.status === null) required(at(reading, "status"));
  const status = readChoice(value.status, linkStatuses, at(reading, "status"));
  const comment = readTyped(value.comment, at(reading, "comment"));
  const instance = readInstance(value.instance, at(reading, "instance"));
  const moment = readNow(value.at, at(reading, "at"));
  const revision = readSequence(sequence, at(reading, "sequence"));
  const address = readEmail(email, at(reading, "email"));
  if (typeof uid !== "string" || uid === "") {
    return fault(at(reading, "uid"), "invalid-type", "must be the UID of an event", uid);
  }
  if (address === undefined || typeof email !== "string") return undefined;
  if (status === undefined || revision === undefined) return undefined;
  return {
    uid,
    email,
    status,
    sequence: revision,
    ...defined({ instance, comment, at: moment }),
  };
}

/** What a person typed into a form: text that was pasted there may have controls (Word breaks a line by U+000B), and no answer is lost for them. */
function readTyped(value: unknown, reading: Reading): string | undefined {
  const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;
  return readText(typeof value === "string" ? value.replace(controls, " ") : value, reading, 100_000);
}

function readInstance(value: unknown, reading: Reading): LinkAnswer["instance"] {
  if (value === undefined) return undefined;
  if (isRecord(value)) refuseUnknown(value, ["time", "tzid"], reading);
  if (isEventTime(value)) {
    const { time, tzid } = value;
    if (readTime({ time, tzid }, utc).kind !== "fault") return { time, tzid };
  }
  return fault(reading, "invalid-time", "must be the original start of an occurrence, { time, tzid }", value);
}
