/** FREQ, from the longest period to the shortest. */
export const frequencies = [
  "YEARLY",
  "MONTHLY",
  "WEEKLY",
  "DAILY",
  "HOURLY",
  "MINUTELY",
  "SECONDLY",
] as const;

export type Frequency = (typeof frequencies)[number];

/** In the order of ISO 8601: Monday is 0. */
export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

export type Weekday = (typeof weekdays)[number];

/** The lists of numbers that a rule may have (RFC 5545 section 3.3.10). */
export interface NumberPart {
  readonly part: string;
  /** The least and the greatest number, whatever its sign. */
  readonly from: number;
  readonly to: number;
  /** Whether a sign is allowed; a negative number counts from the end. */
  readonly signed: boolean;
  /** The frequencies that the part must not stand with. */
  readonly notWith: readonly Frequency[];
}

/** Keyed by the name the part has in a `RecurrenceRule`, in the order in which a rule is written. */
export const numberParts = {
  bySecond: { part: "BYSECOND", from: 0, to: 60, signed: false, notWith: [] },
  byMinute: { part: "BYMINUTE", from: 0, to: 59, signed: false, notWith: [] },
  byHour: { part: "BYHOUR", from: 0, to: 23, signed: false, notWith: [] },
  byMonthDay: { part: "BYMONTHDAY", from: 1, to: 31, signed: true, notWith: ["WEEKLY"] },
  byYearDay: { part: "BYYEARDAY", from: 1, to: 366, signed: true, notWith: ["DAILY", "WEEKLY", "MONTHLY"] },
  byWeekNo: {
    part: "BYWEEKNO",
    from: 1,
    to: 53,
    signed: true,
    notWith: ["MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"],
  },
  byMonth: { part: "BYMONTH", from: 1, to: 12, signed: false, notWith: [] },
  bySetPos: { part: "BYSETPOS", from: 1, to: 366, signed: true, notWith: [] },
} as const satisfies Record<string, NumberPart>;

export type NumberPartName = keyof typeof numberParts;
