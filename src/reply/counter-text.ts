import { refusal } from "../errors.ts";
import type { CheckedEvent } from "../event/event.ts";
import { addableProperties } from "../event/own-property.table.ts";
import { localTimeOf } from "../event/span.ts";
import { eventComponent } from "../event/to-vevent.ts";
import { type Component, type ContentLine, firstLine } from "../icalendar/component.ts";
import { textValue, wordIn } from "../icalendar/property.ts";
import { component, textLine } from "../icalendar/write.ts";
import { defined } from "../input.ts";
import { sequenceOf } from "../message/read-sequence.ts";
import { timesOf, writeCalendar } from "../message/write-calendar.ts";
import { epochOf, faultPath, type Point, readTime, rezone } from "../time/point.ts";
import { type Tzid, utc } from "../time/zone.ts";
import type { CheckedAnswer } from "./answer-input.ts";
import {
  answeringAttendee,
  recurrenceIdLine,
  sameOrganizer,
  statedLine,
  unchangedLines,
} from "./attendee-lines.ts";
import { type AnswerContext, zoneUses } from "./reply-text.ts";
import type { AnswerTarget } from "./target.ts";

/** A COUNTER (RFC 5546 section 3.2.7): the whole event at the time proposed. */
export function counterText(
  context: AnswerContext,
  target: AnswerTarget,
  answer: CheckedAnswer,
): { ics: string; proposal: { start: Point; end: Point } } {
  const { message, dtstamp, organizer } = context;
  const { component: invited, instance, span } = target;
  const [start, end] = proposedTimes(target.event, answer.proposal);
  const event = inKnownZone(eventAt(target.event, start, end), target);
  const zone = event.start.kind === "instant" ? event.start.tzid : undefined;
  const facts = {
    uid: message.uid,
    sequence: sequenceOf(invited),
    dtstamp,
    organizer,
    attendees: [],
    event,
    ...defined({ comment: answer.comment, instance: instance?.point }),
  };
  const whole = eventComponent(facts, { status: confirmation(invited), rsvp: false, alarms: false });
  const counter = component("VEVENT", [
    ...whole.lines.flatMap((line) => counterLine(line, context, target, zone)),
    ...writtenTexts(invited),
    answeringAttendee(invited, answer),
    ...unchangedLines(invited),
    // What was countered: Outlook says so, and an organizer that has moved the event since can tell.
    statedLine("X-MS-OLK-ORIGINALSTART", span.start, undefined),
    statedLine("X-MS-OLK-ORIGINALEND", span.end, undefined),
  ]);
  const uses = instance === undefined ? [] : zoneUses([instance.stated], zone);
  return {
    ics: writeCalendar("COUNTER", [counter], [...timesOf(event), ...uses]),
    proposal: { start, end },
  };
}

/** A line of the proposed event as the COUNTER has it; nothing for one that is taken from the invitation. */
function counterLine(
  line: ContentLine,
  { organizer }: AnswerContext,
  { component: invited, instance }: AnswerTarget,
  zone: Tzid | undefined,
): ContentLine[] {
  if (line.name === "RECURRENCE-ID" && instance !== undefined)
    return [recurrenceIdLine(instance.stated, zone, invited)];
  if (line.name.startsWith("X-") || repeated.has(line.name) || asWritten.has(line.name)) return [];
  return line.name === "ORGANIZER" ? [sameOrganizer(invited, organizer.email)] : [line];
}

/** What {@link unchangedLines} takes from the invitation as it stands there. */
const repeated: ReadonlySet<string> = new Set([
  ...["CATEGORIES", "ATTACH", "STYLED-DESCRIPTION"],
  ...Object.keys(addableProperties),
]);

/** Properties that a COUNTER repeats as the invitation wrote them: in another form they would look like a proposal. */
const asWritten: ReadonlySet<string> = new Set(["LOCATION", "DESCRIPTION"]);

function writtenTexts(invited: Component): ContentLine[] {
  return [...asWritten].flatMap((name) => {
    const text = textValue(firstLine(invited, name));
    return text === undefined || text.trim() === "" ? [] : [textLine(name, text)];
  });
}

/** CONFIRMED is the one STATUS of an invitation that a proposal repeats: TENTATIVE and CANCELLED are the organizer's. */
function confirmation(invited: Component): "CONFIRMED" | undefined {
  return wordIn(invited, "STATUS") === "CONFIRMED" ? "CONFIRMED" : undefined;
}

/** The proposal in the zone that it names for both ends, else in the event's own: so the answer names one TZID. */
function proposedTimes(event: CheckedEvent, proposal: CheckedAnswer["proposal"]): [Point, Point] {
  const original = event.start;
  const read = (name: "start" | "end"): Point => {
    const point = readTime(proposal?.[name], original.tzid);
    if (point.kind === "fault")
      throw refusal("invalid-argument", faultPath(`as.proposal.${name}`, point), point.code, point.message);
    return point;
  };
  const [start, end] = [read("start"), read("end")];
  if (start.kind !== end.kind) {
    throw refusal(
      "invalid-argument",
      "as.proposal.end",
      "mixed-date-and-time",
      "must be a date like the start, or a time like it",
    );
  }
  const length = epochOf(end) - epochOf(start);
  if (length < 0 || (length === 0 && start.kind === "date")) {
    throw refusal("invalid-argument", "as.proposal.end", "end-before-start", "must not be before the start");
  }
  const zone = proposedZone(event, original, start, end);
  return [rezone(start, zone), rezone(end, zone)];
}

/** A series keeps its zone: in another one its rule would mean other days. */
function proposedZone(event: CheckedEvent, original: Point, start: Point, end: Point): Tzid {
  if (start.kind === "date" || original.kind === "date") return start.tzid;
  if (start.tzid === end.tzid && event.recurrence === undefined) return start.tzid;
  return original.tzid === utc ? start.tzid : original.tzid;
}

/**
 * An occurrence of a series in a private zone names its moments as UTC, as a REPLY does: the IANA zone that is most like it keeps other
 * clocks at other times. A whole series keeps that zone, since its rule cannot be said in UTC.
 */
function inKnownZone(event: CheckedEvent, { privateZone, instance }: AnswerTarget): CheckedEvent {
  if (privateZone !== true || instance === undefined) return event;
  return { ...event, start: rezone(event.start, utc), end: rezone(event.end, utc), tzid: utc };
}

/** The event at another time; the dates that a series adds and leaves out move along. */
function eventAt(event: CheckedEvent, start: Point, end: Point): CheckedEvent {
  const { recurrence } = event;
  const moved = { ...event, start, end, tzid: start.tzid };
  if (recurrence === undefined) return moved;
  const first = event.start;
  const by = epochOf(start) - epochOf(first);
  const along = (points: readonly Point[] | undefined) =>
    start.kind !== first.kind
      ? undefined
      : points?.map(
          (point): Point =>
            point.kind === "date"
              ? { ...point, wall: point.wall + localTimeOf(start) - localTimeOf(first) }
              : { ...point, instant: point.instant + by },
        );
  const include = along(recurrence.include);
  const exclude = along(recurrence.exclude);
  return {
    ...moved,
    recurrence: {
      ...defined({ rule: recurrence.rule, include, exclude }),
    },
  };
}
