import { formatRule, type RecurrenceRule } from "./rule.ts";

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
