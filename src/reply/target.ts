import { type ItipError, refusal, shown } from "../errors.ts";
import type { CheckedEvent } from "../event/event.ts";
import { eventOf } from "../event/from-vevent.ts";
import type { EventContext } from "../event/recurrence-of.ts";
import { hasStart, movedEnd, readStart, startStated } from "../event/series.ts";
import { localTimeOf } from "../event/span.ts";
import { type Component, firstLine } from "../icalendar/component.ts";
import { textValue } from "../icalendar/property.ts";
import type { ItipMessage } from "../message/message.ts";
import { epochOf, faultPath, type Point, readTime } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { placeCalendarTime } from "../timezone/calendar-time.ts";
import { type StatedSpan, type StatedTime, statedSpan, statedTime } from "../timezone/time-property.ts";

/** One VEVENT of the invitation, or one occurrence of it, that is answered. */
export interface AnswerTarget {
  readonly component: Component;
  /** When it is, as it was stated. */
  readonly span: StatedSpan;
  /** What it is; of an occurrence, that occurrence. */
  readonly event: CheckedEvent;
  /** The times stand in a zone that no IANA zone equals: the answer writes them in UTC, which every calendar knows. */
  readonly privateZone?: true;
  /** The original start of an occurrence. */
  readonly instance?: { readonly stated: StatedTime; readonly point: Point };
}

/**
 * What an answer is about: the occurrence named, else the series or the only event, else every single occurrence that
 * the invitation is about.
 *
 * @throws {ItipError} `unknown-instance`, `cannot-answer`, `invalid-argument`
 */
export function chooseTargets(
  message: ItipMessage,
  { instance }: { readonly instance?: unknown },
  zone: Tzid,
): readonly [AnswerTarget, ...AnswerTarget[]] {
  const components = componentsOfOne(message);
  const whole = components.find((component) => firstLine(component, "RECURRENCE-ID") === undefined);
  if (whole !== undefined) {
    const series = targetOf(message, whole, zone);
    return [instance === undefined ? series : occurrenceTarget(message, components, series, instance, zone)];
  }
  if (instance !== undefined) return [occurrenceTarget(message, components, undefined, instance, zone)];
  const [first, ...others] = components.map((component) => targetOf(message, component, zone));
  if (first === undefined) throw unreadable(message.kind);
  return [first, ...others];
}

/** RFC 5546 section 3.2.2 wants one UID: what stands there about another event is not answered. */
function componentsOfOne({ uid, components }: ItipMessage): readonly Component[] {
  if (components.length < 2) return components;
  return components.filter((component) => (textValue(firstLine(component, "UID"))?.trim() ?? uid) === uid);
}

function unreadable(kind: string): ItipError {
  const message = `must say when it is: the DTSTART and RECURRENCE-ID of this ${kind} do not`;
  return refusal("cannot-answer", "request.event", "unreadable-time", message);
}

function targetOf(message: ItipMessage, component: Component, zone: Tzid): AnswerTarget {
  const context = { calendar: message.calendar, zone };
  const whole = eventOf(component, context);
  // An end that cannot be read, or is before the start, is left out of the answer: only the organizer can correct it.
  const readable = whole === undefined ? withoutEnd(component) : component;
  const span = statedSpan(readable, ["DTSTART", "DTEND"], context);
  const event = whole ?? eventOf(readable, context);
  const stated = statedTime(component, "RECURRENCE-ID", context);
  const occurrence = firstLine(component, "RECURRENCE-ID") !== undefined;
  if (span === undefined || event === undefined || (occurrence && stated === undefined)) {
    throw unreadable(message.kind);
  }
  const privateZone = event.recurrence?.clock === undefined ? {} : { privateZone: true as const };
  if (stated === undefined) return { component, span, event, ...privateZone };
  const { recurrence, ...single } = event;
  return { component, span, event: single, instance: { stated, point: placeCalendarTime(stated, zone) } };
}

function withoutEnd(component: Component): Component {
  const lines = component.lines.filter(({ name }) => name !== "DTEND" && name !== "DURATION");
  return { ...component, lines };
}

function occurrenceTarget(
  message: ItipMessage,
  components: readonly Component[],
  series: AnswerTarget | undefined,
  instance: unknown,
  zone: Tzid,
): AnswerTarget {
  const own = series === undefined ? zoneOfOccurrence(message, components[0], zone) : series.event.start.tzid;
  const point = series === undefined ? readTime(instance, own) : readStart(instance, series.event, own);
  if (point.kind === "fault") {
    throw refusal("invalid-argument", faultPath("as.instance", point), point.code, point.message);
  }
  const context = { calendar: message.calendar, zone };
  const changed = components.find((component) => isNamed(component, point, series?.event, context));
  if (changed !== undefined) return namedAs(targetOf(message, changed, zone), series, point);
  // "unknown" is a rule too long to follow: the organizer's calendar will know.
  if (series === undefined || hasStart(series.event, point) === false) {
    const reason = `must be the original start of an occurrence in the invitation, got ${shown(instance)}`;
    throw refusal("unknown-instance", "as.instance", "unknown-instance", reason);
  }
  return moved(series, point);
}

/** An occurrence in the form of its series (RFC 5545 section 3.8.4.4), where the organizer has named it by a day or without a zone. */
function namedAs(target: AnswerTarget, series: AnswerTarget | undefined, point: Point): AnswerTarget {
  const { instance } = target;
  if (series === undefined || instance === undefined) return target;
  const formOf = ({ kind }: StatedTime) => (kind === "zoned" ? "utc" : kind);
  return formOf(instance.stated) === formOf(series.span.start)
    ? target
    : { ...target, instance: { stated: occurrenceName(series, point), point } };
}

/** The zone of the RECURRENCE-ID; the given zone where the RECURRENCE-ID names none. */
function zoneOfOccurrence({ calendar }: ItipMessage, component: Component | undefined, zone: Tzid): Tzid {
  const stated = component === undefined ? undefined : statedTime(component, "RECURRENCE-ID", { calendar });
  return stated?.kind === "zoned" ? stated.tzid : zone;
}

/** Whether a RECURRENCE-ID names this start, in the series where there is one. Two dates are compared as dates, whatever zone the day is in. */
function isNamed(
  component: Component,
  point: Point,
  series: CheckedEvent | undefined,
  context: EventContext,
): boolean {
  const stated = statedTime(component, "RECURRENCE-ID", context);
  if (stated === undefined) return false;
  if (series === undefined && stated.kind === "date") return localTimeOf(point) === stated.wall;
  const named =
    series === undefined ? placeCalendarTime(stated, point.tzid) : startStated(series, stated, context.zone);
  return named.kind === point.kind && epochOf(named) === epochOf(point);
}

/** The same event at another of its starts. */
function moved(series: AnswerTarget, start: Point): AnswerTarget {
  const { recurrence, ...single } = series.event;
  const end = movedEnd(series.event, start);
  const span = {
    start: occurrenceName(series, start),
    end: shifted(series.span.end, series.event.end, end),
  };
  return {
    ...series,
    span,
    event: { ...single, start, end },
    instance: { stated: span.start, point: start },
  };
}

/** The name of an occurrence: its start, in the form in which the start of the series is stated. */
function occurrenceName({ span, event }: AnswerTarget, start: Point): StatedTime {
  return shifted(span.start, event.start, start);
}

/** A stated time moved as far as a point was: a floating one and a date by the calendar, others in time. */
function shifted(time: StatedTime, from: Point, to: Point): StatedTime {
  if ("wall" in time) return { ...time, wall: time.wall + localTimeOf(to) - localTimeOf(from) };
  return { ...time, instant: time.instant + epochOf(to) - epochOf(from) };
}
