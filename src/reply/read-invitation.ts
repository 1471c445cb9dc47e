import { emailOf } from "../event/address/email-of.ts";
import type { CheckedEvent, EventDetails, Organizer } from "../event/event.ts";
import { eventOf } from "../event/from-vevent.ts";
import type { EventContext } from "../event/recurrence-of.ts";
import { movedEnd, startStated } from "../event/series.ts";
import { showEvent } from "../event/show-event.ts";
import type { Method } from "../event/status.table.ts";
import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { firstProperty, rawValue, textValue, wordIn } from "../icalendar/property.ts";
import { defined, filled } from "../input.ts";
import { isAboutLater } from "../message/is-about-later.ts";
import { givenMessage } from "../message/is-message.ts";
import type { ItipMessage } from "../message/message.ts";
import { sequenceOf } from "../message/read-sequence.ts";
import { parseDuration } from "../time/duration.ts";
import type { EventTime } from "../time/event-time.ts";
import { epochOf, formatPoint, type Point, rezone } from "../time/point.ts";
import { parseZone, type Tzid, utc } from "../time/zone.ts";
import { placeCalendarTime } from "../timezone/calendar-time.ts";
import { statedTime } from "../timezone/time-property.ts";
import { addressesIn, type Guest, guestsIn, nameOf } from "./guests.ts";
import { stampOf } from "./read-reply.ts";

/** One occurrence of a series that differs from it, by a text of its own or because it was added with a length of its own. */
export interface InvitedOccurrence {
  /** Its original start. */
  instance: EventTime;
  /** What happens there. */
  event: EventDetails;
  /** Who is invited to it. */
  guests: Guest[];
  /** It was called off. */
  cancelled: boolean;
}

/** What a message says about an event, in the words of `createInvite`. */
export interface Invitation {
  /** Absent: calendar text that asks for nothing. */
  method?: Method;
  /** UID of the event. */
  uid: string;
  /** The revision of the event. */
  sequence: number;
  /** When the message was made: RFC 3339 in UTC. */
  dtstamp?: string;
  /** Whose event it is, and where answers go. */
  organizer?: Organizer;
  /** The series or the single event; where the message is about one occurrence alone, that occurrence. */
  event: EventDetails;
  /** The event names no zone: it is at this time of the clock wherever one is (RFC 5545 section 3.3.5), and stands here in the message's `timeZone`. */
  floating?: true;
  /** Whom the message lists, in its order. */
  guests: Guest[];
  /** The message calls it off: a CANCEL, or STATUS:CANCELLED. */
  cancelled: boolean;
  /** What the sender wrote beside it. */
  comment?: string;
  /** The original start, where the message is about one occurrence alone. */
  instance?: EventTime;
  /** Where `instance` stands: that occurrence and all that follow. */
  thisAndFuture?: true;
  /** The occurrences that differ from the series, in the order of the message; then those that it adds with a length of their own. */
  occurrences: InvitedOccurrence[];
}

/**
 * What a message says about an event, in the words of `createInvite`: to show an invitation, to store it, to compare two.
 *
 * Read leniently: a property that cannot be understood is left out. The message's `problems` say so of times and the recurrence, `checkMessage` of everything.
 *
 * @returns `undefined` where the message is about no event, or tells neither when it starts nor which occurrence it is.
 * @throws {ItipError} `invalid-argument`
 * @example
 * readInvitation(parseMessage(ics))
 * // { method: "REQUEST", uid: "7@example.com", sequence: 0, organizer: { email: "planner@example.com" },
 * //   event: { summary: "Board", start: { time: …, tzid: "Europe/London" }, … }, guests: [{ email: "jane@example.test",
 * //   status: "pending", role: "required", kind: "individual", rsvp: true }], cancelled: false, occurrences: [] }
 */
export function readInvitation(message: ItipMessage): Invitation | undefined {
  return invitationIn(givenMessage(message));
}

/** {@link readInvitation} of a message that was checked. */
export function invitationIn(message: ItipMessage): Invitation | undefined {
  const said = timelessInvitationIn(message);
  return isTimed(said) ? said : undefined;
}

/** What a message says about an event of which it need not tell when it is. */
export type TimelessInvitation = Omit<Invitation, "event"> & { event?: EventDetails };

function isTimed(said: TimelessInvitation | undefined): said is Invitation {
  return said?.event !== undefined;
}

/** {@link invitationIn}, without the event where the message tells neither when it starts nor which occurrence it is. */
export function timelessInvitationIn(message: ItipMessage): TimelessInvitation | undefined {
  if (message.kind !== "VEVENT") return undefined;
  const own = message.components.filter(
    (one) => (textValue(firstLine(one, "UID"))?.trim() ?? message.uid) === message.uid,
  );
  const context = { calendar: message.calendar, zone: parseZone(message.timeZone) ?? utc };
  const series = own.find((component) => firstLine(component, "RECURRENCE-ID") === undefined);
  const main = series ?? own[0];
  if (main === undefined) return undefined;
  const whole = series === undefined ? undefined : eventOf(series, context);
  const others = own.filter((component) => component !== main);
  const comment = linesOf(main, "COMMENT")
    .map((line) => textValue(line)?.trim() ?? "")
    .join("\n")
    .trim();
  return {
    ...defined({ method: message.method }),
    uid: message.uid,
    sequence: sequenceOf(main),
    ...defined({ dtstamp: stampOf(main, context), organizer: organizerIn(main) }),
    ...defined({ event: shownEvent(main, context) }),
    ...(isFloating(main, context) ? { floating: true as const } : {}),
    guests: guestsIn(main),
    cancelled: isCancelled(message, main),
    ...defined({ comment: comment === "" ? undefined : comment, instance: instanceOf(main, context) }),
    ...(isAboutLater(main) ? { thisAndFuture: true as const } : {}),
    occurrences: withPeriods(
      others.flatMap((one) => occurrenceOf(one, message, context, whole)),
      main,
      whole ?? eventOf(main, context),
    ),
  };
}

/** A CANCEL may leave DTSTART out: then the occurrence that it names is all that is known. */
function shownEvent(component: Component, context: EventContext): EventDetails | undefined {
  const event = eventOf(component, context) ?? eventAtInstance(component, context);
  if (event === undefined) return undefined;
  return showEvent({ ...event, ...defined({ reminders: filled(remindersIn(component)) }) });
}

function eventAtInstance(component: Component, context: EventContext): CheckedEvent | undefined {
  const line = firstLine(component, "RECURRENCE-ID");
  if (line === undefined || firstLine(component, "DTSTART") !== undefined) return undefined;
  const start = { ...line, name: "DTSTART", text: line.text.replace(/^RECURRENCE-ID/i, "DTSTART") };
  return eventOf({ ...component, lines: [...component.lines, start] }, context);
}

/** Alarms that count back from the start in whole minutes; others have no word in `createInvite`. */
function remindersIn(component: Component): { minutes: number }[] {
  return component.components.flatMap((alarm) => {
    const line = alarm.name === "VALARM" ? firstLine(alarm, "TRIGGER") : undefined;
    if (line === undefined || /;RELATED="?END/i.test(line.text)) return [];
    const length = parseDuration(rawValue(line));
    if (length === undefined) return [];
    // From 0, as minus none would be the number -0, which JSON does not keep.
    const seconds = 0 - (length.days * 86_400 + length.seconds);
    return seconds >= 0 && seconds % 60 === 0 ? [{ minutes: seconds / 60 }] : [];
  });
}

/** The person whose event a component is; `undefined` where it names none with an email address. */
export function organizerIn(component: Component): Organizer | undefined {
  const property = firstProperty(component, "ORGANIZER");
  const email = property === undefined ? undefined : emailOf(property);
  if (email === undefined) return undefined;
  return {
    email,
    ...defined({ name: nameOf(property, email), sentBy: addressesIn(property, "SENT-BY")?.[0] }),
  };
}

function isCancelled({ method }: ItipMessage, component: Component): boolean {
  return method === "CANCEL" || wordIn(component, "STATUS") === "CANCELLED";
}

/** Whether an event names no zone; of a CANCEL without DTSTART, the occurrence that it names tells. */
function isFloating(component: Component, context: EventContext): boolean {
  const start = statedTime(component, "DTSTART", context) ?? statedTime(component, "RECURRENCE-ID", context);
  return start?.kind === "floating";
}

/** The original start, by which the series knows it: a day, or a midnight, may name it, and a time without a zone. */
function instanceOf(
  component: Component,
  context: EventContext,
  series?: CheckedEvent,
): EventTime | undefined {
  const stated = statedTime(component, "RECURRENCE-ID", context);
  if (stated === undefined) return undefined;
  const written = placeCalendarTime(stated, context.zone);
  const named = series === undefined ? written : startStated(series, stated, context.zone);
  const isWritten = named.kind === written.kind && epochOf(named) === epochOf(written);
  return formatPoint(isWritten ? written : named);
}

/** The occurrences that differ, with those that the series adds with a length of their own (RDATE with VALUE=PERIOD): they differ by their end. */
function withPeriods(
  apart: InvitedOccurrence[],
  series: Component,
  event: CheckedEvent | undefined,
): InvitedOccurrence[] {
  const { periods = [], exclude = [], ...same } = event?.recurrence ?? {};
  if (event === undefined || periods.length === 0) return apart;
  const { recurrence: _, ...single } = showEvent(event);
  const regular = { ...event, recurrence: same };
  const guests = guestsIn(series);
  const told = new Set([...apart.map(({ instance }) => Date.parse(instance.time)), ...exclude.map(epochOf)]);
  const added = periods.flatMap(({ start, end }): InvitedOccurrence[] => {
    if (told.has(epochOf(start)) || epochOf(movedEnd(regular, start)) === epochOf(end)) return [];
    told.add(epochOf(start));
    const own = { start: shownIn(start, event.start.tzid), end: shownIn(end, event.start.tzid) };
    return [{ instance: own.start, event: { ...single, ...own }, guests, cancelled: false }];
  });
  return [...apart, ...added];
}

function shownIn(point: Point, tzid: Tzid): EventTime {
  return formatPoint(rezone(point, tzid));
}

function occurrenceOf(
  component: Component,
  message: ItipMessage,
  context: EventContext,
  series: CheckedEvent | undefined,
): InvitedOccurrence[] {
  const instance = instanceOf(component, context, series);
  const event = shownEvent(component, context);
  if (instance === undefined || event === undefined) return [];
  const { recurrence: _, ...single } = event;
  return [
    { instance, event: single, guests: guestsIn(component), cancelled: isCancelled(message, component) },
  ];
}
