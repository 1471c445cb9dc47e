import { excerpt } from "../errors.ts";
import { type Finding, finding, type Place } from "../finding.ts";
import type { Component, ContentLine } from "../icalendar/component.ts";
import { parameter, rawValue, readProperty } from "../icalendar/property.ts";
import { readRule } from "../recurrence/rule.ts";
import type { CalendarTime } from "../timezone/calendar-time.ts";
import { isBackwards, readTimeLine, type StatedTime, type TimeContext } from "../timezone/time-property.ts";
import type { Kind } from "./message.ts";
import { type PlaceOf, placesIn } from "./places.ts";

/** The properties that are looked at, one search a line: those that are a time, and those that say how it recurs. */
const roleOfProperty: ReadonlyMap<string, "time" | "recurrence"> = new Map([
  ["DTSTART", "time"],
  ["DTEND", "time"],
  ["DUE", "time"],
  ["RECURRENCE-ID", "time"],
  ["X-MS-OLK-ORIGINALSTART", "time"],
  ["X-MS-OLK-ORIGINALEND", "time"],
  ["EXDATE", "recurrence"],
  ["RDATE", "recurrence"],
  ["RRULE", "recurrence"],
  ["EXRULE", "recurrence"],
]);

/** What is wrong with the times of a message: no such date, a zone that nobody knows, a VTIMEZONE that says otherwise. */
export function timeProblems(calendar: Component, kind: Kind, components: readonly Component[]): Finding[] {
  const context = { calendar };
  const problems: Finding[] = [];
  for (const [index, component] of components.entries())
    for (const one of problemsIn(component, context, placesIn(component, kind, index))) problems.push(one);
  return problems;
}

function problemsIn(component: Component, context: TimeContext, placeOf: PlaceOf): Finding[] {
  const problems: Finding[] = [];
  let start: StatedLine | undefined;
  let end: StatedLine | undefined;
  let hasRule = false;
  for (const line of component.lines) {
    const role = roleOfProperty.get(line.name);
    if (role === undefined) continue;
    if (role === "recurrence") {
      const repeated = hasRule && line.name === "RRULE";
      if (repeated) problems.push(repeatedRule(component, placeOf(line)));
      else problems.push(...recurrenceProblems(line, component, context, placeOf));
      hasRule ||= line.name === "RRULE";
      continue;
    }
    const stated = { line, time: readTimeLine(line, component, context) };
    if (stated.time.kind === "fault" || "contradicted" in stated.time)
      problems.push(problemOf(stated, placeOf(line)));
    if (line.name === "DTSTART") start ??= stated;
    else if (line.name === "DTEND") end ??= stated;
  }
  if (end !== undefined && endsTooEarly(start?.time, end.time)) {
    const at = placeOf(end.line);
    problems.push(finding({ code: "end-not-after-start", at, values: { end: "DTEND" } }));
  }
  return problems;
}

function endsTooEarly(start: CalendarTime | undefined, end: CalendarTime): boolean {
  if (start === undefined || start.kind === "fault" || end.kind === "fault") return false;
  return scaleOf(start) === scaleOf(end) && isBackwards({ start, end });
}

/** What is wrong with a line of the recurrence, which is passed over for it: a rule that is none, a date that is none. */
function recurrenceProblems(
  line: ContentLine,
  component: Component,
  context: TimeContext,
  placeOf: PlaceOf,
): Finding[] {
  if (line.name === "EXRULE") {
    const note = "It is passed over: the times that it leaves out stay.";
    const values = { property: "EXRULE" };
    return [finding({ code: "unregistered-property", at: placeOf(line), values, note })];
  }
  const text = rawValue(line);
  if (line.name === "RRULE") {
    const rule = readRule(text);
    return "kind" in rule ? [notRead(line, placeOf(line), { value: text, note: `${rule.message}.` })] : [];
  }
  const values = text.split(",");
  const odd = values.find((value) => !dateForm.test(value));
  if (odd !== undefined)
    return [notRead(line, placeOf(line), { value: odd, note: "It is passed over; the others count." })];
  const [first = ""] = (values[0] ?? "").trim().split("/", 1);
  const prefix = line.text.slice(0, line.text.length - text.length);
  const time = readTimeLine({ ...line, text: `${prefix}${first}` }, component, context);
  if (time.kind !== "fault") return [];
  return [problemOf({ line, time }, placeOf(line))];
}

function repeatedRule({ name }: Component, at: Place): Finding {
  const values = { owner: `A ${name}`, property: "RRULE" };
  return finding({ code: "property-repeated", at, values, note: "The first counts." });
}

/** A date, a time, or a period that begins with one. */
const dateForm = /^\s*\d{8}(?:T\d{6}Z?)?\s*(?:\/|$)/i;

function notRead(
  line: ContentLine,
  at: Place,
  { value, note }: { readonly value: string; readonly note: string },
): Finding {
  const values = { property: line.name, value: excerpt(value, 40) };
  const reference = line.name === "RRULE" ? "RFC 5545 section 3.3.10" : "RFC 5545 section 3.3.5";
  return finding({ code: "invalid-value", at, reference, values, note });
}

/** A time with the line that states it. */
interface StatedLine {
  readonly line: ContentLine;
  readonly time: CalendarTime;
}

/** What a time is measured by. Only of two dates, two local times without a zone, or two moments can anybody tell which comes first. */
function scaleOf({ kind }: StatedTime): StatedTime["kind"] {
  return kind === "zoned" ? "utc" : kind;
}

function problemOf({ line, time }: StatedLine, at: Place): Finding {
  const property = line.name;
  const value = excerpt(rawValue(line), 40);
  if (time.kind === "fault") {
    if (time.code === "unresolved-time-zone") {
      return finding({ code: time.code, at, values: { reason: time.message } });
    }
    const reference = "RFC 5545 section 3.3.5";
    const note = "There is no such date or time.";
    return finding({ code: "invalid-value", at, reference, values: { property, value }, note });
  }
  const tzid = excerpt(parameter(readProperty(line), "TZID") ?? "");
  return finding({ code: "time-zone-contradicted", at, values: { tzid }, note: "The zone counts." });
}
