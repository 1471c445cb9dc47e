import { ItipError, kindOf, refusal, wrongArgument } from "../../errors.ts";
import { addressKey } from "../../event/address/address.ts";
import type { CheckedEvent, InviteInput, Recipient } from "../../event/event.ts";
import { readEvent } from "../../event/read-event.ts";
import { readInviteInput } from "../../event/read-invite.ts";
import type { Method } from "../../event/status.table.ts";
import {
  at,
  defined,
  fault,
  filled,
  isRecord,
  type Reading,
  readOrRefuse,
  refuseUnknown,
  wrongKind,
} from "../../input.ts";
import { parseMessage } from "../../message/parse.ts";
import { isSequence } from "../../message/sequence.ts";
import type { Guest } from "../../reply/guests.ts";
import { type Invitation, type InvitedOccurrence, invitationIn } from "../../reply/read-invitation.ts";
import { readNowAlone } from "../../time/now.ts";
import { inOrder } from "../answers/entries.ts";
import { addressesOf, addressOf, withKnown } from "../answers/people.ts";
import { statementOf } from "../answers/statement.ts";
import type { Entry, Invite, PlannedOccurrence } from "../invite.ts";
import { changesFrom, isInSeries, templateOf } from "../occurrences/occurrence.ts";
import { keyOfInput } from "../occurrences/occurrence-key.ts";
import { byKey } from "../order.ts";
import { stampAfter } from "../stamp.ts";
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
 * Text that is not the whole of an event is refused: an answer, an occurrence alone or with all that follow, wall time without a zone.
 *
 * @throws {ItipError} `invalid-event` with every problem found, `invalid-argument`, and as `parseMessage`
 * @example
 * const invite = adoptInvite({ id: "board-7", ics: lastRequest });
 * updateInvite(invite, { event: { location: { description: "Room 2" } } }).messages[0].sequence // that of the text
 */
export function adoptInvite(
  running: RunningText | RunningRecord,
  options?: { now?: Date | undefined },
): Invite {
  if (!isRecord(running))
    throw wrongArgument("running", `must be { id, ics } or { id, uid, sequence, … }, got ${kindOf(running)}`);
  const now = readNowAlone(options);
  // What was made of foreign text is checked as a stored invite is.
  return parseInvite("ics" in running ? fromText(running, now) : fromRecord(running, now));
}

function fromRecord({ sequence, ...input }: Record<string, unknown>, now: Date | undefined): Invite {
  const reading: Reading = { path: "", problems: [] };
  const sent = readSentSequence(sequence, at(reading, "sequence")) ?? 0;
  if (input.uid === undefined || input.uid === null)
    fault(at(reading, "uid"), "required", "must be the UID that was sent");
  const found = reading.problems.length === 0 ? undefined : new ItipError("invalid-event", reading.problems);
  const checked = readInviteInput(input, [], found);
  return newInvite(checked, { sequence: sent, stamp: stampAfter(undefined, now) });
}

function readSentSequence(value: unknown, reading: Reading): number | undefined {
  if (isSequence(value)) return value;
  const must = "must be the SEQUENCE that was sent last, a whole number from 0 to 2147483647";
  return fault(reading, "out-of-range", must, value);
}

const textMembers = [
  "id",
  "ics",
  "callbackUrl",
  "replySecret",
  "counterProposals",
  "guestList",
] as const satisfies readonly (keyof RunningText)[];

function fromText(running: Record<string, unknown>, now: Date | undefined): Invite {
  const { ics, id, callbackUrl, replySecret, counterProposals, guestList } = running;
  const text = readOrRefuse("invalid-argument", "", (reading) => {
    refuseUnknown(running, textMembers, at(reading, "running"));
    return typeof ics === "string" ? ics : wrongKind(at(reading, "ics"), "calendar text", ics);
  });
  const { read, latest, apart } = wholeInvitation(text);
  const checked = readInviteInput({
    id,
    uid: read.uid,
    organizer: read.organizer,
    recipients: read.guests.map(recipientOf),
    event: read.event,
    ...defined({ callbackUrl, replySecret, counterProposals, guestList }),
  });
  const invite = newInvite(checked, { sequence: read.sequence, stamp: stampOfText(latest, now) });
  const occurrences = read.occurrences.flatMap((one) =>
    plannedOf(one, checked.event, { read, ...revisionOf(one, read, apart) }),
  );
  const plan = {
    ...invite.plan,
    state: read.cancelled ? ("cancelled" as const) : ("active" as const),
    occurrences: occurrences.sort(byKey),
  };
  const invited = withKnown(
    invite.invited,
    occurrences.flatMap((occurrence) => occurrence.with ?? []),
  );
  const answers = answersIn(read, checked.event, apart);
  return { ...invite, sequence: latest.sequence, plan, invited, answers };
}

/** The revision of an event or of one occurrence: a calendar may count each occurrence by itself. */
type StatedRevision = Pick<Invitation, "sequence" | "dtstamp">;

/** What a text says of a whole event, with the latest of its revisions, and those of its occurrences by their original start. */
interface Whole {
  readonly read: Invitation;
  readonly latest: StatedRevision;
  readonly apart: ReadonlyMap<string, StatedRevision>;
}

/** The methods of answers, and of what the organizer sends about a part of an event. */
const notWhole: ReadonlySet<Method | undefined> = new Set([
  "REPLY",
  "ADD",
  "REFRESH",
  "COUNTER",
  "DECLINECOUNTER",
]);

/** The series or single event of a text; what is about an occurrence alone is no whole event. */
function wholeInvitation(ics: string): Whole {
  const message = parseMessage(ics);
  if (notWhole.has(message.method))
    throw notTaken("method", `must be a REQUEST or a calendar object, got METHOD:${message.method}`);
  const read = invitationIn(message);
  if (read === undefined || read.instance !== undefined)
    throw notTaken(
      "no-whole-event",
      "must hold the whole event, with its DTSTART, and not one occurrence alone",
    );
  if (read.floating)
    throw notTaken(
      "missing-time-zone",
      "must name the zone of its times: give { id, uid, sequence, … } of your own records instead, with tzid",
    );
  if (read.event.recurrence?.vtimezone !== undefined)
    throw notTaken(
      "private-time-zone",
      "must be in a time zone of IANA's: nobody can plan a series on in a zone that its VTIMEZONE alone knows",
    );
  const each = message.components.flatMap((one) => invitationIn({ ...message, components: [one] }) ?? []);
  const own = each.filter(({ uid }) => uid === read.uid);
  if (own.some(({ thisAndFuture }) => thisAndFuture))
    throw notTaken(
      "this-and-future",
      "must hold each occurrence that differs by itself, and not one with all that follow",
    );
  const apart = new Map(
    own.flatMap((one): [string, StatedRevision][] =>
      one.instance === undefined ? [] : [[one.instance.time, one]],
    ),
  );
  const dtstamp = own
    .flatMap((one) => one.dtstamp ?? [])
    .sort(compareMoments)
    .at(-1);
  const sequence = own.reduce((most, one) => Math.max(most, one.sequence), 0);
  return { read, latest: { sequence, ...defined({ dtstamp }) }, apart };
}

function compareMoments(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

function notTaken(code: string, message: string): ItipError {
  return refusal("invalid-event", "ics", code, message);
}

function revisionOf(
  { instance }: InvitedOccurrence,
  { sequence, dtstamp }: StatedRevision,
  apart: Whole["apart"],
): StatedRevision {
  return apart.get(instance.time) ?? { sequence, ...defined({ dtstamp }) };
}

/** The next change is made later than the text was, whatever the clocks say. */
function stampOfText({ dtstamp }: StatedRevision, now: Date | undefined): Date {
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

function plannedOf(
  one: InvitedOccurrence,
  event: CheckedEvent,
  { read, sequence }: { readonly read: Invitation; readonly sequence: number },
): PlannedOccurrence[] {
  const key = keyOfInput(one.instance, event);
  if (key === undefined) return [];
  if (!isInSeries(event, key)) return one.cancelled ? [] : refuseOutsider(one);
  if (one.cancelled) return [{ key, cancelled: true }];
  const template = templateOf(event, key);
  const path = `occurrences[${one.instance.time}].event`;
  const own = readOrRefuse("invalid-event", path, (reading) => readEvent(one.event, reading));
  const changes = changesFrom(template, own);
  const [invited, series] = [addressesOf(one.guests), addressesOf(read.guests)];
  const apart = one.guests.filter((guest) => !series.has(addressOf(guest)));
  // An occurrence that names nobody says nothing of who comes to it: Thunderbird leaves out the ATTENDEEs there.
  const without = invited.size === 0 ? [] : [...series].filter((address) => !invited.has(address)).sort();
  return [
    {
      key,
      ...defined({
        timeSequence: differenceOf(template, own).time ? sequence : undefined,
        changes: Object.keys(changes).length === 0 ? undefined : changes,
        without: filled(without),
        with: filled(apart.map(recipientOf)),
      }),
    },
  ];
}

/** RFC 5545 section 3.8.4.4: RECURRENCE-ID names an occurrence that the recurrence has. */
function refuseOutsider({ instance }: InvitedOccurrence): never {
  throw notTaken(
    "unknown-instance",
    `must change no occurrence that the event does not have, and names the one of ${instance.time}`,
  );
}

/** What people have answered, as the text has it: to the series, and to an occurrence where it differs there. */
function answersIn(read: Invitation, event: CheckedEvent, revisions: Whole["apart"]): readonly Entry[] {
  const general = new Map(read.guests.map((guest) => [addressKey(guest.email), guest.status]));
  const said = read.guests.flatMap((guest) => entryOf(guest, "", read));
  const apart = read.occurrences.flatMap((one) => {
    const key = one.cancelled ? undefined : keyOfInput(one.instance, event);
    if (key === undefined) return [];
    const { uid, organizer } = read;
    const said = { uid, ...defined({ organizer }), ...revisionOf(one, read, revisions) };
    return one.guests
      .filter(({ email, status }) => (general.get(addressKey(email)) ?? "pending") !== status)
      .flatMap((guest) => entryOf(guest, key, said));
  });
  return inOrder([...said, ...apart]);
}

function entryOf(
  guest: Guest,
  occurrence: string,
  { sequence, dtstamp, uid, organizer }: Pick<Invitation, "sequence" | "dtstamp" | "uid" | "organizer">,
): Entry[] {
  const { email, name, status, delegatedTo, delegatedFrom } = guest;
  const isOrganizer = organizer !== undefined && addressKey(organizer.email) === addressKey(email);
  // At an occurrence `pending` means that the answer to the series does not hold there: the occurrence was moved alone, or somebody was
  // invited to it again.
  if (isOrganizer || (status === "pending" && occurrence === "")) return [];
  const said = { email, status, sequence, ...defined({ name, dtstamp, delegatedTo, delegatedFrom }) };
  const reply = statementOf({ method: "REPLY", uid, ...said }, occurrence === "" ? "series" : "short");
  return [{ address: addressKey(email), occurrence, reply }];
}
