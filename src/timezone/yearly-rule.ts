import { modulo } from "../recurrence/day-number.ts";
import { weekdays } from "../recurrence/part.table.ts";
import { day, daysInMonth, utcOf } from "../time/civil.ts";

/**
 * One date in every year, at one time of day: how clocks are changed.
 *
 * `nth` is the first to fourth weekday of a month or the last (−1); `monthday` one day of the month; `week` the
 * weekday that falls on one of seven days from `first` on, which may run into the next month. Outlook reads the first
 * two ([MS-OXCICAL] section 2.1.3.1.1.19.2.2), everybody else all three.
 */
export type YearlyRule = { readonly month: number; readonly time: number } & (
  | { readonly kind: "nth"; readonly nth: number; readonly weekday: number }
  | { readonly kind: "monthday"; readonly monthday: number }
  | { readonly kind: "week"; readonly first: number; readonly weekday: number }
);

/** What a wall time is as a date that returns. `month` 1 … 12, `time` milliseconds since midnight. */
function datePartsOf(wall: number) {
  const date = new Date(wall);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    monthday: date.getUTCDate(),
    weekday: date.getUTCDay(),
    time: modulo(wall, day),
  };
}

/**
 * The year of a wall time.
 *
 * @example
 * yearOfWall(Date.UTC(2026, 4, 7)) // 2026
 */
export function yearOfWall(wall: number): number {
  return new Date(wall).getUTCFullYear();
}

/**
 * The rules that Outlook reads and that a wall time could be an instance of, the likeliest first: legislators say
 * "last Sunday" more often than "fourth Sunday".
 */
export function simpleRulesAt(wall: number): YearlyRule[] {
  const { year, month, monthday, weekday, time } = datePartsOf(wall);
  const rules: YearlyRule[] = [];
  if (monthday > daysInMonth(year, month) - 7) rules.push({ kind: "nth", nth: -1, weekday, month, time });
  const nth = Math.ceil(monthday / 7);
  if (nth <= 4) rules.push({ kind: "nth", nth, weekday, month, time });
  // 29 February is no date of every year.
  if (monthday <= daysInMonth(2023, month)) rules.push({ kind: "monthday", monthday, month, time });
  return rules;
}

/**
 * The rules of the `week` kind that a wall time could be an instance of: the weekday is one of seven from each day on.
 * Those within the month come first.
 */
export function weekRulesAt(wall: number): YearlyRule[] {
  const { monthday, month, weekday, time, year } = datePartsOf(wall);
  const within: YearlyRule[] = [];
  const across: YearlyRule[] = [];
  for (let first = monthday; first > monthday - 7; first--) {
    if (first >= 1) {
      const into = first + 6 > daysInMonth(year, month) ? across : within;
      if (into === within || month !== 2) into.push({ kind: "week", first, weekday, month, time });
    } else if (month > 1 && month !== 3) {
      // A week that begins in the month before. February's length changes: it cannot be counted through.
      across.push({
        kind: "week",
        first: first + daysInMonth(2023, month - 1),
        weekday,
        month: month - 1,
        time,
      });
    }
  }
  return [...within, ...across];
}

/**
 * When a rule takes place in a year, as a wall time.
 *
 * @example
 * // Last Sunday of March, 02:00
 * occurrenceIn({ kind: "nth", nth: -1, weekday: 0, month: 3, time: 7_200_000 }, 2026) // Date.UTC(2026, 2, 29, 2)
 */
export function occurrenceIn(rule: YearlyRule, year: number): number {
  const first = utcOf(year, rule.month, 1);
  switch (rule.kind) {
    case "monthday":
      return first + (rule.monthday - 1) * day + rule.time;
    case "nth": {
      const from = rule.nth < 0 ? daysInMonth(year, rule.month) - 7 : (rule.nth - 1) * 7;
      return weekdayFrom(first + from * day, rule.weekday) + rule.time;
    }
    case "week":
      return weekdayFrom(first + (rule.first - 1) * day, rule.weekday) + rule.time;
  }
}

/** The first such weekday on or after a midnight. */
function weekdayFrom(midnight: number, weekday: number): number {
  return midnight + ((weekday - new Date(midnight).getUTCDay() + 7) % 7) * day;
}

/**
 * A rule as RRULE values (RFC 5545 section 3.3.10): one, or two where the week runs into the next month.
 *
 * @param until The last occurrence, in UTC, as `20301027T010000Z`.
 *
 * @example
 * rruleValues({ kind: "nth", nth: -1, weekday: 0, month: 3, time: 7_200_000 }) // ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"]
 */
export function rruleValues(rule: YearlyRule, until?: string): { month: number; value: string }[] {
  const start = until === undefined ? "FREQ=YEARLY" : `FREQ=YEARLY;UNTIL=${until}`;
  const written = (month: number, rest: string) => ({ month, value: `${start};BYMONTH=${month};${rest}` });
  if (rule.kind === "monthday") return [written(rule.month, `BYMONTHDAY=${rule.monthday}`)];
  // Sunday is 0, and the last of the list.
  const weekday = weekdays.at(rule.weekday - 1);
  if (rule.kind === "nth") return [written(rule.month, `BYDAY=${rule.nth}${weekday}`)];
  const days = [0, 1, 2, 3, 4, 5, 6].map((i) => rule.first + i);
  const length = daysInMonth(2023, rule.month);
  const here = days.filter((monthday) => monthday <= length);
  const next = days.filter((monthday) => monthday > length).map((monthday) => monthday - length);
  const list = (monthdays: number[]) => `BYMONTHDAY=${monthdays.join(",")};BYDAY=${weekday}`;
  return next.length === 0
    ? [written(rule.month, list(here))]
    : [written(rule.month, list(here)), written((rule.month % 12) + 1, list(next))];
}
