import { hex, sha256 } from "../digest.ts";
import { ItipError, refusal } from "../errors.ts";
import { addressKey } from "../event/address/address.ts";
import type { CheckedEvent } from "../event/event.ts";
import { eventOf } from "../event/from-vevent.ts";
import { type Component, componentsOf, firstLine } from "../icalendar/component.ts";
import { textValue, wordIn } from "../icalendar/property.ts";
import { component, formatComponent, uidLine } from "../icalendar/write.ts";
import { defined } from "../input.ts";
import { laterKey } from "../invite/occurrences/this-and-future.ts";
import { canonicalJson } from "../invite/order.ts";
import { keptWith } from "../kept.ts";
import type { ItipMessage } from "../message/message.ts";
import { parseMessage } from "../message/parse.ts";
import { guestsIn } from "../reply/guests.ts";
import {
  type Invitation,
  invitationIn,
  type TimelessInvitation,
  timelessInvitationIn,
} from "../reply/read-invitation.ts";
import type { EventTime } from "../time/event-time.ts";
import { formatUtc } from "../time/point.ts";
import { parseZone, utc } from "../time/zone.ts";
import type { Own, Revision, Said, Slot } from "./attendance.ts";
import { countedAt } from "./order.ts";

/** One component of a message, and where it belongs. */
export interface ReadPart {
  readonly occurrence: string;
  readonly invitation: TimelessInvitation;
  readonly component: Component;
  readonly revision: Revision;
  /** The calendar text of the component alone. */
  readonly ics: string;
  readonly timeZone: string | undefined;
  /** Whether it lists one of the person's addresses. */
  readonly listsMe: boolean;
  /** STATUS:CANCELLED. */
  readonly calledOff: boolean;
  /** Of an occurrence: the revision of the series in the same message. */
  readonly beside?: Revision;
}

/** The key of an occurrence: its date, or its instant in UTC. */
export function occurrenceKey(instance: EventTime | undefined): string {
  if (instance === undefined) return "";
  const instant = instance.time.includes("T") ? Date.parse(instance.time) : Number.NaN;
  return Number.isNaN(instant) ? instance.time : formatUtc(instant);
}

/** The components of a message that can be understood, each on its own. */
export function saidParts(message: ItipMessage, me: readonly string[], sentAt: string): ReadPart[] {
  const parts = ownParts(message, me, sentAt);
  const beside = parts.find(({ occurrence }) => occurrence === "")?.revision;
  return beside === undefined
    ? parts
    : parts.map((part) => (part.occurrence === "" ? part : { ...part, beside }));
}

function ownParts(message: ItipMessage, me: readonly string[], sentAt: string): ReadPart[] {
  const keys = new Set(me.map(addressKey));
  return message.components.flatMap((sent) => {
    const named = withUid(sent, message.uid);
    const own = message.method === "ADD" ? asOccurrence(named) : named;
    if (textValue(firstLine(own, "UID"))?.trim() !== message.uid) return [];
    const alone = { ...message, components: [own] };
    const invitation = timelessInvitationIn(alone);
    if (invitation === undefined || (invitation.event === undefined && !isTimeless(alone, own))) return [];
    // A text about an occurrence whose start cannot be read says nothing about the series.
    if (firstLine(own, "RECURRENCE-ID") !== undefined && invitation.instance === undefined) return [];
    const { sequence, dtstamp = sentAt } = invitation;
    const occurrence = occurrenceKey(invitation.instance);
    return [
      {
        occurrence: invitation.thisAndFuture === true ? laterKey(occurrence) : occurrence,
        invitation,
        component: own,
        revision: { sequence, dtstamp, sentAt },
        ics: calendarTextOf(message, own),
        timeZone: parseZone(message.timeZone),
        listsMe: guestsIn(own).some(({ email }) => keys.has(addressKey(email))),
        calledOff: wordIn(own, "STATUS") === "CANCELLED",
      },
    ];
  });
}

/** Whether a message may leave out when its event is (RFC 5546 sections 3.2.5 and 3.2.8), and does. */
function isTimeless({ method }: ItipMessage, own: Component): boolean {
  return (method === "CANCEL" || method === "DECLINECOUNTER") && firstLine(own, "DTSTART") === undefined;
}

/** A component without a UID is about the event of its message; what is stored says so. */
function withUid(sent: Component, uid: string): Component {
  return firstLine(sent, "UID") === undefined ? { ...sent, lines: [...sent.lines, uidLine(uid)] } : sent;
}

/** ADD names the new occurrence by its DTSTART alone (RFC 5546 section 3.2.4): from here on it has a place of its own. */
function asOccurrence(own: Component): Component {
  const start = firstLine(own, "DTSTART");
  if (start === undefined || firstLine(own, "RECURRENCE-ID") !== undefined) return own;
  const text = start.text.replace(/^DTSTART/i, "RECURRENCE-ID");
  return { ...own, lines: [...own.lines, { ...start, name: "RECURRENCE-ID", text }] };
}

function calendarTextOf({ calendar, method }: ItipMessage, own: Component): string {
  const lines = calendar.lines.filter(({ name }) => name !== "METHOD");
  const head =
    method === undefined ? lines : [...lines, { name: "METHOD", text: `METHOD:${method}`, line: 0 }];
  return formatComponent(component("VCALENDAR", head, [...componentsOf(calendar, "VTIMEZONE"), own]));
}

/** What a part says of its slot. */
export function slotOf(part: ReadPart, method: Said["method"], organizer: string): Slot {
  const { revision, ics, timeZone, beside, invitation } = part;
  const said: Said = { ...revision, method, ics, ...defined({ timeZone, beside }) };
  const slot: Slot = { organizer, occurrence: part.occurrence, since: revision, prints: [] };
  if (method === "DECLINECOUNTER") return { ...slot, declinedCounter: said };
  if (method === "CANCEL") return { ...slot, cancelled: said };
  const { event } = invitation;
  const prints =
    event === undefined ? [] : [{ ...countedAt(said), print: printOf({ ...invitation, event }) }];
  return { ...slot, invited: said, prints };
}

/**
 * What an answer hangs on. Of the series: when it is and by which rule; one that is cut short or extended keeps its answers, so that UNTIL and
 * COUNT do not count. Of an occurrence: how far it is from its original start, and how long, so that one that was moved and one that was not
 * can be compared.
 */
export function printOf({ event, organizer, instance }: Invitation): string {
  const who = organizer === undefined ? "" : addressKey(organizer.email);
  if (instance !== undefined) {
    const { start, end } = event;
    const isDay = !start.time.includes("T");
    // Outlook names an occurrence of whole days by a midnight.
    const original = epochOfTime(isDay ? { ...instance, time: instance.time.slice(0, 10) } : instance);
    const [from, to] = [epochOfTime(start), epochOfTime(end)];
    return printDigest([isDay, from - original, to - from, who]);
  }
  const rule = (event.recurrence?.rule ?? "")
    .split(";")
    .filter((part) => !/^(?:UNTIL|COUNT)=/i.test(part))
    .join(";");
  const zone = event.recurrence === undefined ? "" : event.start.tzid;
  return printDigest([occurrenceKey(event.start), occurrenceKey(event.end), zone, rule, who]);
}

function printDigest(value: unknown): string {
  return hex(sha256(canonicalJson(value))).slice(0, 16);
}

/** Milliseconds since 1970; a day as if it began in UTC. */
function epochOfTime({ time }: EventTime): number {
  return Date.parse(time.includes("T") ? time : `${time}T00:00:00Z`);
}

/** The alarms that an invitation brings along: the person's from then on. */
export function alarmsOf(part: ReadPart, organizer: string): Own {
  const text = formatComponent(component("VEVENT", [], componentsOf(part.component, "VALARM")));
  return { ...part.revision, adopted: false, organizer, occurrence: part.occurrence, ics: text };
}

/** What was stored, read again. */
export interface Told {
  readonly said: Said;
  readonly message: ItipMessage;
  readonly component: Component | undefined;
  readonly invitation: Invitation | undefined;
  /** The event by which its occurrences are counted. */
  readonly event: CheckedEvent | undefined;
}

/**
 * Calendar text out of the stored state.
 *
 * @throws {ItipError} `invalid-state` where it is none any more
 */
export function storedMessage(ics: string, options?: { timeZone?: string }): ItipMessage {
  try {
    return parseMessage(ics, options);
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    const message = `must hold calendar text of an event: ${error.message}`;
    throw refusal("invalid-state", "slots", "damaged-text", message);
  }
}

/** What was stored, read again: once, for what was said never changes. */
export const readSaid: (said: Said) => Told = keptWith(readAgain);

function readAgain(said: Said): Told {
  const message = storedMessage(said.ics, defined({ timeZone: said.timeZone }));
  const [own] = message.components;
  const zone = parseZone(message.timeZone) ?? utc;
  const event = own === undefined ? undefined : eventOf(own, { calendar: message.calendar, zone });
  return { said, message, component: own, invitation: invitationIn(message), event };
}
