/** The parts of a rule by name, in upper case. */
export type RuleParts = ReadonlyMap<string, string>;

/** A weekday as RRULE names it; `place` in the month: 1 to 5, or -1 for the last. */
export interface DayOfRule {
  readonly weekday: string;
  readonly place?: number;
}

/** The dates of a series in the plainest form that says the same: each Monday of each month is each Monday. */
export interface RuleDates {
  readonly frequency: string;
  /** All with a place, or none. */
  readonly days: readonly DayOfRule[];
  /** From 1, and -1 for the last. */
  readonly monthDays: readonly number[];
  /** From 1; none are all. */
  readonly months: readonly number[];
}

/** The parts that decide about the dates, and of those that do not the usual ones. */
const known = /^(?:FREQ|INTERVAL|COUNT|UNTIL|WKST|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|)$/;

/** A day of BYDAY that can be named. */
const dayForm = /^(\+?0?[1-5]|-0?1)?(MO|TU|WE|TH|FR|SA|SU)$/;

/** A day of BYMONTHDAY that can be named: from the first to the 31st, or the last. */
const monthDayForm = /^(?:\+?(?:0?[1-9]|[12]\d|3[01])|-0?1)$/;

/** What happens by the hour happens more than once on each of its dates. */
const byDays = /^(?:DAI|WEEK|MONTH|YEAR)LY$/;

/** More dates than these nobody reads one after the other. */
const mostDates = 7;

/**
 * The dates of a rule (RFC 5545 section 3.3.10), where short words can name them all; `undefined` where the rule picks them in another way.
 *
 * @example
 * datesOf(new Map([["FREQ", "MONTHLY"], ["BYDAY", "TU"], ["BYSETPOS", "2"]]))
 * // { frequency: "MONTHLY", days: [{ weekday: "TU", place: 2 }], monthDays: [], months: [] }
 */
export function datesOf(parts: RuleParts): RuleDates | undefined {
  for (const name of parts.keys()) if (!known.test(name)) return undefined;
  const monthDays = listIn(parts, "BYMONTHDAY").map(Number);
  const months = listIn(parts, "BYMONTH").map(Number);
  const days = daysIn(parts, months);
  const isNamed =
    days !== undefined &&
    days.length + monthDays.length <= mostDates &&
    months.every((month) => month >= 1 && month <= 12) &&
    listIn(parts, "BYMONTHDAY").every((day) => monthDayForm.test(day));
  const frequency =
    isNamed && byDays.test(parts.get("FREQ") ?? "")
      ? plainFrequency(parts, { days, monthDays, months })
      : undefined;
  return frequency === undefined || days === undefined ? undefined : { frequency, days, monthDays, months };
}

function listIn(parts: RuleParts, name: string): string[] {
  return parts.get(name)?.split(",") ?? [];
}

/** The days of BYDAY, where each has a name. `BYDAY=TU;BYSETPOS=2` is `2TU`, unless there are several months: of all these BYSETPOS picks one. */
function daysIn(parts: RuleParts, months: readonly number[]): DayOfRule[] | undefined {
  const [stated, places] = [listIn(parts, "BYDAY"), listIn(parts, "BYSETPOS")];
  const ofMonth = parts.get("FREQ") === "MONTHLY" || months.length === 1;
  if (places.length > 0 && (stated.length !== 1 || !ofMonth)) return undefined;
  const written = places.length > 0 ? places.map((place) => `${place}${stated[0]}`) : stated;
  const days = written.flatMap((text) => {
    const [, place, weekday] = dayForm.exec(text) ?? [];
    if (weekday === undefined) return [];
    return [place === undefined ? { weekday } : { weekday, place: Number(place) }];
  });
  const placed = days.filter(({ place }) => place !== undefined).length;
  return days.length === written.length && (placed === 0 || placed === days.length) ? days : undefined;
}

/** How often the dates come; `undefined` where one part of the rule narrows down another. */
function plainFrequency(
  parts: RuleParts,
  { days, monthDays, months }: Omit<RuleDates, "frequency">,
): string | undefined {
  const frequency = parts.get("FREQ");
  const byMonth = monthDays.length > 0 || days[0]?.place !== undefined;
  if (monthDays.length > 0 && (days.length > 0 || frequency === "WEEKLY")) return undefined;
  if (
    days[0]?.place !== undefined &&
    frequency !== "MONTHLY" &&
    (frequency !== "YEARLY" || months.length === 0)
  )
    return undefined;
  const ofMonths = months.length > 0 ? "YEARLY" : "MONTHLY";
  const plain =
    byMonth || (days.length === 0 && frequency === "MONTHLY")
      ? ofMonths
      : days.length > 0
        ? "WEEKLY"
        : frequency;
  return plain === frequency || isEach(parts) ? plain : undefined;
}

/** Whether a rule has no INTERVAL, or that of 1. */
export function isEach(parts: RuleParts): boolean {
  return /^0*1$/.test(parts.get("INTERVAL") ?? "1");
}
