import {
  at,
  defined,
  fault,
  filled,
  isRecord,
  type Reading,
  readListOf,
  readName,
  readText,
  refuseUnknown,
  required,
  wrongKind,
} from "../input.ts";
import { defaultLimits } from "../limits.ts";
import { parseRule, type RecurrenceRule } from "../recurrence/rule.ts";
import { addDuration, type Duration, parseDuration } from "../time/duration.ts";
import { epochOf, faultPath, type Point, readTime } from "../time/point.ts";
import { parseZone, type Tzid, utc } from "../time/zone.ts";
import { zoneOnLine } from "../timezone/format-calendar-time.ts";
import { unknownZone } from "../timezone/unknown-zone.ts";
import type { CheckedEvent, CheckedRecurrence } from "./event.ts";
import { particulars, readParticulars } from "./read-particulars.ts";
import { withUntilFor } from "./span.ts";

/** An event in the caller's words, checked. */
export function readEvent(value: unknown, reading: Reading): CheckedEvent | undefined {
  if (!isRecord(value)) {
    const isMissing = value === undefined || value === null;
    return isMissing ? required(reading) : wrongKind(reading, "an object", value);
  }
  const found = reading.problems.length;
  refuseUnknown(value, eventFields, reading);
  const zone = readZone(value.tzid, at(reading, "tzid"));
  const summary = readText(value.summary, at(reading, "summary"), 10_000);
  if (summary === undefined && reading.problems.every((p) => p.path !== at(reading, "summary").path)) {
    required(at(reading, "summary"));
  }
  const span = readSpan(value, zone, reading);
  const rest = readParticulars(value, reading);
  const recurrence = readRecurrence(value.recurrence, span, zone, at(reading, "recurrence"));
  if (summary === undefined || span === undefined || reading.problems.length > found) return undefined;
  return { summary, ...rest, ...span, tzid: zone ?? utc, ...defined({ recurrence }) };
}

/** The names of an event's members. */
export const eventFields: readonly string[] = /* @__PURE__ */ [
  "summary",
  "start",
  "end",
  "tzid",
  "recurrence",
].concat(particulars);

/** The zone for times that name no zone; `undefined` where the event gives no such zone. */
function readZone(value: unknown, reading: Reading): Tzid | undefined {
  if (value === undefined || value === null) return undefined;
  const zone = parseZone(value);
  if (zone === undefined) fault(reading, "unknown-time-zone", unknownZone(value));
  // Any zone will do to see what else is wrong.
  return zone ?? utc;
}

function readSpan(
  value: Record<string, unknown>,
  zone: Tzid | undefined,
  reading: Reading,
): { start: Point; end: Point } | undefined {
  const start = readPoint(value.start, zone, at(reading, "start"));
  const end = readPoint(value.end, zone ?? zoneBroughtBy(start), at(reading, "end"));
  return start === undefined || end === undefined ? undefined : fittingSpan({ start, end }, reading);
}

/** The zone that a time has brought along, for times beside it that name none. */
function zoneBroughtBy(start: Point | undefined): Tzid | undefined {
  return start === undefined || start.tzid === utc ? undefined : start.tzid;
}

/** A start and an end that go together. */
function fittingSpan(
  span: { readonly start: Point; readonly end: Point },
  reading: Reading,
): { start: Point; end: Point } | undefined {
  const { start, end } = span;
  if (start.kind !== end.kind) {
    const message = "must be a date like the start, or a time like it";
    return fault(at(reading, "end"), "mixed-date-and-time", message);
  }
  if (epochOf(end) < epochOf(start))
    return fault(at(reading, "end"), "end-before-start", "must not be before the start");
  return { start, end };
}

function readPoint(value: unknown, zone: Tzid | undefined, reading: Reading): Point | undefined {
  if (value === undefined || value === null || value === "") return required(reading);
  const point = readTime(value, zone);
  if (point.kind !== "fault") return point;
  // Of a service's words only those that are known here count.
  if (point.field !== undefined && reading.tolerant === true && isRecord(value))
    return readPoint({ time: value.time, tzid: value.tzid }, zone, reading);
  const path = faultPath(reading.path, point);
  const message = point.tzid === undefined ? point.message : unknownZone(point.tzid);
  return fault({ ...reading, path }, point.code, message);
}

/** Without a start nothing can be made of a recurrence, but all that is wrong with it is said all the same. */
function readRecurrence(
  value: unknown,
  span: Span | undefined,
  named: Tzid | undefined,
  reading: Reading,
): CheckedRecurrence | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) return wrongKind(reading, "{ rule, exclude?, include?, duration? }", value);
  refuseUnknown(value, ["rule", "exclude", "include", "duration"], reading);
  const rule = readRuleText(value.rule, at(reading, "rule"));
  const zone = named ?? zoneBroughtBy(span?.start);
  const exclude = readDates(value.exclude, zone, at(reading, "exclude"));
  const include = readDates(value.include, zone, at(reading, "include"));
  const duration = readNominal(value.duration, at(reading, "duration"));
  if (rule === undefined || span === undefined) return undefined;
  return fitted({ rule, ...defined({ exclude, include, duration }) }, span, reading);
}

/** DURATION (RFC 5545 section 3.3.6) that counts days: an exact one is told by the end already. */
function readNominal(value: unknown, reading: Reading): Duration | undefined {
  const text = readName(value, reading, 40);
  const duration = text === undefined ? undefined : parseDuration(text);
  if (text === undefined || (duration !== undefined && duration.days > 0 && duration.seconds >= 0))
    return duration;
  return fault(reading, "invalid-duration", "must be a duration of at least a day, such as P1D", text);
}

/** Start and end of an event. */
type Span = Pick<CheckedEvent, "start" | "end">;

/** A recurrence as it goes with a span: UNTIL and all dates in the form of the start, the duration where it leads to the end. */
function fitted(
  { duration, ...recurrence }: CheckedRecurrence,
  { start, end }: Span,
  reading: Reading,
): CheckedRecurrence | undefined {
  const found = reading.problems.length;
  for (const name of ["exclude", "include"] as const) {
    recurrence[name]?.forEach((point, index) => {
      if (point.kind === start.kind) return;
      const here = at(reading, `${name}[${index}]`);
      fault(
        here,
        "mixed-date-and-time",
        `must be a ${start.kind === "date" ? "date, as the event is all day" : "time, as the event has times"}`,
      );
    });
  }
  if (start.kind === "instant" && start.tzid !== utc && zoneOnLine(start) === undefined) {
    fault(
      reading,
      "ambiguous-start",
      "must not belong to a start in the second half of an overlap, which a TZID cannot express",
    );
  }
  if (reading.problems.length > found) return undefined;
  const { rule } = recurrence;
  const leads = duration !== undefined && epochOf(addDuration(start, duration)) === epochOf(end);
  return {
    ...recurrence,
    ...(rule === undefined ? {} : { rule: withUntilFor(start, rule) }),
    ...(leads && start.kind === "instant" ? { duration } : {}),
  };
}

/** A checked event that was moved, checked again: a recurrence that fitted the former start may not fit the new one. */
export function readMoved(event: CheckedEvent, reading: Reading): CheckedEvent | undefined {
  const span = fittingSpan(event, reading);
  if (span === undefined || event.recurrence === undefined) return span === undefined ? undefined : event;
  const recurrence = fitted(event.recurrence, span, at(reading, "recurrence"));
  return recurrence === undefined ? undefined : { ...event, recurrence };
}

function readRuleText(value: unknown, reading: Reading): RecurrenceRule | undefined {
  const found = reading.problems.length;
  const text = readName(value, reading, 1_024);
  if (text === undefined) return reading.problems.length === found ? required(reading) : undefined;
  const rule = parseRule(text.replace(/^RRULE:/i, ""));
  return "kind" in rule ? fault(reading, "invalid-recurrence", rule.message) : rule;
}

function readDates(value: unknown, zone: Tzid | undefined, reading: Reading): Point[] | undefined {
  const read = (time: unknown, here: Reading) => readPoint(time, zone, here);
  const times = readListOf(value ?? undefined, { what: "times", most: defaultLimits.values }, reading, read);
  return times && filled(times);
}
