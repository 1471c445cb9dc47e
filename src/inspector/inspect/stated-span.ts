import { DateTime, Duration } from "../../adapters/luxon.ts";
import type { ItipMessage } from "../../index.ts";
import { type Component, propertyOf } from "./property.ts";
import { type StatedTime, statedTime } from "./stated-time.ts";

/** A span of time, the end exclusive. */
export interface StatedSpan {
  readonly start: StatedTime;
  readonly end: StatedTime;
}

/** The last day that four digits of a year can write. */
const latest = DateTime.fromISO("9999-12-31", { zone: "utc" });

/**
 * Start and end of a component: by two properties, or by DTSTART and DURATION; with neither, a date lasts a day and a
 * moment no time (RFC 5545 section 3.6.1).
 */
export function statedSpan(
  component: Component | undefined,
  calendar: ItipMessage["calendar"],
  [first, last]: readonly [string, string] = ["DTSTART", "DTEND"],
): StatedSpan | undefined {
  const start = statedTime(component, first, calendar);
  if (start === undefined) return undefined;
  const end = statedTime(component, last, calendar);
  if (end !== undefined) return { start, end };
  const duration = first === "DTSTART" ? readDuration(propertyOf(component, "DURATION")?.value) : undefined;
  return {
    start,
    end: later(start, duration ?? Duration.fromObject({ days: start.kind === "date" ? 1 : 0 })),
  };
}

/** As long a span as another one, from a start of its own; where that cannot be told, no time. */
export function spanFrom(start: StatedTime, length: StatedSpan | undefined): StatedSpan {
  if (length === undefined || length.start.kind !== length.end.kind) return { start, end: start };
  return { start, end: later(start, length.end.at.diff(length.start.at)) };
}

/** A DURATION (RFC 5545 section 3.3.6), which is one of ISO 8601 without years and months. */
function readDuration(text: string | undefined): Duration | undefined {
  const written = text?.trim().toUpperCase().replace(/^\+/, "") ?? "";
  if (!/^P(?=\d|T\d)[\dWD]*(?:T[\dHMS]+)?$/.test(written)) return undefined;
  const duration = Duration.fromISO(written);
  return duration.isValid ? duration : undefined;
}

/** Days are counted on the calendar, hours are exact; a date is later by whole days. */
function later(time: StatedTime, duration: Duration): StatedTime {
  const moved =
    time.kind === "date" ? Duration.fromObject({ days: Math.ceil(duration.as("days")) }) : duration;
  const at = time.at.plus(moved);
  return { ...time, at: at.isValid && at < latest ? at : latest };
}
