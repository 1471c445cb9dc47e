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
  type StateReader,
} from "../invite/stored/read-value.ts";
import { parseZone } from "../time/zone.ts";
import { type Attendance, attendanceVersion, organizerMethods } from "./attendance.ts";
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

function readZone(value: unknown, reading: Reading): string | undefined {
  return parseZone(value) ?? fault(reading, "unknown-time-zone", "must be an IANA zone", value);
}

function readVersion(value: unknown, reading: Reading): number | undefined {
  if (value === attendanceVersion) return attendanceVersion;
  return fault(reading, "invalid-value", `must be ${attendanceVersion}`, value);
}

/** A reader of objects with these members, and perhaps some more: see `readStored`. */
/* @__NO_SIDE_EFFECTS__ */
function storedAs<R extends MemberReaders, O extends MemberReaders = Record<never, never>>(
  required: R,
  optional?: O,
) {
  return (value: unknown, reading: Reading) => readStored(value, reading, required, optional);
}

type MemberReaders = Readonly<Record<string, StateReader<unknown>>>;

/* @__NO_SIDE_EFFECTS__ */
function oneOf<T extends string>(words: readonly T[]): StateReader<T> {
  return (value, reading) => readWord(value, words, reading);
}

/* @__NO_SIDE_EFFECTS__ */
function sortedList<T>(readOne: StateReader<T>, compare: (a: T, b: T) => number): StateReader<T[]> {
  return (value, reading) => readSortedList(value, reading, readOne, compare);
}

const revisionReaders = { sequence: readSequence, dtstamp: readAnyMoment, sentAt: readAnyMoment };
const placeReaders = { organizer: readFoldedAddress, occurrence: readOccurrence };
const readTime = storedAs({ time: readString, tzid: readString });

const readSaid = storedAs(
  { ...revisionReaders, method: oneOf(organizerMethods), ics: readCalendar },
  { timeZone: readZone, beside: storedAs(revisionReaders) },
);

const readPrint = storedAs({ ...revisionReaders, print: (value, reading) => readString(value, reading, 16) });

const readAnswer = storedAs(
  { status: oneOf(statuses), stamp: readMoment, to: storedAs(revisionReaders) },
  {
    comment: readString,
    proposal: storedAs({ start: readTime, end: readTime }),
    delegateTo: storedAs({ email: readEmail }, { name: readString }),
  },
);

const readSlot = storedAs(
  { ...placeReaders, prints: sortedList(readPrint, comparePrints) },
  {
    since: storedAs(revisionReaders),
    invited: readSaid,
    cancelled: readSaid,
    declinedCounter: readSaid,
    answer: readAnswer,
  },
);

const readOwnText: StateReader<string> = (value, reading) => readCalendar(value, reading, "VEVENT");

const readAllMembers = storedAs({
  version: readVersion,
  uid: readString,
  me: sortedList(storedAs({ email: readEmail, place: readSequence }), compareAddresses),
  approved: sortedList(storedAs({ organizer: readFoldedAddress, ...revisionReaders }), (a, b) =>
    compareTexts(a.organizer, b.organizer),
  ),
  slots: sortedList(readSlot, compareSlots),
  own: sortedList(
    storedAs({ ...revisionReaders, adopted: readFlag, ...placeReaders, ics: readOwnText }),
    compareSlots,
  ),
});

function readAll(value: unknown, reading: Reading): Attendance | undefined {
  const read = readAllMembers(value, reading);
  if (read?.me.length === 0) fault(at(reading, "me"), "required", "must list an address");
  return read;
}
