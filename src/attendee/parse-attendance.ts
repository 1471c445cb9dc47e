import { refusal, shown } from "../errors.ts";
import { addressKey } from "../event/address.ts";
import { readEmail } from "../event/read-mailbox.ts";
import { statuses } from "../event/status.table.ts";
import { at, defined, fault, isRecord, type Reading, readOrRefuse } from "../input.ts";
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
  words,
} from "../invite/stored/read-value.ts";
import { parseZone } from "../time/zone.ts";
import {
  type Approval,
  type Attendance,
  attendanceVersion,
  type GivenAnswer,
  type Own,
  type OwnAddress,
  organizerMethods,
  type Print,
  type Revision,
  type Said,
  type Slot,
} from "./attendance.ts";
import { comparePrints, compareSlots } from "./order.ts";
import { compareAddresses } from "./own-addresses.ts";

/**
 * A stored attendance, checked.
 *
 * @throws {ItipError} `newer-state` where a newer version of this package wrote it, `invalid-state` where it is damaged
 * @example
 * parseAttendance(JSON.parse(row.attendance))
 */
export function parseAttendance(stored: unknown): Attendance {
  if (isTrustedAttendance(stored)) return stored;
  if (isRecord(stored) && typeof stored.version === "number" && stored.version > attendanceVersion)
    throw refusal(
      "newer-state",
      "version",
      "newer",
      `must be at most ${attendanceVersion}, got ${stored.version}: a newer version of this package wrote it`,
    );
  return trustAttendance(readOrRefuse("invalid-state", "", (reading) => readAll(stored, reading)));
}

/** Attendances that this package has made or checked in this process: they need no second check. */
const trusted = new WeakSet<object>();

/** Marks an attendance as sound. */
export function trustAttendance(attendance: Attendance): Attendance {
  trusted.add(attendance);
  return attendance;
}

function isTrustedAttendance(value: unknown): value is Attendance {
  return typeof value === "object" && value !== null && trusted.has(value);
}

function readAll(stored: unknown, reading: Reading): Attendance | undefined {
  const object = readObject(stored, ["version", "uid", "me", "approved", "slots", "own"], reading);
  if (object === undefined) return undefined;
  if (object.version !== attendanceVersion)
    fault(
      at(reading, "version"),
      "invalid-value",
      `must be ${attendanceVersion}, got ${shown(object.version)}`,
    );
  const uid = readString(object.uid, at(reading, "uid"));
  const me = readList(object.me, at(reading, "me"), readOwnAddress);
  const approved = readList(object.approved, at(reading, "approved"), readApproval);
  const slots = readList(object.slots, at(reading, "slots"), readSlot);
  const own = readList(object.own, at(reading, "own"), readOwn);
  if (me.length === 0) fault(at(reading, "me"), "required", "must list an address");
  requireOrder(me, compareAddresses, at(reading, "me"));
  requireOrder(approved, (a, b) => compareTexts(a.organizer, b.organizer), at(reading, "approved"));
  requireOrder(slots, compareSlots, at(reading, "slots"));
  requireOrder(own, compareSlots, at(reading, "own"));
  return uid === undefined ? undefined : { version: attendanceVersion, uid, me, approved, slots, own };
}

function readOwnAddress(value: unknown, reading: Reading): OwnAddress | undefined {
  const object = readObject(value, ["email", "place"], reading);
  const email = readEmail(object?.email, at(reading, "email"));
  const place = readSequence(object?.place, at(reading, "place"));
  return email === undefined || place === undefined ? undefined : { email, place };
}

function readApproval(value: unknown, reading: Reading): Approval | undefined {
  const object = readObject(value, [...revisionNames, "organizer"], reading);
  if (object === undefined) return undefined;
  const revision = readRevision(object, reading);
  const organizer = readFoldedAddress(object.organizer, at(reading, "organizer"));
  return revision === undefined || organizer === undefined ? undefined : { organizer, ...revision };
}

/** An address as it is compared; empty where nobody is named. */
function readFoldedAddress(value: unknown, reading: Reading): string | undefined {
  return typeof value === "string" && value.length <= 1_000 && (value === "" || addressKey(value) === value)
    ? value
    : fault(
        reading,
        "invalid-address",
        `must be an email address in lower case, or empty, got ${shown(value)}`,
      );
}

const slotNames = words("organizer occurrence since invited cancelled declinedCounter prints answer");

function readSlot(value: unknown, reading: Reading): Slot | undefined {
  const object = readObject(value, slotNames, reading);
  if (object === undefined) return undefined;
  const occurrence = readOccurrence(object.occurrence, at(reading, "occurrence"));
  const organizer = readFoldedAddress(object.organizer, at(reading, "organizer"));
  const since = readOptional(object.since, at(reading, "since"), readWholeRevision);
  const said = (name: string) => readOptional(object[name], at(reading, name), readSaidIn);
  const [invited, cancelled, declinedCounter] = [said("invited"), said("cancelled"), said("declinedCounter")];
  const prints = readList(object.prints, at(reading, "prints"), readPrint);
  const answer = readOptional(object.answer, at(reading, "answer"), readAnswer);
  requireOrder(prints, comparePrints, at(reading, "prints"));
  if (occurrence === undefined || organizer === undefined) return undefined;
  return {
    organizer,
    occurrence,
    ...defined({ since, invited, cancelled, declinedCounter }),
    prints,
    ...defined({ answer }),
  };
}

function readOccurrence(value: unknown, reading: Reading): string | undefined {
  return typeof value === "string" && /^(?:|\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?\+?)$/.test(value)
    ? value
    : fault(
        reading,
        "invalid-value",
        `must be empty, a date, or an instant in UTC, with + behind it or without, got ${shown(value)}`,
      );
}

function readRevision(object: Record<string, unknown>, reading: Reading): Revision | undefined {
  const sequence = readSequence(object.sequence, at(reading, "sequence"));
  const moment = (name: string) => (object[name] === "" ? "" : readMoment(object[name], at(reading, name)));
  const [dtstamp, sentAt] = [moment("dtstamp"), moment("sentAt")];
  if (sequence === undefined || dtstamp === undefined || sentAt === undefined) return undefined;
  return { sequence, dtstamp, sentAt };
}

function readWholeRevision(value: unknown, reading: Reading): Revision | undefined {
  const object = readObject(value, revisionNames, reading);
  return object === undefined ? undefined : readRevision(object, reading);
}

const revisionNames = ["sequence", "dtstamp", "sentAt"];

function readSaidIn(value: unknown, reading: Reading): Said | undefined {
  const object = readObject(value, [...revisionNames, "method", "ics", "timeZone", "beside"], reading);
  if (object === undefined) return undefined;
  const revision = readRevision(object, reading);
  const method = readWord(object.method, organizerMethods, at(reading, "method"));
  const ics = readCalendar(object.ics, "VCALENDAR", at(reading, "ics"));
  const timeZone = readOptional(object.timeZone, at(reading, "timeZone"), readZone);
  const beside = readOptional(object.beside, at(reading, "beside"), readWholeRevision);
  if (revision === undefined || method === undefined || ics === undefined) return undefined;
  return { ...revision, method, ics, ...defined({ timeZone, beside }) };
}

/** Calendar text of one component. Only its first and last line are checked here: the rest is read where it is needed. */
function readCalendar(value: unknown, name: "VCALENDAR" | "VEVENT", reading: Reading): string | undefined {
  const text = readString(value, reading, 4_000_000);
  if (text === undefined) return undefined;
  const [first, last] = [`BEGIN:${name}\r\n`, `END:${name}\r\n`];
  if (text.startsWith(first) && text.endsWith(last)) return text;
  return fault(reading, "damaged-text", `must be calendar text of one ${name}, got ${shown(text)}`);
}

function readZone(value: unknown, reading: Reading): string | undefined {
  return parseZone(value) ?? fault(reading, "unknown-time-zone", `must be an IANA zone, got ${shown(value)}`);
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
  const to = readWholeRevision(object.to, at(reading, "to"));
  const proposal = readOptional(object.proposal, at(reading, "proposal"), readGivenProposal);
  const delegateTo = readOptional(object.delegateTo, at(reading, "delegateTo"), readDelegate);
  if (status === undefined || stamp === undefined || to === undefined) return undefined;
  return {
    status,
    ...defined({ comment, proposal, delegateTo }),
    stamp,
    to,
  };
}

function readGivenProposal(value: unknown, reading: Reading): GivenAnswer["proposal"] {
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
  const object = readObject(value, [...revisionNames, "adopted", "organizer", "occurrence", "ics"], reading);
  if (object === undefined) return undefined;
  const revision = readRevision(object, reading);
  const occurrence = readOccurrence(object.occurrence, at(reading, "occurrence"));
  const ics = readCalendar(object.ics, "VEVENT", at(reading, "ics"));
  if (typeof object.adopted !== "boolean")
    return fault(
      at(reading, "adopted"),
      "invalid-type",
      `must be true or false, got ${shown(object.adopted)}`,
    );
  const organizer = readFoldedAddress(object.organizer, at(reading, "organizer"));
  if (revision === undefined || occurrence === undefined || ics === undefined || organizer === undefined)
    return undefined;
  return { ...revision, adopted: object.adopted, organizer, occurrence, ics };
}
