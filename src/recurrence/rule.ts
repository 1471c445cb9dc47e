import { kindOf } from "../errors.ts";
import { defined } from "../input.ts";
import { basicOf } from "../time/civil.ts";
import {
  frequencyOf,
  type RuleFault,
  type RuleParts,
  readUntil,
  ruleFault,
  type Until,
  weekdayOf,
} from "./grammar.ts";
import { type Frequency, type NumberPartName, numberParts, type Weekday, weekdays } from "./part.table.ts";

/** A weekday of BYDAY; `ordinal` 1 is the first in the month or year, −1 the last; absent: every one. */
export interface WeekdayOfPeriod {
  readonly weekday: Weekday;
  readonly ordinal?: number;
}

/**
 * A recurrence rule (RFC 5545 section 3.3.10) that was checked. Lists are sorted and without repetition; a list that
 * the rule does not have is absent.
 */
export interface RecurrenceRule extends Readonly<Partial<Record<NumberPartName, readonly number[]>>> {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count?: number;
  readonly until?: Until;
  readonly byDay?: readonly WeekdayOfPeriod[];
  readonly weekStart: Weekday;
}

const longestRule = 1_024;

/** The list parts, in the order in which a rule is written; BYDAY goes behind BYHOUR. */
const listNames = /* @__PURE__ */ (() =>
  Object.keys(numberParts).filter((name): name is NumberPartName => Object.hasOwn(numberParts, name)))();

/**
 * Reads the value of an RRULE, strictly: what RFC 5545 section 3.3.10 forbids is a fault, and nothing is guessed.
 *
 * @example
 * parseRule("FREQ=MONTHLY;BYDAY=-1FR")
 * // { frequency: "MONTHLY", interval: 1, weekStart: "MO", byDay: [{ weekday: "FR", ordinal: -1 }] }
 * parseRule("FREQ=DAILY;COUNT=0")
 * // { kind: "fault", code: "out-of-range", message: "COUNT must be from 1 to 2147483647, got 0" }
 */
export function parseRule(value: string): RecurrenceRule | RuleFault {
  if (typeof value !== "string" || value.length > longestRule) {
    return {
      kind: "fault",
      code: "too-long",
      message: `A rule must be text of at most ${longestRule} characters, got ${typeof value === "string" ? value.length : kindOf(value)}`,
    };
  }
  const parts = new Map<string, string>();
  for (const written of value.toUpperCase().split(";")) {
    const equals = Math.max(written.indexOf("="), 0);
    const name = written.slice(0, equals);
    if (parts.has(name))
      return { kind: "fault", code: "repeated-part", message: `${name.slice(0, 30)} must not stand twice` };
    parts.set(name, written.slice(equals + 1));
  }
  return ruleFault(parts) ?? ruleOfParts(parts);
}

/**
 * Reads the value of somebody else's RRULE, leniently: blanks, a semicolon too many, a part that stands twice alike, an
 * X- part (RFC 2445) and RSCALE=GREGORIAN (RFC 7529) cost nothing. What would make it another rule is a fault still.
 *
 * @example
 * formatRule(readRule("FREQ=WEEKLY; BYDAY=MO;")) // "FREQ=WEEKLY;BYDAY=MO"
 * readRule("FREQ=YEARLY;RSCALE=HEBREW").code     // "unknown-part"
 */
export function readRule(value: string): RecurrenceRule | RuleFault {
  if (value.length > longestRule) return parseRule(value);
  const parts = value
    .toUpperCase()
    .replace(/\s/g, "")
    .split(";")
    .filter((part) => part !== "" && part !== "RSCALE=GREGORIAN" && !part.startsWith("X-"));
  return parseRule([...new Set(parts)].join(";"));
}

/**
 * The text of a rule in one canonical form: FREQ first, defaults left out.
 *
 * @example
 * formatRule(parseRule("BYDAY=TU,MO;INTERVAL=1;FREQ=WEEKLY")) // "FREQ=WEEKLY;BYDAY=MO,TU"
 */
export function formatRule(rule: RecurrenceRule): string {
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.until !== undefined) parts.push(`UNTIL=${formatUntil(rule.until)}`);
  if (rule.count !== undefined) parts.push(`COUNT=${rule.count}`);
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  for (const name of listNames) {
    const list = rule[name];
    if (list !== undefined) parts.push(`${numberParts[name].part}=${list.join(",")}`);
    if (name === "byHour" && rule.byDay !== undefined) {
      parts.push(`BYDAY=${rule.byDay.map((day) => `${day.ordinal ?? ""}${day.weekday}`).join(",")}`);
    }
  }
  if (rule.weekStart !== "MO") parts.push(`WKST=${rule.weekStart}`);
  return parts.join(";");
}

/** UNTIL as it is written: `20260507`, `20260507T100000` or `20260507T080000Z`. */
function formatUntil(until: Until): string {
  const text = basicOf(until.wall);
  return until.form === "date" ? text.slice(0, 8) : until.form === "utc" ? `${text}Z` : text;
}

/** The rule that parts say in which no fault was found. */
function ruleOfParts(parts: RuleParts): RecurrenceRule {
  const until = readUntil(parts.get("UNTIL") ?? "");
  const count = parts.get("COUNT");
  const days = parts.get("BYDAY");
  const lists = listNames.flatMap((name) => {
    const written = parts.get(numberParts[name].part);
    return written === undefined ? [] : [[name, numbersOf(written)] as const];
  });
  return Object.freeze({
    frequency: frequencyOf(parts) ?? "YEARLY",
    interval: Number(parts.get("INTERVAL") ?? 1),
    ...(count === undefined ? {} : { count: Number(count) }),
    ...defined({ until }),
    ...Object.fromEntries(lists),
    ...(days === undefined ? {} : { byDay: weekdaysOf(days) }),
    weekStart: weekdayOf(parts.get("WKST")) ?? "MO",
  });
}

function numbersOf(written: string): number[] {
  return Array.from(new Set(written.split(",").map(Number))).sort((a, b) => a - b);
}

/** `+1MO`, `01MO` and `1MO` are one. */
function weekdaysOf(written: string): WeekdayOfPeriod[] {
  const days = new Map(
    written.split(",").map((text) => {
      const day = weekdayOfPeriod(text);
      return [`${day.ordinal ?? ""}${day.weekday}`, day];
    }),
  );
  return Array.from(days.values()).sort(compareDays);
}

function weekdayOfPeriod(text: string): WeekdayOfPeriod {
  const weekday = weekdayOf(text.slice(-2)) ?? "MO";
  return text.length === 2 ? { weekday } : { weekday, ordinal: Number(text.slice(0, -2)) };
}

function compareDays(a: WeekdayOfPeriod, b: WeekdayOfPeriod): number {
  return (a.ordinal ?? 0) - (b.ordinal ?? 0) || weekdays.indexOf(a.weekday) - weekdays.indexOf(b.weekday);
}

/**
 * Whether two rules say the same: the order of parts and lists does not matter, nor do INTERVAL=1, WKST=MO, or a WKST
 * where no week is counted (RFC 5545 section 3.3.10: it is significant for WEEKLY rules with an INTERVAL and a BYDAY,
 * and for BYWEEKNO). Clients rewrite all of that when they echo a rule.
 *
 * @example
 * sameRule(rule("FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,MO"), rule("FREQ=WEEKLY;BYDAY=MO,TU;WKST=SU")) // true
 */
export function sameRule(a: RecurrenceRule, b: RecurrenceRule): boolean {
  return formatRule(essential(a)) === formatRule(essential(b));
}

/** Whether two rules differ at most in where they end: nobody's occurrences moved, some were added or cut off. */
export function isCutOrExtended(a: RecurrenceRule, b: RecurrenceRule): boolean {
  return sameRule(endless(a), endless(b));
}

function endless(rule: RecurrenceRule): RecurrenceRule {
  const { count, until, ...rest } = rule;
  return rest;
}

function essential(rule: RecurrenceRule): RecurrenceRule {
  const inWeeks = rule.interval > 1 || rule.bySetPos !== undefined;
  const weekMatters =
    (rule.frequency === "WEEKLY" && rule.byDay !== undefined && inWeeks) || rule.byWeekNo !== undefined;
  return weekMatters ? rule : { ...rule, weekStart: "MO" };
}
