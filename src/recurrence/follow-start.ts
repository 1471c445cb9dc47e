import { dayOf } from "./day-number.ts";
import { type DayFacts, factsOf } from "./days.ts";
import { givesStart } from "./occurrences-of-rule.ts";
import { weekdays } from "./part.table.ts";
import type { RecurrenceRule } from "./rule.ts";

/**
 * The rule of a series whose DTSTART moves to another day: every Thursday becomes every Friday, the first Thursday of the
 * month its second Friday (RFC 5545 section 3.8.5.3: DTSTART SHOULD be synchronized with the rule).
 *
 * @param to the new DTSTART in wall time
 * @returns `undefined` where nobody can tell what is meant, as for one of several weekdays
 * @example
 * followStart(rule("FREQ=WEEKLY;BYDAY=TH"), Date.UTC(2026, 4, 8, 10), false) // rule("FREQ=WEEKLY;BYDAY=FR")
 */
export function followStart(rule: RecurrenceRule, to: number, date: boolean): RecurrenceRule | undefined {
  if (givesStart(rule, to, date)) return rule;
  const facts = factsOf(dayOf(to));
  const moved: RecurrenceRule = {
    ...rule,
    ...alone(rule.byMonth, () => ({ byMonth: [facts.month] })),
    ...alone(rule.byMonthDay, ([day]) => (day > 0 ? { byMonthDay: [facts.monthDay] } : {})),
    ...alone(rule.byDay, ([{ ordinal }]) => {
      const weekday = weekdays[facts.weekday] ?? "MO";
      return {
        byDay: [ordinal === undefined ? { weekday } : { weekday, ordinal: ordinalOf(ordinal, facts) }],
      };
    }),
  };
  return givesStart(moved, to, date) ? moved : undefined;
}

/** What becomes of a part with a single member; one of several may stay as well as go. */
function alone<T, R>(list: readonly T[] | undefined, follow: (only: readonly [T]) => R): R | undefined {
  const [only, ...others] = list ?? [];
  return only === undefined || others.length > 0 ? undefined : follow([only]);
}

/** Which of its weekday a day is in its month, counted from the end where it was before. */
function ordinalOf(before: number, { monthDay, monthLength }: DayFacts): number {
  return before > 0 ? Math.ceil(monthDay / 7) : -Math.ceil((monthLength - monthDay + 1) / 7);
}
