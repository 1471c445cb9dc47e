import type { EventAttachment, EventDetails, Mailbox } from "../event/event.ts";
import { isPlainMailbox } from "../event/plain-mailbox.ts";
import { readMailbox } from "../event/read-mailbox.ts";
import { placeText, plainDescription } from "../event/shown-text.ts";
import {
  at,
  defined,
  filled,
  isPlainText,
  isRecord,
  type Reading,
  readChoice,
  wellFormed,
} from "../input.ts";
import type { Change, OutgoingMessage } from "../message/outgoing.ts";
import type { EventTime } from "../time/event-time.ts";
import { singleLine } from "./encoded-word.ts";

const changeFields = [
  "time",
  "recurrence",
  "location",
  "summary",
  "description",
  "url",
  "conferenceUrl",
  "status",
  "attachments",
  "guests",
  "organizer",
] as const satisfies readonly Change["field"][];

/** What an email's words need of an event: it may come from a calendar that left most of it out. */
export type EventFacts = Partial<
  Pick<
    EventDetails,
    "description" | "url" | "conferenceUrl" | "recurrence" | "location" | "attachments" | "status"
  >
> & { summary: string; start?: EventTime; end?: EventTime };

/** The longest text that a mail shows, in UTF-16 code units. */
const longestText = 100_000;

/**
 * Text that may have come from a foreign calendar, as it can be shown: without control characters, cut when it is endless,
 * absent when it is blank. An answer must not fail for what is written in the invitation.
 */
export function plainText(value: unknown): string | undefined {
  if (isPlainText(value, longestText)) return value;
  if (typeof value !== "string") return undefined;
  const text = wellFormed(value.slice(0, longestText))
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
  return text.trim() === "" ? undefined : text;
}

/** A person whose name stands on one line, whatever it was. */
export function withPlainName(value: unknown): unknown {
  if (!isRecord(value) || typeof value.name !== "string") return value;
  const name = wellFormed(singleLine(value.name).slice(0, 500));
  return name === value.name ? value : { ...value, name };
}

/** A person who needs no closer look, as hardly anybody does: known in half the time, and an email of 20 µs names four. */
export function plainPerson(value: unknown): Mailbox | undefined {
  const person = withPlainName(value);
  if (!isPlainMailbox(person)) return undefined;
  const { email, name } = person;
  return name === undefined ? { email } : { email, name };
}

/** An event as far as it can be understood: nothing that is missing or odd stops a mail. */
export function readEventFacts(value: unknown): EventFacts {
  if (!isRecord(value)) return { summary: "" };
  const location = isRecord(value.location) ? readPlace(value.location) : undefined;
  const rule = isRecord(value.recurrence) ? plainText(value.recurrence.rule) : undefined;
  return {
    summary: plainText(value.summary) ?? "",
    ...defined({
      start: readEventTime(value.start),
      end: readEventTime(value.end),
      description: plainText(value.description) ?? textOf(value.html),
      status: value.status === "tentative" ? ("tentative" as const) : undefined,
      attachments: readLinks(value.attachments),
      url: plainText(value.url),
      conferenceUrl: plainText(value.conferenceUrl),
      location: location === undefined ? undefined : { description: location },
      recurrence: rule === undefined ? undefined : { rule },
    }),
  };
}

/** The place as people read it; coordinates stand in for it where they are all that is known. */
function readPlace({ description, lat, long }: Record<string, unknown>): string | undefined {
  const degrees = (value: unknown) => plainText(typeof value === "number" ? String(value) : value);
  return placeText(defined({ description: plainText(description), lat: degrees(lat), long: degrees(long) }));
}

function textOf(html: unknown): string | undefined {
  return typeof html === "string"
    ? plainText(plainDescription({ html: html.slice(0, longestText) }))
    : undefined;
}

/** Links that go with an event; what is none is left out. */
function readLinks(value: unknown): EventAttachment[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const given: readonly unknown[] = value;
  const links = given.slice(0, 100).flatMap((one) => {
    const url = isRecord(one) ? plainText(one.url) : undefined;
    const name = isRecord(one) ? plainText(one.name) : undefined;
    return url === undefined ? [] : [{ url, ...defined({ name }) }];
  });
  return filled(links);
}

/** A time that has the shape of one. */
export function readEventTime(value: unknown): EventTime | undefined {
  if (!isRecord(value) || typeof value.time !== "string" || typeof value.tzid !== "string") return undefined;
  return { time: value.time, tzid: value.tzid };
}

/** Two times, where both are there. */
export function readEventSpan(value: unknown): { start: EventTime; end: EventTime } | undefined {
  const start = isRecord(value) ? readEventTime(value.start) : undefined;
  const end = isRecord(value) ? readEventTime(value.end) : undefined;
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The guests that the reader may see. */
export function readGuests(value: unknown, reading: Reading): OutgoingMessage["guests"] | undefined {
  if (!isRecord(value) || !Array.isArray(value.shown)) return undefined;
  const shown: readonly unknown[] = value.shown;
  const people: Mailbox[] = [];
  for (let index = 0; index < Math.min(shown.length, 100); index++) {
    const person = shown[index];
    const mailbox = plainPerson(person) ?? readMailbox(withPlainName(person), at(reading, `shown[${index}]`));
    if (mailbox !== undefined) people.push(mailbox);
  }
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
    const side = (of: unknown) => readEventSpan(of) ?? plainText(of);
    const people = (of: unknown, name: string) =>
      Array.isArray(of) ? readGuests({ shown: of }, at(here, name))?.shown : undefined;
    const sides = { from: side(change.from), to: side(change.to) };
    const came = { added: people(change.added, "added"), removed: people(change.removed, "removed") };
    return [{ field, ...defined({ ...sides, ...came }) }];
  });
}
