import { kindOf } from "../errors.ts";
import { parseEmailAddress } from "../event/address/address.ts";
import type { Mailbox } from "../event/event.ts";
import { readMailbox } from "../event/read-mailbox.ts";
import { methods, statuses } from "../event/status.table.ts";
import {
  at,
  defined,
  fault,
  isRecord,
  type Readers,
  type Reading,
  readChoice,
  readMembers,
  readOrRefuse,
  required,
} from "../input.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { parseZone } from "../time/zone.ts";
import {
  plainPerson,
  plainText,
  readChanges,
  readEventSpan,
  readEventTime,
  readGuests,
  withPlainName,
} from "./event-facts.ts";

/** A message that was checked: addresses with ASCII domains, METHOD as in its calendar text. */
export interface CheckedMessage extends Omit<OutgoingMessage, "event" | "locale" | "timeZone"> {
  /** As it came: a letter reads of it what it can understand (`readEventFacts`). Where the caller words the mail, nobody asks: 0.8 of 25 µs. */
  event: unknown;
  /** The language and the zone of the recipient, as far as the message carries them and they can be used. */
  reader: { locale?: string; timeZone?: string };
}

/**
 * A message as it comes out of the caller's outbox, checked.
 *
 * @throws {ItipError} `invalid-argument` with every problem found.
 */
export function readOutgoing(input: unknown): CheckedMessage {
  return readOrRefuse("invalid-argument", "message", (reading) => {
    if (isMessageLike(input)) return readFields(input, reading);
    const must = "must be a message from createInvite, updateInvite or answer";
    return fault(reading, "invalid-type", `${must}, got ${whatCame(input)}`);
  });
}

/** A transition, a list of messages and an invite are what is handed in by mistake: none of them has the text of a message. */
function isMessageLike(input: unknown): input is Record<string, unknown> {
  return isRecord(input) && !("messages" in input && !("ics" in input));
}

function whatCame(input: unknown): string {
  if (Array.isArray(input)) return "a list: pass one of its members";
  return isRecord(input) ? "a transition: pass one of its `messages`" : kindOf(input);
}

function readFields(input: Record<string, unknown>, reading: Reading): CheckedMessage | undefined {
  const method = readChoice(input.method, methods, at(reading, "method"));
  if (method === undefined && reading.problems.length === 0) required(at(reading, "method"));
  const from = readAddress(input.from, at(reading, "from"));
  const to = readAddress(input.to, at(reading, "to"));
  const ics = readCalendar(input.ics, method, at(reading, "ics"));
  const uid =
    typeof input.uid === "string" ? input.uid : fault(at(reading, "uid"), "required", "must be given");
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
    event: input.event,
    reader: usableReader(input),
    ...readMembers(input, readers, reading, "given"),
  };
}

/** How each member is read that not every message has. */
const readers: Readers<
  Pick<CheckedMessage, "proof" | "guests" | "instance" | "changes" | "comment" | "status" | "proposal">
> = {
  proof: readProof,
  guests: readGuests,
  instance: readEventTime,
  changes: readChanges,
  comment: plainText,
  status: (value, reading) => readChoice(value, statuses, reading),
  proposal: readEventSpan,
};

/** The proof of a message, which becomes part of its Message-ID. */
function readProof(value: unknown, reading: Reading): string | undefined {
  if (typeof value === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(value)) return value;
  return fault(reading, "invalid-value", "must be what createInvite or updateInvite put there", value);
}

/** A mailbox whose address is fit for a header: its domain in ASCII (RFC 5890). */
export function readAddress(value: unknown, reading: Reading): Mailbox | undefined {
  const plain = plainPerson(value);
  if (plain !== undefined) return plain;
  const mailbox = readMailbox(withPlainName(value), reading);
  const email = parseEmailAddress(mailbox?.email);
  return mailbox === undefined || email === undefined ? undefined : { ...mailbox, email };
}

/** METHOD, which both copies name in their Content-Type (RFC 6047 section 2.4), is that of the text itself. */
function readCalendar(value: unknown, method: string | undefined, reading: Reading): string | undefined {
  if (typeof value !== "string" || value === "") return fault(reading, "required", "must be given");
  const stated = /^METHOD:([A-Z]+)\r?$/m.exec(value)?.[1];
  if (method !== undefined && stated !== method) {
    const message = `must be calendar text with METHOD:${method}, as \`method\` of the message says`;
    return fault(reading, "method-mismatch", message);
  }
  return value;
}

/** What a message carries of its reader; what nobody can use counts as absent, for the mail has to go out all the same. */
function usableReader(input: Record<string, unknown>): CheckedMessage["reader"] {
  const { locale, timeZone } = input;
  return defined({
    locale: typeof locale === "string" && isLocale(locale) ? locale : undefined,
    timeZone: typeof timeZone === "string" ? parseZone(timeZone) : undefined,
  });
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function readMoment(value: unknown, reading: Reading): string | undefined {
  if (value === undefined) return fault(reading, "required", "must be given");
  // Not by `isPlainMoment`, whose weight whoever only sends would carry.
  const known = typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
  if (known && !Number.isNaN(Date.parse(value))) return value;
  return fault(reading, "invalid-time", "must be a time like 2026-05-07T09:30:00Z", value);
}
