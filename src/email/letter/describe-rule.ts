import { rowOf } from "../../input.ts";
import { describeSpan, weekdayIn } from "../../time/describe.ts";
import type { Wording } from "./wording.table.ts";
import { fill } from "./wording.ts";

/** Days of the week as RRULE names them (RFC 5545 section 3.3.10), with a date that falls on each. */
const dayOfJanuary2024: ReadonlyMap<string, number> = new Map([
  ["MO", 1],
  ["TU", 2],
  ["WE", 3],
  ["TH", 4],
  ["FR", 5],
  ["SA", 6],
  ["SU", 7],
]);

/**
 * A recurrence rule in words: how often, on which days, how long. Finer parts of a rule, such as "the second Tuesday",
 * are left to the calendar; nothing is said that is not so.
 *
 * @example
 * describeRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=5", wordingOf("en"), "en") // "every 2 weeks, Monday, 5 times"
 */
export function describeRule(rule: string, wording: Wording, locale: string): string | undefined {
  const parts = new Map(
    rule.split(";", 40).map((part): [string, string] => {
      const equals = part.indexOf("=");
      return [part.slice(0, equals).toUpperCase(), part.slice(equals + 1).toUpperCase()];
    }),
  );
  const frequency = rowOf<Wording["frequency"]["DAILY"]>(wording.frequency, parts.get("FREQ") ?? "");
  if (frequency === undefined) return undefined;
  const interval = parts.get("INTERVAL") ?? "1";
  const often = /^0*1$/.test(interval) ? frequency.one : fill(frequency.many, { n: interval });
  const days = weekdayNames(parts, locale);
  const until = untilDate(parts.get("UNTIL"), locale);
  const count = parts.get("COUNT");
  return [
    often,
    ...(days === undefined ? [] : [fill(wording.onDays, { days })]),
    ...(until === undefined ? [] : [fill(wording.until, { date: until })]),
    ...(count === undefined ? [] : [fill(wording.times, { n: count })]),
  ].join(", ");
}

/** Plain weekdays of a rule that says nothing finer about days; `2TU` and the like have no short words. */
function weekdayNames(parts: ReadonlyMap<string, string>, locale: string): string | undefined {
  const finer = ["BYSETPOS", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"].some((name) => parts.has(name));
  const names = parts.get("BYDAY")?.split(",", 10) ?? [];
  const dates = names.map((name) => dayOfJanuary2024.get(name));
  if (finer || dates.length === 0 || dates.includes(undefined)) return undefined;
  return dates.map((date) => weekdayIn(Date.UTC(2024, 0, date), locale)).join(", ");
}

/** The day of UNTIL as it is written: which zone it is meant in makes no difference that words could show. */
function untilDate(value: string | undefined, locale: string): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(value ?? "");
  if (match === null) return undefined;
  const [start, end] = [0, 1].map((days) => {
    const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + days));
    return { time: date.toISOString().slice(0, 10), tzid: "Etc/UTC" };
  });
  return start === undefined || end === undefined ? undefined : describeSpan(start, end, { locale });
}
