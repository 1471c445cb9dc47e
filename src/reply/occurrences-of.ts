import { ItipError, kindOf, type Problem, shown } from "../errors.ts";
import type { CheckedEvent, CheckedRecurrence, EventDetails } from "../event/event.ts";
import { eventFields } from "../event/read-event.ts";
import { movedEnd } from "../event/series.ts";
import { countedInstant, localTimeOf, recurrenceSetOf } from "../event/span.ts";
import { defined, fault, isRecord, type Reading, refuseUnknown } from "../input.ts";
import { defaultLimits } from "../limits.ts";
import { isListOf } from "../message/is-message.ts";
import { expandRecurrence } from "../recurrence/expand.ts";
import { parseRule } from "../recurrence/rule.ts";
import { day } from "../time/civil.ts";
import { parseDuration } from "../time/duration.ts";
import type { EventTime, TimeInput } from "../time/event-time.ts";
import { instantOf } from "../time/offset.ts";
import { epochOf, faultPath, formatPoint, type Point, readTime } from "../time/point.ts";
import { parseZone, type Tzid, utc } from "../time/zone.ts";
import { readVtimezoneText } from "../timezone/read-vtimezone.ts";
import type { Invitation } from "./read-invitation.ts";

/** One occurrence: the original start by which it is named, and when it is. */
export interface ShownOccurrence {
  /** The original start: RECURRENCE-ID. */
  instance: EventTime;
  /** When it begins, which is not the original start where it was moved. */
  start: EventTime;
  /** When it ends; of whole days, the day after the last. */
  end: EventTime;
}

/** Which occurrences are asked for: those that overlap [from, to), in the order of their starts, then the first of them. */
export interface OccurrenceWindow {
  /** Occurrences that end after it. Default: from the first. */
  from?: TimeInput | undefined;
  /** Occurrences that start before it. Default: without end. */
  to?: TimeInput | undefined;
  /** At most so many, up to 10,000. Default 100. */
  limit?: number | undefined;
}

const mostOccurrences = 10_000;

/**
 * The occurrences of an event. Of an invitation as it stands: moved ones at their new time, cancelled ones left out.
 *
 * An event that does not recur has one. A rule that takes more steps than the limits allow ends where they do.
 *
 * @throws {ItipError} `invalid-argument` with every problem found
 * @example
 * occurrencesOf(invitation, { from: "2027-06-01", limit: 2 })
 * // [{ instance: { time: "2027-06-03T10:00:00+01:00", tzid: "Europe/London" }, start: …, end: … }, …]
 */
export function occurrencesOf(
  of: Invitation | EventDetails,
  window: OccurrenceWindow = {},
): ShownOccurrence[] {
  const problems: Problem[] = [];
  const details = eventIn(of, { path: "of", problems });
  const event = details === undefined ? undefined : checkedOf(details, { path: "of", problems });
  const zone = event?.start.tzid ?? utc;
  const asked = readWindow(window, zone, { path: "window", problems });
  if (event === undefined || problems.length > 0) throw new ItipError("invalid-argument", problems);
  const apart = "occurrences" in of ? apartFrom(of, zone) : new Map<number, Apart>();
  // A message about occurrences alone is about no series; of one that was called off what was said apart may stand.
  const isSeries = !("occurrences" in of) || (of.instance === undefined && !of.cancelled);
  const found = isSeries ? regular(event, asked, apart) : [];
  for (const { shown } of apart.values()) if (shown !== undefined) found.push(shown);
  return found
    .filter(({ start, end }) => overlaps(start, end, asked))
    .sort((a, b) => epochOf(a.start) - epochOf(b.start) || epochOf(a.instance) - epochOf(b.instance))
    .slice(0, asked.limit)
    .map(({ instance, start, end }) => ({
      instance: formatPoint(instance),
      start: formatPoint(start),
      end: formatPoint(end),
    }));
}

interface ListedOccurrence {
  readonly instance: Point;
  readonly start: Point;
  readonly end: Point;
}

/** An occurrence that is not what the series says: at another time, or not at all. */
interface Apart {
  readonly shown?: ListedOccurrence;
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

function eventIn(of: unknown, reading: Reading): EventDetails | undefined {
  const inside = isRecord(of) && isRecord(of.event);
  const event = inside ? of.event : of;
  const others = isRecord(of) && "occurrences" in of ? of.occurrences : [];
  if (isEvent(event) && isListOf(others, isApart)) {
    refuseUnknown(event, eventFields, inside ? { ...reading, path: `${reading.path}.event` } : reading);
    return event;
  }
  return fault(
    reading,
    "invalid-type",
    `must be an Invitation of readInvitation, or an event of statusOf, got ${kindOf(of)}`,
  );
}

function isApart(value: unknown): boolean {
  return isRecord(value) && isEvent(value.event);
}

function isEvent(value: unknown): value is EventDetails {
  return isRecord(value) && isRecord(value.start) && isRecord(value.end);
}

/** The event by which occurrences are counted, with as much of its recurrence as can be read. */
function checkedOf(details: EventDetails, reading: Reading): CheckedEvent | undefined {
  const zone = parseZone(details.tzid) ?? parseZone(details.start.tzid) ?? utc;
  const [start, end] = [readTime(details.start, zone), readTime(details.end, zone)];
  if (start.kind === "fault" || end.kind === "fault") {
    return fault(reading, "invalid-time", "must have a start and an end like { time, tzid }");
  }
  const recurrence = checkedRecurrence(details, zone);
  return {
    summary: details.summary,
    start,
    end,
    tzid: zone,
    ...defined({ recurrence }),
  };
}

function checkedRecurrence({ recurrence }: EventDetails, zone: Tzid): CheckedRecurrence | undefined {
  if (recurrence === undefined) return undefined;
  const rule = parseRule(recurrence.rule);
  const points = (times: readonly EventTime[] = []) =>
    times.map((time) => readTime(time, zone)).filter((point) => point.kind !== "fault");
  const { vtimezone } = recurrence;
  return {
    ...("kind" in rule ? {} : { rule }),
    ...(typeof vtimezone === "string" ? { clock: readVtimezoneText(vtimezone) } : {}),
    ...defined({ duration: parseDuration(recurrence.duration ?? "") }),
    exclude: points(recurrence.exclude),
    include: points(recurrence.include),
  };
}

function readWindow(window: unknown, zone: Tzid, reading: Reading): Window {
  const asked = isRecord(window) ? window : {};
  if (window !== undefined && !isRecord(window))
    fault(reading, "invalid-type", "must be { from?, to?, limit? }", window);
  refuseUnknown(asked, ["from", "to", "limit"], reading);
  const bound = (name: "from" | "to", none: number) => {
    if (asked[name] === undefined) return none;
    const point = readTime(asked[name], zone);
    if (point.kind !== "fault") return epochIn(point, zone);
    fault({ ...reading, path: faultPath(`${reading.path}.${name}`, point) }, point.code, point.message);
    return none;
  };
  const limit = asked.limit ?? 100;
  if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 1 || limit > mostOccurrences) {
    fault(
      { ...reading, path: `${reading.path}.limit` },
      "out-of-range",
      `must be a whole number from 1 to ${mostOccurrences}, got ${shown(limit)}`,
    );
  }
  const count = typeof limit === "number" ? limit : 1;
  return {
    from: bound("from", Number.NEGATIVE_INFINITY),
    to: bound("to", Number.POSITIVE_INFINITY),
    limit: count,
  };
}

/** The moment of a point: a day begins in the zone that was asked for. */
function epochIn(point: Point, zone: Tzid): number {
  return point.kind === "date" ? instantOf(zone, point.wall) : point.instant;
}

function overlaps(start: Point, end: Point, { from, to }: Window): boolean {
  const [begin, finish] = [epochIn(start, start.tzid), epochIn(end, end.tzid)];
  return begin < to && (finish > from || (finish === begin && begin >= from));
}

/** The occurrences that the series gives and that nothing was said about. */
function regular(
  event: CheckedEvent,
  { from, to, limit }: Window,
  apart: ReadonlyMap<number, Apart>,
): ListedOccurrence[] {
  const first = localTimeOf(event.start);
  const length = localTimeOf(event.end) - first;
  // A day and a half more on either side: clocks differ by less, and what overlaps is asked exactly afterwards.
  const margin = Math.abs(length) + 1.5 * day;
  const { occurrences } = expandRecurrence(recurrenceSetOf(event), {
    ...(Number.isFinite(from) ? { from: from - margin } : {}),
    ...(Number.isFinite(to) ? { to: to + margin } : {}),
    max: limit + apart.size + 4 * (1 + Math.ceil(margin / day)),
    steps: defaultLimits.recurrenceSteps,
  });
  return occurrences
    .map((wall) => occurrenceAt(event, wall))
    .filter(({ instance }) => !apart.has(epochIn(instance, event.start.tzid)));
}

/** The event at another of its starts: as many days long, as long by the clock, or as much time. */
function occurrenceAt(event: CheckedEvent, wall: number): ListedOccurrence {
  const { start, end } = event;
  if (start.kind === "date") {
    const instance = { ...start, wall };
    const length = end.kind === "date" ? end.wall - start.wall : day;
    return { instance, start: instance, end: { ...start, wall: wall + length } };
  }
  const instance = { ...start, instant: countedInstant(event, wall) };
  const finish = movedEnd(event, instance);
  return {
    instance,
    start: instance,
    end: finish.kind === "instant" ? { ...finish, tzid: end.tzid } : finish,
  };
}

/** What differs from the series, by the moment of its original start. */
function apartFrom({ occurrences, ...main }: Invitation, zone: Tzid): Map<number, Apart> {
  const apart = new Map<number, Apart>();
  for (const one of [main, ...occurrences]) {
    const [original, start, end] = [one.instance, one.event.start, one.event.end].map((time) =>
      readTime(time, zone),
    );
    if (original === undefined || original.kind === "fault") continue;
    const isShown = !one.cancelled && start !== undefined && end !== undefined;
    const key = epochIn(original, zone);
    if (!isShown || start.kind === "fault" || end.kind === "fault") apart.set(key, {});
    else apart.set(key, { shown: { instance: original, start, end } });
  }
  return apart;
}
