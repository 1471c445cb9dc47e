import { ItipError, type Problem } from "../errors.ts";
import { parseEmailAddress } from "../event/address.ts";
import { statuses } from "../event/status.table.ts";
import { at, fault, isRecord, type Reading } from "../input.ts";
import { compareTexts } from "../invite/order.ts";
import {
  readList,
  readMoment,
  readObject,
  readOptional,
  readSequence,
  readString,
  readWord,
  requireOrder,
} from "../invite/stored/read-value.ts";
import type { Revision, Said, Slot } from "./attendance.ts";
import { type Attendance, attendanceVersion, type GivenAnswer, type Own, type Print } from "./attendance.ts";

const methods = ["REQUEST", "PUBLISH", "ADD", "CANCEL", "DECLINECOUNTER"] as const;

/**
 * A stored attendance, checked.
 *
 * @throws {ItipError} `newer-state` where a newer version of this package wrote it, `invalid-state` where it is damaged
 * @example
 * parseAttendance(JSON.parse(row.attendance))
 */
export function parseAttendance(stored: unknown): Attendance {
  const problems: Problem[] = [];
  const reading: Reading = { path: "", problems };
  if (isRecord(stored) && typeof stored.version === "number" && stored.version > attendanceVersion)
    throw new ItipError("newer-state", [
      { path: "version", code: "newer", message: `must be at most ${attendanceVersion}` },
    ]);
  const read = readAll(stored, reading);
  if (read === undefined || problems.length > 0) throw new ItipError("invalid-state", problems);
  return read;
}

function readAll(stored: unknown, reading: Reading): Attendance | undefined {
  const object = readObject(stored, ["version", "uid", "me", "slots", "own"], reading);
  if (object === undefined) return undefined;
  if (object.version !== attendanceVersion)
    fault(at(reading, "version"), "invalid-value", `must be ${attendanceVersion}`);
  const uid = readString(object.uid, at(reading, "uid"));
  const me = readList(object.me, at(reading, "me"), readEmail);
  const slots = readList(object.slots, at(reading, "slots"), readSlot);
  const own = readList(object.own, at(reading, "own"), readOwn);
  if (me.length === 0) fault(at(reading, "me"), "required", "must list an address");
  const order = (a: { occurrence: string }, b: { occurrence: string }) =>
    compareTexts(a.occurrence, b.occurrence);
  requireOrder(slots, order, at(reading, "slots"));
  requireOrder(own, order, at(reading, "own"));
  return uid === undefined ? undefined : { version: attendanceVersion, uid, me, slots, own };
}

function readEmail(value: unknown, reading: Reading): string | undefined {
  return parseEmailAddress(value) ?? fault(reading, "invalid-address", "must be an email address");
}

function readSlot(value: unknown, reading: Reading): Slot | undefined {
  const names = ["occurrence", "invited", "cancelled", "declinedCounter", "prints", "answer"];
  const object = readObject(value, names, reading);
  if (object === undefined) return undefined;
  const occurrence = readOccurrence(object.occurrence, at(reading, "occurrence"));
  const said = (name: string) => readOptional(object[name], at(reading, name), readSaidIn);
  const [invited, cancelled, declinedCounter] = [said("invited"), said("cancelled"), said("declinedCounter")];
  const prints = readList(object.prints, at(reading, "prints"), readPrint);
  const answer = readOptional(object.answer, at(reading, "answer"), readAnswer);
  if (occurrence === undefined) return undefined;
  return {
    occurrence,
    ...(invited === undefined ? {} : { invited }),
    ...(cancelled === undefined ? {} : { cancelled }),
    ...(declinedCounter === undefined ? {} : { declinedCounter }),
    prints,
    ...(answer === undefined ? {} : { answer }),
  };
}

function readOccurrence(value: unknown, reading: Reading): string | undefined {
  return typeof value === "string" && /^(?:|\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?)$/.test(value)
    ? value
    : fault(reading, "invalid-value", "must be empty, a date, or an instant in UTC");
}

function readRevision(object: Record<string, unknown>, reading: Reading): Revision | undefined {
  const sequence = readSequence(object.sequence, at(reading, "sequence"));
  const moment = (name: string) => (object[name] === "" ? "" : readMoment(object[name], at(reading, name)));
  const [dtstamp, sentAt] = [moment("dtstamp"), moment("sentAt")];
  if (sequence === undefined || dtstamp === undefined || sentAt === undefined) return undefined;
  return { sequence, dtstamp, sentAt };
}

const revisionNames = ["sequence", "dtstamp", "sentAt"];

function readSaidIn(value: unknown, reading: Reading): Said | undefined {
  const object = readObject(value, [...revisionNames, "method", "ics"], reading);
  if (object === undefined) return undefined;
  const revision = readRevision(object, reading);
  const method = readWord(object.method, methods, at(reading, "method"));
  const ics = readString(object.ics, at(reading, "ics"), 4_000_000);
  if (revision === undefined || method === undefined || ics === undefined) return undefined;
  return { ...revision, method, ics };
}

function readPrint(value: unknown, reading: Reading): Print | undefined {
  const object = readObject(value, [...revisionNames, "print"], reading);
  if (object === undefined) return undefined;
  const revision = readRevision(object, reading);
  const print = readString(object.print, at(reading, "print"), 16);
  return revision === undefined || print === undefined ? undefined : { ...revision, print };
}

function readAnswer(value: unknown, reading: Reading): GivenAnswer | undefined {
  const names = ["status", "comment", "proposal", "delegateTo", "stamp", "to"];
  const object = readObject(value, names, reading);
  if (object === undefined) return undefined;
  const status = readWord(object.status, statuses, at(reading, "status"));
  const comment = readOptional(object.comment, at(reading, "comment"), readString);
  const stamp = readMoment(object.stamp, at(reading, "stamp"));
  const revised = readObject(object.to, revisionNames, at(reading, "to"));
  const to = revised === undefined ? undefined : readRevision(revised, at(reading, "to"));
  const proposal = readOptional(object.proposal, at(reading, "proposal"), readProposal);
  const delegateTo = readOptional(object.delegateTo, at(reading, "delegateTo"), readDelegate);
  if (status === undefined || stamp === undefined || to === undefined) return undefined;
  return {
    status,
    ...(comment === undefined ? {} : { comment }),
    ...(proposal === undefined ? {} : { proposal }),
    ...(delegateTo === undefined ? {} : { delegateTo }),
    stamp,
    to,
  };
}

function readProposal(value: unknown, reading: Reading): GivenAnswer["proposal"] {
  const object = readObject(value, ["start", "end"], reading);
  const [start, end] = [
    readTimeIn(object?.start, at(reading, "start")),
    readTimeIn(object?.end, at(reading, "end")),
  ];
  return start === undefined || end === undefined ? undefined : { start, end };
}

function readTimeIn(value: unknown, reading: Reading): { time: string; tzid: string } | undefined {
  const object = readObject(value, ["time", "tzid"], reading);
  const time = readString(object?.time, at(reading, "time"), 40);
  const tzid = readString(object?.tzid, at(reading, "tzid"), 80);
  return time === undefined || tzid === undefined ? undefined : { time, tzid };
}

function readDelegate(value: unknown, reading: Reading): GivenAnswer["delegateTo"] {
  const object = readObject(value, ["email", "name"], reading);
  const email = readEmail(object?.email, at(reading, "email"));
  const name = readOptional(object?.name, at(reading, "name"), readString);
  if (email === undefined) return undefined;
  return name === undefined ? { email } : { email, name };
}

function readOwn(value: unknown, reading: Reading): Own | undefined {
  const object = readObject(value, [...revisionNames, "adopted", "occurrence", "ics"], reading);
  if (object === undefined) return undefined;
  const revision = readRevision(object, reading);
  const occurrence = readOccurrence(object.occurrence, at(reading, "occurrence"));
  const ics = readString(object.ics, at(reading, "ics"), 4_000_000);
  if (typeof object.adopted !== "boolean")
    return fault(at(reading, "adopted"), "invalid-type", "must be true or false");
  if (revision === undefined || occurrence === undefined || ics === undefined) return undefined;
  return { ...revision, adopted: object.adopted, occurrence, ics };
}
