import { ItipError, type Problem } from "../errors.ts";
import { parseEmailAddress } from "../message/calendar-user-address.ts";
import { at, fault, isRecord, type Reading, readChoice, readName, readText } from "../message/input-value.ts";
import type { EventDetails, Mailbox } from "../message/invitation.ts";
import { readMailbox } from "../message/invite-input.ts";
import type { Change, OutgoingMessage } from "../message/outgoing.ts";
import { methods, type Status } from "../message/status.table.ts";
import type { EventTime } from "../time/event-time.ts";

const statuses = [
  "pending",
  "accepted",
  "tentative",
  "declined",
  "delegated",
] as const satisfies readonly Status[];
const changeFields = [
  "time",
  "recurrence",
  "location",
  "summary",
  "description",
  "url",
  "conferenceUrl",
] as const satisfies readonly Change["field"][];

/** What an email's words need of an event: it may come from a calendar that left most of it out. */
export type EventFacts = Partial<
  Pick<EventDetails, "description" | "url" | "conferenceUrl" | "recurrence" | "location">
> & { summary: string; start?: EventTime; end?: EventTime };

/** A message that was checked: addresses with ASCII domains, METHOD as in its calendar text. */
export interface CheckedMessage extends Omit<OutgoingMessage, "event"> {
  event: EventFacts;
}

/**
 * A message as it comes out of the caller's outbox, checked.
 *
 * @throws {ItipError} `invalid-argument` with every problem found.
 */
export function readOutgoing(input: unknown): CheckedMessage {
  const problems: Problem[] = [];
  const reading: Reading = { path: "message", problems };
  const message = isRecord(input)
    ? readFields(input, reading)
    : fault(reading, "invalid-type", "a message is what createInvite, updateInvite or answer returns");
  if (message === undefined || problems.length > 0) throw new ItipError("invalid-argument", problems);
  return message;
}

function readFields(input: Record<string, unknown>, reading: Reading): CheckedMessage | undefined {
  const method = readChoice(input.method, methods, at(reading, "method"));
  if (method === undefined && reading.problems.length === 0)
    fault(at(reading, "method"), "required", "this is required");
  const from = readAddress(input.from, at(reading, "from"));
  const to = readAddress(input.to, at(reading, "to"));
  const ics = readCalendar(input.ics, method, at(reading, "ics"));
  const uid =
    typeof input.uid === "string" ? input.uid : fault(at(reading, "uid"), "required", "this is required");
  const dtstamp = readMoment(input.dtstamp, at(reading, "dtstamp"));
  const organizer =
    input.organizer === undefined ? from : readAddress(input.organizer, at(reading, "organizer"));
  if (method === undefined || from === undefined || to === undefined || organizer === undefined)
    return undefined;
  if (ics === undefined || uid === undefined || dtstamp === undefined) return undefined;
  return {
    method,
    from,
    to,
    ics,
    uid,
    sequence: typeof input.sequence === "number" ? input.sequence : 0,
    dtstamp,
    organizer,
    event: readEvent(input.event, at(reading, "event")),
    ...defined({
      guests: readGuests(input.guests, at(reading, "guests")),
      instance: readTime(input.instance),
      changes: readChanges(input.changes, at(reading, "changes")),
      comment: readText(input.comment, at(reading, "comment"), 100_000),
      status: readChoice(input.status, statuses, at(reading, "status")),
      proposal: readSpan(input.proposal),
    }),
  };
}

/** An object without the keys that say nothing. */
function defined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key of keysOf(object)) {
    const value = object[key];
    if (isDefined(value)) result[key] = value;
  }
  return result;
}

function keysOf<T extends object>(object: T): (keyof T)[] {
  const keys: (keyof T)[] = [];
  for (const key in object) keys.push(key);
  return keys;
}

function isDefined<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}

/** A mailbox whose address is fit for a header: its domain in ASCII (RFC 5890). */
export function readAddress(value: unknown, reading: Reading): Mailbox | undefined {
  const mailbox = readMailbox(value, reading);
  const email = parseEmailAddress(mailbox?.email);
  return mailbox === undefined || email === undefined ? undefined : { ...mailbox, email };
}

/** METHOD, which both copies name in their Content-Type (RFC 6047 section 2.4), is that of the text itself. */
function readCalendar(value: unknown, method: string | undefined, reading: Reading): string | undefined {
  if (typeof value !== "string" || value === "") return fault(reading, "required", "this is required");
  const stated = /^METHOD:([A-Z]+)\r?$/m.exec(value)?.[1];
  if (method !== undefined && stated !== method) {
    return fault(reading, "method-mismatch", `the calendar text does not say METHOD:${method}`);
  }
  return value;
}

function readMoment(value: unknown, reading: Reading): string | undefined {
  if (value === undefined) return fault(reading, "required", "this is required");
  const known = typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
  if (!known || Number.isNaN(Date.parse(value))) {
    return fault(reading, "invalid-time", "this is no time like 2026-05-07T09:30:00Z");
  }
  return value;
}

function readEvent(value: unknown, reading: Reading): EventFacts {
  if (!isRecord(value)) return { summary: "" };
  const location = isRecord(value.location)
    ? readText(value.location.description, at(reading, "location.description"), 100_000)
    : undefined;
  const rule = isRecord(value.recurrence)
    ? readName(value.recurrence.rule, at(reading, "recurrence.rule"), 2_000)
    : undefined;
  return {
    summary: readText(value.summary, at(reading, "summary"), 100_000) ?? "",
    ...defined({
      start: readTime(value.start),
      end: readTime(value.end),
      description: readText(value.description, at(reading, "description"), 1_000_000),
      url: readText(value.url, at(reading, "url"), 100_000),
      conferenceUrl: readText(value.conferenceUrl, at(reading, "conferenceUrl"), 100_000),
      location: location === undefined ? undefined : { description: location },
      recurrence: rule === undefined ? undefined : { rule },
    }),
  };
}

function readTime(value: unknown): EventTime | undefined {
  if (!isRecord(value) || typeof value.time !== "string" || typeof value.tzid !== "string") return undefined;
  return { time: value.time, tzid: value.tzid };
}

function readSpan(value: unknown): { start: EventTime; end: EventTime } | undefined {
  const start = isRecord(value) ? readTime(value.start) : undefined;
  const end = isRecord(value) ? readTime(value.end) : undefined;
  return start === undefined || end === undefined ? undefined : { start, end };
}

function readGuests(value: unknown, reading: Reading): OutgoingMessage["guests"] | undefined {
  if (!isRecord(value) || !Array.isArray(value.shown)) return undefined;
  const shown: readonly unknown[] = value.shown;
  const people = shown.slice(0, 100).flatMap((person, index) => {
    const mailbox = readMailbox(person, at(reading, `shown[${index}]`));
    return mailbox === undefined ? [] : [mailbox];
  });
  return { shown: people, count: typeof value.count === "number" ? value.count : people.length };
}

function readChanges(value: unknown, reading: Reading): Change[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const changes: readonly unknown[] = value;
  return changes.slice(0, 100).flatMap((change, index) => {
    if (!isRecord(change)) return [];
    const here = at(reading, `[${index}]`);
    const field = readChoice(change.field, changeFields, at(here, "field"));
    if (field === undefined) return [];
    const side = (of: unknown) =>
      readSpan(of) ?? (typeof of === "string" ? readText(of, here, 1_000_000) : undefined);
    return [{ field, ...defined({ from: side(change.from), to: side(change.to) }) }];
  });
}
