import { defined } from "../input.ts";
import { formatRule } from "../recurrence/rule.ts";
import { formatDuration } from "../time/duration.ts";
import type { EventTime } from "../time/event-time.ts";
import { formatPoint, type Point } from "../time/point.ts";
import type { CheckedEvent, CheckedRecurrence, EventDetails, RecurrenceDetails } from "./event.ts";

/**
 * A checked event in the form in which it leaves: its times as text.
 *
 * @param format how a time is written; default: the form of `EventTime`
 * @example
 * showEvent(event).start // { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" }
 */
export function showEvent(
  event: CheckedEvent,
  format: (point: Point) => EventTime = formatPoint,
): EventDetails {
  const { start, end, recurrence } = event;
  // To copy all and replace some takes a third of the time that to copy all but some takes: of statusOf 7 µs became 5.
  const particulars: Omit<CheckedEvent, "recurrence"> = event;
  const shown: EventDetails = { ...particulars, start: format(start), end: format(end) };
  if (recurrence !== undefined) shown.recurrence = showRecurrence(recurrence, format);
  return shown;
}

/** The rule of a series of added dates alone: `EventDetails` has no recurrence without a rule, and this one gives the first occurrence alone. */
const firstAlone = "FREQ=DAILY;COUNT=1";

function showRecurrence(
  { rule, exclude, include, duration, vtimezone }: CheckedRecurrence,
  format: (point: Point) => EventTime,
): RecurrenceDetails {
  return {
    rule: rule === undefined ? firstAlone : formatRule(rule),
    ...defined({
      exclude: exclude?.map(format),
      include: include?.map(format),
      duration: duration && formatDuration(duration),
      vtimezone,
    }),
  };
}
