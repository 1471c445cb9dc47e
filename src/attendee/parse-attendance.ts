import { refusal } from "../errors.ts";
import { addressKey } from "../event/address/address.ts";
import { readEmail } from "../event/read-mailbox.ts";
import { statuses } from "../event/status.table.ts";
import { at, fault, isRecord, type Reading, readOrRefuse } from "../input.ts";
import { compareTexts } from "../invite/order.ts";
import {
  readFlag,
  readMoment,
  readSequence,
  readSortedList,
  readStored,
  readString,
  readWord,
} from "../invite/stored/read-value.ts";
import type { EventTime } from "../time/event-time.ts";
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

/** An address as it is compared; empty where nobody is named. */
function readFoldedAddress(value: unknown, reading: Reading): string | undefined {
  return typeof value === "string" && value.length <= 1_000 && (value === "" || addressKey(value) === value)
    ? value
    : fault(reading, "invalid-address", "must be an email address in lower case, or empty", value);
}

function readOccurrence(value: unknown, reading: Reading): string | undefined {
  return typeof value === "string" && /^(?:|\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?\+?)$/.test(value)
    ? value
    : fault(
        reading,
        "invalid-value",
        "must be empty, a date, or an instant in UTC, with + behind it or without",
        value,
      );
}

/** A moment, or nothing where none is known. */
function readAnyMoment(value: unknown, reading: Reading): string | undefined {
  return value === "" ? value : readMoment(value, reading);
}

/** Calendar text of one component. Only its first and last line are checked here: the rest is read where it is needed. */
function readCalendar(value: unknown, reading: Reading, name = "VCALENDAR"): string | undefined {
  const text = readString(value, reading, 4_000_000);
  if (text === undefined) return undefined;
  const [first, last] = [`BEGIN:${name}\r\n`, `END:${name}\r\n`];
  if (text.startsWith(first) && text.endsWith(last)) return text;
  return fault(reading, "damaged-text", `must be calendar text of one ${name}`, text);
}

function readOwnText(value: unknown, reading: Reading): string | undefined {
  return readCalendar(value, reading, "VEVENT");
}

function readZone(value: unknown, reading: Reading): string | undefined {
  return parseZone(value) ?? fault(reading, "unknown-time-zone", "must be an IANA zone", value);
}

function readVersion(value: unknown, reading: Reading): number | undefined {
  if (value === attendanceVersion) return attendanceVersion;
  return fault(reading, "invalid-value", `must be ${attendanceVersion}`, value);
}

/** What every revision has. */
const revision = { sequence: readSequence, dtstamp: readAnyMoment, sentAt: readAnyMoment };

function readRevision(value: unknown, reading: Reading): Revision | undefined {
  return readStored(value, reading, revision);
}

function readStoredSaid(value: unknown, reading: Reading): Said | undefined {
  const required = { ...revision, method: readMethod, ics: readCalendar };
  return readStored(value, reading, required, { timeZone: readZone, beside: readRevision });
}

function readMethod(value: unknown, reading: Reading): Said["method"] | undefined {
  return readWord(value, organizerMethods, reading);
}

function readPrints(value: unknown, reading: Reading): Print[] {
  const required = { ...revision, print: readPrint };
  return readSortedList(value, reading, (one, here) => readStored(one, here, required), comparePrints);
}

function readPrint(value: unknown, reading: Reading): string | undefined {
  return readString(value, reading, 16);
}

function readAnswer(value: unknown, reading: Reading): GivenAnswer | undefined {
  const required = { status: readStatus, stamp: readMoment, to: readRevision };
  const optional = { comment: readString, proposal: readGivenProposal, delegateTo: readDelegate };
  return readStored(value, reading, required, optional);
}

function readStatus(value: unknown, reading: Reading): GivenAnswer["status"] | undefined {
  return readWord(value, statuses, reading);
}

function readGivenProposal(value: unknown, reading: Reading): GivenAnswer["proposal"] {
  return readStored(value, reading, { start: readStoredTime, end: readStoredTime });
}

function readStoredTime(value: unknown, reading: Reading): EventTime | undefined {
  return readStored(value, reading, { time: readString, tzid: readString });
}

function readDelegate(value: unknown, reading: Reading): GivenAnswer["delegateTo"] {
  return readStored(value, reading, { email: readEmail }, { name: readString });
}

function readSlot(value: unknown, reading: Reading): Slot | undefined {
  const required = { organizer: readFoldedAddress, occurrence: readOccurrence, prints: readPrints };
  const said = { invited: readStoredSaid, cancelled: readStoredSaid, declinedCounter: readStoredSaid };
  return readStored(value, reading, required, { since: readRevision, ...said, answer: readAnswer });
}

function readOwn(value: unknown, reading: Reading): Own | undefined {
  const place = { organizer: readFoldedAddress, occurrence: readOccurrence };
  return readStored(value, reading, { ...revision, adopted: readFlag, ...place, ics: readOwnText });
}

function readApproval(value: unknown, reading: Reading): Approval | undefined {
  return readStored(value, reading, { organizer: readFoldedAddress, ...revision });
}

function readOwnAddress(value: unknown, reading: Reading): OwnAddress | undefined {
  return readStored(value, reading, { email: readEmail, place: readSequence });
}

function readAll(value: unknown, reading: Reading): Attendance | undefined {
  const byOrganizer = (a: Approval, b: Approval) => compareTexts(a.organizer, b.organizer);
  const read = readStored(value, reading, {
    version: readVersion,
    uid: readString,
    me: (list, here) => readSortedList(list, here, readOwnAddress, compareAddresses),
    approved: (list, here) => readSortedList(list, here, readApproval, byOrganizer),
    slots: (list, here) => readSortedList(list, here, readSlot, compareSlots),
    own: (list, here) => readSortedList(list, here, readOwn, compareSlots),
  });
  if (read?.me.length === 0) fault(at(reading, "me"), "required", "must list an address");
  return read;
}
