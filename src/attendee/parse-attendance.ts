import { refusal, shown } from "../errors.ts";
import { addressKey } from "../event/address.ts";
import { readEmail } from "../event/read-mailbox.ts";
import { statuses } from "../event/status.table.ts";
import { fault, isRecord, type Reading, readOrRefuse } from "../input.ts";
import { compareTexts } from "../invite/order.ts";
import {
  mayLack,
  objectOf,
  type Reader,
  readFlag,
  readMoment,
  readSequence,
  readString,
  sortedListOf,
  textUpTo,
  wordOf,
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
    : fault(
        reading,
        "invalid-address",
        `must be an email address in lower case, or empty, got ${shown(value)}`,
      );
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

/** A moment, or nothing where none is known. */
function readAnyMoment(value: unknown, reading: Reading): string | undefined {
  return value === "" ? value : readMoment(value, reading);
}

/** Calendar text of one component. Only its first and last line are checked here: the rest is read where it is needed. */
function calendarText(name: "VCALENDAR" | "VEVENT"): Reader<string> {
  const [first, last] = [`BEGIN:${name}\r\n`, `END:${name}\r\n`];
  return (value, reading) => {
    const text = readString(value, reading, 4_000_000);
    if (text === undefined || (text.startsWith(first) && text.endsWith(last))) return text;
    return fault(reading, "damaged-text", `must be calendar text of one ${name}, got ${shown(text)}`);
  };
}

function readZone(value: unknown, reading: Reading): string | undefined {
  return parseZone(value) ?? fault(reading, "unknown-time-zone", `must be an IANA zone, got ${shown(value)}`);
}

function readVersion(value: unknown, reading: Reading): number | undefined {
  if (value === attendanceVersion) return attendanceVersion;
  return fault(reading, "invalid-value", `must be ${attendanceVersion}, got ${shown(value)}`);
}

/** A list of addresses that has one in it. */
function atLeastOne<T>(read: Reader<T[]>): Reader<T[]> {
  return (value, reading) => {
    const list = read(value, reading);
    if (list?.length === 0) fault(reading, "required", "must list an address");
    return list;
  };
}

const revision = { sequence: readSequence, dtstamp: readAnyMoment, sentAt: readAnyMoment };
const readRevision: Reader<Revision> = objectOf(revision);
const readTime = objectOf({ time: textUpTo(40), tzid: textUpTo(80) });

const readAnswer: Reader<GivenAnswer> = objectOf({
  status: wordOf(statuses),
  comment: mayLack(readString),
  proposal: mayLack(objectOf({ start: readTime, end: readTime })),
  delegateTo: mayLack(objectOf({ email: readEmail, name: mayLack(readString) })),
  stamp: readMoment,
  to: readRevision,
});

const readSaid: Reader<Said> = objectOf({
  ...revision,
  method: wordOf(organizerMethods),
  ics: calendarText("VCALENDAR"),
  timeZone: mayLack(readZone),
  beside: mayLack(readRevision),
});

const readSlot: Reader<Slot> = objectOf({
  organizer: readFoldedAddress,
  occurrence: readOccurrence,
  since: mayLack(readRevision),
  invited: mayLack(readSaid),
  cancelled: mayLack(readSaid),
  declinedCounter: mayLack(readSaid),
  prints: sortedListOf(objectOf({ ...revision, print: textUpTo(16) }), comparePrints),
  answer: mayLack(readAnswer),
});

const readOwn: Reader<Own> = objectOf({
  ...revision,
  adopted: readFlag,
  organizer: readFoldedAddress,
  occurrence: readOccurrence,
  ics: calendarText("VEVENT"),
});

const readAddresses: Reader<OwnAddress[]> = sortedListOf(
  objectOf({ email: readEmail, place: readSequence }),
  compareAddresses,
);

const byOrganizer = (a: Approval, b: Approval) => compareTexts(a.organizer, b.organizer);

const readAll: Reader<Attendance> = objectOf({
  version: readVersion,
  uid: readString,
  me: atLeastOne(readAddresses),
  approved: sortedListOf(objectOf({ organizer: readFoldedAddress, ...revision }), byOrganizer),
  slots: sortedListOf(readSlot, compareSlots),
  own: sortedListOf(readOwn, compareSlots),
});
