import type { CheckedEvent, CheckedRecurrence, EventDetails } from "../../event/event.ts";
import { showEvent } from "../../event/show-event.ts";
import { attachmentsText, placeText, plainDescription } from "../../event/shown-text.ts";
import { defined } from "../../input.ts";
import type { Change } from "../../message/outgoing.ts";
import { isCutOrExtended, type RecurrenceRule, sameRule } from "../../recurrence/rule.ts";
import type { EventTime } from "../../time/event-time.ts";
import { formatPoint, type Point, samePoint } from "../../time/point.ts";
import { utc } from "../../time/zone.ts";
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
export function differenceOf(before: CheckedEvent, after: CheckedEvent): Difference {
  const same = (name: "start" | "end") => samePoint(before[name], after[name]);
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
function isRezoned(before: Point, after: Point): boolean {
  return before.tzid !== after.tzid && !(before.kind === "date" && after.kind === "date");
}

function particularsOf({ start: _s, end: _e, tzid: _z, recurrence: _r, ...particulars }: CheckedEvent) {
  return particulars;
}

/** The same occurrences: the order of parts and lists, INTERVAL=1 and the like do not count. */
function isSameRecurrence(a: CheckedRecurrence | undefined, b: CheckedRecurrence | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    compareRules(a.rule, b.rule, sameRule) &&
    sameTimes(a.exclude, b.exclude) &&
    sameTimes(a.include, b.include)
  );
}

/** A series cut short, extended, or with single occurrences put in or left out keeps the answers given to it. */
function isSamePattern(a: CheckedRecurrence | undefined, b: CheckedRecurrence | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return compareRules(a.rule, b.rule, isCutOrExtended);
}

function compareRules(
  a: RecurrenceRule | undefined,
  b: RecurrenceRule | undefined,
  alike: (a: RecurrenceRule, b: RecurrenceRule) => boolean,
): boolean {
  return a === undefined || b === undefined ? a === b : alike(a, b);
}

function sameTimes(a: readonly Point[] = [], b: readonly Point[] = []): boolean {
  const keys = (points: readonly Point[]) => [...new Set(points.map(momentText))].sort().join();
  return keys(a) === keys(b);
}

/** One text for one moment, or one day, whichever zone it is in. */
function momentText(point: Point): string {
  return formatPoint({ ...point, tzid: utc }).time;
}

/** What changed, old beside new, in the order a person cares. */
export function eventChanges(before: CheckedEvent, after: CheckedEvent): Change[] {
  const { time, zone, recurrence } = differenceOf(before, after);
  const spanOf = ({ start, end }: CheckedEvent) => ({ start: formatPoint(start), end: formatPoint(end) });
  const moved: Change = { field: "time", from: spanOf(before), to: spanOf(after) };
  const recurs = (event: CheckedEvent) => recurrenceText(showEvent(event));
  return [
    ...(time || zone ? [moved] : []),
    ...(recurrence ? textChange("recurrence", recurs(before), recurs(after)) : []),
    ...changedTexts(before, after),
  ];
}

type ToldTexts = Pick<
  EventDetails,
  "location" | "summary" | "description" | "html" | "url" | "conferenceUrl" | "status" | "attachments"
>;

/** What changed of all that is told in words, in the order a person cares. */
export function changedTexts(before: ToldTexts, after: ToldTexts): Change[] {
  return [
    ...textChange("location", placeText(before.location), placeText(after.location)),
    ...textChange("summary", before.summary, after.summary),
    ...textChange("description", plainDescription(before), plainDescription(after)),
    ...textChange("url", before.url, after.url),
    ...textChange("conferenceUrl", before.conferenceUrl, after.conferenceUrl),
    ...textChange("status", before.status ?? "confirmed", after.status ?? "confirmed"),
    ...textChange("attachments", attachmentsText(before.attachments), attachmentsText(after.attachments)),
  ];
}

/** A change of one text; nothing where it stays. */
export function textChange(
  field: Change["field"],
  from: string | undefined,
  to: string | undefined,
): Change[] {
  return from === to ? [] : [{ field, ...defined({ from, to }) }];
}

/** The rule; dates put in and left out behind it, because the rule alone may not have changed. */
export function recurrenceText({ recurrence }: EventDetails): string | undefined {
  if (recurrence === undefined) return undefined;
  const { rule, include, exclude } = recurrence;
  const list = (name: string, times: readonly EventTime[] = []) =>
    times.length === 0 ? [] : [`${name}:${times.map(({ time }) => time).join(",")}`];
  return [rule, ...list("RDATE", include), ...list("EXDATE", exclude)].join(" ");
}
