import { ItipError, type Problem, refusal } from "../../errors.ts";
import { addressKey } from "../../event/address.ts";
import type { CheckedEvent, EventDetails, InviteInput, Recipient } from "../../event/event.ts";
import { readEvent } from "../../event/read-event.ts";
import { readInviteInput } from "../../event/read-invite.ts";
import { defined, fault, isRecord, type Reading, readRecord } from "../../input.ts";
import { parseMessage } from "../../message/parse.ts";
import type { Guest } from "../../reply/guests.ts";
import { type Invitation, type InvitedOccurrence, readInvitation } from "../../reply/read-invitation.ts";
import { inOrder } from "../answers/entries.ts";
import { withKnown } from "../answers/people.ts";
import { statementOf } from "../answers/statement.ts";
import type { Entry, Invite, PlannedOccurrence } from "../invite.ts";
import { changesFrom, templateOf } from "../occurrences/occurrence.ts";
import { keyOfInput } from "../occurrences/occurrence-key.ts";
import { compareTexts } from "../order.ts";
import { readOptions, stampAfter } from "../stored/argument.ts";
import { parseInvite } from "../stored/parse.ts";
import { newInvite } from "./create.ts";
import { differenceOf } from "./difference.ts";

/** An event that is in people's calendars already, known by the calendar text that put it there. */
export interface RunningText
  extends Pick<InviteInput, "callbackUrl" | "replySecret" | "counterProposals" | "guestList"> {
  /** The application's own id. */
  id: string;
  /** The latest REQUEST that was sent, or the organizer's calendar object. */
  ics: string;
}

/** An event that is in people's calendars already, known by one's own records. `status` of a recipient is what they have answered. */
export type RunningRecord = InviteInput & {
  /** The UID that was sent. */
  uid: string;
  /** The SEQUENCE that was sent last. */
  sequence: number;
};

/**
 * Takes over an event that is in people's calendars already: UID, SEQUENCE, DTSTAMP, occurrences and what people have answered go on, and
 * nothing is sent. The next update is newer than what the calendars have, and nobody notices the change.
 *
 * PARTSTATs in the text count as answers given at its DTSTAMP, those of single occurrences for these.
 *
 * @throws {ItipError} `invalid-event` with every problem found, `invalid-argument`, and as `parseMessage`
 * @example
 * const invite = adoptInvite({ id: "board-7", ics: lastRequest });
 * updateInvite(invite, { event: { location: { description: "Room 2" } } }).messages[0].sequence // that of the text
 */
export function adoptInvite(running: RunningText | RunningRecord, options?: { now?: Date }): Invite {
  if (!isRecord(running))
    throw refusal(
      "invalid-argument",
      "running",
      "invalid-type",
      "must be { id, ics } or { id, uid, sequence, … }",
    );
  const { now } = readOptions(options, ["now"]);
  // What comes of foreign text is held against all that a stored invite has to be.
  return parseInvite("ics" in running ? fromText(running, now) : fromRecord(running, now));
}

function fromRecord({ sequence, ...input }: Record<string, unknown>, now: Date | undefined): Invite {
  const problems: Problem[] = [];
  const known = readSequence(sequence, { path: "sequence", problems });
  if (input.uid === undefined || input.uid === null)
    fault({ path: "uid", problems }, "required", "must be the UID that was sent");
  if (known === undefined || problems.length > 0) throw new ItipError("invalid-event", problems);
  return newInvite(readInviteInput(input), { sequence: known, stamp: stampAfter(undefined, now) });
}

function readSequence(value: unknown, reading: Reading): number | undefined {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 2_147_483_647)
    return value;
  return fault(
    reading,
    "out-of-range",
    "must be the SEQUENCE that was sent last, a whole number from 0 to 2147483647",
  );
}

function fromText(running: Record<string, unknown>, now: Date | undefined): Invite {
  const problems: Problem[] = [];
  readRecord(running, ["id", "ics", "callbackUrl", "replySecret", "counterProposals", "guestList"], {
    path: "running",
    problems,
  });
  const { ics, id, callbackUrl, replySecret, counterProposals, guestList } = running;
  if (typeof ics !== "string") fault({ path: "ics", problems }, "invalid-type", "must be calendar text");
  if (typeof ics !== "string" || problems.length > 0) throw new ItipError("invalid-argument", problems);
  const read = wholeInvitation(ics);
  const checked = readInviteInput({
    id,
    uid: read.uid,
    organizer: read.organizer,
    recipients: read.guests.map(recipientOf),
    event: read.event,
    ...defined({ callbackUrl, replySecret, counterProposals, guestList }),
  });
  const stamp = stampOf(read, now);
  const invite = newInvite(checked, { sequence: read.sequence, stamp });
  const occurrences = read.occurrences.flatMap((one) => plannedOf(one, checked.event, read));
  const plan = {
    ...invite.plan,
    state: read.cancelled ? ("cancelled" as const) : ("active" as const),
    occurrences: occurrences.sort((a, b) => compareTexts(a.key, b.key)),
  };
  const invited = withKnown(
    invite.invited,
    occurrences.flatMap((occurrence) => occurrence.with ?? []),
  );
  return { ...invite, plan, invited, answers: answersIn(read, checked.event) };
}

/** The series or single event of a text; what is about an occurrence alone is no whole event. */
function wholeInvitation(ics: string): Invitation {
  const read = readInvitation(parseMessage(ics));
  if (read !== undefined && read.instance === undefined) return read;
  throw refusal(
    "invalid-event",
    "ics",
    "no-whole-event",
    "must hold the whole event, with its DTSTART, and not one occurrence alone",
  );
}

/** The next change is made later than the text was, whatever the clocks say. */
function stampOf({ dtstamp }: Invitation, now: Date | undefined): Date {
  const stamped = dtstamp === undefined ? Number.NaN : Date.parse(dtstamp);
  return Number.isNaN(stamped) ? stampAfter(undefined, now) : new Date(stamped);
}

/** The answer of a guest is kept as one; the list has who is invited. */
function recipientOf({ email, name, role, kind, rsvp, status }: Guest): Recipient {
  const asked = role !== "observer" && status === "pending";
  return {
    email,
    ...defined({ name }),
    role,
    kind,
    ...(rsvp === asked || status !== "pending" ? {} : { rsvp }),
  };
}

function plannedOf(one: InvitedOccurrence, event: CheckedEvent, read: Invitation): PlannedOccurrence[] {
  const key = keyOfInput(one.instance, event);
  if (key === undefined) return [];
  if (one.cancelled) return [{ key, cancelled: true }];
  const template = templateOf(event, key);
  const own = checkedOccurrence(one.event, `occurrences[${one.instance.time}].event`);
  const changes = changesFrom(template, own);
  const invited = new Set(one.guests.map(({ email }) => addressKey(email)));
  const series = new Set(read.guests.map(({ email }) => addressKey(email)));
  const apart = one.guests.filter(({ email }) => !series.has(addressKey(email)));
  const without = read.guests
    .map(({ email }) => addressKey(email))
    .filter((address) => !invited.has(address));
  return [
    {
      key,
      ...(differenceOf(template, own).time ? { timeSequence: read.sequence } : {}),
      ...(Object.keys(changes).length === 0 ? {} : { changes }),
      ...(without.length === 0 ? {} : { without: without.sort() }),
      ...(apart.length === 0 ? {} : { with: apart.map(recipientOf) }),
    },
  ];
}

function checkedOccurrence(details: EventDetails, path: string): CheckedEvent {
  const problems: Problem[] = [];
  const event = readEvent(details, { path, problems });
  if (event === undefined || problems.length > 0) throw new ItipError("invalid-event", problems);
  return event;
}

/** What people have answered, as the text has it: to the series, and to an occurrence where it differs there. */
function answersIn(read: Invitation, event: CheckedEvent): readonly Entry[] {
  const general = new Map(read.guests.map((guest) => [addressKey(guest.email), guest.status]));
  const said = read.guests.flatMap((guest) => entryOf(guest, "", read));
  const apart = read.occurrences.flatMap(({ instance, guests, cancelled }) => {
    const key = cancelled ? undefined : keyOfInput(instance, event);
    if (key === undefined) return [];
    return guests
      .filter(({ email, status }) => general.get(addressKey(email)) !== status)
      .flatMap((guest) => entryOf(guest, key, read));
  });
  return inOrder([...said, ...apart]);
}

function entryOf(
  guest: Guest,
  occurrence: string,
  { sequence, dtstamp, uid, organizer }: Invitation,
): Entry[] {
  const { email, name, status, delegatedTo, delegatedFrom } = guest;
  const isOrganizer = organizer !== undefined && addressKey(organizer.email) === addressKey(email);
  if (status === "pending" || isOrganizer) return [];
  const said = { email, status, sequence, ...defined({ name, dtstamp, delegatedTo, delegatedFrom }) };
  const reply = statementOf({ method: "REPLY", uid, ...said }, occurrence === "" ? "series" : "short");
  return [{ address: addressKey(email), occurrence, reply }];
}
