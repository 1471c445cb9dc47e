import type { CheckedEvent, Recipient } from "../../event/event.ts";
import { isPlainMailbox } from "../../event/plain-mailbox.ts";
import { readEvent } from "../../event/read-event.ts";
import { mostRecipients, readOrganizer, readRecipients } from "../../event/read-invite.ts";
import { showEvent } from "../../event/show-event.ts";
import { at, defined, fault, isRecord, type Reading } from "../../input.ts";
import { formatLocal } from "../../time/point.ts";
import { rememberEvent, storeEvent } from "../event-of-plan.ts";
import type { FormerTime, OccurrenceChanges, Plan, PlannedOccurrence, Reinvited } from "../invite.ts";
import { templateOf } from "../occurrences/occurrence.ts";
import { isOccurrenceKey, keyFits, keyIn } from "../occurrences/occurrence-key.ts";
import { byAddress, byKey } from "../order.ts";
import { readPlainEvent } from "./plain-event.ts";
import { isPlainRecipient } from "./plain-person.ts";
import { readFolded, readKey } from "./read-entries.ts";
import {
  readFlag,
  readList,
  readMoment,
  readObject,
  readOptional,
  readSequence,
  readSortedList,
  readStored,
  readString,
  readWord,
  requireOrder,
  type StateReader,
  words,
} from "./read-value.ts";

const members = /* @__PURE__ */ words(
  "state updatedAt organizer recipients event guestList counterProposals timeSequence recurrenceSequence occurrences lost formerDescriptions formerTimes reinvited",
);

const states = ["active", "cancelled"] as const;
const guestLists = ["shown", "hidden"] as const;

/**
 * A stored plan, see {@link Plan}.
 *
 * @param least how many people are on its lists
 */
export function readPlan(value: unknown, reading: Reading, least: number): Plan | undefined {
  const stored = readObject(value, members, reading);
  if (stored === undefined) return undefined;
  const state = readWord(stored.state, states, at(reading, "state"));
  const updatedAt = readMoment(stored.updatedAt, at(reading, "updatedAt"));
  const organizer = isPlainMailbox(stored.organizer)
    ? stored.organizer
    : readOrganizer(stored.organizer, at(reading, "organizer"));
  const recipients = readListed(stored.recipients, at(reading, "recipients"), least);
  const plain = readPlainEvent(stored.event);
  const event = plain?.event ?? readStoredEvent(stored.event, at(reading, "event"));
  const guestList = readWord(stored.guestList, guestLists, at(reading, "guestList"));
  const counterProposals = readFlag(stored.counterProposals, at(reading, "counterProposals"));
  const timeSequence = readSequence(stored.timeSequence, at(reading, "timeSequence"));
  const recurrenceSequence = readSequence(stored.recurrenceSequence, at(reading, "recurrenceSequence"));
  if (state === undefined || updatedAt === undefined || organizer === undefined || recipients === undefined)
    return undefined;
  if (event === undefined || guestList === undefined || counterProposals === undefined) return undefined;
  if (timeSequence === undefined || recurrenceSequence === undefined) return undefined;
  const details = plain === undefined ? storeEvent(event) : rememberEvent(plain.stored, event);
  const planned: StateReader<PlannedOccurrence> = (one, here) => readOccurrence(one, { event, least }, here);
  const occurrences = readList(stored.occurrences, at(reading, "occurrences"), planned);
  const lost = stored.lost === undefined ? undefined : readList(stored.lost, at(reading, "lost"), planned);
  const formerDescriptions = readList(
    stored.formerDescriptions,
    at(reading, "formerDescriptions"),
    readFormerDescription,
  );
  // The first releases stored neither of the two.
  const formerTimes = readOptional(stored.formerTimes, at(reading, "formerTimes"), readFormerTimes) ?? [];
  const reinvited = readOptional(stored.reinvited, at(reading, "reinvited"), readReinvited) ?? [];
  requireOrder(occurrences, byKey, at(reading, "occurrences"));
  requireOrder(lost ?? [], byKey, at(reading, "lost"));
  const plan = {
    state,
    updatedAt,
    organizer,
    recipients,
    event: details,
    guestList,
    counterProposals,
    timeSequence,
    recurrenceSequence,
    occurrences,
    formerDescriptions,
    formerTimes,
    reinvited,
  };
  return lost === undefined ? plan : withLost(plan, lost);
}

/** In the order in which a plan is written: put together of parts, every plan would take a fifth longer to read. */
function withLost({ formerDescriptions, formerTimes, reinvited, ...before }: Plan, lost: Plan["lost"]): Plan {
  return { ...before, ...defined({ lost }), formerDescriptions, formerTimes, reinvited };
}

/** The people of a list; the list itself where each of them is plain at a glance. */
function readListed(value: unknown, reading: Reading, least: number): readonly Recipient[] | undefined {
  return isPlainGuestList(value, least) ? value : readRecipients(value, reading, least);
}

function isPlainGuestList(value: unknown, least: number): value is readonly Recipient[] {
  if (!Array.isArray(value) || value.length < least || value.length > mostRecipients) return false;
  const list: readonly unknown[] = value;
  let rises = true;
  let last = "";
  for (let index = 0; index < list.length; index++) {
    const one = list[index];
    if (!isPlainRecipient(one)) return false;
    rises &&= one.email > last;
    last = one.email;
  }
  return rises || new Set(list.map((one) => (isRecord(one) ? one.email : ""))).size === list.length;
}

function readFormerDescription(value: unknown, reading: Reading): string | undefined {
  return readString(value, reading, 64);
}

function readFormerTimes(value: unknown, reading: Reading): FormerTime[] {
  return readList(value, reading, readFormerTime);
}

function readFormerTime(value: unknown, reading: Reading): FormerTime | undefined {
  return readStored(value, reading, { start: readKey, end: readKey });
}

function readReinvited(value: unknown, reading: Reading): Reinvited[] {
  return readSortedList(value, reading, readReinvitation, byAddress);
}

function readReinvitation(value: unknown, reading: Reading): Reinvited | undefined {
  return readStored(value, reading, { address: readFolded, sequence: readSequence, updatedAt: readMoment });
}

/** Earlier releases kept a latitude or a longitude alone, and wrote it nowhere. */
function withoutHalfPosition(value: unknown): unknown {
  if (!isRecord(value) || !isRecord(value.location)) return value;
  const { location, ...others } = value;
  const { lat, long, ...place } = location;
  if ((lat === undefined) === (long === undefined)) return value;
  return Object.keys(place).length === 0 ? others : { ...others, location: place };
}

/** An event as it was stored: one that could be invited to, with nothing in it that it could not have. */
function readStoredEvent(stored: unknown, reading: Reading): CheckedEvent | undefined {
  const value = withoutHalfPosition(stored);
  const event = readEvent(value, reading);
  if (event !== undefined && isRecord(value)) {
    const { start, end, tzid } = value;
    if (!isRecord(start) || !isRecord(end) || typeof tzid !== "string") {
      return fault(reading, "invalid-type", "must have its times as {time, tzid}, and its own zone");
    }
    readObject(value, Object.keys(event), reading);
  }
  return event;
}

function readOccurrence(
  value: unknown,
  { event, least }: { readonly event: CheckedEvent; readonly least: number },
  reading: Reading,
): PlannedOccurrence | undefined {
  const stored = readObject(
    value,
    ["key", "cancelled", "timeSequence", "formerTimes", "changes", "without", "with", "reinvited"],
    reading,
  );
  if (stored === undefined) return undefined;
  const { key, cancelled } = stored;
  if (typeof key !== "string" || !isOccurrenceKey(key) || !keyFits(key, event)) {
    return fault(at(reading, "key"), "invalid-time", "must be the key of an occurrence of this event", key);
  }
  if (cancelled !== undefined && cancelled !== true)
    fault(at(reading, "cancelled"), "invalid-type", "must be true or absent", cancelled);
  const read = <T>(name: string, reader: StateReader<T>) =>
    readOptional(stored[name], at(reading, name), reader);
  return {
    key: keyIn(event, key),
    ...(cancelled === true ? { cancelled } : {}),
    ...defined({
      timeSequence: read("timeSequence", readSequence),
      formerTimes: read("formerTimes", readFormerTimes),
      changes: read("changes", (changes, here) => readStoredChanges(changes, templateOf(event, key), here)),
      without: read("without", (list, here) => readList(list, here, readFolded)),
      reinvited: read("reinvited", readReinvited),
      with: read("with", (people, here) => readRecipients(people, here, least)),
    }),
  };
}

const changeable = /* @__PURE__ */ words(
  "summary description start end location url reminders transparency private color conferenceUrl html status categories attachments properties",
);

/** The changes of an occurrence are sound when the event that they make is. */
function readStoredChanges(
  value: unknown,
  template: CheckedEvent,
  reading: Reading,
): OccurrenceChanges | undefined {
  const stored = readObject(value, changeable, reading);
  if (stored === undefined) return undefined;
  if ((stored.start === undefined) !== (stored.end === undefined)) {
    return fault(reading, "incomplete", "must have both start and end, or neither");
  }
  const event = readStoredEvent({ ...showEvent(template), ...withoutNulls(stored) }, reading);
  return event === undefined ? undefined : pickChanges(event, stored);
}

function withoutNulls(stored: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== null));
}

/** The values as the reader of events took them, `null` where it left none: what was cleared stays cleared, and half a position was no place. */
function pickChanges(event: CheckedEvent, stored: Record<string, unknown>): OccurrenceChanges {
  const read = new Map<string, unknown>(Object.entries(showEvent(event, formatLocal)));
  return Object.fromEntries(
    Object.keys(stored).map((name) => [name, stored[name] === null ? null : (read.get(name) ?? null)]),
  );
}
