import type { CheckedEvent } from "../../event/event.ts";
import { readEvent } from "../../event/read-event.ts";
import { movedEnd } from "../../event/series.ts";
import { showEvent } from "../../event/show-event.ts";
import { at, defined, fault, isRecord, type Reading, wrongKind } from "../../input.ts";
import { formatPoint, type Point, readTime, rezone } from "../../time/point.ts";
import { parseZone, utc } from "../../time/zone.ts";
import { withMovedExclusions } from "./move-occurrences.ts";
import { withMovedRule } from "./moved-rule.ts";

/**
 * An event with some values replaced, and others (`null`) cleared; all of it checked.
 *
 * `start` alone keeps the length and the zones, and takes the recurrence along; `tzid` alone shows the same moments in another zone.
 */
export function changedEvent(
  event: CheckedEvent,
  changes: unknown,
  reading: Reading,
): CheckedEvent | undefined {
  if (changes === undefined) return event;
  if (!isRecord(changes)) return wrongKind(reading, "an object", changes);
  const value: Record<string, unknown> = { ...showEvent(event) };
  for (const [name, given] of Object.entries(changes)) {
    if (given !== undefined) value[name] = given;
  }
  const span = changedSpan(event, changes, reading);
  const zone = changes.tzid === undefined ? event.start.tzid : changes.tzid;
  const changed = readEvent({ ...value, ...span, tzid: zone }, reading);
  if (changed === undefined || changes.recurrence !== undefined) return changed;
  return withMovedExclusions(event, withMovedRule(event, changed));
}

/** Start and end as they are to be read: what names no zone belongs to the zone that it had before. */
function changedSpan(
  event: CheckedEvent,
  changes: Record<string, unknown>,
  reading: Reading,
): { start?: unknown; end?: unknown } {
  // Without a zone of its own an event is shown in Etc/UTC.
  const zone = changes.tzid === undefined ? undefined : (parseZone(changes.tzid ?? utc) ?? utc);
  const moved = (name: "start" | "end"): Point | undefined => {
    if (changes[name] === undefined) return zone === undefined ? event[name] : rezone(event[name], zone);
    const point = readTime(changes[name], zone ?? event[name].tzid);
    return point.kind === "fault" ? undefined : point;
  };
  const start = moved("start");
  // A value that is no time is handed on: the reader of events reports it.
  if (start === undefined) return {};
  if (changes.start !== undefined && changes.end === undefined) {
    if (start.kind !== event.start.kind) {
      fault(
        at(reading, "end"),
        "required",
        "must be given too where a day becomes a time of day, or a time a day: they have no length in common",
      );
    }
    return { start: formatPoint(start), end: formatPoint(movedEnd(event, start)) };
  }
  const end = moved("end");
  return { start: formatPoint(start), ...defined({ end: end && formatPoint(end) }) };
}
