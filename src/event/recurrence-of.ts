import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { readProperty, valueIn } from "../icalendar/property.ts";
import { formatComponent } from "../icalendar/write.ts";
import { defined, filled } from "../input.ts";
import { defaultLimits } from "../limits.ts";
import { type RecurrenceRule, readRule } from "../recurrence/rule.ts";
import { midnightOf } from "../time/civil.ts";
import { addDuration, type Duration, parseDuration } from "../time/duration.ts";
import { instantOf } from "../time/offset.ts";
import { epochOf, type Point } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { dayBegunAt, placeCalendarTime } from "../timezone/calendar-time.ts";
import { definitionOfLine, readTimeLine, statedTime, type TimeContext } from "../timezone/time-property.ts";
import { isPrivate } from "../timezone/vtimezone-offset.ts";
import type { CheckedRecurrence } from "./event.ts";
import { startsOnDays } from "./series.ts";
import { localTimeOf, withUntilFor } from "./span.ts";

/** What a VEVENT is read with: the calendar around it, and the zone of times that have none. */
export interface EventContext extends TimeContext {
  readonly zone: Tzid;
}

/**
 * When a VEVENT happens again, by its RRULE, RDATE and EXDATE. A rule that breaks RFC 5545 section 3.3.10 is no rule; dates may be added and
 * left out without one.
 */
export function recurrenceOf(
  component: Component,
  start: Point,
  context: EventContext,
): CheckedRecurrence | undefined {
  const rule = validRule(valueIn(component, "RRULE"), start);
  // A date that names no zone is in that of the start.
  const around = { ...context, zone: start.tzid };
  const added = datesOf(component, "RDATE", around);
  if (rule === undefined && added.length === 0) return undefined;
  const duration = start.kind === "date" ? undefined : nominalOf(component);
  const privateZone = privateZoneOf(component, start, context);
  const include = filled(added.map(({ point }) => ofKind(point, start, context)));
  const periods = filled(added.flatMap((date) => periodOf(date, start)));
  const whole: CheckedRecurrence = { ...privateZone, ...defined({ rule, duration, include, periods }) };
  const exclude = excludedOf(datesOf(component, "EXDATE", around), start, whole, context);
  return exclude.length === 0 ? whole : { ...whole, exclude };
}

function validRule(text: string | undefined, start: Point): RecurrenceRule | undefined {
  const rule = text === undefined ? undefined : readRule(text);
  return rule === undefined || "kind" in rule ? undefined : withUntilFor(start, rule);
}

/** DURATION where it counts days; an exact duration is told by the end already. */
function nominalOf(component: Component): Duration | undefined {
  if (firstLine(component, "DTEND") !== undefined) return undefined;
  const duration = parseDuration(valueIn(component, "DURATION") ?? "");
  return duration === undefined || duration.days === 0 ? undefined : duration;
}

/** The VTIMEZONE that defines the zone of a series, where no IANA zone equals it. */
function privateZoneOf(
  component: Component,
  start: Point,
  context: EventContext,
): Pick<CheckedRecurrence, "clock" | "vtimezone"> {
  const line = firstLine(component, "DTSTART");
  const definition = line === undefined ? undefined : definitionOfLine(line, context);
  if (definition === undefined || start.kind === "date") return {};
  const time = statedTime(component, "DTSTART", context);
  if (time?.kind !== "zoned" || !time.guessed) return {};
  const clock = definition.foreign();
  return isPrivate(clock, start.tzid, start.instant)
    ? { clock, vtimezone: formatComponent(definition.vtimezone) }
    : {};
}

/** A date of RDATE or EXDATE, and the end that a period has: a time or how long it takes. */
interface StatedDate {
  readonly point: Point;
  readonly end?: Point | Duration;
}

function datesOf(component: Component, name: string, context: EventContext): StatedDate[] {
  const dates = linesOf(component, name).flatMap((line) => {
    const { value } = readProperty(line);
    const prefix = line.text.slice(0, line.text.length - value.length);
    const read = (written: string) => {
      const time = readTimeLine({ ...line, text: `${prefix}${written}` }, component, context);
      return time.kind === "fault" ? undefined : placeCalendarTime(time, context.zone);
    };
    return value.split(",").flatMap((each): StatedDate[] => {
      // Also where VALUE=PERIOD was forgotten.
      const [first = "", last = ""] = each.trim().split("/", 2);
      const point = read(first);
      const end = last === "" ? undefined : (parseDuration(last) ?? read(last));
      return point === undefined ? [] : [{ point, ...defined({ end }) }];
    });
  });
  return dates.slice(0, defaultLimits.values);
}

function periodOf({ point, end }: StatedDate, start: Point): { start: Point; end: Point }[] {
  if (end === undefined || point.kind !== start.kind) return [];
  const last = "kind" in end ? end : addDuration(point, end);
  return last.kind === point.kind && epochOf(last) > epochOf(point) ? [{ start: point, end: last }] : [];
}

/**
 * The starts that are left out. RFC 5545 section 3.8.5.1 wants them in the form of DTSTART: a time in a series of days
 * leaves out its day, and a day in a series of times whatever starts on it.
 */
function excludedOf(
  dates: readonly StatedDate[],
  start: Point,
  recurrence: CheckedRecurrence,
  context: EventContext,
): Point[] {
  const days = new Set<number>();
  const excluded = dates.flatMap(({ point }) => {
    if (start.kind === "instant" && point.kind === "date") days.add(point.wall);
    return start.kind === "date" || point.kind === "instant" ? [ofKind(point, start, context)] : [];
  });
  if (days.size === 0) return excluded;
  return [...excluded, ...startsOnDays({ start, recurrence }, days)].slice(0, defaultLimits.values);
}

/**
 * A date of a series in the form that its start has: Exchange writes midnights into a series of days, others a day into a
 * series of times, and mean the time of the start.
 */
function ofKind(point: Point, start: Point, { zone }: EventContext): Point {
  if (point.kind === start.kind) return point;
  if (start.kind === "date") {
    const begun = point.kind === "date" ? undefined : dayBegunIn([point.tzid, zone], point.instant);
    const wall = begun ?? midnightOf(localTimeOf(point));
    return { kind: "date", wall, tzid: start.tzid };
  }
  const local = localTimeOf(start);
  const timeOfDay = local - midnightOf(local);
  const midnight = midnightOf(localTimeOf(point));
  return { kind: "instant", instant: instantOf(start.tzid, midnight + timeOfDay), tzid: start.tzid };
}

/** The day that begins at an instant in the first of some zones where one does. */
function dayBegunIn(zones: readonly Tzid[], instant: number): number | undefined {
  for (const zone of zones) {
    const wall = dayBegunAt(zone, instant);
    if (wall !== undefined) return wall;
  }
  return undefined;
}
