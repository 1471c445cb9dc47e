import type { Mailbox } from "../event/event.ts";
import { utcValue } from "../event/to-vevent.ts";
import type { Component } from "../icalendar/component.ts";
import { component, contentLine, textLine, uidLine } from "../icalendar/write.ts";
import type { ItipMessage } from "../message/message.ts";
import { sequenceOf } from "../message/read-sequence.ts";
import { writeCalendar, type ZoneUse } from "../message/write-calendar.ts";
import { epochOf } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { placeCalendarTime } from "../timezone/calendar-time.ts";
import type { StatedTime } from "../timezone/time-property.ts";
import type { CheckedAnswer } from "./answer-input.ts";
import { answeringAttendee, recurrenceIdLine, sameOrganizer, statedLine } from "./attendee-lines.ts";
import type { AnswerTarget } from "./target.ts";

/** An invitation to answer, taken apart as far as an answer needs it. */
export interface AnswerContext {
  readonly message: ItipMessage;
  readonly targets: readonly [AnswerTarget, ...AnswerTarget[]];
  readonly dtstamp: Date;
  readonly organizer: Mailbox;
}

/** A REPLY (RFC 5546 section 3.2.3): who, what, and the event as it stands, each time in the zone of its start or in UTC. */
export function replyText(context: AnswerContext, answer: CheckedAnswer): string {
  const { targets } = context;
  const [{ span: named, privateZone }] = targets;
  const zone = privateZone === true ? undefined : statedZone(named.start);
  const events = targets.map((target) => replyComponent(target, context, answer, zone));
  const times = targets.flatMap(({ span, instance }) => [
    span.start,
    span.end,
    ...(instance === undefined ? [] : [instance.stated]),
  ]);
  return writeCalendar("REPLY", events, zoneUses(times, zone));
}

function statedZone(time: StatedTime): Tzid | undefined {
  return time.kind === "zoned" ? time.tzid : undefined;
}

/** The uses of a zone: the times that are written in the one zone of the answer. */
export function zoneUses(times: readonly StatedTime[], zone: Tzid | undefined): ZoneUse[] {
  return times.flatMap((time) =>
    time.kind === "zoned" && time.tzid === zone ? [{ point: placeCalendarTime(time, time.tzid) }] : [],
  );
}

function replyComponent(
  target: AnswerTarget,
  { message, dtstamp, organizer }: AnswerContext,
  answer: CheckedAnswer,
  zone: Tzid | undefined,
): Component {
  const { component: invited, span, instance, event } = target;
  const place = event.location?.description;
  return component("VEVENT", [
    uidLine(message.uid),
    contentLine("SEQUENCE", String(sequenceOf(invited))),
    contentLine("DTSTAMP", utcValue(dtstamp)),
    instance === undefined ? undefined : recurrenceIdLine(instance.stated, zone, invited),
    statedLine("DTSTART", span.start, zone),
    // RFC 5545 section 3.8.2.2: DTEND is later than DTSTART and of its kind; an event of no length has none.
    isLater(target) ? statedLine("DTEND", span.end, zone) : undefined,
    event.summary === "" ? undefined : textLine("SUMMARY", event.summary),
    place === undefined ? undefined : textLine("LOCATION", place),
    answer.comment === undefined ? undefined : textLine("COMMENT", answer.comment),
    sameOrganizer(invited, organizer.email),
    answeringAttendee(invited, answer),
  ]);
}

function isLater({ span, event }: AnswerTarget): boolean {
  const alike = (span.start.kind === "floating") === (span.end.kind === "floating");
  return alike && epochOf(event.end) > epochOf(event.start);
}
