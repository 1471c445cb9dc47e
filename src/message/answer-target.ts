import { ItipError } from "../errors.ts";
import { type Component, firstLine } from "../icalendar/component.ts";
import { defaultLimits } from "../icalendar/limits.ts";
import { isOccurrence } from "../icalendar/recurrence.ts";
import { placeCalendarTime } from "../time/calendar-time.ts";
import { day } from "../time/civil.ts";
import type { EventTime } from "../time/event-time.ts";
import { epochOf, formatPoint, type Point, readTime, rezone } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { eventOf } from "./event-of.ts";
import { localTimeOf, pointOf, recurrenceSetOf } from "./event-span.ts";
import type { EventDetails } from "./invitation.ts";
import type { ItipMessage } from "./message.ts";
import { type StatedSpan, type StatedTime, statedSpan, statedTime } from "./stated-time.ts";

/** One VEVENT of the invitation, or one occurrence of it, that is answered. */
export interface AnswerTarget {
  readonly component: Component;
  /** When it is, as it was stated. */
  readonly span: StatedSpan;
  /** What it is; of an occurrence, that occurrence. */
  readonly event: EventDetails;
  /** The original start of an occurrence. */
  readonly instance?: { readonly stated: StatedTime; readonly shown: EventTime };
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
  const all = message.components.map((component) => targetOf(message, component, zone));
  const series = all.find((target) => target.instance === undefined);
  if (instance !== undefined) return [occurrenceTarget(all, series, instance)];
  if (series !== undefined) return [series];
  const [first, ...others] = all;
  if (first === undefined) throw unreadable(message.kind);
  return [first, ...others];
}

function unreadable(kind: string): ItipError {
  const message = `when the ${kind} is cannot be told from its DTSTART, DTEND and RECURRENCE-ID`;
  return new ItipError("cannot-answer", [{ path: "request.event", code: "unreadable-time", message }]);
}

function targetOf(message: ItipMessage, component: Component, zone: Tzid): AnswerTarget {
  const context = { calendar: message.calendar, zone };
  const span = statedSpan(component, ["DTSTART", "DTEND"], context);
  const event = eventOf(component, context);
  const stated = statedTime(component, "RECURRENCE-ID", context);
  const occurrence = firstLine(component, "RECURRENCE-ID") !== undefined;
  if (span === undefined || event === undefined || (occurrence && stated === undefined)) {
    throw unreadable(message.kind);
  }
  if (stated === undefined) return { component, span, event };
  const { recurrence, ...single } = event;
  const shown = formatPoint(placeCalendarTime(stated, zone));
  return { component, span, event: single, instance: { stated, shown } };
}

function occurrenceTarget(
  all: readonly AnswerTarget[],
  series: AnswerTarget | undefined,
  instance: unknown,
): AnswerTarget {
  const zone = pointOf((series ?? all[0])?.event.start ?? { time: "", tzid: "" }).tzid;
  const point = readTime(instance, zone);
  if (point.kind === "fault") {
    const { code, message } = point;
    throw new ItipError("invalid-argument", [{ path: "as.instance", code, message }]);
  }
  const changed = all.find((target) => isNamed(target, point));
  if (changed !== undefined) return changed;
  const start = series === undefined ? undefined : occurrenceStart(series, point);
  if (series === undefined || start === undefined) {
    const message = "the invitation has no occurrence that was to start then";
    throw new ItipError("unknown-instance", [{ path: "as.instance", code: "unknown-instance", message }]);
  }
  return moved(series, start);
}

/** A day is the same day whatever zone the caller lends it: the message names none. */
function isNamed({ instance }: AnswerTarget, point: Point): boolean {
  if (instance === undefined) return false;
  const own = pointOf(instance.shown);
  if (own.kind === "date" && point.kind === "date") return own.wall === point.wall;
  return epochOf(own) === epochOf(point);
}

/** The start of an occurrence that a point names, in the form of the series; undefined where there is none. */
function occurrenceStart({ event }: AnswerTarget, point: Point): Point | undefined {
  if (event.recurrence === undefined) return undefined;
  const first = pointOf(event.start);
  const local = localTimeOf(rezone(point, first.tzid));
  if (first.kind === "instant" && point.kind === "date") return undefined;
  if (first.kind === "date" && local % day !== 0) return undefined;
  // "unknown" is a rule too long to follow: the organizer's calendar will know.
  if (isOccurrence(recurrenceSetOf(event), local, defaultLimits.recurrenceSteps) === false) return undefined;
  return first.kind === "date" ? { ...first, wall: local } : rezone(point, first.tzid);
}

/** The same event at another of its starts, as long as ever. */
function moved(series: AnswerTarget, start: Point): AnswerTarget {
  const first = pointOf(series.event.start);
  const by =
    start.kind === "date" ? localTimeOf(start) - localTimeOf(first) : epochOf(start) - epochOf(first);
  const floating = series.span.start.kind === "floating";
  const statedBy = floating ? localTimeOf(start) - localTimeOf(first) : by;
  const { recurrence, ...single } = series.event;
  const span = { start: shifted(series.span.start, statedBy), end: shifted(series.span.end, statedBy) };
  const shown = formatPoint(start);
  return {
    component: series.component,
    span,
    event: { ...single, start: shown, end: formatPoint(later(pointOf(single.end), by)) },
    instance: { stated: span.start, shown },
  };
}

function shifted(time: StatedTime, by: number): StatedTime {
  return "wall" in time ? { ...time, wall: time.wall + by } : { ...time, instant: time.instant + by };
}

function later(point: Point, by: number): Point {
  return point.kind === "date"
    ? { ...point, wall: point.wall + by }
    : { ...point, instant: point.instant + by };
}
