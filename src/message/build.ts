import { ItipError, type Problem, refusal } from "../errors.ts";
import { addressKey } from "../event/address/address.ts";
import type { CheckedInvite, InviteInput, Organizer, Recipient } from "../event/event.ts";
import { readInviteInput } from "../event/read-invite.ts";
import { replyKeyOf, withReplyToken } from "../event/reply-address.ts";
import { type Attendee, asAttendees, type SchedulingFacts } from "../event/scheduling-facts.ts";
import { eventComponent } from "../event/to-vevent.ts";
import {
  at,
  defined,
  fault,
  isRecord,
  type Reading,
  readText,
  readVerbOptions,
  wrongName,
} from "../input.ts";
import { currentTime, readNow } from "../time/now.ts";
import { isSequence } from "./sequence.ts";
import { timesOf, writeCalendar, type ZoneUse } from "./write-calendar.ts";

/** A REQUEST (RFC 5546 section 3.2.2): the series with its changed occurrences, or one occurrence. */
export function formatRequest(facts: SchedulingFacts): string {
  const occurrences = facts.occurrences ?? [];
  const main = eventComponent(facts, { status: "CONFIRMED", rsvp: true, alarms: true });
  const others = occurrences.map((occurrence) =>
    eventComponent(
      { ...facts, ...occurrence, sequence: occurrence.sequence ?? facts.sequence },
      { status: "CONFIRMED", rsvp: true, alarms: true },
    ),
  );
  // An occurrence may have been moved to another zone, or years away: its RECURRENCE-ID counts by itself.
  const uses = occurrences.flatMap(({ event, instance }) => [...timesOf(event), { point: instance }]);
  return writeCalendar("REQUEST", [main, ...others], [...timesIn(facts), ...uses], facts.productId);
}

function timesIn({ event, instance }: SchedulingFacts): ZoneUse[] {
  return [...timesOf(event), ...(instance === undefined ? [] : [{ point: instance }])];
}

/**
 * A CANCEL (RFC 5546 section 3.2.5) of the event, or of one occurrence; `uninvited`: the event goes on without the
 * people listed, so STATUS must not be there.
 */
export function formatCancel(facts: SchedulingFacts & { readonly uninvited?: boolean }): string {
  const status = facts.uninvited === true ? undefined : "CANCELLED";
  const event = eventComponent(facts, { status, rsvp: false, alarms: false });
  return writeCalendar("CANCEL", [event], timesIn(facts), facts.productId);
}

/** A DECLINECOUNTER (RFC 5546 section 3.2.8): the event stands as it was. */
export function formatDeclineCounter(facts: SchedulingFacts): string {
  const event = eventComponent(facts, { rsvp: false, alarms: false });
  return writeCalendar("DECLINECOUNTER", [event], timesIn(facts), facts.productId);
}

/** The organizer and the attendees as the copy for one recipient names them. */
function copyFor(
  invitation: Pick<CheckedInvite, "uid" | "organizer" | "recipients" | "guestList" | "replySecret">,
  recipient: Recipient | undefined,
): { organizer: Organizer; attendees: readonly Attendee[] } {
  const { uid, organizer, recipients, guestList, replySecret } = invitation;
  return {
    organizer:
      replySecret === undefined || recipient === undefined
        ? organizer
        : withReplyToken(organizer, replyKeyOf(replySecret, uid), recipient.email),
    attendees: asAttendees(
      guestList === "hidden" && recipient !== undefined ? [recipient] : recipients,
      organizer,
    ),
  };
}

/** When a text is made, and for whom. */
export interface BuildOptions {
  /** DTSTAMP. Default: the current time. */
  now?: Date | undefined;
  /** Whose copy; needed where copies differ (a hidden guest list, a reply secret) and there is more than one recipient. */
  recipient?: string | undefined;
}

/**
 * The calendar text of an invitation alone, for callers who keep their own state: the bytes that `createInvite` sends.
 *
 * @param options.recipient whose copy; needed where copies differ (a hidden guest list, a reply secret) and there is
 *   more than one recipient
 * @throws {ItipError} `invalid-event` with every problem; `invalid-argument`; `unknown-recipient`
 * @example
 * buildRequest({ id: "7", organizer, recipients: [{ email: "jane@example.test" }], event }, { now })
 * // "BEGIN:VCALENDAR\r\nPRODID:…\r\nMETHOD:REQUEST\r\n…"
 */
export function buildRequest(
  input: InviteInput & { sequence?: number | undefined },
  options?: BuildOptions,
): string {
  const { invitation, facts } = readFacts(input, options);
  return formatRequest({ ...facts, ...defined({ counterProposals: invitation.counterProposals }) });
}

/**
 * The calendar text of a cancellation alone: the bytes that `cancelInvite` sends.
 *
 * @param input the invitation with a `sequence` above that of the last message sent, and a `comment` to go along
 * @throws {ItipError} `invalid-event`, `invalid-argument`, `unknown-recipient`, as for `buildRequest`
 */
export function buildCancel(
  input: InviteInput & { sequence: number; comment?: string },
  options?: BuildOptions,
): string {
  const given: Record<string, unknown> = isRecord(input) ? input : {};
  const problems: Problem[] = [];
  if (given.sequence === undefined) {
    fault({ path: "sequence", problems }, "required", "must be given, above that of the last message");
  }
  const comment = readText(given.comment, { path: "comment", problems }, 100_000);
  const { facts } = readFacts(input, options, { more: ["comment"], problems });
  return formatCancel({ ...facts, ...defined({ comment }) });
}

/**
 * An event as a file to download, "add to calendar": METHOD:PUBLISH (RFC 5546 section 3.2.1), without guests. Calendars show it and
 * ask for no answer; nobody hears whether it was added. The same `id` or `uid` with a higher `sequence` replaces it.
 *
 * To send it by email, put it into a message and compose that: `composeEmail({ method: "PUBLISH", from, to, ics, uid, … })`.
 *
 * @throws {ItipError} `invalid-event` with every problem; `invalid-argument`
 * @example
 * buildPublish({ id: "7", organizer, event: { summary: "Open day", start: "2027-06-10", end: "2027-06-11" } }, { now })
 * // "BEGIN:VCALENDAR\r\nPRODID:…\r\nMETHOD:PUBLISH\r\n…"
 */
export function buildPublish(input: PublishInput, options?: Pick<BuildOptions, "now">): string {
  if (isRecord(input) && "recipients" in input && input.recipients !== undefined) {
    const message = "must be absent: what is published has no guests";
    throw refusal("invalid-event", "recipients", "not-for-publish", message);
  }
  const { facts } = readFacts(isRecord(input) ? { ...input, recipients: [nobody] } : input, options);
  const published: SchedulingFacts = { ...facts, attendees: [] };
  const event = eventComponent(published, { status: "CONFIRMED", rsvp: false, alarms: true });
  return writeCalendar("PUBLISH", [event], timesIn(published), published.productId);
}

/** An invitation needs a recipient; what is published lists none, and this one is never written. */
const nobody: Recipient = { email: "nobody@example.invalid" };

/** An event to publish: an invitation without recipients. */
export type PublishInput = Omit<InviteInput, "recipients"> & {
  /** SEQUENCE, higher than that of the last message published for this event. Default 0. */
  sequence?: number | undefined;
};

function readFacts(
  input: InviteInput & { sequence?: number | undefined },
  options: BuildOptions | undefined,
  { more, problems }: { more: readonly string[]; problems: Problem[] } = { more: [], problems: [] },
): { invitation: CheckedInvite; facts: SchedulingFacts } {
  const sequence = readSequence(isRecord(input) ? input.sequence : undefined, { path: "sequence", problems });
  const found = problems.length === 0 ? undefined : new ItipError("invalid-argument", problems);
  const invitation = readInviteInput(input, ["sequence", ...more], found);
  const { dtstamp, recipient } = readVerbOptions(options, ["now", "recipient"], (given, reading) => ({
    dtstamp: currentTime(readNow(given.now, at(reading, "now"))),
    recipient: whose(invitation, given.recipient, at(reading, "recipient")),
  }));
  const { organizer, attendees } = copyFor(invitation, recipient);
  return {
    invitation,
    facts: {
      ...{ uid: invitation.uid, sequence, dtstamp, organizer, attendees, event: invitation.event },
      ...defined({ productId: invitation.productId }),
    },
  };
}

function readSequence(value: unknown, reading: Reading): number {
  const sequence = value ?? 0;
  if (isSequence(sequence)) return sequence;
  fault(reading, "out-of-range", "must be a whole number from 0 to 2147483647", sequence);
  return 0;
}

function whose(invitation: CheckedInvite, email: unknown, reading: Reading): Recipient | undefined {
  const alike = invitation.guestList !== "hidden" && invitation.replySecret === undefined;
  if (email === undefined && alike) return undefined;
  if (email === undefined && invitation.recipients.length === 1) return invitation.recipients[0];
  const key = typeof email === "string" ? addressKey(email) : undefined;
  const recipient = invitation.recipients.find((candidate) => addressKey(candidate.email) === key);
  const must = "must be a recipient, because each has a copy of their own";
  return recipient ?? wrongName(reading, "unknown-recipient", must, email);
}
