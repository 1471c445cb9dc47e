import { excerpt } from "../errors.ts";
import { type Finding, finding, type Place } from "../finding.ts";
import { parseRule, type RecurrenceRule } from "../recurrence/rule.ts";
import { type Item, itemOf, itemsOf, type Node, nodesOf } from "./node.ts";
import { type CheckedClient, type ClientRule, clientRules } from "./rules/client.table.ts";

/** Findings about calendar text that the RFCs allow, but that the given calendar programs are documented not to understand. */
export function* checkClients(calendar: Node, clients: readonly CheckedClient[]): Generator<Finding> {
  for (const event of nodesOf(calendar, "VEVENT")) {
    if (clients.includes("outlook")) yield* checkOutlookEvent(event);
    yield* checkAlarmCount(event, clients);
  }
  if (!clients.includes("outlook")) return;
  for (const zone of nodesOf(calendar, "VTIMEZONE")) yield* checkOutlookZone(zone);
}

function told(rule: ClientRule, at: Place, what: string): Finding {
  const { code, reference, because } = rule;
  return finding({ code, at, reference, values: { what: excerpt(what, 80) }, note: because });
}

function* checkOutlookEvent(event: Node): Generator<Finding> {
  const rules = itemsOf(event, "RRULE");
  const dates = itemsOf(event, "RDATE");
  for (const item of rules) {
    const broken = brokenByRule(item.property.value);
    if (broken !== undefined) yield told(broken, item, item.property.value);
  }
  const [added] = dates;
  if (added === undefined) return;
  if (rules.length === 0) yield told(clientRules.datesAlone, added, `RDATE:${added.property.value}`);
  else if (valuesIn(dates) > valuesIn(itemsOf(event, "EXDATE"))) {
    yield told(clientRules.datesAdded, added, `RDATE:${added.property.value}`);
  }
}

function valuesIn(items: readonly Item[]): number {
  return items.reduce((sum, { property }) => sum + property.value.split(",").length, 0);
}

/** The first of Outlook's templates' conditions that a rule does not meet ([MS-OXCICAL] sections 2.1.3.2.2.1 to 2.1.3.2.2.6). */
function brokenByRule(value: string): ClientRule | undefined {
  const rule = parseRule(value);
  // A rule that cannot be read is reported by the checks of RFC 5545.
  if ("kind" in rule) return undefined;
  if (!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].includes(rule.frequency)) return clientRules.frequency;
  if (rule.bySecond !== undefined || rule.byYearDay !== undefined || rule.byWeekNo !== undefined)
    return clientRules.rulePart;
  if (hasPartOfAnother(rule)) return clientRules.rulePart;
  if (namesSeveral(rule)) return clientRules.severalDays;
  if (rule.byMonthDay !== undefined && rule.byDay !== undefined) return clientRules.dayAndWeekday;
  if (!positionsOf(rule).every((position) => position === -1 || (position >= 1 && position <= 4)))
    return clientRules.position;
  return (rule.count ?? 0) > 999 ? clientRules.longCount : undefined;
}

/** BYMONTHDAY and BYSETPOS in a daily or weekly series, BYMONTH in any but a yearly one, BYDAY in a daily one. */
function hasPartOfAnother(rule: RecurrenceRule): boolean {
  const { frequency, byMonthDay, byMonth, byDay, bySetPos } = rule;
  const days = frequency === "DAILY" || frequency === "WEEKLY";
  return (
    (days && (byMonthDay !== undefined || bySetPos !== undefined)) ||
    (frequency !== "YEARLY" && byMonth !== undefined) ||
    (frequency === "DAILY" && byDay !== undefined)
  );
}

/** More than one day of the month, nth weekday, month or time of day. Several weekdays stand for one only with a BYSETPOS. */
function namesSeveral({
  byMonthDay,
  byMonth,
  byDay,
  bySetPos,
  byHour,
  byMinute,
  frequency,
}: RecurrenceRule): boolean {
  const several = (list: readonly unknown[] | undefined) => (list?.length ?? 0) > 1;
  if ([byMonthDay, byMonth, bySetPos, byHour, byMinute].some(several)) return true;
  const months = frequency === "MONTHLY" || frequency === "YEARLY";
  const counted = byDay?.some(({ ordinal }) => ordinal !== undefined) === true;
  if (counted) return several(byDay);
  return months && byDay !== undefined && bySetPos === undefined;
}

function positionsOf({ byDay, bySetPos }: RecurrenceRule): readonly number[] {
  return [...(bySetPos ?? []), ...(byDay ?? []).flatMap(({ ordinal }) => ordinal ?? [])];
}

/** Findings about more alarms than a calendar program takes from an invitation. */
function* checkAlarmCount(event: Node, clients: readonly CheckedClient[]): Generator<Finding> {
  const alarms = nodesOf(event, "VALARM");
  const [first, second, third] = alarms;
  const what = `${alarms.length} alarms`;
  if (clients.includes("outlook") && second !== undefined)
    yield told(clientRules.severalAlarms, second, what);
  if (clients.includes("google") && first !== undefined) yield told(clientRules.alarmsOfOthers, first, what);
  if (clients.includes("apple") && third !== undefined)
    yield told(clientRules.moreThanTwoAlarms, third, what);
}

function* checkOutlookZone(zone: Node): Generator<Finding> {
  const [standard, daylight] = [nodesOf(zone, "STANDARD"), nodesOf(zone, "DAYLIGHT")];
  const name = itemOf(zone, "TZID")?.property.value ?? "";
  const extra = standard[1] ?? daylight[1];
  if (extra !== undefined) yield told(clientRules.severalOnsets, extra, name);
  for (const observance of [...standard, ...daylight]) {
    const [date] = itemsOf(observance, "RDATE");
    if (date !== undefined) yield told(clientRules.onsetDates, date, name);
    const [rule] = itemsOf(observance, "RRULE");
    if (rule !== undefined && !isYearlyOnset(rule.property.value))
      yield told(clientRules.onsetForm, rule, name);
  }
}

/** FREQ=YEARLY in one month, on one nth weekday or on one day of it. */
function isYearlyOnset(value: string): boolean {
  const rule = parseRule(value);
  if ("kind" in rule) return true;
  const { frequency, byMonth, byDay, byMonthDay } = rule;
  const weekday = byDay?.length === 1 && byDay[0]?.ordinal !== undefined && byMonthDay === undefined;
  const day = byDay === undefined && (byMonthDay === undefined || byMonthDay.length === 1);
  return frequency === "YEARLY" && (byMonth?.length ?? 1) === 1 && (weekday || day);
}
