import { rowOf } from "../../input.ts";
import { daysInMonth, midnightOf } from "../../time/civil.ts";
import { describePart } from "../../time/describe.ts";
import type { EventTime } from "../../time/event-time.ts";
import { wallAt } from "../../time/offset.ts";
import { epochOf, readShown } from "../../time/point.ts";
import { parseZone } from "../../time/zone.ts";
import { datesOf, isEach, type RuleDates, type RuleParts } from "./rule-dates.ts";
import type { Wording } from "./wording.table.ts";
import { fill } from "./wording.ts";

/** How dates are told that are more than a weekday. */
type DateWords = NonNullable<Wording["dates"]>;

/** In whose words a rule is told, and of which event. */
interface Telling {
  readonly wording: Wording;
  /** What dates and weekdays are written in. */
  readonly locale: string;
  /** When the event begins: the last day of the series is one of its clocks. */
  readonly start?: EventTime | undefined;
}

/**
 * A recurrence rule in words: how often, on which days, how long. Of dates that no short words name it is said that the calendar shows them.
 *
 * @example
 * describeRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=5", { wording: wordingOf("en"), locale: "en" }) // "every 2 weeks, Monday, 5 times"
 */
export function describeRule(rule: string, telling: Telling): string | undefined {
  const parts = partsOf(rule);
  const dates = datesOf(parts);
  const told = (dates && toldDates(dates, parts, telling)) ?? untoldDates(parts, telling.wording);
  const count = parts.get("COUNT");
  // What happens once does not repeat.
  if (told.length === 0 || count === "1") return undefined;
  const { until, times } = telling.wording;
  const last = lastDay(parts.get("UNTIL"), telling);
  return [
    ...told,
    ...(last === undefined ? [] : [fill(until, { date: last })]),
    ...(count === undefined ? [] : [fill(times, { n: count })]),
  ].join(", ");
}

function partsOf(rule: string): RuleParts {
  return new Map(
    rule.split(";", 40).map((part): [string, string] => {
      const equals = part.indexOf("=");
      return [part.slice(0, equals).toUpperCase(), part.slice(equals + 1).toUpperCase()];
    }),
  );
}

function oftenIn(frequency: string | undefined, parts: RuleParts, wording: Wording): string | undefined {
  const words = rowOf<Wording["frequency"]["DAILY"]>(wording.frequency, frequency ?? "");
  return words && (isEach(parts) ? words.one : fill(words.many, { n: parts.get("INTERVAL") ?? "" }));
}

/** The dates one after the other; `undefined` where there are no words for them. */
function toldDates(dates: RuleDates, parts: RuleParts, { wording, locale }: Telling): string[] | undefined {
  const { frequency, days, monthDays, months } = dates;
  const often = oftenIn(frequency, parts, wording);
  const words = wording.dates;
  const isPlain = days[0]?.place === undefined;
  if (often === undefined || (words === undefined && !(isPlain && monthDays.length + months.length === 0)))
    return undefined;
  const weekdays = isPlain ? days.map(({ weekday }) => weekdayIn(weekday, locale)).join(", ") : "";
  return [
    often,
    ...(weekdays === "" ? [] : [fill(wording.onDays, { days: weekdays })]),
    ...(words === undefined ? [] : finerDates(dates, words, locale)),
  ];
}

/** How often, where no part of the rule makes it less, and that the calendar shows more. */
function untoldDates(parts: RuleParts, wording: Wording): string[] {
  const frequency = parts.get("FREQ") ?? "";
  const isLess =
    !/^(?:MONTH|YEAR)LY$/.test(frequency) ||
    (parts.has("BYMONTHDAY") && parts.has("BYDAY")) ||
    (frequency === "MONTHLY" && parts.has("BYMONTH"));
  const often = isLess ? undefined : oftenIn(frequency, parts, wording);
  const other = /^[A-Z]{3,6}LY$/.test(frequency) ? wording.dates?.other : undefined;
  return [often, other].filter((phrase) => phrase !== undefined);
}

/** What a rule says beside weekdays: dates of the year, or days of the month and the months. */
function finerDates({ days, monthDays, months }: RuleDates, words: DateWords, locale: string): string[] {
  const [month = 0, ...others] = months;
  if (
    month > 0 &&
    others.length === 0 &&
    monthDays.length > 0 &&
    monthDays.every((day) => day > 0 && day <= daysInMonth(2024, month))
  )
    return monthDays.map((day) => describePart("monthDay", Date.UTC(2024, month - 1, day), locale));
  const names = months.map((each) => describePart("month", Date.UTC(2024, each - 1), locale)).join(", ");
  return [
    ...days.flatMap(({ place, weekday }) =>
      place === undefined ? [] : [placedDay(place, weekday, words, locale)],
    ),
    ...monthDays.map((day) =>
      day < 0 ? placedDay(day, "", words, locale) : fill(words.monthDay, { n: String(day) }),
    ),
    ...(names === "" ? [] : [fill(words.months, { months: names })]),
  ];
}

/** A day by its place in the month; any day where no weekday is named. */
function placedDay(place: number, weekday: string, words: DateWords, locale: string): string {
  const [nth = "", feminine = nth] = (
    rowOf<string>(words.nth, place < 0 ? "last" : String(place)) ?? ""
  ).split("|");
  const isFeminine = weekday !== "" && words.feminine.includes(weekday);
  const day = weekday === "" ? words.day : weekdayIn(weekday, locale);
  return fill(words.placed, { nth: isFeminine ? feminine : nth, day });
}

/** The name of a weekday of RRULE (RFC 5545 section 3.3.10); 1 January 2024 was a Monday. */
function weekdayIn(weekday: string, locale: string): string {
  return describePart("weekday", Date.UTC(2024, 0, 1 + "MOTUWETHFRSASU".indexOf(weekday) / 2), locale);
}

/**
 * The last day on which the series can begin by UNTIL, on the clocks of the event; those of UTC, in which it is written, may show the day
 * before or after.
 */
function lastDay(until: string | undefined, { locale, start }: Telling): string | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?/.exec(until ?? "");
  if (match === null) return undefined;
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const stated = Date.UTC(year, month - 1, date, hour, minute, second);
  const zone = match[4] === undefined ? undefined : parseZone(start?.tzid);
  const first = start && readShown(start);
  if (zone === undefined || first === undefined) return describePart("date", stated, locale);
  // UNTIL of 23:59 ends a series of mornings on that day, and one of 09:00 a series of afternoons on the day before.
  const begun = wallAt(zone, epochOf(first));
  return describePart("date", wallAt(zone, stated) - (begun - midnightOf(begun)), locale);
}
