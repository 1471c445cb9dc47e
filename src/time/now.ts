import { isDate } from "../builtin.ts";
import { shown, wrongArgument } from "../errors.ts";
import { at, fault, type Reading, readVerbOptions } from "../input.ts";

/**
 * The moment a function is to take for the present: the caller's `now`, else the clock. The only file that reads the clock.
 *
 * @param option `options.now` as the caller gave it.
 * @throws {ItipError} `invalid-argument` for anything but a valid Date.
 *
 * @example
 * currentTime(new Date("2026-05-07T09:30:00Z")) // Date 2026-05-07T09:30:00.000Z
 */
export function currentTime(option: Date | undefined): Date {
  if (option === undefined) return new Date();
  const time = timeOfDate(option);
  if (time === undefined) throw wrongArgument("options.now", `must be a valid Date, got ${shown(option)}`);
  return new Date(time);
}

/**
 * The epoch milliseconds of a valid Date; `undefined` for an invalid one and for anything else.
 *
 * @example
 * timeOfDate(new Date(0)) // 0
 */
export function timeOfDate(value: unknown): number | undefined {
  if (!isDate(value)) return undefined;
  try {
    // Not value.getTime(): an object may inherit from Date without being one.
    const time = Date.prototype.getTime.call(value);
    return Number.isNaN(time) ? undefined : time;
  } catch {
    return undefined;
  }
}

/** A Date of a caller's, such as `now`, checked. */
export function readNow(value: unknown, reading: Reading): Date | undefined {
  if (value === undefined) return undefined;
  const time = timeOfDate(value);
  return time === undefined ? fault(reading, "invalid-type", "must be a valid Date", value) : new Date(time);
}

/** The options of a verb that takes `now` alone. */
export function readNowAlone(given: unknown): Date | undefined {
  return readVerbOptions(given, ["now"], ({ now }, reading) => ({ now: readNow(now, at(reading, "now")) }))
    .now;
}
