import { at, isRecord, type Reading, readChoice, readName, readText } from "../message/input-value.ts";
import type { EventDetails } from "../message/invitation.ts";
import { readMailbox } from "../message/invite-input.ts";
import type { Change, OutgoingMessage } from "../message/outgoing.ts";
import type { EventTime } from "../time/event-time.ts";

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

/** An event as far as it can be understood: nothing that is missing stops a mail. */
export function readEvent(value: unknown, reading: Reading): EventFacts {
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

/** A time that has the shape of one. */
export function readTime(value: unknown): EventTime | undefined {
  if (!isRecord(value) || typeof value.time !== "string" || typeof value.tzid !== "string") return undefined;
  return { time: value.time, tzid: value.tzid };
}

/** Two times, where both are there. */
export function readSpan(value: unknown): { start: EventTime; end: EventTime } | undefined {
  const start = isRecord(value) ? readTime(value.start) : undefined;
  const end = isRecord(value) ? readTime(value.end) : undefined;
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The guests that the reader may see. */
export function readGuests(value: unknown, reading: Reading): OutgoingMessage["guests"] | undefined {
  if (!isRecord(value) || !Array.isArray(value.shown)) return undefined;
  const shown: readonly unknown[] = value.shown;
  const people = shown.slice(0, 100).flatMap((person, index) => {
    const mailbox = readMailbox(person, at(reading, `shown[${index}]`));
    return mailbox === undefined ? [] : [mailbox];
  });
  return { shown: people, count: typeof value.count === "number" ? value.count : people.length };
}

/** What an update changed; sides that say nothing are left out. */
export function readChanges(value: unknown, reading: Reading): Change[] | undefined {
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

/** An object without the keys that say nothing. */
export function defined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
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
