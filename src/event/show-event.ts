import { formatRule } from "../recurrence/rule.ts";
import type { EventTime } from "../time/event-time.ts";
import { formatPoint, type Point } from "../time/point.ts";
import type { CheckedEvent, CheckedRecurrence, EventDetails, Recurrence } from "./event.ts";

/**
 * A checked event in the form in which it leaves: its times as text.
 *
 * @param format how a time is written; default the contract's outgoing form
 * @example
 * showEvent(event).start // { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" }
 */
export function showEvent(
  { start, end, recurrence, ...others }: CheckedEvent,
  format: (point: Point) => EventTime = formatPoint,
): EventDetails {
  const { tzid, ...particulars } = others;
  return {
    ...particulars,
    start: format(start),
    end: format(end),
    tzid,
    ...(recurrence === undefined ? {} : { recurrence: showRecurrence(recurrence, format) }),
  };
}

/** Added dates alone have no word in the contract: there a rule that gives the first occurrence alone goes with them. */
const firstAlone = "FREQ=DAILY;COUNT=1";

function showRecurrence(
  { rule, exclude, include }: CheckedRecurrence,
  format: (point: Point) => EventTime,
): Recurrence<EventTime> {
  return {
    rule: rule === undefined ? firstAlone : formatRule(rule),
    ...(exclude === undefined ? {} : { exclude: exclude.map(format) }),
    ...(include === undefined ? {} : { include: include.map(format) }),
  };
}
