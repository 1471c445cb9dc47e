import type { EventDetails, Recurrence } from "../../event/event.ts";
import { plainDescription } from "../../event/shown-text.ts";
import { pointOf } from "../../event/span.ts";
import type { Change } from "../../message/outgoing.ts";
import { parseRule, type RecurrenceRule } from "../../recurrence/rule.ts";
import { isCutOrExtended, sameRule } from "../../recurrence/rule-equality.ts";
import type { EventTime } from "../../time/event-time.ts";
import { samePoint } from "../answers/judge.ts";
import { keyOf } from "../occurrences/occurrence-key.ts";
import { canonicalJson } from "../order.ts";

/** How two versions of an event differ, as far as it matters to the people invited. */
export interface Difference {
  /** Start or end lie elsewhere: everyone has to answer anew. */
  readonly time: boolean;
  /** The same moments in another zone: DTSTART or DTEND is written differently. */
  readonly zone: boolean;
  /** RRULE, RDATE or EXDATE give other occurrences. */
  readonly recurrence: boolean;
  /** Other occurrences than before, not merely more or fewer: everyone has to answer anew. */
  readonly pattern: boolean;
  /** Anything else that a copy shows. */
  readonly text: boolean;
}

/** What RFC 5546 section 2.1.4 asks SEQUENCE to rise for, and what else there is to tell. */
export function differenceOf(before: EventDetails, after: EventDetails): Difference {
  const same = (name: "start" | "end") => samePoint(pointOf(before[name]), pointOf(after[name]));
  const time = !same("start") || !same("end");
  const zone = isRezoned(before.start, after.start) || isRezoned(before.end, after.end);
  // In another zone the later occurrences keep other local times.
  const rezoned = before.recurrence !== undefined && isRezoned(before.start, after.start);
  const pattern = !isSamePattern(before.recurrence, after.recurrence) || rezoned;
  return {
    time,
    zone,
    recurrence: pattern || !isSameRecurrence(before.recurrence, after.recurrence),
    pattern,
    text: canonicalJson(particularsOf(before)) !== canonicalJson(particularsOf(after)),
  };
}

/** A date stands in no zone: in calendar text nothing changes, whichever zone it is shown with. */
function isRezoned(before: EventTime, after: EventTime): boolean {
  return before.tzid !== after.tzid && !(pointOf(before).kind === "date" && pointOf(after).kind === "date");
}

function particularsOf({ start: _s, end: _e, tzid: _z, recurrence: _r, ...particulars }: EventDetails) {
  return particulars;
}

/** The same occurrences: the order of parts and lists, INTERVAL=1 and the like do not count. */
function isSameRecurrence(
  a: Recurrence<EventTime> | undefined,
  b: Recurrence<EventTime> | undefined,
): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    compareRules(a.rule, b.rule, sameRule) &&
    sameTimes(a.exclude, b.exclude) &&
    sameTimes(a.include, b.include)
  );
}

/** A series cut short, extended, or with single occurrences put in or left out keeps the answers given to it. */
function isSamePattern(a: Recurrence<EventTime> | undefined, b: Recurrence<EventTime> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return compareRules(a.rule, b.rule, isCutOrExtended);
}

function compareRules(
  a: string,
  b: string,
  alike: (a: RecurrenceRule, b: RecurrenceRule) => boolean,
): boolean {
  const one = parseRule(a);
  const other = parseRule(b);
  return "kind" in one || "kind" in other ? a === b : alike(one, other);
}

function sameTimes(a: readonly EventTime[] = [], b: readonly EventTime[] = []): boolean {
  const keys = (times: readonly EventTime[]) =>
    [...new Set(times.map((time) => keyOf(pointOf(time))))].sort().join();
  return keys(a) === keys(b);
}

/** What changed, old beside new, in the order a person cares. */
export function changesBetween(before: EventDetails, after: EventDetails): Change[] {
  const { time, zone, recurrence } = differenceOf(before, after);
  const moved: Change[] =
    time || zone
      ? [
          {
            field: "time",
            from: { start: before.start, end: before.end },
            to: { start: after.start, end: after.end },
          },
        ]
      : [];
  return [
    ...moved,
    ...(recurrence ? textChange("recurrence", recurrenceText(before), recurrenceText(after)) : []),
    ...textChange("location", locationText(before), locationText(after)),
    ...textChange("summary", before.summary, after.summary),
    ...textChange("description", plainDescription(before), plainDescription(after)),
    ...textChange("url", before.url, after.url),
    ...textChange("conferenceUrl", before.conferenceUrl, after.conferenceUrl),
    ...textChange("status", before.status ?? "confirmed", after.status ?? "confirmed"),
  ];
}

function textChange(field: Change["field"], from: string | undefined, to: string | undefined): Change[] {
  if (from === to) return [];
  return [{ field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }];
}

/** The rule; dates put in and left out behind it, because the rule alone may not have changed. */
function recurrenceText({ recurrence }: EventDetails): string | undefined {
  if (recurrence === undefined) return undefined;
  const list = (name: string, times: readonly EventTime[] = []) =>
    times.length === 0 ? [] : [`${name}:${times.map(({ time }) => time).join(",")}`];
  return [recurrence.rule, ...list("RDATE", recurrence.include), ...list("EXDATE", recurrence.exclude)].join(
    " ",
  );
}

function locationText({ location }: EventDetails): string | undefined {
  if (location?.description !== undefined) return location.description;
  return location?.lat === undefined || location.long === undefined
    ? undefined
    : `${location.lat}, ${location.long}`;
}
