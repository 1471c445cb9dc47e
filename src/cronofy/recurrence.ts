import { kindOf } from "../errors.ts";
import type { Recurrence } from "../event/event.ts";
import {
  at,
  atIndex,
  defined,
  fault,
  filled,
  isRecord,
  keysOf,
  type Reading,
  readChoice,
  required,
  wrongKind,
} from "../input.ts";
import { formatRule, parseRule, type RecurrenceRule } from "../recurrence/rule.ts";
import type { EventTime } from "../time/event-time.ts";

/** One rule of a series (alpha). */
export interface RecurrenceRuleJson {
  /** How often the event repeats. */
  frequency: keyof typeof frequencyWords;
  /** Every so many days, weeks, months or years. Absent: 1. */
  interval?: number;
  /** Of a weekly series alone. Absent: the weekday of the start. */
  by_day?: (keyof typeof weekdayWords)[];
}

/** How an event recurs (alpha): a list of one rule. */
export interface RecurrenceJson {
  /** One rule, or none for an event that happens once. */
  rules: RecurrenceRuleJson[];
}

/** The API's word → FREQ. */
const frequencyWords = {
  daily: "DAILY",
  weekly: "WEEKLY",
  monthly: "MONTHLY",
  yearly: "YEARLY",
} as const;

/** The API's word → the weekday of BYDAY. */
const weekdayWords = {
  monday: "MO",
  tuesday: "TU",
  wednesday: "WE",
  thursday: "TH",
  friday: "FR",
  saturday: "SA",
  sunday: "SU",
} as const;

/** What a request says about the recurrence: a rule; `"none"`: the series becomes a single event; nothing: it stays as it is. */
export function readRecurrenceJson(value: unknown, reading: Reading): string | "none" | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) return wrongKind(reading, "an object, { rules }", value);
  const { rules } = value;
  const here = at(reading, "rules");
  if (rules === undefined || rules === null) return undefined;
  if (!Array.isArray(rules)) return wrongKind(here, "a list of one rule", rules);
  const list: readonly unknown[] = rules;
  if (list.length === 0) return "none";
  if (list.length > 1) return fault(here, "unsupported", `must be one rule, got ${list.length}`);
  return readRuleJson(list[0], atIndex(here, 0));
}

function readRuleJson(value: unknown, reading: Reading): string | undefined {
  if (!isRecord(value)) return wrongKind(reading, "an object, { frequency, interval?, by_day? }", value);
  const frequency = readChoice(value.frequency, keysOf(frequencyWords), at(reading, "frequency"));
  if (value.frequency === undefined || value.frequency === null) required(at(reading, "frequency"));
  const interval = readInterval(value.interval, at(reading, "interval"));
  const days = readDays(value.by_day, at(reading, "by_day"));
  if (days.length > 0 && frequency !== undefined && frequency !== "weekly") {
    fault(at(reading, "by_day"), "unsupported", "must be absent: only a weekly rule may name days");
  }
  if (frequency === undefined || interval === undefined) return undefined;
  const parts = [
    `FREQ=${frequencyWords[frequency]}`,
    interval === 1 ? "" : `INTERVAL=${interval}`,
    days.length === 0 ? "" : `BYDAY=${days.map((day) => weekdayWords[day]).join(",")}`,
  ];
  const rule = parseRule(parts.filter((part) => part !== "").join(";"));
  return "kind" in rule ? fault(reading, "invalid-recurrence", rule.message) : formatRule(rule);
}

function readInterval(value: unknown, reading: Reading): number | undefined {
  if (value === undefined || value === null) return 1;
  if (typeof value === "number" && Number.isInteger(value) && value > 0 && value <= 2_147_483_647)
    return value;
  return fault(reading, "out-of-range", "must be a whole number above 0", value);
}

function readDays(value: unknown, reading: Reading): (keyof typeof weekdayWords)[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.length > 100) {
    fault(
      reading,
      "invalid-type",
      `must be a list of at most 100 days of the week, got ${Array.isArray(value) ? value.length : kindOf(value)}`,
    );
    return [];
  }
  const days: readonly unknown[] = value;
  return days.flatMap((day, index) => {
    const here = atIndex(reading, index);
    if (day === undefined || day === null) required(here);
    return readChoice(day, keysOf(weekdayWords), here) ?? [];
  });
}

/** A recurrence as the API writes it; nothing for one that its words cannot say, such as a series that ends. */
export function recurrenceJson(recurrence: Recurrence<EventTime>): RecurrenceJson | undefined {
  const rule = parseRule(recurrence.rule);
  if ("kind" in rule || recurrence.exclude !== undefined || recurrence.include !== undefined)
    return undefined;
  const { frequency, interval, byDay, weekStart, ...more } = rule;
  const word = keysOf(frequencyWords).find((name) => frequencyWords[name] === frequency);
  const days = byDay === undefined ? [] : daysIn(byDay);
  if (word === undefined || days === undefined || Object.keys(more).length > 0) return undefined;
  if (weekStart !== "MO" || (days.length > 0 && word !== "weekly")) return undefined;
  return {
    rules: [
      {
        frequency: word,
        ...defined({ interval: interval === 1 ? undefined : interval, by_day: filled(days) }),
      },
    ],
  };
}

/** Days in the words of the API, which has every Friday and not the last one of a month. */
function daysIn(byDay: NonNullable<RecurrenceRule["byDay"]>): (keyof typeof weekdayWords)[] | undefined {
  if (byDay.some(({ ordinal }) => ordinal !== undefined)) return undefined;
  return keysOf(weekdayWords).filter((name) => byDay.some(({ weekday }) => weekdayWords[name] === weekday));
}
